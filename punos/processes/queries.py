"""What the pages of a process need."""

from django.db import models

from punos.organisations.models import Actor, Mandate, Role, RoleKind, Scope
from punos.people.models import Person
from punos.processes.models import Document, DraftVersion, HostRequest, Phase, Process, Section


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


def asked_to_host(request: HostRequest) -> list[Person]:
    """Who may answer a request to host together: those who lead in the unit, or represent the organisation."""
    roles = Role.objects.current().filter(
        unit=request.unit_id, kind__in=[RoleKind.COORDINATOR, RoleKind.OFFICER]
    )
    mandates = Mandate.objects.current().filter(
        organisation=request.organisation_id, scopes__contains=[Scope.REPRESENT]
    )
    either = models.Q(pk__in=roles.values("person")) | models.Q(pk__in=mandates.values("person"))
    return list(Person.objects.filter(either, is_active=True).order_by("pk"))


def published_documents(actor: Actor, process: str) -> list[Document]:
    """The texts of a process that readers have, each with its published versions, the newest first."""
    versions = DraftVersion.objects.filter(published_at__isnull=False).order_by("-number")
    found = Document.objects.visible_to(actor).filter(
        process__slug=process, versions__published_at__isnull=False
    )
    return list(
        found.distinct().order_by("pk").prefetch_related(models.Prefetch("versions", queryset=versions))
    )


def published_version(actor: Actor, process: str, document: str, number: int) -> DraftVersion | None:
    """One version that readers have, with its clauses in order."""
    documents = Document.objects.visible_to(actor).filter(process__slug=process, slug=document)
    found = DraftVersion.objects.filter(document__in=documents, published_at__isnull=False, number=number)
    sections = models.Prefetch("sections", queryset=Section.objects.order_by("place", "pk"))
    return found.prefetch_related(sections).first()


def locked_document(document: Document) -> Document:
    """The document, held together with its process: nobody writes, publishes or closes in between."""
    process = Process.objects.select_for_update(of=("self",)).get(pk=document.process_id)
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    locked.process = process
    return locked


def locked_version(version: DraftVersion) -> DraftVersion:
    """The version as it is now, held through its document."""
    document = locked_document(Document.objects.get(pk=version.document_id))
    locked = DraftVersion.objects.get(pk=version.pk)
    locked.document = document
    return locked
