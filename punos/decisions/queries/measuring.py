"""What pages and exports need of measures."""

from datetime import date

from django.db import models

from punos.decisions.models import Decision, Measure, ProgressNote
from punos.organisations.models import Actor, Mandate, Organisation, Role, RoleKind, Scope
from punos.processes.models import Process
from punos.themes.models import Theme

MOST_DUE = 50


def measure_detail(actor: Actor, process: str, number: int) -> Measure | None:
    """One measure with its process and who answers for it, if this actor may see it."""
    found = Measure.objects.visible_to(actor).select_related(
        "process__host_unit", "process__host_organisation", "unit", "organisation"
    )
    return found.filter(process__slug=process, number=number).first()


def measures_of(actor: Actor, process: Process) -> list[Measure]:
    """The measures of a process, those that go on first, by the day on which they are due."""
    found = Measure.objects.visible_to(actor).filter(process=process)
    found = found.select_related("process", "unit", "organisation")
    return list(found.order_by(models.F("closed_at").desc(nulls_first=True), "due_on", "number"))


def measures_by(actor: Actor, organisation: Organisation) -> models.QuerySet[Measure]:
    """What an organisation answers for, what goes on first, by the day on which it is due."""
    found = Measure.objects.visible_to(actor).filter(organisation=organisation)
    found = found.select_related("process", "unit", "organisation")
    return found.order_by(models.F("closed_at").desc(nulls_first=True), "due_on", "pk")


def measures_of_decision(actor: Actor, decision: Decision) -> list[Measure]:
    """What is done because of a decision."""
    found = Measure.objects.visible_to(actor).filter(decisions=decision)
    return list(found.select_related("process", "unit", "organisation").order_by("due_on", "number"))


def progress_of(measure: Measure) -> list[ProgressNote]:
    """How it went on, the latest first."""
    return list(measure.notes.order_by("-at", "-pk"))


def came_from(actor: Actor, measure: Measure) -> tuple[list[Decision], list[Theme]]:
    """The decisions and the themes that it came from, as far as this reader may see them."""
    decisions = Decision.objects.visible_to(actor).filter(measures=measure).select_related("process")
    themes = Theme.objects.visible_to(actor).filter(measures=measure).select_related("process")
    return list(decisions.order_by("decided_on", "number")), list(themes.order_by("place", "number"))


def measures_due(actor: Actor, today: date) -> list[Measure]:
    """What is overdue or to be looked at again, of the units and organisations that this actor answers for."""
    leading = (RoleKind.COORDINATOR, RoleKind.OFFICER)
    units = [unit for unit in actor.units if actor.holds(unit, *leading)]
    organisations = [each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)]
    if not (units or organisations):
        return []
    mine = models.Q(unit__in=units) | models.Q(organisation__in=organisations)
    late = models.Q(due_on__lt=today) | models.Q(review_on__lte=today)
    found = Measure.objects.going_on().filter(mine, late)
    return list(found.select_related("process", "unit", "organisation").order_by("due_on", "pk")[:MOST_DUE])


def overdue_on(today: date) -> list[Measure]:
    """Everything that is overdue, whoever answers for it."""
    found = Measure.objects.overdue(today).select_related("process", "unit", "organisation")
    return list(found.order_by("pk"))


def who_answers(measure: Measure) -> list[tuple[int, int | None]]:
    """The ids of those who lead in the unit, or of those who represent the organisation together with its id."""
    roles = Role.objects.current().filter(
        unit=measure.unit_id, kind__in=[RoleKind.COORDINATOR, RoleKind.OFFICER], person__is_active=True
    )
    mandates = Mandate.objects.current().filter(
        organisation=measure.organisation_id, scopes__contains=[Scope.REPRESENT], person__is_active=True
    )
    found: list[tuple[int, int | None]] = [
        (person, None) for person in roles.order_by("person").values_list("person", flat=True).distinct()
    ]
    return found + list(mandates.order_by("person").values_list("person", "organisation").distinct())


def themes_behind(measure: Measure) -> list[int]:
    """The ids of the themes that a measure came from: its own, and those of its decisions."""
    own = Theme.objects.filter(models.Q(measures=measure) | models.Q(decisions__measures=measure))
    return list(own.order_by("pk").values_list("pk", flat=True).distinct())
