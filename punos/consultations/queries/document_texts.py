"""The draft texts of a process as they are translated: title, note and clauses, what is missing and what is stale."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from punos.consultations.models.wording import TextAt
from punos.processes.models import Document, DraftVersion, Section


def texts_of_documents(documents: Iterable[Document], *, being_written: bool) -> list[TextAt]:
    """What readers have of these texts, or get when they are published first; with `being_written` the next version too.

    Older versions are left out: whoever compares them reads the language in which they were written.
    """
    titled = {each.pk: each for each in documents}
    if not titled:
        return []
    in_order = Prefetch("sections", Section.objects.order_by("place", "pk"))
    versions = DraftVersion.objects.filter(document__in=titled).order_by("-number").prefetch_related(in_order)
    known: dict[int, list[DraftVersion]] = {pk: [] for pk in titled}
    for version in versions:
        version.document = titled[version.document_id]
        known[version.document_id].append(version)
    found = []
    for pk, document in titled.items():
        found.append(TextAt(document, "title", _("Title of the draft text")))
        for version in _read(known[pk], being_written=being_written):
            found += texts_of_version(version)
    return found


def _read(versions: list[DraftVersion], *, being_written: bool) -> list[DraftVersion]:
    """The version that readers have, and the one being written if it is asked for or comes first."""
    current = [each for each in versions if each.published_at][:1]
    written = [each for each in versions if each.published_at is None]
    return current + written if being_written or not current else current


def texts_of_version(version: DraftVersion) -> Iterator[TextAt]:
    """The note of a version and what its clauses say; of a published one only what is written in some language."""
    name, number = version.document.title, version.number
    label = _("%(document)s, version %(number)d: about the version") % {"document": name, "number": number}
    found = [TextAt(version, "note", label)]
    for section in version.sections.all():
        section.version = version
        found += _texts_of_section(section)
    return (each for each in found if each.text or version.published_at is None)


def _texts_of_section(section: Section) -> Iterator[TextAt]:
    """The words of one clause; what was left out has no text, and a first version needs no reasons."""
    version = section.version
    names = {"document": version.document.title, "number": version.number, "place": section.place}
    yield TextAt(section, "heading", _("%(document)s, version %(number)d, clause %(place)d: heading") % names)
    if section.stands:
        yield TextAt(section, "body", _("%(document)s, version %(number)d, clause %(place)d: text") % names)
    if version.number > 1:
        label = _("%(document)s, version %(number)d, clause %(place)d: why it changed")
        yield TextAt(section, "why", label % names)
