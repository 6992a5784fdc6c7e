"""What rooms above this one put on the desk: the pages of their work, and what waits there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from punos.core.components import Link
from punos.core.errors import allowed
from punos.organisations.models import Actor

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

type Check = Callable[[Actor], None]
type Waiting = Callable[[Actor], Link | None]
_TOOLS: list[tuple["Text", str, Check]] = []
_WAITING: list[Waiting] = []


def offers_tool(label: "Text", name: str, check: Check) -> None:
    """Link a page from the desk of whoever passes the check of its room."""
    _TOOLS.append((label, name, check))


def tells_waiting(told: Waiting) -> None:
    """Ask this function at each desk whether something waits there for its owner."""
    _WAITING.append(told)


def tools_above(actor: Actor) -> list[Link]:
    """The pages that rooms above offer to this actor."""
    return [Link(label=label, url=reverse(name)) for label, name, check in _TOOLS if allowed(check, actor)]


def waiting_above(actor: Actor) -> list[Link]:
    """What waits for this actor in rooms above, with the way there."""
    return [link for told in _WAITING if (link := told(actor))]
