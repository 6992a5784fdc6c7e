"""What the pages and jobs of answers gathered elsewhere need: what columns may tell, rows in words, who is named."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.consultations.models import (
    AnswerImport,
    AnswerImportRow,
    AnswerRowOutcome,
    Consultation,
    PartKind,
    Question,
    QuestionKind,
)
from punos.consultations.models import values as valued
from punos.consultations.models.answer_columns import (
    SURVEY,
    AnswerColumn,
    clause,
    of_clause,
    parts_of,
    parts_of_background,
    targets_by_heading,
)
from punos.consultations.models.answer_row import AnswerReader, Fault, ReadRow
from punos.consultations.queries.answering import background_asked, questions_of, shown
from punos.consultations.queries.told import in_words
from punos.contributions.models import Capacity
from punos.core.dates import moment
from punos.core.languages import TranslatedText, current_language
from punos.organisations.models import Organisation
from punos.processes.models import Section


def source_of(answer_import: AnswerImport) -> str:
    """The mark of its speakers: one for each consultation and survey, so that two who are both number 1 stay two."""
    survey = answer_import.columns.get(SURVEY, "")
    return ":".join(filter(None, [f"{answer_import.source}-{answer_import.consultation_id}", survey]))


def clauses_of(consultation: Consultation) -> list[tuple[str, TranslatedText]]:
    """The clauses of its draft texts as they stand now, each with its target and its heading."""
    versions = commented_versions(consultation)
    parts = consultation.parts.filter(pk__in=versions).order_by("place")
    found = []
    for part in parts:
        sections = Section.objects.filter(
            version__document=part.document_id, version__number=versions[part.pk]
        ).order_by("place", "pk")
        found += [(clause(part.pk, each.key), each.heading) for each in sections if each.stands]
    return found


def commented_versions(consultation: Consultation) -> dict[int, int]:
    """The number of the newest published version of the draft text of each part."""
    parts = consultation.parts.filter(kind=PartKind.DRAFT_TEXT)
    newest = Max("document__versions__number", filter=Q(document__versions__published_at__isnull=False))
    return {pk: number for pk, number in parts.annotate(n=newest).values_list("pk", "n") if number}


def answer_targets(consultation: Consultation) -> list[tuple[str, str]]:
    """Everything that a column may tell here, with what it is called in the reader's language."""
    language = current_language()
    about = [(str(each.value), str(each.label)) for each in AnswerColumn]
    answered = [each for question in questions_of(consultation) for each in parts_of(question)]
    asked = [*parts_of_background(background_of(consultation)), *answered]
    named = [(target, ": ".join(text.read(language).text for text in texts)) for target, texts in asked]
    said = [(target, heading.read(language).text) for target, heading in clauses_of(consultation)]
    return [*about, *named, *said]


def background_of(consultation: Consultation) -> list[Question]:
    """The background questions of the installation that are asked here."""
    parts = consultation.parts.filter(kind=PartKind.BACKGROUND)
    return background_asked({code for part in parts for code in part.background})


def asked_for_files(consultation: Consultation) -> list[str]:
    """The questions that are answered with files, which no table holds."""
    language = current_language()
    asked = [each for each in questions_of(consultation) if each.kind == QuestionKind.FILE]
    return [each.title.read(language).text for each in asked]


def targets_in_words(consultation: Consultation) -> list[tuple[str, str]]:
    """What words given elsewhere may be about: a question answered in words, or a clause.

    Not a question that is asked only of those who answer another in some way: without that it is asked of nobody.
    """
    asked = [each for each in questions_of(consultation) if not each.shown_if]
    words = {each.code for each in asked if each.kind == QuestionKind.TEXT}
    return [each for each in answer_targets(consultation) if each[0] in words or each[0].startswith("#")]


def known_headings(consultation: Consultation) -> dict[str, str]:
    """What tells what, by the words that may stand above a column."""
    return targets_by_heading(
        questions_of(consultation), clauses_of(consultation), background_of(consultation)
    )


def answer_reader(answer_import: AnswerImport) -> AnswerReader:
    """Reads its rows as they have to be read now."""
    consultation = answer_import.consultation
    return AnswerReader(
        questions_of(consultation),
        answer_import.columns,
        answer_import.language,
        background_of(consultation),
    )


def organisations_named(names: Collection[str]) -> dict[str, Organisation]:
    """The listed organisation of each name, in small letters, where there is one and only one."""
    wanted = {name.casefold() for name in names if name}
    listed = Organisation.objects.filter(is_listed=True).annotate(fi=Lower("name"), sv=Lower("name_sv"))
    found: dict[str, list[Organisation]] = {}
    for each in listed.filter(Q(fi__in=wanted) | Q(sv__in=wanted)) if wanted else []:
        for name in {each.name.casefold(), each.name_sv.casefold()} & wanted:
            found.setdefault(name, []).append(each)
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def answer_imports_of(consultation: Consultation) -> list[AnswerImport]:
    """The files and hearings of late."""
    return list(consultation.answer_imports.defer("content")[:20])


def answer_outcomes(answer_import: AnswerImport) -> Mapping[str, int]:
    """How many rows would do what; also how many have been brought in, and how many wait for it."""
    done = Q(done_at__isnull=False)
    rows = (
        answer_import.rows.order_by()
        .values("outcome")
        .annotate(all=Count("pk"), done=Count("pk", filter=done))
    )
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["outcome"]] = row["all"]
        if row["outcome"] == AnswerRowOutcome.NEW:
            counts["done"], counts["waiting"] = row["done"], row["all"] - row["done"]
    counts["total"] = sum(row["all"] for row in rows)
    return counts


def answer_rows(answer_import: AnswerImport, outcome: str = "") -> QuerySet[AnswerImportRow]:
    """Its rows in their own order: all, or those of one outcome."""
    found = AnswerImportRow.objects.filter(answer_import=answer_import).select_related("submission")
    return found.filter(outcome=outcome) if outcome in AnswerRowOutcome.values else found


@dataclass(frozen=True)
class ShownAnswer:
    """A row in words: who says it and when, what to which question, or what is wrong.

    Of each line the last tells whether it is left out, because whoever answered so is not asked that question.
    """

    row: AnswerImportRow
    speaker: str = ""
    when: str = ""
    language: str = ""
    lines: Sequence[tuple[str, str, bool]] = ()
    faults: Sequence[str] = field(default_factory=list)


def shown_answers(answer_import: AnswerImport, rows: Iterable[AnswerImportRow]) -> list[ShownAnswer]:
    """Rows as a person reads them, in the reader's language."""
    consultation, reader = answer_import.consultation, answer_reader(answer_import)
    questions, background = questions_of(consultation), background_of(consultation)
    clauses = dict(clauses_of(consultation))
    return [_shown(answer_import, row, reader, questions, background, clauses) for row in rows]


def _shown(
    answer_import: AnswerImport,
    row: AnswerImportRow,
    reader: AnswerReader,
    questions: Sequence[Question],
    background: Sequence[Question],
    clauses: Mapping[str, TranslatedText],
) -> ShownAnswer:
    if row.outcome == AnswerRowOutcome.FAULTY:
        return ShownAnswer(row, faults=answer_faults(answer_import, row, reader))
    facts: dict[str, Any] = row.facts
    language = current_language()
    asked = {each.pk for each in shown(questions, facts["values"])}
    told = [(each, in_words(each, facts["values"], {}, language)) for each in questions]
    lines = _background_lines(background, facts["background"], language)
    lines += [(each.title.read(language).text, words, each.pk not in asked) for each, words in told if words]
    lines += [(_heading(clauses, target), words, False) for target, words in facts["comments"].items()]
    at = parse_datetime(facts["at"]) if facts["at"] else None
    return ShownAnswer(row, _speaker(facts), moment(at, language) if at else "", facts["language"], lines)


def _background_lines(
    background: Sequence[Question], told: Mapping[str, str], language: str
) -> list[tuple[str, str, bool]]:
    """What is known of the speaker by background questions of the installation."""
    given = {each.code: valued.of_text(each, told.get(each.code)) for each in background} | {
        name: words for name, words in told.items() if ":" in name
    }
    named = [(each.title.read(language).text, in_words(each, given, {}, language)) for each in background]
    return [(title, words, False) for title, words in named if words]


def _heading(clauses: Mapping[str, TranslatedText], target: str) -> str:
    found = clauses.get(target)
    return found.read(current_language()).text if found else of_clause(target)[1]


def _speaker(facts: Mapping[str, Any]) -> str:
    named, count = facts["organisation_name"] or facts.get("pseudonym", ""), facts["head_count"]
    told = str(Capacity(facts["capacity"]).label)
    if count:
        told = ngettext("A group of %(number)s", "A group of %(number)s", count) % {"number": count}
    elif facts["capacity"] == Capacity.ACTIVE:
        told = _("Somebody active in an organisation")
    elif facts["capacity"] == Capacity.RESIDENT:
        told = _("A resident")
    return f"{named} \u00b7 {told}" if named else told


def answer_faults(answer_import: AnswerImport, row: AnswerImportRow, reader: AnswerReader) -> list[str]:
    """What is wrong with a row, each with the heading of its column, in the reader's language."""
    stored = [Fault(code, place, detail) for code, place, detail in row.faults]
    is_own = any(each.code == "value" for each in stored)
    read = reader.read(row.told) if is_own else ReadRow()
    told = read.faults or stored
    headings = answer_import.headings
    return [
        str(each)
        if each.place is None or each.place >= len(headings)
        else _with_heading(headings[each.place], each)
        for each in told
    ]


def _with_heading(heading: str, fault: Fault) -> str:
    return _("%(column)s: %(fault)s") % {"column": heading or _("(no heading)"), "fault": fault}
