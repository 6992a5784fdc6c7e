"""The thread through one matter: from what was said to what came of it, and back, whichever knot one begins at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.utils import timezone

from punos.contributions.models import Capacity, Contribution, ContributionState, Voice
from punos.contributions.queries import own_mark, sources_of
from punos.decisions import queries as decisions
from punos.decisions.models import Decision, Measure, Response
from punos.home.queries.knots import Knot, knot_of
from punos.organisations.models import Actor
from punos.processes.models import Change, Process, Section
from punos.themes import queries as themes
from punos.themes.models import Assignment, Theme
from punos.themes.queries import Counts

KINDS: Final = ("contribution", "theme", "response", "section", "decision", "measure")
STAGES: Final = (*KINDS, "came_of")
FIRST: Final = 20  # contributions shown of a theme; the page of the theme has all of them
LIVE: Final = 3  # themes whose voices are counted at once; of more, what the worker counted last


@dataclass(frozen=True)
class Stage:
    """One column of the chain: its knots, and how many more there are on the page of `all_at`."""

    kind: str
    knots: Sequence[Knot]
    more: int = 0
    all_at: str = ""


@dataclass(frozen=True)
class Chain:
    """Everything that hangs together with `start`, from what was said to what came of it.

    `counts` says of each public theme how many hold it. `until` is when the clock alone will change what is shown.
    """

    process: Process
    start: Knot
    stages: Sequence[Stage]
    counts: Mapping[int, Counts]
    until: datetime | None

    @property
    def themes(self) -> list[tuple[Knot, Counts]]:
        """The themes with how many hold each."""
        found = next(each.knots for each in self.stages if each.kind == "theme")
        return [(each, self.counts.get(each.pk, Counts())) for each in found]


@dataclass(frozen=True)
class Found:
    """What stands at the address: its process, the themes that it hangs on, and what of each kind belongs to it alone."""

    process: Process
    themes: set[int]
    only: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def chain(actor: Actor, kind: str, pk: int, *, now: datetime) -> Chain | None:
    """The chain of one thing, if this reader may see it, in a fixed number of queries however much there is."""
    found = FINDING[kind](actor, pk, now) if kind in FINDING else None
    if found is None:
        return None
    today, only = timezone.localdate(now), found.only
    held = _themes(actor, found)
    ids = [each.pk for each in held]
    responses = only["response"] if "response" in only else _responses(held)
    decided = only["decision"] if "decision" in only else _decisions(actor, ids, responses)
    done = only["measure"] if "measure" in only else _measures(actor, ids, decided)
    counts, said = _counts(found.process, ids), _said(found, ids, now)
    rows: dict[str, Sequence[Any]] = {
        "contribution": said.rows,
        "theme": held,
        "response": responses,
        "section": only["section"] if "section" in only else _sections(responses),
        "decision": decided,
        "measure": done,
        "came_of": [each for each in done if each.closed_at and each.came_of],
    }
    stages = [_stage(name, rows[name], today) for name in STAGES]
    many = sum(counts[each].contributions for each in ids if each in counts)
    if "contribution" not in only:
        all_at = held[0].address if len(held) == 1 else f"{found.process.address}themes/"
        more = max(0, many - len(said.rows))
        stages[0] = Stage("contribution", stages[0].knots, more, all_at if more else "")
    begin = next(each for stage in stages for each in stage.knots if (each.kind, each.pk) == (kind, pk))
    return Chain(found.process, begin, stages, counts, said.until)


def _stage(kind: str, rows: Iterable[Any], today: date) -> Stage:
    return Stage(kind, [knot_of(kind, each, today) for each in rows])


# ---- what stands at the address ----


def _contribution(actor: Actor, pk: int, now: datetime) -> Found | None:
    """Something that everybody may read, or that this reader said."""
    rows = Contribution.objects.filter(pk=pk, latest__isnull=False, voice__is_host=False)
    rows = rows.filter(thread__process__in=Process.objects.visible_to(actor))
    said = _with_words(rows).select_related(*(f"thread__{each}" for each in HOSTS)).first()
    if said is None or not (_is_shown(said, now) or is_own(actor, said.voice)):
        return None
    given = Assignment.objects.standing().filter(contribution=said)
    return Found(said.thread.process, set(given.values_list("theme", flat=True)), {"contribution": [said]})


def is_own(actor: Actor, voice: Voice) -> bool:
    """Whether it was this reader who spoke, or an organisation that they act for."""
    if actor.person is not None and voice.speaker == own_mark(actor.person):
        return True
    if voice.organisation_id and voice.organisation_id in actor.acts_for:
        return voice.capacity in {Capacity.ORGANISATION, Capacity.BODY}
    return Voice.objects.of_actor(actor).filter(pk=voice.pk).exists()


def _is_shown(said: Contribution, now: datetime) -> bool:
    if said.state != ContributionState.PUBLISHED or not said.thread.is_public:
        return False
    source = sources_of(said.thread.process, now).get(said.thread_id)
    return source is None or source.is_shown


def _theme(actor: Actor, pk: int, _now: datetime) -> Found | None:
    """A theme; one that was merged hangs with the theme it leads to, and is shown as that."""
    rows = Theme.objects.visible_to(actor).filter(is_chosen=True)
    found = rows.filter(pk=pk).select_related(*HOSTS).first()
    if found is None or (found.ended_at and not found.merged_into_id):
        return None
    return Found(found.process, {decisions.standing_for([found])[found.pk], found.pk}, {"theme": [found]})


def _response(actor: Actor, pk: int, _now: datetime) -> Found | None:
    rows = Response.objects.visible_to(actor).published().filter(pk=pk)
    found = rows.select_related("unit", *(f"theme__{each}" for each in HOSTS)).first()
    if found is None:
        return None
    themes_of = {decisions.standing_for([found.theme])[found.theme_id], found.theme_id}
    return Found(found.theme.process, themes_of, {"response": [found]})


def _section(actor: Actor, pk: int, _now: datetime) -> Found | None:
    """A clause that readers have: the themes that changed it, and those of the comments on it."""
    rows = Section.objects.filter(pk=pk, version__published_at__isnull=False)
    rows = rows.filter(version__document__process__in=Process.objects.visible_to(actor))
    found = rows.select_related(*(f"version__document__{each}" for each in HOSTS)).first()
    if found is None:
        return None
    changed = models.Q(responses__changed_sections=found, responses__published_at__isnull=False)
    given = Assignment.objects.standing().filter(
        contribution__section__key=found.key,
        contribution__section__version__document=found.version.document_id,
    )
    near = Theme.objects.filter(changed | models.Q(pk__in=given.values("theme")))
    process = found.version.document.process
    return Found(process, set(near.values_list("pk", flat=True)), {"section": [found]})


def _decision(actor: Actor, pk: int, _now: datetime) -> Found | None:
    found = Decision.objects.visible_to(actor).filter(pk=pk).select_related(*HOSTS).first()
    if found is None:
        return None
    near = Theme.objects.filter(models.Q(decisions=found) | models.Q(responses__decisions=found))
    done = Measure.objects.filter(decisions=found).select_related("process", "unit", "organisation")
    return Found(
        found.process,
        set(near.values_list("pk", flat=True)),
        {"decision": [found], "measure": list(done.order_by("due_on", "number"))},
    )


def _measure(actor: Actor, pk: int, _now: datetime) -> Found | None:
    rows = Measure.objects.visible_to(actor).filter(pk=pk)
    found = rows.select_related("unit", "organisation", *HOSTS).first()
    if found is None:
        return None
    decided = list(
        Decision.objects.filter(measures=found).select_related("process").order_by("decided_on", "pk")
    )
    ways = (
        models.Q(measures=found)
        | models.Q(decisions__in=decided)
        | models.Q(responses__decisions__in=decided)
    )
    near = set(Theme.objects.filter(ways).values_list("pk", flat=True))
    return Found(found.process, near, {"measure": [found], "decision": decided})


HOSTS: Final = ("process__host_unit", "process__host_organisation")
FINDING: Final = {
    "contribution": _contribution,
    "theme": _theme,
    "response": _response,
    "section": _section,
    "decision": _decision,
    "measure": _measure,
}


# ---- what hangs on it ----


def _themes(actor: Actor, found: Found) -> list[Theme]:
    """The themes that this reader may see, in the order of the codebook; of merged ones that they lead to."""
    if "theme" in found.only:
        standing = models.Q(pk__in=found.themes)
    else:
        standing = models.Q(pk__in=found.themes, ended_at=None)
    rows = Theme.objects.visible_to(actor).filter(standing, process=found.process, is_chosen=True)
    listed = list(rows.order_by("place", "pk"))
    for each in listed:
        each.process = found.process
    return listed


def _responses(held: Sequence[Theme]) -> list[Response]:
    standing = decisions.own_responses(held)
    return [standing[each.pk] for each in held if each.pk in standing]


def _sections(responses: Sequence[Response]) -> list[Section]:
    """The clauses that these responses changed, as they stand after."""
    rows = Section.objects.filter(
        responses__in=[each.pk for each in responses], version__published_at__isnull=False
    )
    rows = rows.exclude(change=Change.KEPT).select_related("version__document__process").distinct()
    return list(rows.order_by("version__document", "version__number", "place"))


def _decisions(actor: Actor, held: Collection[int], responses: Sequence[Response]) -> list[Decision]:
    near = models.Q(themes__in=held) | models.Q(responses__in=[each.pk for each in responses])
    rows = Decision.objects.visible_to(actor).filter(pk__in=Decision.objects.filter(near).values("pk"))
    return list(rows.select_related("process").order_by("decided_on", "number"))


def _measures(actor: Actor, held: Collection[int], decided: Sequence[Decision]) -> list[Measure]:
    near = models.Q(themes__in=held) | models.Q(decisions__in=[each.pk for each in decided])
    rows = Measure.objects.visible_to(actor).filter(pk__in=Measure.objects.filter(near).values("pk"))
    return list(rows.select_related("process", "unit", "organisation").order_by("due_on", "number"))


def _counts(process: Process, held: Sequence[int]) -> dict[int, Counts]:
    """How many hold each: counted now where there are few, else as the worker counted last."""
    if len(held) <= LIVE:
        return themes.counts_of(held)
    counted = themes.kept_counts(process)
    return {each: counted[each] for each in held if each in counted}


@dataclass(frozen=True)
class Said:
    """The first of what everybody may read, and when the clock alone will change what that is."""

    rows: Sequence[Contribution]
    until: datetime | None


def _said(found: Found, held: Sequence[int], now: datetime) -> Said:
    sources = sources_of(found.process, now)
    until = min((each.changes_at for each in sources.values() if each.changes_at), default=None)
    if "contribution" in found.only:
        return Said(found.only["contribution"], until)
    rows = Contribution.objects.filter(themes.shown_threads(sources), voice__is_host=False)
    rows = rows.filter(state=ContributionState.PUBLISHED, latest__isnull=False)
    return Said(list(_with_words(rows.filter(pk__in=_first_of(held, rows))).order_by("pk")[:FIRST]), until)


def _first_of(held: Sequence[int], rows: models.QuerySet[Contribution]) -> models.QuerySet[Theme]:
    """The first few of each theme, read from the index of the theme: it takes no longer however much was said."""
    given = Assignment.objects.standing().filter(theme=models.OuterRef("pk"), contribution__in=rows)
    few = given.order_by("contribution").values("contribution").distinct()[:FIRST]
    each = models.Func(
        ArraySubquery(few), function="unnest", output_field=models.BigIntegerField(), set_returning=True
    )
    return Theme.objects.filter(pk__in=held).order_by().values_list(each, flat=True)


def _with_words(rows: models.QuerySet[Contribution]) -> models.QuerySet[Contribution]:
    return rows.select_related("latest", "voice__organisation").prefetch_related("latest__translations")
