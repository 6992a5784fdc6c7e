"""How far the responses of a process are: each theme with its state, what keeps it open, what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import models

from punos.core.components import Chip
from punos.decisions.models import Response, ResponseOutcome, ResponseState
from punos.decisions.queries.response import chip_of, own_responses
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes.models import Theme

type Stage = Literal["responded", "promised", "missing"]
DESK = 50
FIRST = 8


@dataclass(frozen=True)
class ThemeState:
    """A theme with what readers have of its response, and the draft of the next version."""

    theme: Theme
    response: Response | None
    draft: Response | None
    chip: Chip | None

    @property
    def stage(self) -> Stage:
        """Whether it has its answer, a promise of one, or nothing yet."""
        if self.response is None:
            return "missing"
        return "responded" if self.response.settles else "promised"

    @property
    def waits_for_look(self) -> bool:
        """Whether somebody else than the writer should look at the draft."""
        return self.draft is not None and self.draft.state == ResponseState.TO_CHECK


def states_of(actor: Actor, process: Process, today: date) -> list[ThemeState]:
    """The themes in their order that this actor may see, each with its response; drafts for who leads the process."""
    seen = Theme.objects.visible_to(actor).standing().filter(process=process)
    themes = list(seen.order_by("place", "number"))
    for each in themes:
        each.process = process
    standing = own_responses(themes)
    drafts = Response.objects.visible_to(actor).filter(
        theme__in=[each.pk for each in themes], published_at=None
    )
    being_written = {each.theme_id: each for each in drafts}
    found = []
    for each in themes:
        response = standing.get(each.pk)
        chip = chip_of(response, today) if response else None
        found.append(ThemeState(each, response, being_written.get(each.pk), chip))
    return found


def still_missing(states: Sequence[ThemeState]) -> list[ThemeState]:
    """Public themes that keep the process from being closed."""
    return [each for each in states if each.theme.published_at and each.stage != "responded"]


@dataclass(frozen=True)
class Answered:
    """The public themes of a process: the first ones, how many there are, and how many have their answer."""

    first: Sequence[ThemeState]
    of: int
    settled: int


def answered_themes(actor: Actor, process: Process, today: date) -> Answered:
    """What the page of a process tells of them; those with an answer come first."""
    states = [each for each in states_of(actor, process, today) if each.theme.published_at]
    states.sort(key=lambda each: ("responded", "promised", "missing").index(each.stage))
    return Answered(states[:FIRST], len(states), sum(each.stage == "responded" for each in states))


def other_holds(process: Process) -> int:
    """How many other things keep it from being closed."""
    return process.holds.standing().exclude(subject_type="theme").count()


@dataclass(frozen=True)
class ToRespond:
    """What waits for somebody who leads processes: themes without a response, drafts to look at, promises not kept."""

    missing: Sequence[Theme]
    to_check: Sequence[Response]
    overdue: Sequence[Response]

    def __bool__(self) -> bool:
        return bool(self.missing or self.to_check or self.overdue)


def to_respond(actor: Actor, today: date) -> ToRespond:
    """What somebody who leads processes has to do for the responses, in three queries."""
    if actor.person is None:
        return ToRespond((), (), ())
    led = Process.objects.led_by(actor)
    answered = models.Exists(Response.objects.published().filter(theme=models.OuterRef("pk")))
    themes = Theme.objects.standing().filter(
        published_at__isnull=False, process__in=led.filter(closed_at=None)
    )
    missing = themes.exclude(answered).select_related("process").order_by("published_at", "pk")
    rows = Response.objects.filter(theme__in=Theme.objects.standing().filter(process__in=led))
    waiting = rows.filter(state=ResponseState.TO_CHECK).exclude(drafted_by=actor.person_id)
    promised = rows.current().filter(outcome=ResponseOutcome.PREPARING, ready_by__lt=today)
    return ToRespond(
        missing=list(missing[:DESK]),
        to_check=list(waiting.select_related("theme__process").order_by("drafted_at")[:DESK]),
        overdue=list(promised.select_related("theme__process").order_by("ready_by")[:DESK]),
    )
