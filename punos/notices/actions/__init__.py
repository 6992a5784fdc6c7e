"""The verbs of this room."""

from punos.notices.actions.destroying import destroy_words
from punos.notices.actions.digests import send_some_digests
from punos.notices.actions.following import (
    follow,
    resume_by_token,
    set_cadence,
    unfollow,
    unsubscribe_by_token,
)
from punos.notices.actions.forgetting import clear_old, forget_person
from punos.notices.actions.reading import mark_all_read, mark_read
from punos.notices.actions.telling import look_again, retract, tell, tell_followers, tell_later, tell_persons

__all__ = [
    "clear_old",
    "destroy_words",
    "follow",
    "forget_person",
    "look_again",
    "mark_all_read",
    "mark_read",
    "resume_by_token",
    "retract",
    "send_some_digests",
    "set_cadence",
    "tell",
    "tell_followers",
    "tell_later",
    "tell_persons",
    "unfollow",
    "unsubscribe_by_token",
]
