"""A survey of forty questions at 100 and at 10,000 answers: opening, saving, sending, results read and computed."""

import http.client
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median

from bench import ground, importing, pages
from bench.browsing import QUICKEST, Answer, Browser
from bench.ground import Ground
from bench.table import Row, alone

SMALL, LARGE = 100, 10_000
VISITORS = 15  # who answer each survey, in turn
NOT_GROWN = 1.25  # a difference below a quarter means little
LINEAR, SLOWEST = LARGE / SMALL, 1_000  # times; ms

STEPS = ("opening the form", "saving it", "the page saving by itself", "sending it")


@dataclass
class Asked:
    """One survey with the visitors who are about to answer it, and how long each step took them (ms)."""

    path: str
    key: int
    visitors: list[Browser]
    fields: dict[str, list[str]]
    took: dict[str, list[float]] = field(default_factory=dict)

    def note(self, what: str, answer: Answer) -> None:
        """Keep how long an answer took."""
        self.took.setdefault(what, []).append(answer.seconds * 1_000)


def rows(on: Ground) -> Iterator[Row]:
    """Each step at both sizes in turn, then the results page, then computing."""
    began = time.perf_counter()
    small, large = prepared(on, SMALL), prepared(on, LARGE)
    yield Row(f"{LARGE:,} answers brought in", f"{time.perf_counter() - began:.1f} s")
    python = [sys.executable, "-c"]
    for one, number in ((small, SMALL), (large, LARGE)):
        command = [*python, importing.COMPUTE.format(key=one.key)]
        yield importing.measured(f"results of {number:,} answers", command)
    answer_all((small, large))
    for what in STEPS:
        yield grown(what, small, large, at_most=NOT_GROWN)
    read_results((small, large))
    yield grown("results page made anew", small, large, at_most=LINEAR, slowest=SLOWEST)
    yield grown("results page from the cache", small, large, at_most=NOT_GROWN, digits=2)


def prepared(on: Ground, number: int) -> Asked:
    """A survey with so many answers, and its visitors."""
    from bench import asking

    made = asking.survey(f"survey-{number}")
    asking.answer(made, number)
    visitors = [
        Browser(on.site, f"/en{made.address}", number + place, f"asked-{os.getpid()}-{number}-{place}")
        for place in range(VISITORS)
    ]
    return Asked(f"/en{made.address}", made.pk, visitors, asking.typed(asking.asked_in(made), Random(9)))


def answer_all(both: tuple[Asked, ...]) -> None:
    """Everybody through all pages, step by step: first one of the small survey, then one of the large."""
    first = in_turn(both, lambda _one, each: each.open("take-part/"))
    wait_for_the_gate(first)
    in_turn(both, lambda _one, each: each.take_part())
    in_turn(both, fill_in)
    last = in_turn(both, lambda _one, each: each.open("answer/check/"))
    wait_for_the_gate(last)
    in_turn(both, send)


def in_turn(both: tuple[Asked, ...], step: Callable[[Asked, Browser], object]) -> float:
    """One step of everybody; when the last was through."""
    for visitors in zip(*(one.visitors for one in both), strict=True):
        for one, each in zip(both, visitors, strict=True):
            step(one, each)
    return time.monotonic()


def wait_for_the_gate(opened: float) -> None:
    """Nobody who is a person sends a form sooner."""
    time.sleep(max(0.0, opened + QUICKEST - time.monotonic()))


def fill_in(one: Asked, each: Browser) -> None:
    """Open the form, save it by the button, change one answer and let the page save it."""
    one.note("opening the form", each.open("answer/"))
    saved = each.must(each.send("answer/", one.fields), http.client.FOUND)
    one.note("saving it", saved)
    each.open("answer/")
    kept = each.send("answer/save/", {**one.fields, "q1": ["b"]})
    one.note("the page saving by itself", each.must(kept, http.client.OK))


def send(one: Asked, each: Browser) -> None:
    """Send it from the page on which it is looked over."""
    sent = each.must(each.send("answer/send/", {}), http.client.FOUND)
    assert sent.location.endswith("/answer/receipt/")
    one.note("sending it", sent)


def read_results(both: tuple[Asked, ...]) -> None:
    """The results page, made anew and from the cache; the first of each is not counted."""
    for kept, query in (("made anew", pages.UNKEPT), ("from the cache", "")):
        for place in range(VISITORS + 1):
            for one in both:
                reader = one.visitors[0]
                reader.cookies.clear()  # whoever only reads has none
                read = reader.must(reader.ask(f"results/{query}"), http.client.OK)
                if place:
                    one.note(f"results page {kept}", read)


def grown(
    what: str, small: Asked, large: Asked, *, at_most: float, slowest: float = 0, digits: int = 0
) -> Row:
    """The medians at both sizes, and how much the larger one takes longer."""
    short, long = median(small.took[what]), median(large.took[what])
    is_met = long / short <= at_most and (not slowest or long < slowest)
    return Row(
        f"{what}: {LARGE:,} answers, {SMALL}",
        f"{long:.{digits}f} ms",
        f"{short:.{digits}f} ms",
        f"{long / short:.2f}",
        f"<= {at_most:g}" + (f", < {slowest:,.0f} ms" if slowest else ""),
        is_met,
    )


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
