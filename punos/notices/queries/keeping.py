"""What this room keeps of people: that somebody was told what came of their words, which says that they spoke."""

from punos.core.keeping import Kept
from punos.notices.models import Notice, TopicKind


def kept_words(process: str) -> list[Kept]:
    """What is destroyed when the time of the process with this slug is up; what somebody follows is theirs."""
    return [Kept("notices", Notice.objects.filter(process=process, topic_kind=TopicKind.MINE))]
