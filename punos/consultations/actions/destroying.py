"""The end of what was answered in a process, when the time for which it is kept is up."""

from collections.abc import Sequence

from django.db import transaction

from punos.consultations import queries
from punos.consultations.models import Invitation
from punos.mail import actions as mail
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Process


@transaction.atomic
def destroy_words(*, actor: Actor, process: Process) -> dict[str, int]:
    """Destroy one batch; how many rows of which kind, and nothing when all is gone."""
    return processes.destroy_rows(
        actor=actor,
        process=process,
        room="consultations",
        kept=queries.kept_words(process),
        before={"receipts": _forget_receipts, "invitations": _forget_invitations},
    )


def _forget_receipts(ids: Sequence[int]) -> None:
    """Letters with a receipt repeat what was answered."""
    mail.forget_about(keys=[f"receipt:{each}" for each in ids])


def _forget_invitations(ids: Sequence[int]) -> None:
    """Letters with an invitation stand under the address of a person."""
    mail.forget_about(keys=[queries.letter_key(each) for each in Invitation.objects.filter(pk__in=ids)])
