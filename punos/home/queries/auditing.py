"""What the auditor looks for in the journal, as a page and as a file."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from punos.core.components import Column, Table
from punos.core.dates import moment
from punos.core.languages import current_language
from punos.core.tables import FORMULA
from punos.home.queries.verbs import subject_words, verb_words
from punos.journal.models import Entry
from punos.organisations.models import Organisation
from punos.people.models import Person
from punos.processes.models import Process
from punos_analysis.tables import as_csv

LINES_A_PAGE = 50
MOST_MEANT = 100  # persons or organisations that one name may mean
LONGEST_ID = 18  # digits that surely fit into the column
CHUNK = 2_000
RUN = (*FORMULA, "'")  # what a spreadsheet could run, and what guards against it
COLUMNS = (
    *("id", "at", "person_id", "person", "organisation_id", "organisation", "verb", "subject_type", "subject_id"),
    *("address", "process", "is_public", "ids"),
)  # fmt: skip


# What is sought ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sought:
    """What an auditor looks for; None and nothing mean any. A name that nobody bears is an empty set."""

    persons: frozenset[int] | None = None
    organisations: frozenset[int] | None = None
    verb: str = ""
    subject_type: str = ""
    subject_id: int | None = None
    process: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def ids(self) -> dict[str, int | str]:
        """The same for the journal, which holds neither the names nor the addresses that were typed."""
        told: dict[str, int | str | None] = {
            "persons": _joined(self.persons),
            "organisations": _joined(self.organisations),
            "what": self.verb,
            "about": self.subject_type,
            "about_id": self.subject_id,
            "matter": self.process,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in told.items() if value not in {None, ""}}

    def lines(self, before: int) -> QuerySet[Entry]:
        """The lines that fit, with ids below this one, newest first."""
        exact = {
            "verb": self.verb,
            "subject_type": self.subject_type,
            "process": self.process,
        }
        found = Entry.objects.filter(pk__lt=before, **{name: value for name, value in exact.items() if value})
        if self.persons is not None:
            found = found.filter(person_id__in=self.persons)
        if self.organisations is not None:
            found = found.filter(organisation_id__in=self.organisations)
        if self.subject_id is not None:
            found = found.filter(subject_id=self.subject_id)
        if self.since:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return found.order_by("-pk")


def _joined(ids: frozenset[int] | None) -> str | None:
    """Ids in order, or a dash where a name meant nobody."""
    return None if ids is None else " ".join(map(str, sorted(ids))) or "-"


def _midnight(day: date) -> datetime:
    """When a day begins in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time()))


def sought(
    *,
    person: str = "",
    organisation: str = "",
    verb: str = "",
    subject_type: str = "",
    subject_id: int | None = None,
    process: Process | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Sought:
    """What was typed, with names and addresses turned into the ids that they mean."""
    by_name = Q(name__icontains=organisation) | Q(name_sv__icontains=organisation)
    by_address = Q(email__iexact=person) if "@" in person else Q(name__icontains=person)
    return Sought(
        persons=_meant(person, Person.objects.filter(by_address)),
        organisations=_meant(organisation, Organisation.objects.filter(by_name)),
        verb=verb,
        subject_type=subject_type,
        subject_id=subject_id,
        process=process.slug if process else "",
        since=since,
        until=until,
    )


def _meant(text: str, named: QuerySet[Any]) -> frozenset[int] | None:
    """The ids that a text means; a number is an id, whose row may be gone."""
    if not text:
        return None
    if text.isdecimal() and len(text) <= LONGEST_ID:
        return frozenset({int(text)})
    return frozenset(named.order_by("pk").values_list("pk", flat=True)[:MOST_MEANT])


# Whose ids they are -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """The names behind the ids of some lines, read in three queries."""

    persons: Mapping[int, str] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)
    processes: Mapping[str, str] = field(default_factory=dict)

    def person(self, pk: int) -> str:
        """A name with its id; the id alone of somebody who was erased."""
        name = self.persons.get(pk)
        return f"{name} ({pk})" if name else _("erased person (%(id)s)") % {"id": pk}

    def organisation(self, pk: int) -> str:
        """A name with its id; the id alone of an organisation that the registry no longer has."""
        name = self.organisations.get(pk)
        return f"{name} ({pk})" if name else _("removed organisation (%(id)s)") % {"id": pk}


def names_of(entries: Sequence[Entry]) -> Names:
    """The names behind all ids of persons and organisations in these lines, and the titles of their processes."""
    return _named(
        _ids("person", entries) | {entry.person_id for entry in entries if entry.person_id},
        _ids("organisation", entries) | {entry.organisation_id for entry in entries if entry.organisation_id},
        {entry.process for entry in entries if entry.process},
    )


def _named(persons: set[int], organisations: set[int], processes: set[str]) -> Names:
    """The names behind ids, in the language of the page."""
    language = current_language()
    bodies, matters = (
        Organisation.objects.filter(pk__in=organisations),
        Process.objects.filter(slug__in=processes),
    )
    return Names(
        persons=dict(Person.objects.filter(pk__in=persons).values_list("pk", "name")),
        organisations={each.pk: each.name_in(language) for each in bodies},
        processes={each.slug: each.title.read(language).text for each in matters},
    )


def _ids(noun: str, entries: Iterable[Entry]) -> set[int]:
    """The ids of this noun that lines are about or tell beside."""
    about = {entry.subject_id for entry in entries if entry.subject_type == noun}
    told = (entry.ids.get(noun) for entry in entries)
    return about | {pk for pk in told if isinstance(pk, int)}


# The page ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AuditPage:
    """Some lines as a table, and the id below which the older ones begin; None where there are none."""

    table: Table | None
    older: int | None


def audit_page(asked: Sought, before: int) -> AuditPage:
    """The newest lines that fit below this id, in words."""
    found = list(asked.lines(before)[: LINES_A_PAGE + 1])
    shown = found[:LINES_A_PAGE]
    names, language = names_of(shown), current_language()
    columns = [
        _("When"),
        _("Who"),
        _("For whom"),
        _("What was done"),
        _("To what"),
        _("Process"),
        _("Further"),
    ]
    table = Table(
        caption=_("Lines of the journal"),
        columns=[Column(label=each) for each in columns],
        rows=[_cells(entry, names, language) for entry in shown],
        quiet_caption=True,
    )
    return AuditPage(table if shown else None, shown[-1].pk if len(found) > LINES_A_PAGE else None)


def _cells(entry: Entry, names: Names, language: str) -> tuple[Any, ...]:
    """One line in the words of the page."""
    return (
        moment(entry.at, language),
        names.person(entry.person_id) if entry.person_id else _("Nobody with an account"),
        names.organisation(entry.organisation_id) if entry.organisation_id else "\u2013",
        verb_words(entry.verb),
        _subject(entry, names, language),
        names.processes.get(entry.process, entry.process) or "\u2013",
        format_html_join(", ", "{}: {}", _further(entry, names)) or "\u2013",
    )


def _subject(entry: Entry, names: Names, language: str) -> Any:
    """What the line is about, with a link where it has a page."""
    by_noun: dict[str, Callable[[int], str]] = {"person": names.person, "organisation": names.organisation}
    named = by_noun.get(entry.subject_type)
    words = named(entry.subject_id) if named else f"{subject_words(entry.subject_type)} {entry.subject_id}"
    return format_html('<a href="/{}{}">{}</a>', language, entry.address, words) if entry.address else words


def _further(entry: Entry, names: Names) -> Iterator[tuple[Any, Any]]:
    """The further ids of a line, those of persons and organisations with their names."""
    by_noun: dict[str, Callable[[int], str]] = {"person": names.person, "organisation": names.organisation}
    for name, value in sorted(entry.ids.items()):
        named = by_noun.get(name) if isinstance(value, int) else None
        yield subject_words(name), named(int(value)) if named else value


# The file ---------------------------------------------------------------------------------------------------


def export(asked: Sought, before: int, ending: str) -> Iterator[str]:
    """The lines that fit as the text of a file, a part at a time: `csv`, or `jsonl` with one object a line."""
    if ending == "csv":
        yield as_csv([COLUMNS])
    found = asked.lines(before).values_list(
        *(name for name in COLUMNS if name not in {"person", "organisation"})
    )
    for some in batched(found.iterator(chunk_size=CHUNK), CHUNK):
        rows = _with_names(some)
        yield as_csv(map(_guarded, rows)) if ending == "csv" else _jsonl(rows)


def _with_names(lines: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The columns of lines with the names that are still known beside their ids."""
    names = _named({line[2] for line in lines if line[2]}, {line[3] for line in lines if line[3]}, set())
    return [
        (
            pk,
            at.isoformat(),
            person,
            names.persons.get(person, ""),
            body,
            names.organisations.get(body, ""),
            *others,
        )
        for pk, at, person, body, *others in lines
    ]


def _guarded(row: tuple[Any, ...]) -> list[Any]:
    """The cells of a line so that no spreadsheet runs one."""
    texts = (json.dumps(each, sort_keys=True) if isinstance(each, dict) else each for each in row)
    return [f"'{each}" if isinstance(each, str) and each.startswith(RUN) else each for each in texts]


def _jsonl(rows: Iterable[tuple[Any, ...]]) -> str:
    """One JSON object a line."""
    objects = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)
