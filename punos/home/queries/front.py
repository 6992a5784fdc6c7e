"""What the front page gathers: what is open and for whom, what was decided, what was promised and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Invitation, Part
from punos.core.components import Chip
from punos.core.components import Part as Counted
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.decisions.models import Decision, Measure, MeasureState, Response
from punos.decisions.queries import chip_of
from punos.notices.models import Subscription, TopicKind
from punos.organisations.models import Actor

MOST_SHOWN = 5


@dataclass(frozen=True)
class Open:
    """Something that can be answered now, and why it is shown to this reader before others."""

    consultation: Consultation
    reasons: Sequence[str] = ()


@dataclass(frozen=True)
class Promised:
    """What the city and others promised to do: how many measures are in which state, and those that need eyes first."""

    counts: Sequence[Counted]
    measures: Sequence[tuple[Measure, Chip]]


def open_for(actor: Actor, now: datetime) -> list[Open]:
    """What can be answered now: what concerns this reader first, then what closes first."""
    found = consultations.open_consultations(actor, now)
    if actor.person is None or not found:
        return [Open(each) for each in found]
    invited, fields = _invited(actor, found), _with_my_field(actor, found)
    followed = _followed(actor)
    areas = {area for hat in actor.hats for area in hat.areas}
    told = []
    for each in found:
        process = each.process
        topics = {f"{TopicKind.PROCESS}:{process.slug}"}
        topics |= {f"{TopicKind.AREA}:{area}" for area in process.addressees}
        topics |= {f"{TopicKind.ORGANISATION}:{process.host_organisation_id}"}
        reasons = {
            _("You are invited"): each.pk in invited,
            _("You follow this"): bool(topics & followed),
            _("Concerns your area"): bool(areas & set(process.addressees)),
            _("Concerns your field of activity"): each.pk in fields,
        }
        told.append(Open(each, [words for words, holds in reasons.items() if holds]))
    return sorted(told, key=lambda each: not each.reasons)


def _invited(actor: Actor, found: Sequence[Consultation]) -> set[int]:
    """Those to which one's organisations, or one's own address, were invited."""
    assert actor.person is not None  # only who has signed in is asked about
    mine = models.Q(organisation__in=actor.acts_for)
    if actor.person.email:
        mine |= models.Q(email__iexact=actor.person.email)
    standing = Invitation.objects.standing().filter(mine, consultation__in=found)
    return set(standing.values_list("consultation_id", flat=True))


def _with_my_field(actor: Actor, found: Sequence[Consultation]) -> set[int]:
    """Those that are addressed to certain fields of activity, one's organisations' among them."""
    fields = [field for hat in actor.hats for field in (hat.field, *hat.other_fields) if field]
    if not fields:
        return set()
    parts = Part.objects.filter(consultation__in=found, fields__overlap=fields)
    return set(parts.values_list("consultation_id", flat=True))


def _followed(actor: Actor) -> set[str]:
    """The topics that this person follows."""
    own = Subscription.objects.followed().filter(person=actor.person_id)
    return {f"{kind}:{key}" for kind, key in own.values_list("kind", "key")}


def decided_lately(actor: Actor) -> list[Decision]:
    """The latest decisions, in whichever process."""
    found = Decision.objects.visible_to(actor).select_related("process")
    return list(found.order_by("-decided_on", "-pk")[:MOST_SHOWN])


def latest_responses(actor: Actor, today: date) -> list[tuple[Response, Chip]]:
    """The latest responses to themes that still stand, each with its outcome."""
    found = Response.objects.visible_to(actor).current().filter(theme__ended_at__isnull=True)
    found = found.filter(theme__published_at__isnull=False, theme__is_chosen=True)
    rows = found.select_related("theme__process", "unit").order_by("-published_at", "-pk")
    return [(each, chip_of(each, today)) for each in rows[:MOST_SHOWN]]


def promised(actor: Actor, today: date) -> Promised | None:
    """How many measures are in which state, and the overdue ones before those that are due next; nothing without any."""
    seen = Measure.objects.visible_to(actor)
    late = models.Q(closed_at__isnull=True, due_on__lt=today)
    counts = seen.aggregate(
        done=models.Count("pk", filter=models.Q(state=MeasureState.DONE)),
        under_way=models.Count("pk", filter=models.Q(state=MeasureState.UNDER_WAY) & ~late),
        planned=models.Count("pk", filter=models.Q(state=MeasureState.PLANNED) & ~late),
        overdue=models.Count("pk", filter=late),
        dropped=models.Count("pk", filter=models.Q(state=MeasureState.DROPPED)),
    )
    if not any(counts.values()):
        return None
    rows = seen.select_related("process", "unit", "organisation").order_by(
        models.F("closed_at").desc(nulls_first=True), "due_on", "pk"
    )
    names = {
        "done": _("Done"),
        "under_way": _("Under way"),
        "planned": _("Planned"),
        "overdue": _("Overdue"),
        "dropped": _("Dropped"),
    }
    language = current_language()
    parts = [
        Counted(number=number(counts[name], language), label=label)
        for name, label in names.items()
        if counts[name] or name in {"done", "under_way", "overdue"}
    ]
    return Promised(parts, [(each, _state_of(each, today)) for each in rows[:MOST_SHOWN]])


def _state_of(measure: Measure, today: date) -> Chip:
    if measure.is_overdue(today):
        return Chip(text=_("Overdue"), kind="late")
    return Chip(
        text=measure.get_state_display(), kind="good" if measure.state == MeasureState.DONE else "neutral"
    )
