"""Resident memory of a web worker after every kind of page was loaded."""

from collections.abc import Iterator

from bench import ground, pages
from bench.ground import Ground
from bench.loading import Case, run
from bench.table import Row, alone

LIMIT = 150  # MiB


def rows(on: Ground) -> Iterator[Row]:
    """The larger of the two workers; the floor's beside it."""
    for path in pages.PAGES.values():
        run(Case(on.site, path), seconds=1)
        run(Case(on.site, path + pages.UNKEPT), seconds=2)
    for file in ("ratings.csv", "results.xlsx", "figures.json"):
        on.site.ask(f"{pages.RESULTS}{file}")
    run(Case(on.floor, "/hearings/matter-7/"), seconds=2)
    ours, floor = max(on.site.memory()), max(on.floor.memory())
    yield Row(
        "memory of a web worker after load",
        f"{ours:.0f} MiB",
        f"{floor:.0f} MiB",
        f"{ours / floor:.2f}",
        f"<= {LIMIT} MiB",
        ours <= LIMIT,
    )


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
