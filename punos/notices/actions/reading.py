"""What has been read. Nobody else needs to know, so that these verbs write no line in the journal."""

from django.db import transaction
from django.utils import timezone

from punos.notices.models import Notice, TopicKind
from punos.organisations.models import Actor


@transaction.atomic
def mark_read(*, actor: Actor, notice: int) -> Notice | None:
    """Note that a notice of one's own has been read; None where there is no such notice."""
    found = Notice.objects.visible_to(actor).filter(pk=notice).first()
    if found is not None:
        Notice.objects.unread().filter(pk=found.pk).update(read_at=timezone.now())
    return found


@transaction.atomic
def mark_all_read(*, actor: Actor, is_mine: bool) -> int:
    """The same for all of one list: what concerns oneself, or what one follows; how many there were."""
    waiting = Notice.objects.visible_to(actor).unread()
    of_list = waiting.mine() if is_mine else waiting.exclude(topic_kind=TopicKind.MINE)
    return of_list.update(read_at=timezone.now())
