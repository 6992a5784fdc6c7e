"""Bringing in answers and comments by the hundred."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions
from punos.consultations.actions import ImportedComment, ImportedSubmission, PartFacts
from punos.consultations.models import Answer, Consultation, Part, PartKind, Submission
from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.surveys import FULL, make_survey
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Contribution, Thread, Voice
from punos.contributions.tests.factories import DAY, last_line, make_actor, text, verbs_since
from punos.core.errors import Invalid, Refused
from punos.organisations.models.actor import SYSTEM
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db


def row(key: str, values: dict[str, Any], *, minutes: int = 0, **voice: Any) -> ImportedSubmission:
    """What somebody sent so many minutes after the first."""
    at = timezone.now() - DAY + timedelta(minutes=minutes)
    facts = {"capacity": Capacity.RESIDENT, **voice}
    return ImportedSubmission(ImportedVoice(key, at=at, **facts), values, at, "sv")


def bring(survey: Consultation, *rows: ImportedSubmission) -> int:
    return actions.bring_in_submissions(actor=SYSTEM, consultation=survey, rows=rows)


def test_bring_in_submissions_keeps_values_words_and_the_order_of_sending() -> None:
    survey, before = make_survey(), last_line()

    new = bring(survey, row("b", {"agree": "yes", "why": "Not shown"}, minutes=5), row("a", FULL))

    first, second = survey.submissions.order_by("number").select_related("voice")
    values = dict(first.answers.values_list("question__code", "value"))
    words = dict(first.voice.contributions.values_list("thread__question__code", "latest__text"))
    assert (new, verbs_since(before)) == (2, ["submissions.imported"])
    assert [(each.voice.speaker, each.number) for each in (first, second)] == [("file:a", 1), ("file:b", 2)]
    assert values == {code: FULL[code] for code in values}
    assert sorted({*values, *words}) == sorted(code for code in FULL if ":" not in code)
    assert words["needs"] == FULL["needs:other"]
    assert list(second.answers.values_list("question__code", flat=True)) == ["agree"]
    assert second.voice.contributions.count() == 0
    assert first.draft["works"] == {"value": 4, "revision": 1, "by": None}


def test_bring_in_submissions_publishes_only_what_is_public() -> None:
    survey = make_survey()

    bring(survey, row("a", FULL))

    states = dict(Contribution.objects.values_list("thread__question__code", "state"))
    assert states == {
        "why": "published", "needs": "published", "hopes": "published", "secret": "not_public",
    }  # fmt: skip


def test_what_is_brought_in_waits_where_everything_is_looked_at_first() -> None:
    survey = make_survey()
    Thread.objects.update(moderated_before=True)

    bring(survey, row("a", {"hopes": "Tiloja"}))

    assert list(Contribution.objects.values_list("state", flat=True)) == ["waiting"]


def test_bring_in_submissions_twice_adds_only_what_is_new() -> None:
    survey = make_survey()
    bring(survey, row("a", FULL))
    before, kept = last_line(), survey.submissions.get()

    again = bring(survey, row("a", {"agree": "yes"}))
    more = bring(survey, row("a", FULL), row("c", FULL), row("c", FULL))

    assert (again, more, verbs_since(before)) == (0, 1, ["submissions.imported"])
    assert list(survey.submissions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Submission.objects.get(pk=kept.pk).draft == kept.draft
    assert (
        Contribution.objects.filter(thread__question__code="why")
        .order_by("number")
        .values_list("number", flat=True)[1]
        == 2
    )


def test_bring_in_submissions_knows_the_mark_of_an_account() -> None:
    survey, somebody = make_survey(), make_actor("Aino")
    voice: dict[str, Any] = {"speaker": f"person:{somebody.person_id}", "person_id": somebody.person_id}

    bring(survey, row("a", FULL, **voice))

    assert Voice.objects.of_actor(somebody).get().person_id == somebody.person_id


def test_bring_in_submissions_refuses_others_and_what_no_question_asks() -> None:
    survey = make_survey()

    with pytest.raises(Refused):
        actions.bring_in_submissions(actor=make_actor("Aino"), consultation=survey, rows=[])
    with pytest.raises(Invalid, match="nothing"):
        bring(survey, row("a", {"nothing": 1}))
    assert (Answer.objects.count(), Voice.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"agree": "perhaps"}, "question agree: Choose one of what is offered."),
        ({"agree": ["yes", "no"]}, "question agree: This is no answer to this kind of question."),
        ({"needs": ["grants", "boats"]}, "question needs: Choose among what is offered."),
        ({"members": -1}, "question members: Write a number from 0 to 100000."),
        ({"members": {"many": 1}}, "question members: This is no answer to this kind of question."),
        ({"works": 6}, "question works: Choose one of what is offered."),
        ({"parts": {"boats": "good"}}, "question parts: This is no answer to this kind of question."),
        ({"order": ["grants", "boats"]}, "question order: This is no answer to this kind of question."),
        ({"founded": "31.2.1998"}, "question founded: Write a day as day.month.year, such as 20.5.2022."),
        ({"plan": "a.pdf"}, "question plan: Give the names of 5 files at most."),
        ({"why": "a" * 2_001}, "question why: Your answer has 2001 characters; at most 2000 fit."),
        ({"needs:other": "x" * 1_001}, "question needs: Your answer has 1001 characters; at most 1000 fit."),
    ],
)
def test_bring_in_submissions_tells_which_row_and_question_is_wrong(
    values: dict[str, Any], fault: str
) -> None:
    survey = make_survey()

    with override("en"), pytest.raises(Invalid) as refusal:
        bring(survey, row("a", FULL), row("b", FULL | {"agree": "no"} | values))

    assert str(refusal.value) == f"Row 2, {fault}"
    assert (Answer.objects.count(), Voice.objects.count()) == (0, 0)


def test_bring_in_submissions_tells_the_first_faults_and_counts_the_rest() -> None:
    survey = make_survey()

    with override("en"), pytest.raises(Invalid) as refusal:
        bring(survey, *[row(str(each), {"works": 9}) for each in range(12)])

    told = str(refusal.value).splitlines()
    assert (len(told), told[0][:6], told[-1]) == (11, "Row 1,", "And 2 more.")


def test_bring_in_submissions_keeps_values_as_the_form_reads_them() -> None:
    survey = make_survey()
    values = {
        "members": "1 200",
        "founded": "20.5.1998",
        "works": "4",
        "where": {"lat": None, "lon": None, "name": "Kallio"},
    }

    bring(
        survey,
        row("a", {**values, "needs": ["spaces", "grants"], "needs:other": "Ei valittu", "plan": ["a.pdf"]}),
    )

    kept = dict(Answer.objects.values_list("question__code", "value"))
    assert kept == {
        "members": 1200, "founded": "1998-05-20", "works": 4, "needs": ["grants", "spaces"], "plan": ["a.pdf"],
        "where": {"lat": None, "lon": None, "name": "Kallio"},
    }  # fmt: skip
    assert Contribution.objects.count() == 0


def asked_about_a_text() -> Part:
    """The part of a consultation that asks about a draft text with two clauses."""
    document = make_document()
    make_version(document, make_section_facts("name"), make_section_facts("tasks"))
    facts = PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document)
    return make_consultation(document.process, parts=[facts]).parts.get()


def remark(clause: str, words: str, **more: Any) -> ImportedComment:
    """What one resident says of a clause."""
    at = timezone.now() - DAY
    return ImportedComment(ImportedVoice("a", Capacity.RESIDENT, at), clause, words, "sv", at, **more)


def test_bring_in_comments_stand_at_their_clauses_and_come_once() -> None:
    part, before = asked_about_a_text(), last_line()
    rows = [
        remark("name", "Fel  namn.", stance="against", rewording="Delegation"),
        remark("tasks", "", stance="for"),
    ]

    new = [actions.bring_in_comments(actor=SYSTEM, part=part, rows=rows) for _time in range(2)]

    said = Contribution.objects.filter(thread=part.thread).order_by("number")
    told = said.values_list(
        "number", "section__key", "stance", "latest__text", "latest__rewording", "voice__speaker"
    )
    assert (new, verbs_since(before)) == ([2, 0], ["contributions.imported"])
    assert list(told) == [
        (1, "name", "against", "Fel  namn.", "Delegation", "file:a"), (2, "tasks", "for", "", "", "file:a"),
    ]  # fmt: skip


def test_bring_in_comments_refuses_others_and_an_unknown_clause() -> None:
    part = asked_about_a_text()

    with pytest.raises(Refused):
        actions.bring_in_comments(actor=make_actor("Aino"), part=part, rows=[])
    with pytest.raises(Invalid, match="nowhere"):
        actions.bring_in_comments(actor=SYSTEM, part=part, rows=[remark("nowhere", "Nej")])
    assert Contribution.objects.count() == 0
