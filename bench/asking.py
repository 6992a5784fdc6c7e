"""A survey of forty questions in three languages, the answers that it has, and an answer as somebody types it."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bench.filling import SENTENCES, announced, words
from punos.consultations import actions, queries
from punos.consultations.actions import ImportedSubmission, OptionFacts, PartFacts, QuestionFacts
from punos.consultations.models import Consultation, PartKind, Question, QuestionKind, ResultsShown
from punos.consultations.models import values as valued
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity
from punos.core.languages import LANGUAGES
from punos.organisations.models import AreaCode, Field, Organisation, SizeBand
from punos.organisations.models.actor import SYSTEM

KINDS = (
    *(QuestionKind.SINGLE,) * 10,
    *(QuestionKind.TEXT,) * 8,
    *(QuestionKind.MULTIPLE,) * 6,
    *(QuestionKind.SCALE,) * 6,
    *(QuestionKind.MATRIX,) * 3,
    *(QuestionKind.RANKING,) * 2,
    *(QuestionKind.NUMBER,) * 2,
    QuestionKind.DATE,
    QuestionKind.PLACE,
    QuestionKind.FILE,
)
OPTIONS, ROWS = ("a", "b", "c", "d", "e"), ("r1", "r2", "r3", "r4")
WITH_OPTIONS = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.MATRIX, QuestionKind.RANKING}
CAPACITIES = (
    *(Capacity.RESIDENT,) * 6,
    *(Capacity.ACTIVE,) * 8,
    *(Capacity.ORGANISATION,) * 5,
    Capacity.GROUP,
)
SHARE_TOLD, SHARE_IN_WORDS = 0.85, 0.4


def survey(name: str) -> Consultation:
    """An open survey without answers, whose results everybody may read; each run has its own."""
    now = timezone.now()
    return actions.publish_consultation(
        actor=SYSTEM,
        process=announced(f"{name}-{os.getpid()}", now),
        slug="survey",
        title=words("How should the city and its organisations work together?"),
        summary=words(SENTENCES[0]),
        opens_at=now - timedelta(days=20),
        closes_at=now + timedelta(days=10),
        parts=[
            PartFacts(PartKind.INFORMATION, words("What this is about"), words("\n\n".join(SENTENCES))),
            PartFacts(PartKind.BACKGROUND, words("About you")),
            PartFacts(PartKind.QUESTIONS, words("Questions"), questions=list(questions())),
        ],
        results_shown=ResultsShown.WHILE_OPEN,
    )


def questions() -> Iterator[QuestionFacts]:
    """Forty of every kind; the second is asked only of some."""
    for number, kind in enumerate(KINDS, start=1):
        more: dict[str, Any] = {}
        if kind in WITH_OPTIONS:
            more["options"] = [OptionFacts(code, words(f"The choice {code}")) for code in OPTIONS]
        if kind == QuestionKind.MATRIX:
            more["rows"] = [OptionFacts(code, words(f"The row {code}")) for code in ROWS]
        if number == 2:
            more |= {"shown_if": "q1", "shown_if_values": ["a", "b", "c"]}
        title = words(f"Question {number}. {SENTENCES[number % 6]}")
        yield QuestionFacts(f"q{number}", kind, title, help=words(SENTENCES[(number + 3) % 6]), **more)


def answer(consultation: Consultation, number: int) -> None:
    """So many answers, brought in at once."""
    actions.bring_in_submissions(
        actor=SYSTEM, consultation=consultation, rows=answers(number), source="bench"
    )


def answers(number: int) -> Iterator[ImportedSubmission]:
    """Answers in all three languages of persons, organisations and groups, over twenty days."""
    draw, now = Random(5), timezone.now()
    registered = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    for key in range(number):
        at = now - timedelta(days=20) * draw.random()
        language = draw.choice(LANGUAGES)
        voice = speaker(draw, key, at, registered, language)
        yield ImportedSubmission(voice, values(draw), at, language)


def speaker(draw: Random, key: int, at: datetime, registered: Sequence[int], language: str) -> ImportedVoice:
    """Somebody who answers, with a background."""
    capacity = draw.choice(CAPACITIES)
    speaks_for = capacity in {Capacity.ACTIVE, Capacity.ORGANISATION}
    return ImportedVoice(
        str(key),
        capacity,
        at,
        {
            "field": draw.choice(Field.values),
            "area": draw.choice(AreaCode.values),
            "size": draw.choice(SizeBand.values),
        },
        organisation_id=draw.choice(registered) if speaks_for else None,
        head_count=draw.randint(2, 30) if capacity == Capacity.GROUP else None,
        language=language,
    )


def values(draw: Random) -> dict[str, Any]:
    """What somebody answers: not everybody everything, and fewer in words."""
    found = {}
    for number, kind in enumerate(KINDS, start=1):
        share = SHARE_IN_WORDS if kind == QuestionKind.TEXT else SHARE_TOLD
        if kind in VALUES and draw.random() < share:
            found[f"q{number}"] = VALUES[kind](draw)
    return found


def place(draw: Random) -> dict[str, Any]:
    """A point in the city, with its name."""
    name = draw.choice(["Kallio", "Malmi", "Itis"])
    return {"lat": 60.1 + draw.random() / 5, "lon": 24.8 + draw.random() / 4, "name": name}


VALUES: Mapping[QuestionKind, Callable[[Random], Any]] = {
    QuestionKind.SINGLE: lambda draw: draw.choice(OPTIONS),
    QuestionKind.MULTIPLE: lambda draw: [each for each in OPTIONS if draw.random() < 0.4] or ["a"],
    QuestionKind.TEXT: lambda draw: " ".join(draw.sample(SENTENCES, 2)),
    QuestionKind.SCALE: lambda draw: draw.randint(1, 5),
    QuestionKind.MATRIX: lambda draw: {row: draw.choice(OPTIONS) for row in ROWS},
    QuestionKind.RANKING: lambda draw: draw.sample(OPTIONS, len(OPTIONS)),
    QuestionKind.NUMBER: lambda draw: draw.randint(0, 2_000),
    QuestionKind.DATE: lambda draw: f"{draw.randint(1960, 2022)}-{draw.randint(1, 12):02}-15",
    QuestionKind.PLACE: place,
}


def typed(asked: Sequence[Question], draw: Random) -> dict[str, list[str]]:
    """The fields of the form as somebody fills them who answers everything."""
    given = {each.code: VALUES[QuestionKind(each.kind)](draw) for each in asked if each.kind in VALUES}
    given["q1"] = "a"  # so that the second is asked
    return {name: told for each in asked for name, told in valued.typed(each, given).items()}


def asked_in(consultation: Consultation) -> list[Question]:
    """Its questions."""
    return queries.questions_of(consultation)
