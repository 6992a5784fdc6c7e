"""Who may write, send and withdraw an answer: each rule as a table; and what was typed, read."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.models import Consultation, Submission
from punos.consultations.models import values as valued
from punos.consultations.tests.surveys import FULL, every_kind, make_survey
from punos.contributions.models import Audience
from punos.contributions.tests.factories import (
    make_actor,
    make_organisation,
    make_visitor,
    make_voice,
    verdict,
)
from punos.contributions.tests.test_speaking_for import FOR_IT, invited, wearing
from punos.organisations.models import Actor, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Consultation:
    return make_survey()


def answer_of(survey: Consultation, actor: Actor, **voice: Any) -> Submission:
    """An answer that was begun."""
    said = make_voice(survey.process, actor, **voice)
    return actions.begin(actor=actor, consultation=survey, voice=said, language="fi")


def test_own_answer_is_ones_own_alone(survey: Consultation) -> None:
    browser, person = make_visitor(), make_actor("Maija")
    from_browser, from_account = answer_of(survey, browser), answer_of(survey, person)
    now = timezone.now()

    asked = {"browser": browser, "person": person, "other": make_visitor(), "nobody": Actor()}
    table = {
        name: tuple(verdict(rules.check_save, actor, each, now) for each in (from_browser, from_account))
        for name, actor in asked.items()
    }

    assert table == {
        "browser": ("yes", "refused"), "person": ("refused", "yes"), "other": ("refused", "refused"),
        "nobody": ("refused", "refused"),
    }  # fmt: skip


def test_answer_of_an_organisation_belongs_to_those_with_a_mandate_to_answer(survey: Consultation) -> None:
    organisation, other = make_organisation(), make_organisation()
    first = wearing(organisation)
    submission, now = answer_of(survey, first, **FOR_IT), timezone.now()
    link = invited(organisation, survey.process)

    asked = {
        "first": first,
        "second": wearing(organisation),
        "without its hat": replace(first, organisation=None),
        "booker": wearing(organisation, scopes=(Scope.BOOK,)),
        "other organisation": wearing(other),
        "link": link,
        "link to elsewhere": replace(link, invited_to=make_survey().process_id),
    }
    table = {name: verdict(rules.check_send, actor, submission, now) for name, actor in asked.items()}

    assert table == {
        "first": "yes", "second": "yes", "without its hat": "refused", "booker": "refused",
        "other organisation": "refused", "link": "yes", "link to elsewhere": "refused",
    }  # fmt: skip


@pytest.mark.parametrize(("state", "says"), [("not open", "not_now"), ("open", "yes"), ("closed", "not_now")])
def test_answers_are_written_in_time(state: str, says: str) -> None:
    assert verdict(rules.check_in_time, make_survey(state=state), timezone.now()) == says


def test_consultation_without_an_end_stays_open(survey: Consultation) -> None:
    survey.closes_at = None

    assert verdict(rules.check_in_time, survey, timezone.now()) == "yes"


@pytest.mark.parametrize(
    ("audience", "says"),
    [
        (Audience.EVERYONE, ("yes", "yes", "yes")),
        (Audience.SIGNED_IN, ("refused", "yes", "yes")),
        (Audience.ORGANISATIONS, ("refused", "refused", "yes")),
        (Audience.INVITED, ("refused", "refused", "refused")),
    ],
)
def test_parts_ask_whom_they_ask(survey: Consultation, audience: Audience, says: tuple[str, ...]) -> None:
    part = survey.parts.get(kind="questions")
    part.audience = audience
    cast = [(make_visitor(), {}), (make_actor("Maija"), {}), (wearing(make_organisation()), FOR_IT)]

    told = tuple(
        verdict(
            lambda *given: rules.check_asked(*given, is_invited=False),
            actor,
            make_voice(survey.process, actor, **voice),
            part,
        )
        for actor, voice in cast
    )

    assert told == says


# What was typed -----------------------------------------------------------------------------------------------

CASES = [
    ("agree", {"agree": ["yes"]}, "yes", False),
    ("agree", {"agree": ["maybe"]}, "maybe", True),
    ("agree", {}, None, False),
    ("needs", {"needs": ["spaces", "grants", "grants"]}, ["grants", "spaces"], False),
    ("needs", {"needs": ["grants", "spaces", "news", "other"]}, ["grants", "spaces", "news", "other"], True),
    ("needs", {"needs": ["x"]}, ["x"], True),
    ("why", {"why": ["x" * 2001]}, "x" * 2001, True),
    ("hopes", {"hopes": ["a\u200bb\x00c\u202e "]}, "abc", False),
    ("members", {"members": ["1\u00a0200"]}, 1200, False),
    ("members", {"members": ["12,5"]}, 12.5, False),
    ("members", {"members": ["-1"]}, "-1", True),
    ("members", {"members": ["1e5"]}, "1e5", True),
    ("members", {"members": ["٣"]}, "٣", True),
    ("works", {"works": ["5"]}, 5, False),
    ("works", {"works": ["6"]}, "6", True),
    ("works", {}, None, False),
    ("parts", {"parts:grants": ["good"], "parts:news": [""]}, {"grants": "good"}, False),
    ("parts", {"parts:grants": ["x"]}, {"grants": "x"}, True),
    ("order", {"order:news": ["1"], "order:grants": ["2"]}, ["news", "grants"], False),
    ("order", {"order:news": ["1"], "order:grants": ["1"]}, {"news": "1", "grants": "1"}, True),
    ("order", {"order:news": ["9"]}, {"news": "9"}, True),
    ("founded", {"founded": ["20.5.1998"]}, "1998-05-20", False),
    ("founded", {"founded": ["1998-5-20"]}, "1998-05-20", False),
    ("founded", {"founded": ["31.2.1998"]}, "31.2.1998", True),
    ("founded", {"founded": ["keväällä"]}, "keväällä", True),
    ("founded", {}, None, False),
    ("where", {"where:name": ["Kallio"]}, {"lat": None, "lon": None, "name": "Kallio"}, False),
    ("where", {"where:lat": ["60,19"], "where:lon": ["24.94"]}, {"lat": 60.19, "lon": 24.94, "name": ""}, False),
    ("where", {"where:lat": ["99"], "where:lon": ["24"]}, {"lat": "99", "lon": "24", "name": ""}, True),
    ("where", {"where:lat": ["60"]}, {"lat": "60", "lon": "", "name": ""}, True),
    ("where", {}, None, False),
]  # fmt: skip


def test_what_was_typed_is_read_or_kept_with_what_to_mend(survey: Consultation) -> None:
    questions = {each.code: each for each in queries.questions_of(survey)}

    read = [valued.read(questions[code], typed)[code] for code, typed, _value, _wrong in CASES]

    assert [(each.value, bool(each.fault)) for each in read] == [
        (value, wrong) for _c, _t, value, wrong in CASES
    ]
    again = [
        valued.read(questions[code], valued.typed(questions[code], {code: each.value}))[code]
        for (code, *_rest), each in zip(CASES, read, strict=True)
    ]
    assert again == read


def test_full_answer_is_read_back_as_it_was(survey: Consultation) -> None:
    found: dict[str, Any] = {}
    for each in queries.questions_of(survey):
        read = valued.read(each, valued.typed(each, FULL))
        found |= {key: one.value for key, one in read.items() if not one.is_empty}

    assert found == FULL


def test_rows_of_a_matrix_are_told_in_the_order_in_which_they_were_asked(survey: Consultation) -> None:
    asked = next(each for each in queries.questions_of(survey) if each.code == "parts")
    rows = valued.rows_of(asked)
    backwards = {row.code: "good" for row in reversed(rows)}

    (told,) = queries.told([asked], {"parts": backwards}, {}, "fi")

    assert [line.split(":")[0] for line in told["answer"].splitlines()] == [
        row.text.read("fi").text for row in rows
    ]


def test_questions_that_are_not_asked_open_nothing(survey: Consultation) -> None:
    questions = queries.questions_of(survey)
    last = questions[-1]
    last.shown_if, last.shown_if_values = "why", ["Koska"]

    asked = [each.code for each in queries.shown(questions, {"agree": "yes", "why": "Koska"})]

    assert ("why" in asked, "secret" in asked, len(asked)) == (False, False, len(every_kind()) - 2)


def test_bounds_of_a_number_are_told(survey: Consultation) -> None:
    number = next(each for each in queries.questions_of(survey) if each.code == "members")
    told = []
    for low, high in ((0, None), (None, 9), (0, 9)):
        number.lowest, number.highest = low, high
        told.append(valued.read(number, {"members": ["-5" if high is None else "99"]})["members"].fault)

    assert len(set(told)) == 3
