"""Reminding those who were invited and have neither answered nor replied."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Invitation, Reminder
from punos.core.errors import allowed
from punos.core.languages import TranslatedText
from punos.core.text import clean
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.mail.models import Draft
from punos.mail.rules import check_recipient
from punos.organisations.models import Actor

LETTERS_AT_ONCE = 100  # in one transaction of the worker


@transaction.atomic
def remind(*, actor: Actor, consultation: Consultation, note: Mapping[str, str]) -> Reminder:
    """Begin a round of reminding; the worker writes the letters, and asks before each whether it is still needed.

    `note` by language is added to the usual letter. Two who press at once begin one round.
    """
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    locked, now = rows.select_related("process").get(pk=consultation.pk), timezone.now()
    rules.check_remind(actor, locked, queries.last_reminder(locked), now)
    told = {language: clean(words) for language, words in note.items() if clean(words)}
    due = queries.by_language(queries.to_remind(locked))
    rules.check_reminded(due)
    rules.check_note(told, due)
    source = next(iter(told), "fi")
    reminder = Reminder.objects.create(
        consultation=locked,
        note=TranslatedText.of(source, **told),
        by=actor.person_id,
        at=now,
        letters=sum(due.values()),
    )
    app.configure_task("punos.consultations.tasks.send_reminders").defer(reminder_id=reminder.pk)
    number = sum(due.values())
    journal.record(actor, "invitations.reminded", reminder, process=locked.process.slug, letters=number)
    return reminder


@transaction.atomic
def send_some_reminders(*, reminder: Reminder, after: int = 0) -> int | None:
    """Write the next letters of a round, in the order of the invitations' ids; the last id, or None when all is done.

    Who has answered or replied since gets none. Begun anew from the first, it writes to nobody twice.
    """
    consultation = reminder.consultation
    some: list[Invitation] = []
    if not consultation.is_closed(timezone.now()):
        rows = queries.to_write_to(consultation).filter(pk__gt=after, at__lt=reminder.at)
        some = list(rows.select_for_update(of=("self",))[:LETTERS_AT_ONCE])
    if not some:
        reminder.letters = queries.letters_of(reminder)
        reminder.save(update_fields=["letters"])
        return None
    done = queries.answered_or_replied(consultation)
    wanted = [each for each in some if each.organisation_id not in done]
    _write(reminder, [each for each in wanted if allowed(check_recipient, each.recipient)])
    return some[-1].pk


def _write(reminder: Reminder, invited: list[Invitation]) -> None:
    note = {language: part.text for language, part in reminder.note.texts.items()}
    drafts = [
        Draft(
            key=queries.reminder_key(reminder.pk, each.pk),
            to=each.recipient,
            language=each.language,
            template=queries.REMINDER,
            context=queries.reminder_about(each, note, each.language),
            organisation_id=each.organisation_id,
        )
        for each in invited
    ]
    mail.queue_many(drafts=drafts)
    written = Invitation.objects.filter(pk__in=[each.pk for each in invited])
    written.update(reminded_at=reminder.at)
