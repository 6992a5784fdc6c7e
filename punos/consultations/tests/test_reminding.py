"""Reminders: to whom they go, in which language, how often, and that no letter is lost or doubled."""

import pytest
from django.utils import timezone

from punos.consultations import actions, queries, rules, tasks
from punos.consultations.models import Consultation, Invitation, Reminder
from punos.consultations.tests.factories import at, make_consultation, signed_in, thread_of
from punos.consultations.tests.invited import invite, invite_all, jobs, letters, remind, with_address
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_unit,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.core.errors import Invalid, NotNow, Refused
from punos.mail.models import Message, MessageState
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Organisation
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

NOTE = {"fi": "Tervetuloa.", "sv": "V\u00e4lkommen.", "en": "Welcome."}


def answer(process: Process, organisation: Organisation, consultation: Consultation) -> None:
    make_idea(thread_of(consultation), make_voice(process, wearing(organisation), **FOR_IT))


def yesterday(reminder: Reminder) -> None:
    """Let a round have been a day earlier."""
    Invitation.objects.filter(reminded_at=reminder.at).update(reminded_at=reminder.at - DAY)
    Reminder.objects.filter(pk=reminder.pk).update(at=reminder.at - DAY)


def test_reminder_goes_to_those_alone_who_have_neither_answered_nor_replied() -> None:
    consultation = make_consultation()
    waits, swedish = with_address(), with_address(languages=("sv",))
    answered, replied, ended, gone = (with_address() for _each in range(4))
    invite_all(consultation, waits, swedish, answered, replied, ended, gone, make_organisation())
    answer(consultation.process, answered, consultation)
    actions.reply_to_invitation(
        actor=wearing(replied), invitation=Invitation.objects.get(organisation=replied), reply="declined"
    )
    organisations.dissolve(actor=SYSTEM, organisation=ended, on=timezone.localdate())
    actions.withdraw_invitation_to_answer(actor=SYSTEM, invitation=Invitation.objects.get(organisation=gone))
    line = last_line()

    reminder = remind(consultation, NOTE)

    assert sorted(letters()) == sorted([(waits.email, "fi"), (swedish.email, "sv")])
    assert reminder.letters == 2
    assert verbs_since(line) == ["invitations.reminded", "message.queued", "message.queued"]
    letter = Message.objects.get(to=swedish.email, key__startswith="reminder:")
    assert NOTE["sv"] in letter.body
    token = Invitation.objects.get(organisation=swedish).token
    assert f"/sv{consultation.address}invitation/{token}/" in letter.body
    assert list(Invitation.objects.filter(reminded_at=reminder.at).order_by("pk").values_list("organisation", flat=True)) == [waits.pk, swedish.pk]  # fmt: skip


def test_who_answers_after_the_button_was_pressed_is_not_reminded() -> None:
    consultation, quick, slow = make_consultation(), with_address(), with_address()
    invite_all(consultation, quick, slow)

    reminder = actions.remind(actor=SYSTEM, consultation=consultation, note={})
    answer(consultation.process, quick, consultation)
    invite(consultation, make_organisation(), email="myohemmin@example.org")
    assert jobs("send_reminders") == [{"reminder_id": reminder.pk}]
    tasks.send_reminders(reminder_id=reminder.pk)

    reminder.refresh_from_db()
    assert (letters(), reminder.letters) == ([(slow.email, "fi")], 1)


def test_worker_that_dies_twice_loses_no_letter_and_doubles_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("punos.consultations.actions.reminding.LETTERS_AT_ONCE", 2)
    consultation, invited = make_consultation(), [with_address() for _number in range(5)]
    invite_all(consultation, *invited)
    reminder = actions.remind(actor=SYSTEM, consultation=consultation, note={})

    last = actions.send_some_reminders(reminder=reminder)
    actions.send_some_reminders(reminder=reminder, after=last or 0)
    actions.send_some_reminders(reminder=reminder)
    tasks.send_reminders(reminder_id=reminder.pk)

    assert sorted(to for to, _language in letters()) == sorted(each.email for each in invited)
    assert Reminder.objects.get().letters == 5


def test_nothing_is_written_after_closing() -> None:
    consultation = make_consultation()
    invite_all(consultation, with_address())
    reminder = actions.remind(actor=SYSTEM, consultation=consultation, note={})
    Consultation.objects.update(closes_at=timezone.now())

    tasks.send_reminders(reminder_id=reminder.pk)

    assert (letters(), Reminder.objects.get().letters) == ([], 0)


def test_who_may_remind_and_when() -> None:
    unit, consultation, now = make_unit(), make_consultation(), timezone.now()
    officer = make_actor("Otto", unit=unit)
    earlier = Reminder(consultation=consultation, at=now - DAY)
    today = Reminder(consultation=consultation, at=now)
    rows = [
        (officer, consultation, None, "yes"),
        (officer, consultation, earlier, "yes"),
        (officer, consultation, today, "not_now"),
        (officer, make_consultation(state="closed"), None, "not_now"),
        (officer, make_consultation(state="not open"), None, "not_now"),
        (make_actor("Veikko"), consultation, None, "refused"),
        (Actor(), consultation, None, "refused"),
    ]

    said = [verdict(rules.check_remind, actor, asked, last, now) for actor, asked, last, _verdict in rows]

    assert said == [expected for *_facts, expected in rows]


@pytest.mark.parametrize(
    ("note", "languages", "expected"),
    [
        ({}, {"fi", "sv"}, "yes"),
        ({"fi": ""}, {"fi"}, "yes"),
        ({"fi": "Hei."}, {"fi"}, "yes"),
        ({"fi": "Hei."}, {"fi", "sv"}, "invalid"),
        ({"en": "Hi."}, {"fi"}, "invalid"),
        ({"fi": "a" * 1_001}, {"fi"}, "invalid"),
    ],
)
def test_note_stands_in_every_language_of_the_letters_or_in_none(
    note: dict[str, str], languages: set[str], expected: str
) -> None:
    assert verdict(rules.check_note, note, languages) == expected


def test_reminding_is_refused_twice_a_day_with_nobody_left_or_a_note_in_half_of_the_languages() -> None:
    consultation = make_consultation()
    with pytest.raises(NotNow):
        remind(consultation)
    invite_all(consultation, with_address(), with_address(languages=("sv",)))
    with pytest.raises(Invalid):
        remind(consultation, {"fi": "Tervetuloa."})
    first = remind(consultation)
    with pytest.raises(NotNow):
        remind(consultation)
    with pytest.raises(Refused):
        actions.remind(actor=make_actor("Veikko"), consultation=consultation, note={})
    yesterday(first)

    second = remind(consultation)

    assert (Reminder.objects.count(), len(letters()), second.letters) == (2, 4, 2)


def test_reminder_that_did_not_arrive_is_told_until_the_address_is_mended() -> None:
    consultation, organisation = make_consultation(), with_address()
    (invitation,) = invite_all(consultation, organisation).invited
    Message.objects.update(state=MessageState.SENT, channel="smtp")
    remind(consultation)
    Message.objects.filter(key__startswith="reminder:").update(state=MessageState.UNDELIVERED)
    (before,) = queries.addressees(consultation, timezone.now())

    invite(consultation, organisation, email="uusi@example.org")

    (after,) = queries.addressees(consultation, timezone.now())
    assert (before.letter, before.is_unreached) == ("undelivered", True)
    assert (after.invitation.pk, after.letter, after.is_unreached) == (invitation.pk, "waiting", False)


def test_officer_looks_at_the_letters_in_three_languages_before_sending_just_these() -> None:
    consultation = make_consultation()
    invite_all(consultation, with_address(), with_address(languages=("sv",)))
    client, address = signed_in(unit=make_unit()), at(consultation, "remind")

    begun = client.get(address)
    halfway = client.post(address, {"fi": "Tervetuloa.", "preview": "1"})
    shown = client.post(address, {**NOTE, "preview": "1"})
    seen = shown.context["form"].digest
    unseen = client.post(address, {**NOTE, "send": "1"})
    changed = client.post(address, {**NOTE, "en": "Please.", "seen": seen, "send": "1"})
    assert letters() == []
    sent = client.post(address, {**NOTE, "seen": seen, "send": "1"})
    again = client.get(address)

    words = shown.content.decode()
    assert [each.status_code for each in (begun, halfway, shown, unseen, changed, sent)] == [
        200, 422, 200, 200, 200, 302,
    ]  # fmt: skip
    assert [lang in words for lang in ('<div lang="fi">', '<div lang="sv">', '<div lang="en">')] == [True] * 3
    assert [NOTE[each] in words for each in NOTE] == [True] * 3
    assert [each.token in words for each in Invitation.objects.all()] == [False, False]
    assert "Look at them once more" in changed.content.decode()
    assert "The next one can be sent tomorrow" in again.content.decode()
    assert Reminder.objects.count() == 1
    assert signed_in().get(address).status_code == 403
