"""The workbench: everything that was said in a process, whichever way it came, with the themes that it was given."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from punos.contributions.models import Capacity, Contribution
from punos.contributions.queries import Source, sources_of
from punos.core.languages import TranslatedText
from punos.organisations.models import Organisation
from punos.processes.models import Process, Section
from punos.themes.models import Assignment, Origin, Theme

ROWS_A_PAGE = 50
WITHOUT = "none"
MOST_ORGANISATIONS = 1_000
KINDS: Mapping[str, tuple[str, ...]] = {
    "person": (Capacity.RESIDENT, Capacity.ACTIVE),
    "organisation": (Capacity.ORGANISATION, Capacity.BODY),
    "group": (Capacity.GROUP,),
}


@dataclass(frozen=True)
class Wanted:
    """What narrows the list; an empty one asks nothing. `theme` is an id, or "none" for what has none.

    `source` is a thread, `clause` a document and the key of a clause in it, with a colon between.
    """

    words: str = ""
    theme: str = ""
    kind: str = ""
    organisation: str = ""
    field: str = ""
    language: str = ""
    source: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Given:
    """A theme that something was given, with the passage if it was only that."""

    assignment: Assignment
    theme: Theme
    passage: str

    @property
    def is_proposed(self) -> bool:
        """Whether a machine gave it and nobody has looked at it yet."""
        return self.assignment.origin == Origin.MACHINE and self.assignment.reviewed_at is None


@dataclass(frozen=True)
class Row:
    """Something said, where, and its themes. `mark` changes as soon as somebody gives or takes one."""

    said: Contribution
    source: Source | None
    clause: TranslatedText | None
    given: Sequence[Given]

    @property
    def mark(self) -> str:
        return ".".join(str(each.assignment.pk) for each in self.given) or "0"

    @property
    def themes(self) -> set[int]:
        """The themes that all of it was given."""
        return {each.theme.pk for each in self.given if each.assignment.starts is None}


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed by, as far as there is any."""

    sources: Mapping[int, Source]
    organisations: Sequence[Organisation]
    clauses: Mapping[str, TranslatedText] = field(default_factory=dict)


def material(process: Process) -> models.QuerySet[Contribution]:
    """Everything that counts in a process, published or not; what its host said itself is not among it."""
    said = Contribution.objects.standing().filter(thread__process=process, latest__isnull=False)
    return said.filter(voice__is_host=False).select_related("latest")


def workbench(
    process: Process, wanted: Wanted, sources: Mapping[int, Source], *, number: str | None
) -> Page[Any]:
    """Fifty rows at a time in the order in which they came, in a fixed number of queries."""
    said = _with_speaker(narrowed(material(process), wanted)).order_by("pk")
    page: Page[Any] = Paginator(said, ROWS_A_PAGE).get_page(number)
    page.object_list = _rows(list(page.object_list), sources)
    return page


def marks_of(process: Process, contributions: Collection[int]) -> dict[int, str]:
    """In which state these rows are now."""
    said = list(_with_speaker(material(process).filter(pk__in=contributions)))
    return {row.said.pk: row.mark for row in _rows(said, {})}


def row_of(process: Process, contribution: int, now: datetime) -> Row | None:
    """One row as it is now."""
    said = list(_with_speaker(material(process).filter(pk=contribution)))
    return _rows(said, sources_of(process, now))[0] if said else None


def narrowed(said: models.QuerySet[Contribution], wanted: Wanted) -> models.QuerySet[Contribution]:
    """Those that are wanted."""
    found = said.filter(_of_theme(wanted.theme)) if wanted.theme else said
    plain = {
        "voice__capacity__in": KINDS.get(wanted.kind),
        "voice__organisation": wanted.organisation,
        "voice__background__field": wanted.field,
        "latest__language": wanted.language,
        "thread": wanted.source,
    }
    found = found.filter(**{name: value for name, value in plain.items() if value})
    if wanted.clause:
        document, _colon, key = wanted.clause.partition(":")
        found = found.filter(section__key=key, section__version__document=int(document))
    for word in wanted.words.split():
        found = found.filter(latest__text__icontains=word)
    return found


def _of_theme(theme: str) -> models.Q:
    """What was given this theme, whole or in part; or what was given none."""
    given = Assignment.objects.standing().filter(contribution=models.OuterRef("pk"), theme__ended_at=None)
    if theme == WITHOUT:
        return ~models.Q(models.Exists(given))
    return models.Q(models.Exists(given.filter(theme=int(theme))))


def _with_speaker(said: models.QuerySet[Contribution]) -> models.QuerySet[Contribution]:
    return said.select_related("latest", "voice__organisation", "section__version")


def _rows(said: Sequence[Contribution], sources: Mapping[int, Source]) -> list[Row]:
    """Each with its themes: those of the codebook, whole ones first, in the order of the codebook."""
    standing = Assignment.objects.standing().filter(
        contribution__in=[each.pk for each in said], theme__ended_at=None, theme__is_chosen=True
    )
    by_contribution: dict[int, list[Given]] = {}
    for row in standing.select_related("theme", "version").order_by("theme__place", "theme_id", "pk"):
        given = Given(row, row.theme, row.passage)
        by_contribution.setdefault(row.contribution_id, []).append(given)
    return [
        Row(
            said=each,
            source=sources.get(each.thread_id),
            clause=each.section.heading if each.section else None,
            given=by_contribution.get(each.pk, []),
        )
        for each in said
    ]


def choices_in(process: Process, sources: Mapping[int, Source]) -> Choices:
    """Organisations that spoke and clauses that were commented on, beside the sources."""
    spoke = Organisation.objects.filter(
        voices__process=process, voices__capacity__in=KINDS["organisation"], voices__is_host=False
    )
    commented = Contribution.objects.filter(thread__process=process, section__isnull=False)
    sections = Section.objects.filter(pk__in=commented.order_by().values("section").distinct())
    ordered = sections.select_related("version").order_by("version__document", "place", "-version__number")
    clauses: dict[str, TranslatedText] = {}
    for each in ordered:
        clauses.setdefault(f"{each.version.document_id}:{each.key}", each.heading)
    organisations = spoke.distinct().order_by("sort_key", "pk")[:MOST_ORGANISATIONS]
    return Choices(sources, list(organisations), clauses)


def standing_ids(process: Process, contributions: Collection[int], themes: Collection[int]) -> list[int]:
    """What stands of these contributions in these themes, passages too."""
    standing = Assignment.objects.standing().filter(
        theme__process=process, theme__in=themes, contribution__in=contributions
    )
    return list(standing.order_by("pk").values_list("pk", flat=True))


def proposed(process: Process, assignments: Collection[int]) -> list[Assignment]:
    """What a machine proposed in a process, by ids; what became of it since is for the rule to say."""
    found = Assignment.objects.filter(theme__process=process, pk__in=assignments)
    return list(found.select_related("theme__process").order_by("pk"))


def find_passage(text: str, quote: str) -> tuple[int, int] | None:
    """From where to where some words stand in a text, however the spaces between them are; None if they do not."""
    words = [re.escape(each) for each in quote.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return found.span() if found else None
