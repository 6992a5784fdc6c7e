"""What the pages of a process need."""

from django.db import models

from punos.organisations.models import Actor
from punos.processes.models import Phase, Process


def process_detail(actor: Actor, slug: str) -> Process | None:
    """One process with its hosts, if this actor may see it."""
    found = Process.objects.visible_to(actor).select_related("host_unit", "host_organisation")
    return found.filter(slug=slug).first()


def phases_of(process: Process) -> list[Phase]:
    """The phases in their order."""
    return list(process.phases.order_by("place", "id"))


def process_list(actor: Actor) -> models.QuerySet[Process]:
    """The processes this actor may see, those with the latest news first."""
    found = Process.objects.visible_to(actor).select_related("host_unit", "host_organisation")
    return found.order_by(models.F("closed_at").desc(nulls_first=True), "-published_at", "-id")
