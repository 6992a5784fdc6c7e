"""What was asked where something was said: known to the room that asked, and told here for the rooms in between.

A contribution knows its thread, and a thread has neither a title nor a page. Rooms that lie between contributions and
those who ask read both from here, together with whether everybody may read by now what was said there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from punos.core.languages import TranslatedText
from punos.processes.models import Process


@dataclass(frozen=True)
class Source:
    """What was asked (`title`) within what (`within`), at which address; whether what was said there is shown.

    `changes_at` is when the clock alone will change that.
    """

    title: TranslatedText
    within: TranslatedText
    address: str
    is_shown: bool = True
    changes_at: datetime | None = None


type Telling = Callable[[Process, datetime], Mapping[int, Source]]
_TELLING: dict[str, Telling] = {}


def tells_sources(telling: Telling) -> Telling:
    """Let a room that asks tell of its threads in a process, by their ids."""
    _TELLING[f"{telling.__module__}.{telling.__qualname__}"] = telling
    return telling


def sources_of(process: Process, now: datetime) -> dict[int, Source]:
    """What was asked in each thread of a process that somebody told of, in the order in which it was asked."""
    found: dict[int, Source] = {}
    for telling in _TELLING.values():
        found |= telling(process, now)
    return found
