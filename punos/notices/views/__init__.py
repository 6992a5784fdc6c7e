"""The pages of this room: what one was told, what one follows, and the link that ends letters."""

from punos.notices.views.following import change_following, following
from punos.notices.views.notices import mark_read, notices, open_notice, trust_address
from punos.notices.views.unsubscribing import resume, unsubscribe

__all__ = [
    "change_following",
    "following",
    "mark_read",
    "notices",
    "open_notice",
    "resume",
    "trust_address",
    "unsubscribe",
]
