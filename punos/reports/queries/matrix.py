"""The matrix of statements: clauses of draft texts, or questions, down; organisations across; stance and words in the cell.

Only what everybody may read stands here, also for those who lead: a file that they hand on holds nothing else. Persons
and groups are counted, from the stored figures.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection, models
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Answer, Consultation, Question, QuestionKind, Result, Submission
from punos.consultations.queries import draft_texts, reading_answers
from punos.consultations.queries.submitted import KNOWN
from punos.consultations.queries.survey_tables import part_names
from punos.contributions.models import Capacity, Contribution, Stance, Voice
from punos.contributions.models.contribution import ContributionQuerySet, words_of_end
from punos.core.languages import TranslatedText, current_language
from punos.processes.models import Document, Section

ORGANISATIONS = (Capacity.ORGANISATION, Capacity.BODY)
ACROSS = 12  # organisations at once


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row: a clause or a question. `key` names it in an address; addresses are without the language part."""

    key: str
    title: TranslatedText | str
    group: TranslatedText
    url: str
    thread: int | None
    clause: str = ""
    body: TranslatedText | None = None
    question: Question | None = None


@dataclass(frozen=True)
class Wanted:
    """What narrows the matrix; an empty one asks nothing."""

    clause: str = ""
    field: str = ""
    stance: str = ""
    reworded: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.clause or self.field or self.stance or self.reworded)

    @property
    def asks_for_comments(self) -> bool:
        """Whether only comments on clauses can have it."""
        return bool(self.stance or self.reworded)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing in a cell: the stance, the passage it is about, the words, and other words proposed for it."""

    text: str = ""
    language: str = ""
    stance: str = ""
    quote: str = ""
    rewording: str = ""
    own_language: str = ""
    url: str = ""

    @property
    def stance_label(self) -> str:
        return str(Stance(self.stance).label) if self.stance else ""


@dataclass(frozen=True)
class Matrix:
    """The lines, the organisations of this page, and the cells by line and organisation."""

    lines: Sequence[Line]
    speakers: Sequence[Voice]
    cells: Mapping[tuple[str, int], Sequence[Said]]
    counted: Mapping[str, Sequence["Count"]]

    @property
    def rows(self) -> Iterator[tuple[Line, Sequence["Count"], list[tuple[Voice, Sequence[Said]]]]]:
        """Line by line: how many spoke, and the cells in the order of the organisations."""
        for line in self.lines:
            cells = [(each, self.cells.get((line.key, each.pk), ())) for each in self.speakers]
            yield line, self.counted.get(line.key, ()), cells

    def of(self, line: Line) -> Iterator[tuple[Voice, Said]]:
        """Everything that was said of one line, organisation by organisation."""
        for each in self.speakers:
            for said in self.cells.get((line.key, each.pk), ()):
                yield each, said


# Lines ----------------------------------------------------------------------------------------------------------


def lines_of(consultation: Consultation) -> list[Line]:
    """Every clause of the texts as they stand now, those left out that somebody commented on, then the questions."""
    documents = {each.pk: each for each in consultations.texts_commented(consultation)}
    found: list[Line] = []
    for part in draft_texts.document_parts(consultation):
        document = documents.get(part.document_id or 0)
        if document is not None and part.thread_id is not None:
            found += _clauses(consultation, document, part.thread_id)
    group = TranslatedText()
    for question in reading_answers.public_questions(consultation):
        found.append(
            Line(
                key=question.code,
                title=question.title,
                group=question.part.title if question.part else group,
                url=f"{consultation.address}answers/?question={question.code}" if question.thread_id else "",
                thread=question.thread_id,
                question=question,
            )
        )
    return found


def _clauses(consultation: Consultation, document: Document, thread: int) -> Iterator[Line]:
    """The clauses of one text; what stands only in an older version comes last, if something was said of it."""
    version = next(iter(getattr(document, "published", [])), None)
    said = Contribution.objects.published().filter(thread=thread, section__isnull=False)
    commented = set(said.values_list("section__key", flat=True))
    shown = [each for each in version.clauses if each.stands or each.key in commented] if version else []
    older = commented - {each.key for each in shown}
    gone = Section.objects.filter(version__document=document, key__in=older).order_by(
        "key", "-version__number"
    )
    below = f"{consultation.address}documents/{document.slug}/versions/"
    for section in [*shown, *gone.distinct("key")]:
        number = version.number if version and section.key not in older else 0
        yield Line(
            key=f"{document.slug}.{section.key}",
            title=section.heading or section.key,
            group=document.title,
            url=f"{below}{number}/clauses/{section.key}/" if number else "",
            thread=thread,
            clause=section.key,
            body=section.body,
        )


# Cells ----------------------------------------------------------------------------------------------------------


def matrix(
    consultation: Consultation, wanted: Wanted, *, lines: Sequence[Line], number: str | None
) -> tuple[Matrix, Page[Any]]:
    """The matrix of one page of organisations."""
    chosen = _chosen(lines, wanted)
    page: Page[Any] = Paginator(speakers(consultation, wanted, chosen), ACROSS).get_page(number)
    shown = list(page.object_list)
    cells = _cells(consultation, shown, chosen, wanted)
    kept = [each for each in chosen if wanted.is_empty or any((each.key, one.pk) in cells for one in shown)]
    return Matrix(kept, shown, cells, counts(consultations.result_of(consultation))), page


def whole(consultation: Consultation) -> Matrix:
    """All of it, for the files."""
    lines = lines_of(consultation)
    shown = speakers(consultation, Wanted(), lines)
    cells = _cells(consultation, shown, lines, Wanted())
    return Matrix(lines, shown, cells, counts(consultations.result_of(consultation)))


def _chosen(lines: Sequence[Line], wanted: Wanted) -> list[Line]:
    return [
        each
        for each in lines
        if (not wanted.clause or each.key == wanted.clause)
        and (each.question is None or not wanted.asks_for_comments)
    ]


def speakers(consultation: Consultation, wanted: Wanted, lines: Sequence[Line]) -> list[Voice]:
    """The organisations and public bodies that said something of these lines under their own names, by name."""
    own = Voice.objects.filter(
        process=consultation.process_id, capacity__in=ORGANISATIONS, identified__in=KNOWN, is_host=False
    )
    if wanted.field:
        told = models.Q(background__field=wanted.field)
        own = own.filter(told | models.Q(background__field__isnull=True, organisation__field=wanted.field))
    mine = {"voice": models.OuterRef("pk")}
    spoke = models.Q(models.Exists(_comments(lines, wanted).filter(**mine)))
    if any(each.question for each in lines):
        answered = _answers(consultation, lines).filter(submission__voice=models.OuterRef("pk"))
        spoke |= models.Q(models.Exists(answered))
        spoke |= models.Q(models.Exists(_words(consultation, lines).filter(**mine)))
    found = own.filter(spoke).select_related("organisation")
    return sorted(found, key=lambda each: (_sort_key(each), each.pk))


def _sort_key(voice: Voice) -> str:
    return voice.organisation.sort_key if voice.organisation else voice.organisation_name.casefold()


def _comments(lines: Iterable[Line], wanted: Wanted) -> ContributionQuerySet:
    """What everybody can read of these clauses."""
    clauses = [each for each in lines if each.clause]
    said = Contribution.objects.published().filter(thread__in={each.thread for each in clauses})
    if wanted.clause:
        said = said.filter(section__key__in=[each.clause for each in clauses])
    if wanted.stance:
        said = said.filter(stance=wanted.stance)
    if wanted.reworded:
        said = said.exclude(latest__rewording="")
    return said.filter(section__isnull=False, latest__isnull=False)


def _words(consultation: Consultation, lines: Iterable[Line]) -> ContributionQuerySet:
    """What everybody can read of the answers in words to these questions."""
    threads = [each.thread for each in lines if each.question and each.thread]
    sent = Submission.objects.sent().filter(consultation=consultation).values("voice")
    return Contribution.objects.published().filter(thread__in=threads, voice__in=sent, latest__isnull=False)


def _answers(consultation: Consultation, lines: Iterable[Line]) -> models.QuerySet[Answer]:
    """What was chosen in these questions; files have pages of their own."""
    closed = {QuestionKind.TEXT, QuestionKind.FILE}
    questions = [each.question for each in lines if each.question and each.question.kind not in closed]
    sent = Submission.objects.sent().filter(consultation=consultation)
    return Answer.objects.filter(submission__in=sent, question__in=questions)


def _cells(
    consultation: Consultation, shown: Sequence[Voice], lines: Sequence[Line], wanted: Wanted
) -> dict[tuple[str, int], list[Said]]:
    """Everything that these organisations said of these lines, in three queries."""
    cells: dict[tuple[str, int], list[Said]] = {}
    ids = [each.pk for each in shown]
    by_clause = {(each.thread, each.clause): each.key for each in lines if each.clause}
    by_thread = {each.thread: each.key for each in lines if each.question and each.thread}
    by_question = {each.question.pk: each for each in lines if each.question}
    if by_question:
        given = _answers(consultation, lines).filter(submission__voice__in=ids)
        _add_choices(cells, given, by_question, consultation.address)
        for row in _rows(_words(consultation, lines).filter(voice__in=ids)):
            cells.setdefault((by_thread[row["thread_id"]], row["voice_id"]), []).append(_said(row))
    if by_clause:
        for row in _rows(_comments(lines, wanted).filter(voice__in=ids)):
            if key := by_clause.get((row["thread_id"], row["section__key"])):
                cells.setdefault((key, row["voice_id"]), []).append(_said(row))
    return cells


def _add_choices(
    cells: dict[tuple[str, int], list[Said]],
    given: models.QuerySet[Answer],
    lines: Mapping[int, Line],
    address: str,
) -> None:
    """Choices and numbers, in the words of the page."""
    language = current_language()
    rows = given.order_by("pk").values_list("question", "value", "submission__voice", "submission__number")
    for question, value, voice, number in rows:
        line = lines[question]
        assert line.question is not None  # which is how it was found
        text = consultations.in_words(line.question, {line.question.code: value}, {}, language)
        if text:
            cells.setdefault((line.key, voice), []).append(Said(text=text, url=f"{address}answers/{number}/"))


def _rows(said: models.QuerySet[Contribution]) -> Iterator[dict[str, Any]]:
    """What was said with its words, and its translation into the language of the page if there is one."""
    language = current_language()
    own = models.FilteredRelation(
        "latest__translations", condition=models.Q(latest__translations__language=language)
    )
    columns = ("id", "thread_id", "section__key", "voice_id", "stance", "quote")
    words = ("latest__text", "latest__rewording", "latest__language", "latest__destroyed_at")
    found = said.annotate(own=own).order_by("id")
    yield from found.values(*columns, *words, translated=models.F("own__text")).iterator(chunk_size=2_000)


def _said(row: Mapping[str, Any]) -> Said:
    spoken, translated = row["latest__language"], row["translated"]
    if row["latest__destroyed_at"]:
        spoken, translated = current_language(), words_of_end(row["latest__destroyed_at"])
    return Said(
        text=translated or row["latest__text"],
        language=current_language() if translated else spoken,
        stance=row["stance"],
        quote=row["quote"],
        rewording=row["latest__rewording"],
        own_language=spoken,
        url=f"/contributions/{row['id']}/",
    )


# Counts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Count:
    """How many persons, organisations and groups took one stance, or answered."""

    label: str
    person: str
    organisation: str
    group: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Those of whom there are any, by name."""
        names = part_names()
        shown = {"person": self.person, "organisation": self.organisation, "group": self.group}
        return [(names[part], many) for part, many in shown.items() if many != "0"]


def counts(result: Result | None) -> dict[str, list[Count]]:
    """By the key of each line, from the stored figures: by stance of each clause, and who answered each question."""
    if result is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [result.pk])
        row = cursor.fetchone()
    texts, answered = (json.loads(each) if isinstance(each, str) else each for each in row or (None, None))
    found: dict[str, list[Count]] = {}
    for text in texts or []:
        for key, stances in text["clauses"].items():
            found[f"{text['document']}.{key}"] = _by_stance(stances)
    for code, numbers in (answered or {}).items():
        parts = [_label(numbers[part]) for part in ("person", "organisation", "group")]
        found[code] = [Count(_("Answered"), *parts)]
    return found


def _by_stance(stances: Mapping[str, Mapping[str, int]]) -> list[Count]:
    """For, against, neutral and without a stance, as far as there are any."""
    told = [*Stance.choices, ("", _("Without a stance"))]
    parts = ("person", "organisation", "group")
    return [
        Count(str(label), *(str(stances[stance].get(part, 0)) for part in parts))
        for stance, label in told
        if any(stances.get(stance, {}).values())
    ]


def _label(count: str) -> str:
    return _("hidden") if count == "hidden" else count


_COUNTS = """
    SELECT figures -> 'draft_texts', CASE WHEN figures ? 'survey' THEN
        (SELECT jsonb_object_agg(question ->> 'code', question -> 'answered')
        FROM jsonb_array_elements(figures #> '{survey,questions}') AS each (question)) END
    FROM consultations_result WHERE id = %s
"""
