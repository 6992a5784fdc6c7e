"""A small survey for tests: every kind of question, invented voices and answers."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from punos_analysis.survey import (
    Kind,
    QuestionInput,
    SurveyData,
    SurveyVoice,
    TextRow,
    analyse_survey,
    survey_open_data,
)
from punos_analysis.survey_figures import Part, QuestionFigures

NOON = datetime(2022, 5, 20, 12, tzinfo=UTC)
CODES = {
    "field": ("youth", "older", "culture"),
    "area": ("01", "90", "91"),
    "size": ("volunteers", "paid"),
    "language": ("fi", "sv", "en"),
}
REGISTRY = {"field": {"youth": 4, "culture": 7}, "area": {"91": 2, "90": 5}}
TITLES = {"fi": "Mik\u00e4?", "sv": "Vad?", "en": "What?"}

QUESTIONS = (
    QuestionInput(
        "role",
        Kind.SINGLE,
        ("member", "chair", "else"),
        titles=TITLES,
        option_titles={"member": {"fi": "J\u00e4sen", "sv": ""}, "gone": {"fi": "Poistettu"}},
        asks_which=("else",),
    ),
    QuestionInput("which", Kind.TEXT, shown_if=("role", ("else",))),
    QuestionInput("needs", Kind.MULTIPLE, ("grants", "spaces", "people"), titles={"en": "=What?"}),
    QuestionInput("members", Kind.NUMBER),
    QuestionInput("works", Kind.SCALE, lowest=1, highest=7),
    QuestionInput(
        "parts",
        Kind.MATRIX,
        ("bad", "good"),
        ("talks", "grants"),
        row_titles={"talks": {"en": "Talking"}, "grants": {"fi": ""}},
    ),
    QuestionInput("first", Kind.RANKING, ("grants", "spaces", "people")),
    QuestionInput("since", Kind.DATE),
    QuestionInput("where", Kind.PLACE),
    QuestionInput("plan", Kind.FILE),
    QuestionInput("health", Kind.SINGLE, ("well", "ill"), is_public=False),
    QuestionInput("help", Kind.SINGLE, ("yes", "no"), shown_if=("health", ("ill",))),
)


def voices() -> list[SurveyVoice]:
    """Ninety voices: 40 residents, 30 active in ten organisations, 12 organisations, 5 groups, 3 bodies."""
    made = [
        SurveyVoice(
            f"r{at}",
            "resident",
            language="sv" if at % 4 == 0 else "fi",
            background={"area": "90" if at % 3 else "01"},
        )
        for at in range(40)
    ]
    made += [
        SurveyVoice(
            f"a{at}",
            "active",
            organisation=f"o{at % 10}",
            language="fi",
            background={"field": "youth", "area": "01", "size": "volunteers"},
        )
        for at in range(30)
    ]
    made += [
        SurveyVoice(
            f"o{at}",
            "organisation",
            organisation=f"o{at}",
            organisation_name=f"=Society {at}" if at < 3 else "",
            sent_at=NOON,
            number=at + 1,
            language="sv" if at < 6 else "fi",
            background={"field": "older", "area": "90", "size": "paid"},
        )
        for at in range(12)
    ]
    made += [SurveyVoice(f"g{at}", "group", 4, language="fi") for at in range(5)]
    return made + [SurveyVoice(f"b{at}", "body", language="fi") for at in range(3)]


def values(seed: int = 3) -> dict[str, dict[str, Any]]:
    """Answers of most voices to most questions, drawn with dice."""
    chance = random.Random(seed)
    made: dict[str, dict[str, Any]] = {}
    for voice in voices():
        options = ["grants", "spaces", "people"]
        chance.shuffle(options)
        made[voice.voice] = {
            "role": chance.choice(("member", "member", "chair", "else")),
            "role:other": "treasurer",
            "which": "something else",
            "needs": [each for each in options if chance.random() < 0.5],
            "members": chance.choice((3, 12, 12.5, 200)),
            "works": chance.randint(2, 7),
            "parts": {"talks": chance.choice(("bad", "good")), "grants": chance.choice(("bad", "", "good"))},
            "first": options[: chance.randint(0, 3)],
            "since": f"20{chance.randint(10, 12)}-0{chance.randint(1, 3)}-05",
            "where": {"lat": 60 + chance.random(), "lon": 24 + chance.random(), "name": "=Home"},
            "plan": chance.randint(0, 2),
            "health": chance.choice(("well", "ill")),
            "help": "yes",
        }
        if chance.random() < 0.1:
            made[voice.voice] = {"role": None, "works": None, "members": None}
    return made


def survey(**changes: Any) -> SurveyData:
    """The open data of the whole."""
    given: dict[str, Any] = {
        "questions": QUESTIONS,
        "voices": voices(),
        "values": values(),
        "codes": CODES,
        "registry": REGISTRY,
        "texts": [
            TextRow("which", 1, "fi", "published", "=Rahastonhoitaja, \u00e4"),
            TextRow("which", 2, "sv", "removed", "rude"),
        ],
    }
    return survey_open_data(**given | changes)


ONE = QuestionInput("q", Kind.SINGLE, ("yes", "no"))


def asked(question: QuestionInput, given: Sequence[tuple[str, str | None, Any]]) -> SurveyData:
    """One question, answered by voices of (capacity, organisation, value)."""
    speaking = [
        SurveyVoice(str(at), capacity, organisation=own, sent_at=NOON)
        for at, (capacity, own, _) in enumerate(given)
    ]
    values = {str(at): {question.code: value} for at, (_, _, value) in enumerate(given)}
    return survey_open_data(questions=[question], voices=speaking, values=values, codes={}, registry={})


def figures(question: QuestionInput, given: Sequence[tuple[str, str | None, Any]]) -> QuestionFigures:
    return analyse_survey(asked(question, given)).questions[0]


def part(found: tuple[Part, ...], name: str) -> Part:
    return next(each for each in found if each.part == name)


def counts(found: Part, row: str = "") -> dict[str, float]:
    return {option.code: option.count for line in found.lines if line.row == row for option in line.options}


def residents(*values: Any) -> list[tuple[str, str | None, Any]]:
    return [("resident", None, value) for value in values]
