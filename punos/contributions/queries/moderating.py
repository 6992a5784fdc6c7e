"""What moderators look at, what they did, and what readers learn of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models.functions import TruncMonth

from punos.contributions.models import (
    Contribution,
    ContributionState,
    Moderation,
    ModerationKind,
    Reason,
    Report,
    Voice,
)
from punos.contributions.rules import MODERATORS
from punos.organisations.models import Actor, Mandate, Role, Scope
from punos.people.models import Person
from punos.processes.models import Process

SHOWN = 50


# What readers see -----------------------------------------------------------------------------------------------


def listed(said: models.QuerySet[Contribution]) -> models.QuerySet[Contribution]:
    """What readers find in a list: what is published, and the places of what a moderator removed."""
    removed = Moderation.objects.filter(contribution=models.OuterRef("pk"), kind=ModerationKind.REMOVED)
    hidden = models.Q(models.Exists(removed), state=ContributionState.HIDDEN)
    return said.filter(models.Q(state=ContributionState.PUBLISHED) | hidden)


def removed_for() -> models.Subquery:
    """The reason of the latest removal, to annotate contributions with."""
    removed = Moderation.objects.filter(contribution=models.OuterRef("pk"), kind=ModerationKind.REMOVED)
    return models.Subquery(removed.order_by("-pk").values("reason")[:1])


def reasons_of(said: Iterable[Contribution]) -> dict[int, Reason]:
    """For which reason each of these was removed, by their ids; what has not been removed is left out."""
    hidden = [each.pk for each in said if each.state == ContributionState.HIDDEN]
    found = Moderation.objects.filter(contribution__in=hidden, kind=ModerationKind.REMOVED).order_by("pk")
    return {row.contribution_id: Reason(row.reason) for row in found}


def removal_of(said: Contribution) -> Moderation | None:
    """The decision by which this was removed last, if it ever was."""
    return said.moderations.filter(kind=ModerationKind.REMOVED).order_by("-pk").first()


def own_removals(voice: Voice) -> list[Moderation]:
    """What of this voice's words a moderator removed and nobody put back, with the words, the latest first."""
    latest = Moderation.objects.filter(contribution=models.OuterRef("contribution")).order_by("-pk")
    standing = Moderation.objects.filter(
        contribution__voice=voice,
        contribution__state=ContributionState.HIDDEN,
        kind=ModerationKind.REMOVED,
        pk=models.Subquery(latest.values("pk")[:1]),
    )
    return list(standing.select_related("contribution__latest").order_by("-pk"))


@dataclass(frozen=True)
class LogRow:
    """One line of the public log: in this month so many decisions of this kind for this reason."""

    month: date
    kind: ModerationKind
    reason: Reason | None
    number: int
    appealed: int
    accepted: int


def log() -> list[LogRow]:
    """What moderators did, by month, kind and reason, the latest month first; never whose words or which."""
    rows = (
        Moderation.objects.annotate(month=TruncMonth("at"))
        .values("month", "kind", "reason")
        .annotate(
            number=models.Count("pk"),
            appealed=models.Count("appealed_at"),
            accepted=models.Count("pk", filter=models.Q(appeal_accepted=True)),
        )
        .order_by("-month", "kind", "reason")
    )
    return [
        LogRow(
            month=row["month"].date(),
            kind=ModerationKind(row["kind"]),
            reason=Reason(row["reason"]) if row["reason"] else None,
            number=row["number"],
            appealed=row["appealed"],
            accepted=row["accepted"],
        )
        for row in rows
    ]


# Who moderates, and who is told ---------------------------------------------------------------------------------


def moderated_by(actor: Actor) -> models.QuerySet[Process]:
    """The processes in which this actor decides what stays."""
    if actor.is_system:
        return Process.objects.all()
    units = {unit for unit, kind in actor.roles if kind in MODERATORS}
    hosts = {each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)}
    return Process.objects.filter(models.Q(host_unit__in=units) | models.Q(host_organisation__in=hosts))


def moderators_of(process: Process) -> models.QuerySet[Person]:
    """Everybody who may moderate a process now."""
    roles = Role.objects.current().filter(unit=process.host_unit_id, kind__in=MODERATORS)
    mandates = Mandate.objects.current().filter(
        organisation=process.host_organisation_id, scopes__contains=[Scope.REPRESENT]
    )
    either = models.Q(pk__in=roles.values("person")) | models.Q(pk__in=mandates.values("person"))
    return Person.objects.filter(either, is_active=True)


def other_moderators(process: Process, person_id: int | None) -> int:
    """How many may moderate a process besides this person."""
    return moderators_of(process).exclude(pk=person_id or 0).count()


def other_moderators_of(removals: Iterable[Moderation]) -> dict[int, int]:
    """How many others than the one who removed it could decide each of these appeals, by their ids."""
    decided = list(removals)
    processes = {each.contribution.thread.process_id: each.contribution.thread.process for each in decided}
    everybody = {pk: set(moderators_of(each).values_list("pk", flat=True)) for pk, each in processes.items()}
    return {each.pk: len(everybody[each.contribution.thread.process_id] - {each.by}) for each in decided}


def authors_of(voice: Voice) -> list[Person]:
    """Who is told of what happens to a voice's words: its person, or those who answer for its organisation."""
    if voice.organisation_id and voice.speaker == f"organisation:{voice.organisation_id}":
        held = Mandate.objects.current().filter(organisation=voice.organisation_id)
        answering = held.filter(scopes__overlap=[Scope.ANSWER, Scope.REPRESENT]).values("person")
        return list(Person.objects.filter(pk__in=answering, is_active=True).order_by("pk"))
    return [voice.person] if voice.person and voice.person.is_active else []


def waits_already(made: Report) -> bool:
    """Whether another report of what stands waits for those who moderate this process."""
    process = made.contribution.thread.process
    same = models.Q()
    if process.host_unit_id:
        same |= models.Q(contribution__thread__process__host_unit=process.host_unit_id)
    if process.host_organisation_id:
        same |= models.Q(contribution__thread__process__host_organisation=process.host_organisation_id)
    others = Report.objects.waiting().filter(same, contribution__state=ContributionState.PUBLISHED)
    return others.exclude(pk=made.pk).exists()


# The queue ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QueueItem:
    """Something a moderator decides: what was said, what others reported, what its author answers."""

    contribution: Contribution
    kind: str
    reports: list[Report] = field(default_factory=list)
    removal: Moderation | None = None


def _of_kind(kind: str) -> models.Q:
    """Which contributions wait for a moderator in one of the three ways, or stand removed."""
    if kind == "waiting":
        return models.Q(state=ContributionState.WAITING)
    if kind == "reported":
        waiting = Report.objects.waiting().filter(contribution=models.OuterRef("pk"))
        return models.Q(models.Exists(waiting), state=ContributionState.PUBLISHED)
    decisions = Moderation.objects.filter(contribution=models.OuterRef("pk"))
    open_appeal = models.Exists(decisions.appeals())
    if kind == REMOVED:
        removal = models.Exists(decisions.filter(kind=ModerationKind.REMOVED))
        return models.Q(removal, ~models.Q(open_appeal), state=ContributionState.HIDDEN)
    return models.Q(open_appeal, state=ContributionState.HIDDEN)


REMOVED = "removed"
# The ways in which something waits, the most urgent first, and the state in which it does.
STATE_OF = {
    "appeals": ContributionState.HIDDEN,
    "reported": ContributionState.PUBLISHED,
    "waiting": ContributionState.WAITING,
}
KINDS = tuple(STATE_OF)


def queue_counts(actor: Actor, process: str = "") -> dict[str, int]:
    """How much waits for this moderator, in each of the three ways."""
    mine = _queued(actor, process)
    counts = {kind: models.Count("pk", filter=_of_kind(kind)) for kind in KINDS}
    found: dict[str, int] = mine.aggregate(**counts)
    return found


def removed_count(actor: Actor, process: str = "") -> int:
    """How many texts stand removed in what this moderator looks after, appeals aside."""
    return _queued(actor, process).filter(_of_kind(REMOVED)).count()


def _queued(actor: Actor, process: str) -> models.QuerySet[Contribution]:
    mine = Contribution.objects.filter(thread__process__in=moderated_by(actor))
    return mine.filter(thread__process__slug=process) if process else mine


def queue(actor: Actor, *, kind: str = "", process: str = "", number: str | None = None) -> Page[Any]:
    """A page of what waits for this moderator: appeals first, then what was reported, the oldest first.

    Of the kind `removed` are texts that stand removed without an appeal, the latest first: nobody waits for them.
    """
    mine = _queued(actor, process).select_related("latest", "voice__organisation", "thread__process")
    if kind == REMOVED:
        rows = mine.filter(_of_kind(REMOVED)).order_by(_removed_at().desc(), "-pk")
    else:
        wanted = models.Q()
        for each in [kind] if kind in KINDS else KINDS:
            wanted |= _of_kind(each)
        ranks = [
            models.When(state=state, then=models.Value(rank)) for rank, state in enumerate(STATE_OF.values())
        ]
        rows = mine.filter(wanted).order_by(models.Case(*ranks), "at", "pk")
    page: Page[Any] = Paginator(rows, SHOWN).get_page(number)
    page.object_list = _items(kind if kind == REMOVED else "", list(page.object_list))
    return page


def _removed_at() -> models.Subquery:
    """When it was removed last."""
    removed = Moderation.objects.filter(contribution=models.OuterRef("pk"), kind=ModerationKind.REMOVED)
    return models.Subquery(removed.order_by("-pk").values("at")[:1])


def _items(kind: str, found: list[Contribution]) -> list[QueueItem]:
    """Each with what belongs to it; without a kind, the one that its state tells."""
    of_state = {str(state): each for each, state in STATE_OF.items()}
    ids = [each.pk for each in found]
    reports: dict[int, list[Report]] = {}
    for report in Report.objects.waiting().filter(contribution__in=ids).order_by("at", "pk"):
        reports.setdefault(report.contribution_id, []).append(report)
    removals = Moderation.objects.filter(contribution__in=ids, kind=ModerationKind.REMOVED).order_by("pk")
    last = {row.contribution_id: row for row in removals}
    for each in found:
        if each.pk in last:
            last[each.pk].contribution = each
    return [
        QueueItem(
            contribution=each,
            kind=kind or of_state[each.state],
            reports=reports.get(each.pk, []),
            removal=last.get(each.pk),
        )
        for each in found
    ]
