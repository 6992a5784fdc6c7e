"""Anonymous pages from the page cache, against a bare page of the same size under Django's own cache."""

from collections.abc import Iterator

from bench import ground, pages
from bench.ground import Ground
from bench.loading import Case, compare
from bench.table import Row, alone

GOAL = 3.0


def rows(on: Ground) -> Iterator[Row]:
    """The process page and the results page, whole and as 304."""
    for name in ("process page", "results page"):
        path = pages.PAGES[name]
        answer, body = on.site.ask(path)
        beside = f"/cached/{len(body)}/"
        yield compare(
            f"{name} from the cache, {len(body) / 1000:.0f} kB",
            Case(on.site, path),
            Case(on.floor, beside),
            goal=GOAL,
        )
        same = {"If-None-Match": answer.headers["ETag"]}
        floor_same = {"If-None-Match": on.floor.ask(beside)[0].headers["ETag"]}
        yield compare(
            f"{name} not changed (304)",
            Case(on.site, path, same),
            Case(on.floor, beside, floor_same),
            goal=GOAL,
        )


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
