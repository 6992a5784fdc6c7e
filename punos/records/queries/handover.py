"""The page of a process on its way to the case system."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from punos.consultations.models import Consultation
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.records import rules
from punos.records.models import Handover, HandoverState


@dataclass(frozen=True)
class Listed:
    """One package that was asked for: whether it is being made, is there, or could not be made."""

    handover: Handover
    is_moving: bool
    has_file: bool

    @property
    def has_failed(self) -> bool:
        """Whether the last attempt came to nothing, or nobody has heard of it for long."""
        return self.handover.state != HandoverState.MADE and not self.is_moving


def filed_process(actor: Actor, slug: str) -> Process | None:
    """A process with its hosts, if this actor may see it."""
    found = Process.objects.visible_to(actor).select_related("host_unit", "host_organisation")
    return found.filter(slug=slug).first()


def handovers_of(process: Process, now: datetime) -> list[Listed]:
    """Every package, the latest first; never the bytes of the files."""
    has_content = models.ExpressionWrapper(
        models.Q(content__isnull=False), output_field=models.BooleanField()
    )
    found = Handover.objects.filter(process=process).annotate(has_content=has_content).defer("content")
    listed = []
    for each in found.order_by("-number"):
        each.process = process
        listed.append(Listed(each, rules.is_moving(each, now), each.has_content))
    return listed


def handover_numbered(process: Process, number: int) -> Handover | None:
    """A package that has been made, without its bytes."""
    found = Handover.objects.filter(process=process, number=number, state=HandoverState.MADE)
    handover = found.defer("content").first()
    if handover is not None:
        handover.process = process
    return handover


def content_of(handover: Handover) -> bytes | None:
    """The bytes of a package; nothing where they have been destroyed."""
    content = Handover.objects.values_list("content", flat=True).get(pk=handover.pk)
    return None if content is None else bytes(content)


def where_case_number_is(process: Process) -> Consultation | None:
    """The consultation on whose settings the case number of a process is told, while that can be changed."""
    if process.closed_at is not None:
        return None
    return Consultation.objects.filter(process=process).order_by("opens_at", "pk").first()
