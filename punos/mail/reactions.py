"""How an upper room is asked, right before a letter leaves, whether it is still to be sent.

A letter can wait for a day: by then its reader may have lost access to what it tells about.

@before_sending("notice")
def still_holds(message_id: int) -> bool: ...
"""

from collections.abc import Callable

from punos.mail.models import Message

Check = Callable[[int], bool]
_CHECKS: dict[str, Check] = {}


def before_sending(*beginnings: str) -> Callable[[Check], Check]:
    """Call this function before each letter whose key begins with one of these words and a colon."""

    def register(check: Check) -> Check:
        for beginning in beginnings:
            _CHECKS[beginning] = check
        return check

    return register


def is_wanted(message: Message) -> bool:
    """Whether the room that asked for this letter still wants it sent; a room that did not ask to be asked does."""
    check = _CHECKS.get(message.key.partition(":")[0])
    return check is None or check(message.pk)
