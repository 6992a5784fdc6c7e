"""How an upper room is asked, right before letters leave, whether they are still to be sent.

A letter can wait for a day: by then its reader may have lost access to what it tells about.

@before_sending("notice")
def still_hold(message_ids: set[int]) -> set[int]: ...
"""

from collections.abc import Callable, Collection

from punos.mail.models import Message

Check = Callable[[set[int]], set[int]]
_CHECKS: dict[str, Check] = {}


def before_sending(*beginnings: str) -> Callable[[Check], Check]:
    """Ask this function of the letters whose keys begin with one of these words and a colon: which may leave."""

    def register(check: Check) -> Check:
        for beginning in beginnings:
            _CHECKS[beginning] = check
        return check

    return register


def wanted(messages: Collection[Message]) -> set[int]:
    """Those that the rooms that asked for them still want sent; a room that did not ask to be asked wants all."""
    asked: dict[Check | None, set[int]] = {}
    for message in messages:
        asked.setdefault(_CHECKS.get(message.key.partition(":")[0]), set()).add(message.pk)
    return {pk for check, found in asked.items() for pk in (check(found) if check else found)}
