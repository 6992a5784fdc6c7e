"""Who may follow what, and how often they hear of it."""

from punos.notices.rules.destroying import check_destroy_words
from punos.notices.rules.following import check_change_topic, check_follow

__all__ = ["check_change_topic", "check_destroy_words", "check_follow"]
