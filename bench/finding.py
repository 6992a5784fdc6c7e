"""Whether inflected words find their base forms, what that costs the worker, and how fast rows are entered."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from bench import ground
from bench.ground import Ground
from bench.table import Row, alone

GOAL = 0.95
FIRST = 10  # a reader looks through the first ten
MANY = 10_000


@dataclass
class Thing:
    """Something to be found."""

    pk: int
    address: str = "/"


def rows(_on: Ground | None) -> Iterator[Row]:
    """Everything happens in transactions that are taken back."""
    from django.db import transaction

    for measure in (recall, entering):
        with transaction.atomic():
            measured = list(measure())
            transaction.set_rollback(True)
        yield from measured


def recall() -> Iterator[Row]:
    """The shares of inflected words that find their base form: by stems, by base forms, by both as readers do."""
    from punos.search import tasks
    from punos.search.tests.words import held_out, pairs, tuned

    numbers = entered()
    lists = {
        "Finnish, tuned on": [(numbers["fi", base], form) for form, base in tuned("fi")],
        "Finnish, held out": [(numbers["fi", base], form) for form, base in held_out("fi")],
        "Swedish": [(numbers["sv", base], form) for form, base in pairs("sv")],
        "English": [(numbers["en", base], form) for form, base in pairs("en")],
    }
    stems = {name: share(by_stems, asked) for name, asked in lists.items()}
    tasks.lemmatise()
    for name, asked in lists.items():
        both = share(by_both, asked)
        yield Row(
            f"{len(asked)} forms, {name}",
            f"{both:.3f}",
            f"{stems[name]:.3f} stems, {share(by_lemmas, asked):.3f} base",
            goal=f">= {GOAL}",
            is_met=both >= GOAL,
        )


def entered() -> dict[tuple[str, str], int]:
    """One thing for each base form of the lists, by language and base form."""
    from punos.core.languages import TranslatedText
    from punos.search import actions
    from punos.search.tests.words import bases

    words = [(language, base) for language in ("fi", "sv", "en") for base in bases(language)]
    numbers = {word: number for number, word in enumerate(words, start=1)}
    titles = {
        number: TranslatedText.of(language, **{language: base})
        for (language, base), number in numbers.items()
    }
    actions.enter_all(
        listings=[actions.Listing(Thing(number), "", title) for number, title in titles.items()]
    )
    return numbers


def share(ask: Callable[[str], list[int]], asked: Sequence[tuple[int, str]]) -> float:
    """How many of these forms, of all, find the thing that they should."""
    return sum(number in ask(form) for number, form in asked) / len(asked)


def by_stems(form: str) -> list[int]:
    """What PostgreSQL's own stemmers find."""
    from django.contrib.postgres.search import SearchQuery

    from punos.search import queries

    asked = [SearchQuery(form, config=name) for name in queries.CONFIGURATIONS]
    return [number for each in asked for number in with_words(each)]


def by_lemmas(form: str) -> list[int]:
    """What base forms alone find."""
    from django.contrib.postgres.search import SearchQuery

    from punos.search import queries

    known = queries.known_of(queries.pieces_of(form))
    each = [" | ".join(queries.lemmas_of(word, known) or {word}) for word in form.split("-")]
    return with_words(
        SearchQuery(" & ".join(f"({some})" for some in each), config="simple", search_type="raw")
    )


def with_words(asked: Any) -> list[int]:
    """The things that have these words."""
    from punos.search.models import Entry

    found = Entry.objects.filter(subject_type="thing", words=asked)
    return list(found.values_list("subject_id", flat=True))


def by_both(form: str) -> list[int]:
    """What a reader sees first."""
    from punos.search import queries

    return [number for number, _rank in queries.matching(form, "thing", FIRST)]


def entering() -> Iterator[Row]:
    """10,000 invented organisations: entered, then seen to by the worker's job in this process."""
    from punos.core.languages import TranslatedText
    from punos.search import actions, tasks
    from town.texts.names import LOCAL, PLACES

    places = [place for some in PLACES.values() for place in some]
    tails = [tail for some in LOCAL.values() for tail in some]
    titles = [
        TranslatedText.of(
            "fi", fi=f"{place[0]} {tail[0]} {number} ry", sv=f"{place[1]} {tail[1]} {number} rf"
        )
        for number, (place, tail) in enumerate(islice(cycle(product(places, tails)), MANY))
    ]
    began = time.monotonic()
    actions.enter_all(
        listings=[actions.Listing(Thing(number), "", title) for number, title in enumerate(titles)]
    )
    yield Row("rows entered in the index", f"{MANY / (time.monotonic() - began):,.0f}/s")
    before, began = resident(), time.monotonic()
    tasks.lemmatise()
    yield Row(f"base forms of {MANY:,} rows", f"{time.monotonic() - began:.1f} s")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    yield Row("worker before and after; its child", f"{before:.0f}, {resident():.0f} MiB; {peak:.0f} MiB")


def resident() -> float:
    """Resident memory of this process, MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def main() -> Iterator[Row]:
    """By itself; it needs the database only."""
    with ground.database():
        yield from rows(None)


if __name__ == "__main__":
    alone(main)
