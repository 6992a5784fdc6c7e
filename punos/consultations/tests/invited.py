"""Organisations that were invited, for the tests of invitations."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.consultations import actions, queries, tasks
from punos.consultations.models import Consultation, Invitation, Reminder
from punos.contributions.tests.factories import make_organisation
from punos.mail.models import Message
from punos.organisations.models import SYSTEM, Organisation


def invite(
    consultation: Consultation,
    organisation: Organisation | None = None,
    email: str = "",
    language: str = "sv",
) -> Invitation:
    """An invitation, sent if an address is given."""
    return actions.invite_to_answer(
        actor=SYSTEM,
        consultation=consultation,
        organisation=organisation or make_organisation(),
        email=email,
        language=language,
    )


def with_address(**changes: Any) -> Organisation:
    """An organisation whose card has an address."""
    organisation = make_organisation(**changes)
    organisation.email = f"yhdistys{organisation.pk}@example.org"
    organisation.save()
    return organisation


def invite_all(consultation: Consultation, *organisations: Organisation) -> actions.InvitedMany:
    """These organisations, invited in one go."""
    numbers = [each.pk for each in organisations]
    return actions.invite_many(actor=SYSTEM, consultation=consultation, organisations=numbers)


def states(consultation: Consultation, *, later: timedelta = timedelta()) -> list[str]:
    """Where those invited stand, in the order in which they were invited."""
    found = queries.addressees(consultation, timezone.now() + later)
    return [each.state.value for each in sorted(found, key=lambda each: each.invitation.pk)]


def letters(beginning: str = "reminder:") -> list[tuple[str, str]]:
    """The letters of a kind, as reader and language, in the order in which they were written."""
    found = Message.objects.filter(key__startswith=beginning).order_by("pk")
    return list(found.values_list("to", "language"))


def remind(consultation: Consultation, note: dict[str, str] | None = None) -> Reminder:
    """A round of reminding, with its letters."""
    reminder = actions.remind(actor=SYSTEM, consultation=consultation, note=note or {})
    tasks.send_reminders(reminder_id=reminder.pk)
    reminder.refresh_from_db()
    return reminder


def jobs(name: str) -> list[dict[str, Any]]:
    """What waits for the worker."""
    found = ProcrastinateJob.objects.filter(task_name=f"punos.consultations.tasks.{name}")
    return [each.args for each in found.order_by("id")]
