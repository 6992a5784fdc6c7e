"""What pages, letters and the package of one's own data need."""

from punos.notices.queries.about import about
from punos.notices.queries.following import Followed, behind, followed, is_followed
from punos.notices.queries.keeping import kept_words
from punos.notices.queries.letters import MOST_TOLD, digest_words, notice_words
from punos.notices.queries.lists import counts, shown, unread

__all__ = [
    "MOST_TOLD",
    "Followed",
    "about",
    "behind",
    "counts",
    "digest_words",
    "followed",
    "is_followed",
    "kept_words",
    "notice_words",
    "shown",
    "unread",
]
