"""The list of what somebody was told."""

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from punos.notices.models import Notice, TopicKind
from punos.organisations.models import Actor

MOST_COUNTED = 100  # "99+" says as much as any greater number


def unread(actor: Actor) -> int:
    """How many notices nobody has opened yet, counted up to a hundred."""
    return Notice.objects.visible_to(actor).unread()[:MOST_COUNTED].count()


def counts(actor: Actor) -> dict[str, int]:
    """How many are unread of what concerns somebody, and of what they follow."""
    waiting = Notice.objects.visible_to(actor).unread()
    mine = Q(topic_kind=TopicKind.MINE)
    found: dict[str, int] = waiting.aggregate(
        mine=Count("pk", filter=mine), followed=Count("pk", filter=~mine)
    )
    return found


def shown(actor: Actor, *, is_mine: bool, only_unread: bool) -> QuerySet[Notice]:
    """One of the two lists, the unread ones first, then the newest."""
    found = Notice.objects.visible_to(actor)
    found = found.mine() if is_mine else found.exclude(topic_kind=TopicKind.MINE)
    found = found.unread() if only_unread else found
    is_read = ExpressionWrapper(Q(read_at__isnull=False), BooleanField())
    return found.select_related("organisation").order_by(is_read, "-id")
