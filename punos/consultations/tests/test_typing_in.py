"""Answers that officers type in: effect, refusal, journal line, and the pages on the way to the receipt."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from punos.consultations import actions
from punos.consultations.models import QuestionKind, Submission, SubmissionState, Way
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.actions import TypedSpeaker
from punos.contributions.models import Audience, Capacity, Identified
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_person,
    make_process,
    make_unit,
    make_visitor,
    verbs_since,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import OrganisationKind

pytestmark = pytest.mark.django_db
MARK = "abcdefghijklmnop"
SOMEBODY = TypedSpeaker(Capacity.RESIDENT, "sv")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def hosted(**changes: Any) -> tuple[Any, Any]:
    """An open survey of a unit, and that unit."""
    unit = make_unit()
    questions = [question("hopes", QuestionKind.TEXT)]
    return make_survey(questions, process=make_process(host_unit=unit), **changes), unit


def test_typed_in_answer_begins_once_for_somebody_whom_only_the_officer_knows() -> None:
    consultation, unit = hosted()
    officer, before = make_actor("Olli", unit=unit), last_line()
    known: dict[str, Any] = {
        "actor": officer, "consultation": consultation, "way": Way.PHONE, "mark": MARK, "speaker": SOMEBODY,
    }  # fmt: skip

    first, second = actions.begin_typed_in(**known), actions.begin_typed_in(**known)

    assert (first.pk, first.typed_in_by, first.typed_in_way, first.language) == (
        second.pk, officer.person_id, Way.PHONE, "sv",
    )  # fmt: skip
    assert (first.voice.identified, first.voice.person, first.voice.is_typed_in) == (
        Identified.STAFF,
        None,
        True,
    )
    assert verbs_since(before) == ["voice.typed_in", "submission.typed_in", "voice.changed"]


def test_typed_in_answer_is_sent_by_those_who_lead_also_for_an_organisation() -> None:
    consultation, unit = hosted()
    consultation.parts.filter(kind="questions").update(audience=Audience.ORGANISATIONS)
    council = make_organisation(kind=OrganisationKind.COUNCIL)
    officer, another = make_actor("Olli", unit=unit), make_actor("Outi", unit=unit)
    speaker = TypedSpeaker(Capacity.ORGANISATION, "fi", organisation=council)
    typed = actions.begin_typed_in(
        actor=officer, consultation=consultation, way=Way.PAPER, mark=MARK, speaker=speaker
    )
    values = {"hopes": "Tilat."}

    with pytest.raises(Refused):
        actions.save_draft(actor=make_visitor(), submission=typed, values=values, seen_revision=0)
    actions.save_draft(actor=officer, submission=typed, values=values, seen_revision=0)
    sent = actions.send(actor=another, submission=typed)

    assert (sent.state, sent.number, sent.voice.capacity, sent.voice.is_verified) == (
        SubmissionState.SENT, 1, Capacity.BODY, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("speaker", "way", "mark"),
    [
        (TypedSpeaker("king", "fi"), Way.PHONE, MARK),
        (TypedSpeaker(Capacity.GROUP, "fi", head_count=1), Way.PHONE, MARK),
        (TypedSpeaker(Capacity.ORGANISATION, "fi"), Way.PHONE, MARK),
        (SOMEBODY, "pigeon", MARK),
        (SOMEBODY, Way.PHONE, "short"),
    ],
)
def test_typed_in_answer_needs_to_be_told_of(speaker: TypedSpeaker, way: str, mark: str) -> None:
    consultation, unit = hosted()

    with pytest.raises(Invalid):
        actions.begin_typed_in(
            actor=make_actor("Olli", unit=unit),
            consultation=consultation,
            way=way,
            mark=mark,
            speaker=speaker,
        )

    assert Submission.objects.count() == 0


def test_typed_in_answer_is_refused_to_others_and_after_the_end() -> None:
    known: dict[str, Any] = {"way": Way.PHONE, "mark": MARK, "speaker": SOMEBODY}
    consultation, _unit = hosted()
    closed, unit = hosted(state="closed")

    with pytest.raises(Refused, match="host unit"):
        actions.begin_typed_in(
            actor=make_actor("Olli", unit=make_unit("muu")), consultation=consultation, **known
        )
    with pytest.raises(NotNow):
        actions.begin_typed_in(actor=make_actor("Olli", unit=unit), consultation=closed, **known)


def test_typed_in_pages_lead_from_the_call_to_the_receipt() -> None:
    consultation, unit = hosted()
    officer, stranger = Client(), Client()
    officer.force_login(make_person("Olli", unit=unit))
    stranger.force_login(make_person("Sanna"))
    page = at(consultation, "typed_in")
    told = {"way": "phone", "language": "sv", "capacity": "group", "head_count": "4", "mark": MARK}

    faulty = officer.post(page, {**told, "way": ""})
    begun = officer.post(page, told)
    form = begun["Location"]
    typed = Submission.objects.get()
    shown = officer.get(form)
    saved = officer.post(
        form, {":whose": shown.context["whose"], ":asked": "hopes", "hopes": "Tilat.", "check": "1"}
    )
    check = officer.get(saved["Location"])
    sent = officer.post(check.context["send_url"], {":whose": check.context["whose"], "receipt_email": ""})
    receipt = officer.get(sent["Location"])
    listed = officer.get(page).content.decode()
    again = officer.get(at(consultation, "typed_in_answer", number=typed.pk))

    assert (faulty.status_code, begun.status_code, form) == (
        422, 302, f"{at(consultation, 'answer')}?typed={typed.voice_id}",
    )  # fmt: skip
    assert (shown.status_code, check.context["form"]["receipt_email"].value()) == (200, "")
    assert (receipt.status_code, "Tilat." in receipt.content.decode()) == (200, True)
    assert ("Answer 1" in listed, again["Location"]) == (True, sent["Location"])
    printed = f"{at(consultation, 'print_form')}?typed={typed.voice_id}"
    own = (page, form, sent["Location"], printed)
    assert [stranger.get(each).status_code for each in own] == [403, 403, 403, 403]
    assert officer.get(printed).status_code == 200
    assert stranger.get(f"{at(consultation, 'answer')}?typed=x").status_code == 302
