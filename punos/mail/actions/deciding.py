"""What an administrator or the owner of an address decides, and what is noted of a letter that came back."""

from django.db import transaction
from django.utils import timezone

from punos.journal import actions as journal
from punos.journal.models import Doer
from punos.mail import rules
from punos.mail.actions.states import OUTBOX, defer, end, wait
from punos.mail.models import ATTEMPTS, Bounce, Message, MessageState, Reason, ReturnedAddress


@transaction.atomic
def send_again(*, doer: Doer, message: Message) -> Message:
    """Try a message again at once, with all its attempts before it; who may is asked by the room above."""
    locked = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_send_again(locked)
    locked.attempts_allowed = locked.attempt + ATTEMPTS
    locked.channel = locked.reason = locked.answer = ""
    wait(message=locked, until=timezone.now())
    defer(messages=[locked])
    journal.record(doer, "message.sent_again", locked)
    return locked


@transaction.atomic
def give_up(*, doer: Doer, message: Message) -> Message:
    """Stop trying, or stop asking whether it arrived; its text is removed."""
    locked = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_give_up(locked)
    locked.reason, locked.body, locked.html = Reason.GIVEN_UP, "", ""
    end(message=locked, state=MessageState.UNDELIVERED)
    journal.record(doer, "message.given_up", locked)
    return locked


@transaction.atomic
def note_bounce(*, bounce: Bounce) -> bool:
    """Note that a letter came back; False where it is none of ours, went elsewhere, or has been noted already.

    Where the address is at fault, nothing more is sent there until its owner says that it works.
    """
    digest = bounce.message_id.strip("<> ").partition("@")[0]
    found = Message.objects.select_for_update().filter(digest=digest).exclude(digest="").first()
    if found is None or not found.to or found.to.casefold() != bounce.to.casefold():
        return False
    if found.state not in {MessageState.SENDING, MessageState.SENT, MessageState.UNCERTAIN}:
        return False
    found.reason, found.answer = Reason.REFUSED, bounce.answer
    if bounce.is_address:
        ReturnedAddress.objects.get_or_create(
            to=found.to.lower(), defaults={"answer": bounce.answer, "at": timezone.now()}
        )
    end(message=found, state=MessageState.UNDELIVERED)
    journal.record(OUTBOX, "message.undelivered", found)
    return True


@transaction.atomic
def trust_again(*, doer: Doer, to: str) -> bool:
    """Send to an address again from which mail came back; False where none did. Whose it is, the room above knows."""
    found = ReturnedAddress.objects.select_for_update().filter(to__iexact=to).first()
    if found is None:
        return False
    ReturnedAddress.objects.filter(pk=found.pk).delete()
    journal.record(doer, "address.trusted", found)
    return True
