"""What a response changed in a draft text, beside the comments that it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from punos.contributions.queries import sources_of
from punos.core.languages import current_language
from punos.decisions.models import Response
from punos.processes.models import Change, DraftVersion, Process, Section
from punos.processes.queries import Changed, compared
from punos.themes.queries.reading import Read, read_on, readable_in

COMMENTS = 10  # of one clause beside its change; the page of the theme has all of them


@dataclass(frozen=True)
class TextChange:
    """A clause before and after, with comments of the theme that were made on it before it changed."""

    changed: Changed
    comments: Sequence[Read]

    @property
    def section(self) -> Section:
        return self.changed.section


def changes_of(response: Response) -> list[TextChange]:
    """Each clause that the response changed, in a fixed number of queries."""
    found = response.changed_sections.select_related("version__document__process")
    sections = list(found.order_by("version__document", "place", "pk"))
    before = _before(sections)
    comments = _comments(response, sections)
    language = current_language()
    return [
        TextChange(
            changed=compared(each, before.get(each.pk), language),
            comments=[one for one in comments if _is_on(one, each)][:COMMENTS],
        )
        for each in sections
    ]


def _before(sections: Iterable[Section]) -> dict[int, Section]:
    """By clause, the same clause in the version that readers had before."""
    asked = list(sections)
    same = Section.objects.filter(
        version__document__in={each.version.document_id for each in asked},
        key__in={each.key for each in asked},
        version__published_at__isnull=False,
    )
    rows = list(same.select_related("version").order_by("version__number"))
    found = {}
    for each in asked:
        for row in rows:
            is_older = row.version.document_id == each.version.document_id
            if is_older and row.key == each.key and row.version.number < each.version.number:
                found[each.pk] = row
    return found


def _comments(response: Response, sections: Sequence[Section]) -> list[Read]:
    """What everybody may read of the theme at these clauses, in the reader's language where there is a translation."""
    theme = response.theme
    sources = sources_of(theme.process, timezone.now())
    said = readable_in(theme, sources).filter(
        section__key__in={each.key for each in sections},
        section__version__document__in={each.version.document_id for each in sections},
    )
    return read_on(theme, list(said.select_related("section__version").order_by("pk")), sources)


def _is_on(read: Read, section: Section) -> bool:
    """Whether it was said of this clause as it was before."""
    place = read.said.section
    assert place is not None  # only comments on clauses are looked at
    earlier = place.version.number < section.version.number
    return earlier and place.key == section.key and place.version.document_id == section.version.document_id


def sections_to_choose(process: Process) -> list[Section]:
    """The clauses that published versions of the process's texts changed, the newest versions first."""
    versions = DraftVersion.objects.filter(document__process=process, published_at__isnull=False)
    found = Section.objects.filter(version__in=versions).exclude(change=Change.KEPT)
    return list(
        found.select_related("version__document__process").order_by(
            "version__document", "-version__number", "place", "pk"
        )
    )
