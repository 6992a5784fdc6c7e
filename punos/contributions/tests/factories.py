"""Small worlds for the tests of this room and of those above: people, processes, threads, what was said."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from punos.contributions import actions
from punos.contributions.models import Capacity, Contribution, Scale, Thread, Voice
from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.organisations.models import Actor, CityUnit, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.people.models import Person
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

__all__ = ["make_actor", "make_organisation", "make_process", "make_unit"]  # of the rooms below, passed on

DAY = timedelta(days=1)
NUMBERS = count(1)


def text(finnish: str, **others: str) -> TranslatedText:
    """A text written in Finnish, perhaps with translations."""
    return TranslatedText.of("fi", fi=finnish, **others)


def make_person(
    name: str = "Aino", *, unit: CityUnit | None = None, role: RoleKind = RoleKind.OFFICER
) -> Person:
    """Somebody with an account, and an officer if a unit is given."""
    person = make_actor(name, unit=unit, role=role).person
    assert person is not None  # whoever has an account is a person
    return person


def make_visitor() -> Actor:
    """A browser that has kept its cookie."""
    return Actor(browser=f"mark-{next(NUMBERS)}")


def make_thread(
    process: Process | None = None,
    *,
    scale: Scale | None = Scale.AGREEMENT,
    takes_contributions: bool = True,
    opens: timedelta = -DAY,
    closes: timedelta | None = DAY,
) -> Thread:
    """A place to speak; `opens` and `closes` are counted from now."""
    thread = actions.open_thread(
        actor=SYSTEM, process=process or make_process(), scale=scale, takes_contributions=takes_contributions
    )
    now = timezone.now()
    closing = None if closes is None else now + closes
    actions.set_times(actor=SYSTEM, thread=thread, opens_at=now + opens, closes_at=closing)
    thread.refresh_from_db()
    return thread


def make_voice(process: Process, actor: Actor | None = None, **changes: Any) -> Voice:
    """Somebody who has said how they answer."""
    facts: dict[str, Any] = {"capacity": Capacity.RESIDENT, "language": "fi", "background": {}}
    return actions.take_part(actor=actor or make_visitor(), process=process, **(facts | changes))


def make_idea(
    thread: Thread, voice: Voice | None = None, words: str = "Lis\u00e4\u00e4 tiloja"
) -> Contribution:
    """An idea said in an open thread."""
    said_by = voice or make_voice(thread.process)
    return actions.say(voice=said_by, actor=Actor(), thread=thread, text=words, language="fi")


def verdict(check: Callable[..., None], *args: Any) -> str:
    """What a rule says: yes, or the code with which it refuses."""
    try:
        check(*args)
    except Refused as refusal:
        return refusal.code
    return "yes"


def verbs_since(entry_id: int) -> list[str]:
    """The verbs of the journal lines after this one, in order."""
    return list(Entry.objects.filter(pk__gt=entry_id).order_by("pk").values_list("verb", flat=True))


def last_line() -> int:
    """The id of the newest journal line, or 0."""
    newest = Entry.objects.order_by("-pk").first()
    return newest.pk if newest else 0
