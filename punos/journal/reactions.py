"""How an upper room hears of a lower room's verb, without the lower room knowing it.

@on("consultation.opened")
def tell_followers(entry: Entry) -> None: ...
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from procrastinate.contrib.django import app

from punos.journal.models import Entry

Reaction = Callable[[Entry], None]
_REACTIONS: defaultdict[str, dict[str, Reaction]] = defaultdict(dict)


def on(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Call this function after each of these verbs, in the worker, at least once and in effect once."""

    def register(react: Reaction) -> Reaction:
        for verb in verbs:
            _REACTIONS[verb][f"{react.__module__}.{react.__qualname__}"] = react
        return react

    return register


def reactions_to(verb: str) -> Mapping[str, Reaction]:
    """Who wants to hear of this verb, by the name under which the delivery is noted."""
    return _REACTIONS.get(verb, {})


def deliver_later(entry_id: int) -> None:
    """Queue the delivery in the same transaction as the line: neither exists without the other."""
    app.configure_task("punos.journal.tasks.deliver", queueing_lock=None).defer(entry_id=entry_id)
