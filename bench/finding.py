"""Whether words and questions find what they mean, how fast, what that costs the worker, and how fast rows are entered."""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from bench import ground
from bench.ground import Ground
from bench.table import Row, alone

GOAL = 0.95
FIRST = 10  # a reader looks through the first ten
MANY = 10_000
CONTRIBUTIONS = 200_000
QUESTION_GOAL = 0.9
FROM = 10**9  # ids that no contribution of the ground has


@dataclass
class Thing:
    """Something to be found."""

    pk: int
    address: str = "/"


@dataclass
class Contribution(Thing):
    """Something that somebody said; the index knows it by the name of its class."""


def rows(_on: Ground | None) -> Iterator[Row]:
    """Everything happens in transactions that are taken back."""
    from django.db import transaction

    for measure in (recall, entering, questions):
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


def enter_contributions(texts: list[tuple[str, str]]) -> None:
    """Texts with their languages into the index, spread over processes and a year, with their base forms."""
    from django.db import connection

    from punos.core.languages import TranslatedText
    from punos.search import actions, tasks

    actions.enter_all(
        listings=(
            actions.Listing(
                Contribution(FROM + number),
                f"bench-{number % 40}",
                TranslatedText(),
                TranslatedText.of(language, **{language: text}),
                at=datetime(2022, 1 + number % 12, 1, tzinfo=UTC),
            )
            for number, (language, text) in enumerate(texts, start=1)
        )
    )
    tasks.lemmatise()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def questions() -> Iterator[Row]:
    """The golden questions over 200,000 contributions: each asked once as its page asks, with filters and reasons."""
    from punos.search import queries
    from punos.search.queries import Wanted
    from punos.search.tests.words import golden, golden_parts

    said, _asked = golden()
    began = time.monotonic()
    enter_contributions([*said, *islice(others(), CONTRIBUTIONS - len(said))])
    yield Row(
        f"{CONTRIBUTIONS:,} contributions entered, with base forms", f"{time.monotonic() - began:.0f} s"
    )
    took: list[float] = []
    for part, asked in golden_parts().items():
        found = 0
        for words, text in asked:
            began = time.monotonic()
            hits = queries.found_page(Wanted(words=words), size=20).hits
            took.append((time.monotonic() - began) * 1000)
            found += FROM + text in [hit.entry.subject_id for hit in hits[:FIRST]]
        recalled = found / len(asked)
        name = f"{len(asked)} questions, {part}: recall at {FIRST}"
        yield Row(name, f"{recalled:.3f}", goal=f">= {QUESTION_GOAL}", is_met=recalled >= QUESTION_GOAL)
    took.sort()
    middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    yield Row(
        "a page of the search, p95", f"{late:.0f} ms", f"p50 {middle:.0f} ms, longest {took[-1]:.0f} ms"
    )
    common = [page_of(words) for words in ("kaupunki", "järjestöt", "föreningar", "tilat ja avustukset")]
    yield Row("a page of a common word", f"{max(each for each, _many in common):.0f} ms",
              f"at most {max(many for _each, many in common):,} results")  # fmt: skip


def page_of(words: str) -> tuple[float, int]:
    """How long a page takes, in ms, and how many results there are."""
    from punos.search import queries
    from punos.search.queries import Wanted

    began = time.monotonic()
    found = queries.found_page(Wanted(words=words), size=20)
    return (time.monotonic() - began) * 1000, found.total


def others() -> Iterator[tuple[str, str]]:
    """What others say: two or three sentences of the town's survey, with a number that makes each another text."""
    from town.texts.may_answers import LINES

    dice = random.Random(20_220_530)
    sentences = {
        language: [text for some in lines.values() for _tag, text in some]
        for language, lines in LINES.items()
    }
    while True:
        language = dice.choice(("fi", "fi", "fi", "sv"))
        chosen = dice.sample(sentences[language], dice.choice((2, 3)))
        yield language, f"{' '.join(chosen)} {dice.randrange(10**6)}"


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
