"""Answers that officers type in: effect, refusal, journal line, and the pages on the way to the receipt."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, queries, rules
from punos.consultations.models import Consultation, QuestionKind, Result, Submission, SubmissionState, Way
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.actions import TypedSpeaker
from punos.contributions.models import Audience, Capacity, Identified
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    make_person,
    make_process,
    make_unit,
    make_visitor,
    verbs_since,
    verdict,
)
from punos.core.dates import HELSINKI, day, local_date, moment
from punos.core.errors import Invalid, Refused
from punos.organisations.models import OrganisationKind

pytestmark = pytest.mark.django_db
MARK = "abcdefghijklmnop"
SOMEBODY = TypedSpeaker(Capacity.RESIDENT, "sv")
NOON = datetime(2026, 5, 20, 12, tzinfo=HELSINKI)


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
    officer, before, today = make_actor("Olli", unit=unit), last_line(), timezone.localdate()
    known: dict[str, Any] = {
        "actor": officer, "consultation": consultation, "way": Way.PHONE, "arrived_on": today, "mark": MARK,
        "speaker": SOMEBODY,
    }  # fmt: skip

    first, second = actions.begin_typed_in(**known), actions.begin_typed_in(**known)

    assert (first.pk, first.typed_in_by, first.typed_in_way, first.arrived_on, first.language) == (
        second.pk, officer.person_id, Way.PHONE, today, "sv",
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
        actor=officer,
        consultation=consultation,
        way=Way.PAPER,
        arrived_on=timezone.localdate(),
        mark=MARK,
        speaker=speaker,
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
            arrived_on=timezone.localdate(),
            mark=mark,
            speaker=speaker,
        )

    assert Submission.objects.count() == 0


def test_typed_in_answer_is_refused_to_others() -> None:
    consultation, _unit = hosted()

    with pytest.raises(Refused, match="host unit"):
        actions.begin_typed_in(
            actor=make_actor("Olli", unit=make_unit("muu")),
            consultation=consultation,
            way=Way.PHONE,
            arrived_on=timezone.localdate(),
            mark=MARK,
            speaker=SOMEBODY,
        )


LATEST = timedelta(days=rules.TYPED_IN_DAYS)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (-2 * DAY - SECOND, "not_now"),
        (-2 * DAY, "yes"),
        (-DAY, "yes"),
        (LATEST - DAY - SECOND, "yes"),
        (LATEST - DAY, "not_now"),
    ],
)
def test_answers_are_typed_in_while_it_is_open_and_thirty_days_after(at: timedelta, says: str) -> None:
    with time_machine.travel(NOON, tick=False):
        consultation, unit = hosted(state="closed")
        officer = make_actor("Olli", unit=unit)
        arrived = local_date(NOON - 2 * DAY)

    verdicts = [
        verdict(rules.check_typing_time, consultation, NOON + at),
        verdict(rules.check_begin_typed_in, officer, consultation, Way.PAPER, arrived, NOON + at),
    ]

    assert verdicts == [says, says]


def test_answers_are_typed_in_without_end_where_no_end_is_set_and_never_to_a_draft() -> None:
    endless, _unit = hosted()
    Consultation.objects.filter(pk=endless.pk).update(closes_at=None)
    endless.refresh_from_db()
    far = timezone.now() + 100 * DAY

    assert (verdict(rules.check_typing_time, endless, far), rules.typing_ends(endless)) == ("yes", None)
    assert verdict(rules.check_arrival, endless, local_date(far), far) == "yes"
    endless.published_at = None
    assert verdict(rules.check_typing_time, endless, far) == "not_now"


@pytest.mark.parametrize(
    ("days", "says"), [(-3, "invalid"), (-2, "yes"), (-1, "yes"), (0, "refused"), (1, "invalid")]
)
def test_arrival_is_a_day_on_which_it_could_be_answered(days: int, says: str) -> None:
    with time_machine.travel(NOON, tick=False):
        consultation, _unit = hosted(state="closed")

    arrived = local_date(NOON) + timedelta(days=days)

    assert verdict(rules.check_arrival, consultation, arrived, NOON) == says


def test_answer_that_came_in_time_is_typed_in_changed_and_counted_after_closing() -> None:
    consultation, unit = hosted(state="closed")
    officer, in_time = make_actor("Olli", unit=unit), local_date(timezone.now() - DAY)
    known: dict[str, Any] = {"way": Way.PAPER, "arrived_on": in_time, "mark": MARK, "speaker": SOMEBODY}
    computing.compute(consultation.pk)
    unchanged = queries.to_compute(timezone.now())

    begun = actions.begin_typed_in(actor=officer, consultation=consultation, **known)
    values: list[dict[str, Any]] = [{"hopes": "Tilat."}, {"hopes": "Tilat ja ajat."}]
    for seen, each in enumerate(values):
        actions.save_draft(actor=officer, submission=begun, values=each, seen_revision=seen)
        sent = actions.send(actor=officer, submission=begun)
    stale = queries.to_compute(timezone.now())
    is_told_alone = computing.compute(consultation.pk)
    ends = rules.typing_ends(consultation)
    assert ends is not None
    with time_machine.travel(ends + timedelta(minutes=1), tick=False):
        last_chance = queries.to_compute(timezone.now())
        computing.compute(consultation.pk)

    assert (unchanged, stale, is_told_alone, last_chance) == ([], [consultation.pk], False, [consultation.pk])
    assert (sent.state, sent.number, sent.arrived_on) == (SubmissionState.SENT, 1, in_time)
    assert Result.objects.get().figures["survey"]["total"] == 1
    actions.withdraw(actor=officer, submission=begun)
    assert queries.to_compute(timezone.now()) == [consultation.pk]
    assert queries.to_compute(timezone.now() + 31 * DAY) == []


def test_answer_that_came_in_time_is_typed_in_on_the_pages_after_closing() -> None:
    consultation, unit = hosted(state="closed")
    officer = Client()
    officer.force_login(make_person("Olli", unit=unit))
    page, today = at(consultation, "typed_in"), timezone.localdate()
    in_time = today - DAY
    told = {"way": "mail", "language": "fi", "capacity": "resident", "mark": MARK}

    first = officer.get(page)
    late = officer.post(page, {**told, "arrived_on": today.isoformat()})
    begun = officer.post(page, {**told, "arrived_on": in_time.isoformat()})
    shown = officer.get(begun["Location"])
    given = {":whose": shown.context["whose"], ":asked": "hopes", "hopes": "Tilat.", "check": "1"}
    check = officer.get(officer.post(begun["Location"], given)["Location"])
    sent = officer.post(check.context["send_url"], {":whose": check.context["whose"], "receipt_email": ""})
    receipt = officer.get(sent["Location"])
    with time_machine.travel(timezone.now() + LATEST):
        officer.force_login(make_person("Outi", unit=unit))
        ended = [officer.get(each) for each in (page, sent["Location"])]

    assert (first.context["form"]["arrived_on"].value(), first.context["can_type"]) == (today, True)
    assert consultation.closes_at is not None
    closed = moment(consultation.closes_at, "en")
    assert (late.status_code, late.context["form"].non_field_errors()) == (
        422,
        [f"This closed on {closed}. An answer that came on a later day is not counted."],
    )
    assert (shown.status_code, shown.context["is_closed"], receipt.context["can_change"]) == (200, True, True)
    assert f'By e-mail <span class="num">{day(in_time, "en")}</span>' in receipt.content.decode()
    assert (
        f'By e-mail <span class="num">{day(in_time, "en")}</span>'
        in Client().get(at(consultation, "submission", number=1)).content.decode()
    )
    assert (ended[0].context["can_type"], ended[1].context["can_change"]) == (False, False)


def test_typed_in_pages_lead_from_the_call_to_the_receipt() -> None:
    consultation, unit = hosted()
    officer, stranger = Client(), Client()
    officer.force_login(make_person("Olli", unit=unit))
    stranger.force_login(make_person("Sanna"))
    page = at(consultation, "typed_in")
    told = {
        "way": "phone", "arrived_on": timezone.localdate().isoformat(), "language": "sv", "capacity": "group", "head_count": "4",
        "mark": MARK,
    }  # fmt: skip

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
