"""How far word became deed in a process, in the processes of a unit, in the whole city; and its parts as files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import TruncDate
from django.utils import timezone

from punos.contributions.models import Contribution
from punos.core.errors import allowed
from punos.decisions.models import Decision, HeardAnswer, LoopScope, Measure, Response
from punos.decisions.queries.heard import added, heard_counts
from punos.decisions.queries.response import own_responses
from punos.decisions.rules.heard import check_see_heard
from punos.organisations.models import CityUnit
from punos.processes.models import Process
from punos.themes.models import Assignment, Theme
from punos_analysis.loop import Loop, MeasureRow, WordRow, loop

type Scoped = Process | CityUnit | None


@dataclass(frozen=True)
class LoopNow:
    """The figures as of a day, with the rows that they are made of; `heard` from what is published of it."""

    as_of: date
    words: list[WordRow]
    measures: list[MeasureRow]
    heard: Mapping[str, Mapping[str, str]]

    @property
    def figures(self) -> Loop:
        return loop(self.words, self.measures, as_of=self.as_of)

    def as_json(self) -> dict[str, Any]:
        """As `LoopFigures` keeps it."""
        told = self.figures
        return {
            "responded": {"of": told.responded.of, "with": told.responded.with_it},
            "days_to_response": {"median": told.days_to_response.median, "of": told.days_to_response.of},
            "days_to_decision": {"median": told.days_to_decision.median, "of": told.days_to_decision.of},
            "measures": {
                "of": told.measures.of,
                "in_time": told.measures.in_time,
                "late": told.measures.late,
            },
            "heard": {kind: dict(answers) for kind, answers in self.heard.items()},
        }


def loop_now(scoped: Scoped, now: datetime) -> LoopNow:
    """Computed live: of a process, of the processes of a unit, or of all of them."""
    processes = processes_in(scoped)
    return LoopNow(
        as_of=timezone.localdate(now),
        words=words_of(processes),
        measures=measures_of(processes),
        heard=_heard(processes, now),
    )


def processes_in(scoped: Scoped) -> models.QuerySet[Process]:
    """The public processes of a scope."""
    public = Process.objects.filter(published_at__isnull=False)
    if isinstance(scoped, Process):
        return public.filter(pk=scoped.pk)
    return public if scoped is None else public.filter(host_unit=scoped)


def scope_of(scoped: Scoped) -> str:
    """The word under which the figures of a scope are kept."""
    if isinstance(scoped, Process):
        return LoopScope.PROCESS
    return LoopScope.CITY if scoped is None else LoopScope.UNIT


def words_of(processes: models.QuerySet[Process]) -> list[WordRow]:
    """What counts, by the days on which it was said, responded to and decided, in a fixed number of queries."""
    themes = list(Theme.objects.standing().filter(process__in=processes, published_at__isnull=False))
    responded, decided = _responded(themes), _decided(themes)
    counted: Counter[tuple[date, date | None, date | None]] = Counter()
    for said_on, given, number in _said(processes, themes):
        answered = min((responded[each] for each in given if each in responded), default=None)
        days = [day for each in given for day in decided.get(each, ()) if day >= said_on]
        counted[said_on, answered, min(days, default=None)] += number
    return [WordRow(*days, number) for days, number in counted.items()]


def _said(
    processes: models.QuerySet[Process], themes: Iterable[Theme]
) -> Iterator[tuple[date, list[int], int]]:
    """How many contributions of one day belong to the same public themes."""
    given = Assignment.objects.standing().filter(
        contribution=models.OuterRef("pk"), theme__in=[each.pk for each in themes]
    )
    said = Contribution.objects.standing().filter(thread__process__in=processes, voice__is_host=False)
    told = said.annotate(
        said_on=TruncDate("at"), given=ArraySubquery(given.order_by("theme").values("theme").distinct())
    )
    rows = told.order_by().values_list("said_on", "given").annotate(number=models.Count("pk"))
    for said_on, themes_given, number in rows:
        yield (
            said_on,
            themes_given or [],
            number,
        )  # where there is no theme at all, the subquery gives nothing


def _responded(themes: list[Theme]) -> dict[int, date]:
    """By theme that has its answer now, the day on which it first had one."""
    settled = {pk for pk, response in own_responses(themes).items() if response.settles}
    found: dict[int, date] = {}
    for each in Response.objects.published().filter(theme__in=settled).order_by("-number"):
        if each.settles and each.published_at:
            found[each.theme_id] = timezone.localdate(each.published_at)
    return found


def _decided(themes: list[Theme]) -> dict[int, set[date]]:
    """By theme, the days of the decisions that settle it or a response to it."""
    ids = [each.pk for each in themes]
    found: dict[int, set[date]] = {}
    for way in ("themes", "responses__theme"):
        linked = Decision.objects.filter(**{f"{way}__in": ids}).values_list(way, "decided_on")
        for theme, day in linked:
            found.setdefault(theme, set()).add(day)
    return found


def measures_of(processes: models.QuerySet[Process]) -> list[MeasureRow]:
    """What is to be done, without names."""
    rows = Measure.objects.filter(process__in=processes).order_by("pk")
    return [
        MeasureRow(each.due_on, each.state, timezone.localdate(each.closed_at) if each.closed_at else None)
        for each in rows.only("due_on", "state", "closed_at")
    ]


def _heard(processes: models.QuerySet[Process], now: datetime) -> dict[str, dict[str, str]]:
    """What is published of whether people felt heard, by kind and answer; empty as long as nothing is."""
    closed = [
        each for each in processes.filter(closed_at__isnull=False) if allowed(check_see_heard, each, now)
    ]
    if not closed:
        return {}
    sums = added(heard_counts(each) for each in closed)
    return {kind: {each: told[each].text for each in HeardAnswer.values} for kind, told in sums.items()}
