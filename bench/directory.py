"""The directory of 10,000 organisations: words and filters, made anew, against the front page from the cache."""

import http.client
import time
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

from bench import ground, weighing
from bench.ground import Ground
from bench.pages import FRONT
from bench.serving import Server
from bench.table import Row, alone, at_most

ORGANISATIONS, QUERIES, ASKED = 10_000, 8, 300
WORDS = (
    "yhdistyksen", "sydänyhdistyksestä", "nuorten", "vanhempia", "kuorossa", "urheiluseurat", "förening",
    "föreningens", "säätiöltä", "liiton", "mallilan", "modellby", "asukasyhdistykset", "diabetes", "pihapiri",
)  # fmt: skip
FIELDS = ("", "", "youth", "culture", "sport", "patient_disability")
AREAS = ("", "", "90", "21", "08")
VIEWS = ("", "", "", "map")


def rows(on: Ground) -> Iterator[Row]:
    """How long nineteen of twenty answers take at most, and how many statements the costliest asks."""
    draw = Random(2_022)
    asked = [question(draw) for _time in range(ASKED)]
    for path in (FRONT, *asked[:20]):
        on.site.ask(path)  # not counted: connections open, templates are read
    front, found = [], []
    for path in asked:
        front.append(seconds(on.site, FRONT))
        found.append(seconds(on.site, path))
    ours, floor = at_95(found) * 1_000, at_95(front) * 1_000
    yield Row(
        f"directory of {known():,} organisations, p95",
        f"{ours:.1f} ms",
        f"{floor:.1f} ms",
        f"{ours / floor:.1f}",
    )
    most = max(weighing.queries(path) for path in asked[:60])
    yield at_most("directory: most queries", most, QUERIES, "queries")


def question(draw: Random) -> str:
    """What somebody may ask of the directory; with words, so that the page cache never has it."""
    told = {
        "q": draw.choice(WORDS),
        "field": draw.choice(FIELDS),
        "area": draw.choice(AREAS),
        "view": draw.choice(VIEWS),
    }
    return f"/fi/organisations/?{urlencode({name: value for name, value in told.items() if value})}"


def seconds(server: Server, path: str) -> float:
    """How long one answer takes, on a connection of its own."""
    begun = time.perf_counter()
    answer, _body = server.ask(path)
    taken = time.perf_counter() - begun
    if answer.status != http.client.OK:
        raise SystemExit(f"bench: {path} answered {answer.status}")
    return taken


def at_95(values: list[float]) -> float:
    """The value that nineteen of twenty do not go beyond."""
    return sorted(values)[int(len(values) * 0.95)]


def known() -> int:
    """How many organisations there are."""
    from punos.organisations.models import Organisation

    return Organisation.objects.count()


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
