"""What is in the package for the case system: which files, what each holds, and what is told of the whole."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from punos.consultations.models import Consultation
from punos.core.languages import LANGUAGES
from punos.processes.models import Process
from punos.records.models import CaseFile, Controller
from punos.records.queries import said, told
from punos.records.queries.plain import Row, moment, organisation, text, unit
from punos.records.queries.publicity import NOT_PUBLISHED, PUBLIC, shown_in

VERSION: Final = 1  # of the form of the package
PERSONAL_DATA: Final = (
    "Persons who speak as themselves have a mark and no name: their background (field, area, size), the language and "
    "the time at which they spoke, a pseudonym where they chose one, and their own words, in which they may tell of "
    "themselves or of others. Organisations have their names. Files that came with answers are as they were sent. "
    "Contact details, accounts, drafts that were never sent and the words of what was withdrawn are not in the package."
)
MARKS: Final[Mapping[str, str]] = {
    "public": "anybody reads it on the site",
    "not_published": "not published; given to who asks, unless a law keeps it secret",
    "secret": "believed secret by who sent it; decided by the law when somebody asks",
    "removed": "taken from readers by a moderator for the reason told; the authority keeps it",
    "withdrawn": "taken back by who said it; its words are not in the package",
}


@dataclass(frozen=True)
class Book:
    """One JSON file: its path, whether all of it is public, and its rows, or one object where it has no rows."""

    path: str
    publicity: str
    rows: Iterable[Row] = ()
    whole: Row | None = None


def books(process: Process, now: datetime) -> Iterator[Book]:
    """Every JSON file in its order; rows are read while they are written."""
    shown = shown_in(process, now)
    yield Book("json/process.json", PUBLIC, whole=told.process(process))
    city: tuple[tuple[str, Callable[[Process], Iterable[Row]]], ...] = (
        ("documents", told.documents),
        ("consultations", told.asked),
        ("themes", told.themes),
        ("memberships", told.memberships),
        ("responses", told.responses),
        ("decisions", told.decisions),
        ("measures", told.measures),
        ("summaries", told.summaries),
    )
    for name, rows in city:
        publicity = PUBLIC if name in {"decisions", "measures"} else NOT_PUBLISHED
        yield Book(f"json/{name}.json", publicity, rows(process))
    yield Book("json/moderation.json", PUBLIC, told.moderation(process))
    yield Book("json/heard.json", NOT_PUBLISHED, whole=told.heard(process))
    yield Book("json/voices.json", NOT_PUBLISHED, said.voices(process))
    yield Book("json/contributions.json", NOT_PUBLISHED, said.contributions(process, shown))
    yield Book("json/answers.json", NOT_PUBLISHED, said.answers(process, shown))
    yield Book("json/statements.json", NOT_PUBLISHED, said.statements(process, shown))


def written(book: Book) -> Iterator[bytes]:
    """The file piece by piece, the same bytes for the same data; never more than a row of it at once."""
    if book.whole is not None:
        yield plain_json(book.whole) + b"\n"
        return
    before = b"[\n"
    for row in book.rows:
        yield before + plain_json(row)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def plain_json(value: Any) -> bytes:
    """JSON in UTF-8 with its keys in order."""
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()


def case_file_of(process: Process) -> CaseFile:
    """How a process is filed; one that nobody has filed is public, and kept as its hosts say."""
    found = CaseFile.objects.select_related("retention").filter(process=process).first()
    return found or CaseFile(process=process)


def controller_of(process: Process, case: CaseFile) -> str:
    """Who answers for the personal data: as it was told, else as its hosts are."""
    if case.controller:
        return str(case.controller)
    if process.host_unit_id and process.host_organisation_id:
        return Controller.JOINT
    return Controller.UNIT if process.host_unit_id else Controller.ORGANISATION


def metadata(process: Process) -> Row:
    """What the case system wants to know of the whole."""
    case = case_file_of(process)
    asked = Consultation.objects.filter(process=process).order_by("opens_at", "pk")
    return {
        "form": {"name": "punos-handover", "version": VERSION},
        "system": settings.SITE_NAME,
        "address": f"{settings.PUBLIC_ADDRESS}{process.address}",
        "process": process.slug,
        "title": text(process.title),
        "case_number": process.case_number,
        "publicity_class": case.publicity,
        "legal_ground": case.ground,
        "retention_class": _kept(case),
        "controller": controller_of(process, case),
        "host_unit": unit(process.host_unit),
        "host_organisation": organisation(process.host_organisation),
        "contact": process.contact,
        "published_at": moment(process.published_at),
        "closed_at": moment(process.closed_at),
        "phases": [phase["phase"] for phase in told.process(process)["phases"]],
        "consultations": [
            {
                "consultation": each.slug,
                "opens_at": moment(each.opens_at),
                "closes_at": moment(each.closes_at),
            }
            for each in asked
        ],
        "languages": list(LANGUAGES),
        "personal_data": PERSONAL_DATA,
        "publicity_marks": dict(MARKS),
    }


def _kept(case: CaseFile) -> Row | None:
    """For how long the process is kept, and by what."""
    kept = case.retention
    if kept is None:
        return None
    return {
        "code": kept.code,
        "title": text(kept.title),
        "years": kept.years,
        "is_for_good": kept.years is None,
        "basis": kept.basis,
    }
