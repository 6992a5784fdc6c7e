"""Whether those who took part feel heard: whom to ask, what they told, and how many, small numbers suppressed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from punos.contributions.models import Capacity, Voice
from punos.contributions.queries import own_mark
from punos.core.errors import allowed
from punos.decisions.models import Heard, HeardAnswer
from punos.decisions.rules.heard import check_see_heard
from punos.organisations.models import Actor, CityUnit, Scope
from punos.people.models import Person
from punos.processes.models import Process
from punos_analysis.breakdowns import Breakdown, breakdown

KINDS: Mapping[str, tuple[str, ...]] = {
    "persons": (Capacity.RESIDENT, Capacity.ACTIVE),
    "organisations": (Capacity.ORGANISATION, Capacity.BODY),
    "groups": (Capacity.GROUP,),
}
LINES = 200


def own_voices(actor: Actor, process: Process) -> list[Voice]:
    """Those for which this actor can tell: their own, and of organisations that they may speak for."""
    speaking = {Scope.ANSWER, Scope.REPRESENT}
    acts_for = [each for each in actor.acts_for if actor.scopes_for(each) & speaking]
    marks = [f"organisation:{each}" for each in acts_for]
    own = models.Q(pk__in=Voice.objects.of_actor(actor).values("pk")) | models.Q(speaker__in=marks)
    if actor.person is not None:
        own |= models.Q(speaker=own_mark(actor.person))
    found = Voice.objects.filter(own, process=process, is_host=False)
    return list(found.select_related("organisation", "process", "heard").order_by("organisation", "pk"))


def told_of(voice: Voice) -> Heard | None:
    """What has been told for a voice."""
    return getattr(voice, "heard", None)


def heard_by(person: Person) -> models.QuerySet[Heard]:
    """What a person told for themself; what was told for an organisation is the organisation's."""
    return Heard.objects.filter(voice__speaker=own_mark(person))


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What this room knows about a person."""
    columns = ("text", "language", "at")
    rows = heard_by(person).order_by("at", "pk").values("answer", *columns, slug=F("process__slug"))
    return {
        "heard": [
            {"process": row["slug"], "heard": row["answer"], **{each: row[each] for each in columns}}
            for row in rows
        ]
    }


def lines_of(process: Process) -> list[Heard]:
    """What was written, the latest first; for who leads the process."""
    found = Heard.objects.filter(process=process).exclude(text="")
    return list(found.select_related("voice__organisation").order_by("-at")[:LINES])


@dataclass(frozen=True)
class HeardCounts:
    """How many told what, by kind of speaker; of how many who took part. Small numbers are suppressed."""

    asked: Mapping[str, int]
    told: Mapping[str, Breakdown]


def heard_counts(process: Process) -> HeardCounts:
    """The counts of one process, persons, organisations and groups apart."""
    spoke = Voice.objects.filter(process=process, is_host=False)
    rows = spoke.values_list("capacity", "heard__answer").annotate(n=models.Count("pk")).order_by()
    asked = dict.fromkeys(KINDS, 0)
    told = {kind: dict.fromkeys(HeardAnswer.values, 0) for kind in KINDS}
    for capacity, answer, number in rows:
        kind = next(name for name, each in KINDS.items() if capacity in each)
        asked[kind] += number
        if answer:
            told[kind][answer] += number
    return HeardCounts(asked, {kind: breakdown(counts, total_known=False) for kind, counts in told.items()})


@dataclass(frozen=True)
class Range:
    """A number as exactly as the published ones of several processes tell it."""

    least: int
    most: int

    @property
    def text(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}\u2013{self.most}"


def heard_in_unit(unit: CityUnit, now: datetime) -> dict[str, dict[str, Range]]:
    """What the processes of a unit told together, by kind and answer, from what each of them shows and nothing else."""
    processes = Process.objects.filter(host_unit=unit, published_at__isnull=False, closed_at__isnull=False)
    return added(heard_counts(each) for each in processes if allowed(check_see_heard, each, now))


def added(counted: Iterable[HeardCounts]) -> dict[str, dict[str, Range]]:
    """Published counts together: where one shows "1-4" the sum is from as many to as many.

    A sum of the true numbers would tell, less what the other processes show, the number that one of them hides.
    """
    sums = {kind: dict.fromkeys(HeardAnswer.values, (0, 0)) for kind in KINDS}
    for each in counted:
        for kind, told in each.told.items():
            for cell in told.cells:
                least, most = (cell.count, cell.count) if cell.count is not None else (1, 4)
                before = sums[kind][cell.code]
                sums[kind][cell.code] = (before[0] + least, before[1] + most)
    return {kind: {answer: Range(*ends) for answer, ends in told.items()} for kind, told in sums.items()}
