"""The nouns of this room, each in a file of its own."""

from punos.notices.models.news import News
from punos.notices.models.notice import Notice, NoticeKind
from punos.notices.models.subscription import GATHERED, Cadence, Subscription, TopicKind, body_key

__all__ = ["GATHERED", "Cadence", "News", "Notice", "NoticeKind", "Subscription", "TopicKind", "body_key"]
