"""What the pages of a process need."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from punos.core.differences import Piece, differences
from punos.core.languages import LANGUAGES, TranslatedText
from punos.notices.models import TopicKind
from punos.organisations.models import Actor, Mandate, Role, RoleKind, Scope
from punos.organisations.models.areas import AreaCode
from punos.people.models import Person
from punos.processes.models import Change, Document, DraftVersion, HostRequest, Phase, Process, Section
from punos.processes.models.document import words_in


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


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A clause beside what it was: what became of it, why, and the difference in a language both are written in."""

    section: Section
    change: Change
    heading: Sequence[Piece] = ()
    body: Sequence[Piece] = ()
    language: str = ""

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """The languages in which the clause is missing or behind its original, for whoever writes it."""
        texts: list[TranslatedText] = [self.section.heading, self.section.body]
        written = [each for each in texts if each]
        found = []
        for language in LANGUAGES:
            if any(language in each.missing() for each in written):
                found.append((language, "missing"))
            if any(each.is_stale(language) for each in written):
                found.append((language, "stale"))
        return found


def compared(section: Section, before: Section | None, language: str) -> Changed:
    """A clause beside the same clause of the version before, for a reader of this language."""
    source = section.version.document.language
    change = section.change_since(before, source)
    if change == Change.KEPT:
        return Changed(section=section, change=change)
    shown = _shared_language(section, before if change != Change.NEW else None, language, source)
    heading, body = (_pair(section, before, name, shown, change) for name in ("heading", "body"))
    told = heading if any(piece.kind != "same" for piece in heading) else []
    return Changed(section=section, change=change, heading=told, body=body, language=shown)


def _shared_language(new: Section, old: Section | None, language: str, source: str) -> str:
    """The reader's language, if all that is compared is written in it; else that of the document."""
    both = [each.body for each in (new, old) if each is not None and each.body]
    return language if all(words_in(each, language) for each in both) else source


def _pair(new: Section, old: Section | None, name: str, language: str, change: Change) -> list[Piece]:
    """The difference of one field; what is new or left out as a whole."""
    then = words_in(getattr(old, name), language) if old and change != Change.NEW else ""
    now = words_in(getattr(new, name), language) if change != Change.REMOVED else ""
    return differences(then, now)


def areas_of(process: Process) -> list[str]:
    """The areas that a process concerns; where none is named, it concerns all of them."""
    return list(process.addressees or AreaCode.values)


def topics_of(process: Process) -> list[tuple[TopicKind, str]]:
    """What is followed by those who want to hear of what happens in a process: itself, and who asks."""
    host = process.host_organisation_id
    return [(TopicKind.PROCESS, process.slug), *([(TopicKind.ORGANISATION, str(host))] if host else [])]
