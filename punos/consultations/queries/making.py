"""What whoever makes a consultation needs: its parts with their questions, what can be begun from, where it may be made."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone

from punos.consultations.models import Consultation, Option, Part, PartKind, Question
from punos.consultations.queries.document_texts import texts_of_documents
from punos.consultations.rules import Draft
from punos.contributions.models import Thread
from punos.organisations.models import Actor, CityUnit, Organisation, RoleKind, Scope
from punos.processes.models import HostRequest, Process

IN_ORDER = models.Prefetch("options", Option.objects.order_by("is_row", "place", "id"))

DAYS_TO_PREPARE, DAYS_TO_ANSWER = 14, 42


def usual_times(now: datetime) -> tuple[datetime, datetime]:
    """When a new draft would open and close: in two weeks in the morning, six weeks later in the afternoon."""
    day = timezone.localdate(now) + timedelta(days=DAYS_TO_PREPARE)
    zone = timezone.get_current_timezone()
    opens_at = datetime.combine(day, time(9), zone)
    return opens_at, datetime.combine(day + timedelta(days=DAYS_TO_ANSWER), time(16), zone)


def locked(consultation: Consultation) -> Consultation:
    """The consultation as it is now, kept so until the verb around this is done."""
    rows = Consultation.objects.select_for_update(of=("self",))
    return rows.select_related("process__host_unit", "process__host_organisation").get(pk=consultation.pk)


def threads_in(consultation: Consultation) -> models.QuerySet[Thread]:
    """Every place in which something is said in this consultation."""
    own = models.Q(part__consultation=consultation) | models.Q(question__part__consultation=consultation)
    return Thread.objects.filter(own).select_related("process")


def parts_with_questions(consultation: Consultation) -> list[Part]:
    """The parts in their order with their questions and what can be chosen in these, in five queries at most."""
    asked = Question.objects.order_by("place", "id").prefetch_related(IN_ORDER)
    parts = consultation.parts.select_related("thread", "document").order_by("place")
    return list(parts.prefetch_related(models.Prefetch("questions", asked)))


def questions_in(consultation: Consultation) -> list[Question]:
    """The questions of a consultation in the order in which they are asked, with what can be chosen in them."""
    asked = Question.objects.filter(part__consultation=consultation).select_related("part")
    return list(asked.order_by("part__place", "place", "id").prefetch_related(IN_ORDER))


def background_questions() -> list[Question]:
    """The background questions of the installation, with what can be chosen in them."""
    asked = Question.objects.filter(part=None)
    return list(asked.order_by("place", "code").prefetch_related(IN_ORDER))


def draft_of(consultation: Consultation, *, with_documents: bool = False) -> Draft:
    """A consultation with all that is asked in it, to be looked through; `with_documents` its draft texts too."""
    parts = parts_with_questions(consultation)
    documents = [part.document for part in parts if part.document] if with_documents else []
    of_documents = texts_of_documents(documents, being_written=False)
    return Draft(consultation, parts, background_questions(), of_documents)


def led(actor: Actor) -> models.Q:
    """Which processes somebody leads, as a condition on `Process`."""
    kinds = {RoleKind.COORDINATOR, RoleKind.OFFICER}
    units = {unit for unit, kind in actor.roles if kind in kinds}
    organisations = {each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)}
    return models.Q(host_unit__in=units) | models.Q(host_organisation__in=organisations)


def led_processes(actor: Actor) -> list[Process]:
    """The processes that somebody leads and that are still going on."""
    found = Process.objects.filter(led(actor), closed_at=None)
    return list(found.select_related("host_unit", "host_organisation").order_by("-pk"))


def led_consultations(actor: Actor) -> list[Consultation]:
    """What somebody leads: drafts first, then what opens or closes next."""
    found = Consultation.objects.filter(process__in=Process.objects.filter(led(actor)))
    found = found.select_related("process", "process__host_unit", "process__host_organisation")
    return list(found.order_by(models.F("published_at").desc(nulls_first=True), "-opens_at", "-pk"))


def templates() -> list[Consultation]:
    """The consultations from which others begin."""
    found = Consultation.objects.filter(is_template=True)
    return list(
        found.select_related("process", "process__host_unit", "process__host_organisation").order_by("pk")
    )


def possible_hosts(actor: Actor) -> tuple[list[CityUnit], list[Organisation]]:
    """The units and the organisations in whose name somebody may begin a process."""
    kinds = {RoleKind.COORDINATOR, RoleKind.OFFICER}
    units = {unit for unit, kind in actor.roles if kind in kinds}
    represented = [each for each in actor.hats if Scope.REPRESENT in actor.scopes_for(each.pk)]
    return list(CityUnit.objects.filter(pk__in=units, closed_at=None).order_by("pk")), represented


def host_requests_to(actor: Actor) -> list[HostRequest]:
    """The requests to host together that wait for this actor's answer."""
    units, organisations = possible_hosts(actor)
    asked = models.Q(unit__in=units) | models.Q(organisation__in=organisations)
    waiting = HostRequest.objects.filter(asked, answered_at=None)
    found = waiting.select_related("process__host_unit", "process__host_organisation", "unit", "organisation")
    return list(found.order_by("asked_at"))


def standing_request(process: Process) -> HostRequest | None:
    """The request to host this process together that has not been answered."""
    found = process.host_requests.filter(answered_at=None).select_related("process", "unit", "organisation")
    return found.first()


def by_preview_link(token: str) -> Consultation | None:
    """The draft to which a secret link leads, or None if the link is dead."""
    named = Consultation.id_in_preview(token)
    if named is None:
        return None
    number, nonce = named
    found = Consultation.objects.select_related("process__host_unit", "process__host_organisation")
    return found.filter(pk=number, preview_nonce=nonce).exclude(preview_nonce="").first()


def takes_answers(part: Part) -> bool:
    """Whether something can be answered in a part whose questions have been read."""
    return part.kind in {PartKind.IDEAS, PartKind.DRAFT_TEXT} or bool(part.questions.all())
