"""Pages that the cache does not have, against a bare page of Django with three queries over 50,000 rows."""

from collections.abc import Iterator

from bench import ground, pages
from bench.ground import Ground
from bench.loading import Case, compare
from bench.table import Row, alone

GOAL = 0.5


def rows(on: Ground) -> Iterator[Row]:
    """Each page under an address that is never kept."""
    floor = Case(on.floor, "/hearings/matter-7/")
    for name, path in pages.PAGES.items():
        yield compare(f"{name} made anew", Case(on.site, path + pages.UNKEPT), floor, goal=GOAL)


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
