"""The two ways in which a verb says no, each with words for a person."""

from collections.abc import Callable
from typing import Any


class Refused(Exception):
    """This person may not do this. The message is shown to them."""

    code = "refused"
    status = 403


class NotNow(Refused):
    """It may be done, but not at this time or in this state. The message is shown."""

    code = "not_now"
    status = 409


class Invalid(Refused):
    """What was sent can't be used as it is. The message says what to mend."""

    code = "invalid"
    status = 422


def allowed(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether a rule lets this pass; pages ask it to decide whether to show a button."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True
