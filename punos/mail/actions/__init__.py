"""The verbs of this room: queueing, what is noted before and after each attempt, and what somebody decides."""

from punos.mail.actions.deciding import give_up, note_bounce, send_again, trust_again
from punos.mail.actions.keeping import clear_old, find_lost, forget, forget_about
from punos.mail.actions.queueing import queue, queue_many
from punos.mail.actions.sending import begin, go_on, look, put_off, settle
from punos.mail.actions.states import OUTBOX

__all__ = [
    "OUTBOX",
    "begin",
    "clear_old",
    "find_lost",
    "forget",
    "forget_about",
    "give_up",
    "go_on",
    "look",
    "note_bounce",
    "put_off",
    "queue",
    "queue_many",
    "send_again",
    "settle",
    "trust_again",
]
