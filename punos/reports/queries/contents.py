"""What a report says, section by section, from the stored figures and from what everybody may read.

No number is computed here. The makers of files (tasks) turn the blocks into paragraphs, slides and tables.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Result
from punos.consultations.queries import (
    commented_figures,
    figures,
    reading_answers,
    stored,
    submitted,
    survey_figures,
    survey_tables,
)
from punos.consultations.queries.reading_answers import Wanted
from punos.contributions import queries as contributions
from punos.contributions.models import Capacity, Contribution, Voice
from punos.core.components import Bar, Column, Ranked, Table
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.reports.models import ReportContents, ReportPart
from punos.reports.queries import summary as summaries

MOST_WORDS: Final = 100  # answers in words to one question; all of them are in the spreadsheet
MOST_IDEAS: Final = 100
QUESTIONS_AT_ONCE: Final = 8


@dataclass(frozen=True)
class Heading:
    """A heading below that of the section."""

    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph; a quiet one is a remark."""

    text: str
    quiet: bool = False
    language: str = ""


@dataclass(frozen=True)
class Drawn:
    """Bars with their numbers as text; `measure` is what is counted. A table with the same numbers may follow."""

    title: str
    label: str
    measure: str
    bars: Sequence[Bar]
    has_table: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; a detailed one is for reading, not for showing."""

    table: Table
    for_slides: bool = True


@dataclass(frozen=True)
class Quote:
    """The words of somebody, and how they are named."""

    who: str
    text: str
    language: str


type Block = Heading | Words | Drawn | Grid | Quote


@dataclass(frozen=True)
class Section:
    """One part of a report with its heading; `blocks` are made when they are asked for."""

    part: ReportPart
    title: str
    blocks: Iterator[Block]


def contents_of(consultation: Consultation) -> list[str]:
    """What goes into the reports of a consultation: what was chosen last, else everything."""
    kept = ReportContents.objects.filter(consultation=consultation).first()
    return kept.parts if kept else list(ReportPart.values)


def fingerprint(consultation: Consultation, result: Result, parts: Sequence[str]) -> str:
    """A hash that differs whenever a report made now might differ."""
    summary = summaries.summary_of(consultation)
    published = f"{summary.published_at} {summary.revision}" if summary and summary.published_at else ""
    told = [result.fingerprint, result.build, ",".join(parts), published]
    return hashlib.sha256("|".join(told).encode()).hexdigest()


def sections(consultation: Consultation, result: Result, parts: Sequence[str]) -> list[Section]:
    """The chosen sections in their order, those left out that this consultation has nothing for."""
    outline = stored.outline(result)
    makers: dict[ReportPart, tuple[bool, Callable[[], Iterator[Block]]]] = {
        ReportPart.SUMMARY: (_has_summary(consultation), lambda: _summary(consultation)),
        ReportPart.PARTICIPATION: (True, lambda: _participation(outline)),
        ReportPart.QUESTIONS: ("survey" in outline, lambda: _questions(consultation, result, outline)),
        ReportPart.BREAKDOWNS: ("survey" in outline, lambda: _breakdowns(consultation, result, outline)),
        ReportPart.TEXTS: (bool(outline.get("draft_texts")), lambda: _texts(consultation, outline)),
        ReportPart.IDEAS: ("ranking" in outline, lambda: _ideas(consultation, outline)),
        ReportPart.ANSWERS: ("survey" in outline, lambda: _answers(consultation)),
        ReportPart.STATEMENTS: ("survey" in outline, lambda: _statements(consultation)),
    }
    return [
        Section(part, str(part.label), make())
        for part, (is_there, make) in makers.items()
        if part in parts and is_there
    ]


# Section by section ---------------------------------------------------------------------------------------------


def _has_summary(consultation: Consultation) -> bool:
    summary = summaries.summary_of(consultation)
    return bool(summary and summary.published_at)


def _summary(consultation: Consultation) -> Iterator[Block]:
    """The closing summary as it was published."""
    summary = summaries.summary_of(consultation)
    assert summary is not None  # else this section is left out
    language = current_language()
    body = summary.body.read(language)
    yield Heading(summary.title.read(language).text)
    for paragraph in summaries.plain_body(summary, language).split("\n\n"):
        if paragraph.strip():
            yield Words(paragraph.strip(), language=body.language)


def _participation(outline: Mapping[str, Any]) -> Iterator[Block]:
    """How many took part, with the parts of the total; who answered by background; whom nobody heard."""
    counted = outline.get("survey", outline)
    language = current_language()
    if not counted["total"]:
        yield Words(_("Nobody has answered yet."))
        return
    counts = figures.capacity_counts(counted["participation"])
    columns = [Column(label=_("Who")), Column(label=_("Number"), number=True)]
    total = (_("All together"), number(counted["total"], language))
    rows = [total, *((str(name), number(many, language)) for name, many in counts)]
    yield Grid(Table(caption=_("How many took part"), columns=columns, rows=rows))
    told = survey_figures.ways(counted)
    for dimension, title in told.titles.items():
        breakdown = counted["breakdowns"][dimension]
        if breakdown["cells"]:
            bars = figures.bars(breakdown, told.codes[dimension])
            yield Drawn(title, title, _("Answers"), bars)
        silent = figures.silent(counted["unheard"].get(dimension, []), told.codes[dimension])
        if silent:
            yield _silent(title, silent)
    yield Words(
        _(
            "1 to 4 answers are shown as 1\u20134, and some further numbers are hidden so that nobody can work these"
            " out by subtraction."
        ),
        quiet=True,
    )


def _silent(title: str, silent: Sequence[tuple[str, int]]) -> Grid:
    """What the registry knows and nobody heard."""
    columns = [Column(label=title), Column(label=_("Organisations in the registry"), number=True)]
    rows = [(name, number(many, current_language())) for name, many in silent]
    return Grid(Table(caption=_("Nobody heard, %(what)s") % {"what": title}, columns=columns, rows=rows))


def _answered(
    consultation: Consultation, result: Result, outline: Mapping[str, Any]
) -> Iterator[survey_figures.Answered]:
    """Every question with its figures, page by page, so that those of a large survey are never all in memory."""
    survey = outline["survey"]
    told, asked = survey_figures.ways(survey), consultations.questions_of(consultation)
    page = None
    while page is None or page.has_next():
        here = "1" if page is None else str(page.next_page_number())
        page = survey_figures.page_of_questions(result, survey["codes"], asked, told, "", number=here)
        yield from page.object_list


def _questions(consultation: Consultation, result: Result, outline: Mapping[str, Any]) -> Iterator[Block]:
    """Each question: how many answered, the bars of all answers, the table of persons, organisations, groups."""
    language = current_language()
    for each in _answered(consultation, result, outline):
        yield Heading(f"{each.number}. {each.question.title.read(language).text}")
        yield Words(" ".join(filter(None, [each.answered, each.parts])), quiet=True)
        for note in each.notes:
            yield Words(note, quiet=True)
        for block in each.blocks:
            title = " \u2013 ".join(filter(None, [each.question.title.read(language).text, block.title]))
            if block.bars:
                yield Drawn(title, _("Answer"), _("All answers"), block.bars, bool(block.tables))
            for table in block.tables:
                yield Grid(_named(table, title), for_slides=not block.bars)


def _named(table: Table, title: str) -> Table:
    return Table(caption=title, columns=table.columns, rows=table.rows, note=table.note)


def _breakdowns(consultation: Consultation, result: Result, outline: Mapping[str, Any]) -> Iterator[Block]:
    """Each question by each part of the background, small numbers left out; what is not told is left out too.

    Figures are read for some questions at once: reading them is most of the work, and all of them are many.
    """
    survey, language = outline["survey"], current_language()
    told = survey_figures.ways(survey)
    asked = {each.code: each for each in consultations.questions_of(consultation)}
    numbered = [(place, code) for place, code in enumerate(survey["codes"], start=1) if code in asked]
    for some in batched(numbered, QUESTIONS_AT_ONCE):
        found = stored.figures_of_questions(result, [code for _place, code in some])
        for place, code in some:
            title = f"{place}. {asked[code].title.read(language).text}"
            for way, name in told.titles.items():
                blocks, _notes = survey_tables.crossed(found[code], asked[code], told, way, title)
                for block in blocks if found[code]["is_public"] else ():
                    caption = " \u2013 ".join(filter(None, [title, block.title, name]))
                    yield from (Grid(_named(each, caption), for_slides=False) for each in block.tables)


def _texts(consultation: Consultation, outline: Mapping[str, Any]) -> Iterator[Block]:
    """How many said what of each clause."""
    documents = consultations.texts_commented(consultation)
    for each in commented_figures.clauses_shown(outline["draft_texts"], documents):
        yield Grid(_named(each.table, each.document.title.read(current_language()).text))


def _ideas(consultation: Consultation, outline: Mapping[str, Any]) -> Iterator[Block]:
    """The ranking with its intervals, the best first."""
    ranking = outline["ranking"]
    rows = ranking["ranked"][:MOST_IDEAS]
    said = Contribution.objects.filter(thread__part__consultation=consultation)
    numbers = {int(row["idea"]) for row in rows}
    ideas = contributions.ideas_among(said, current_language(), numbers=numbers)
    seven = ranking["scale"] != "agreement"
    shown = figures.ranked(rows, {str(each.number): each for each in ideas}, seven=seven)
    if not shown:
        yield Words(_("No idea has been rated by enough people to be ranked."))
        return
    measure = _("Mean") if seven else _("Share that agrees")
    columns = [
        Column(label=_("Idea")),
        Column(label=_("Place"), number=True),
        Column(label=measure, number=True),
        Column(label=_("Ratings"), number=True),
    ]
    table = [(each.text, each.place, each.mean_text, each.voices) for each in shown]
    yield Drawn(_("Ideas"), _("Idea"), measure, [_bar(each) for each in shown[:10]], has_table=True)
    yield Grid(Table(caption=_("Ideas"), columns=columns, rows=table), for_slides=False)


def _bar(each: Ranked) -> Bar:
    return Bar(label=each.text, size=each.mean, text=each.mean_text)


def _answers(consultation: Consultation) -> Iterator[Block]:
    """What was answered in words, the first of each question."""
    language = current_language()
    for question in reading_answers.public_questions(consultation):
        if not question.thread_id:
            continue
        page = reading_answers.page_of_answers(
            consultation, [question], Wanted(question=question.code), number="1", size=MOST_WORDS
        )
        many = page.paginator.count
        if not many:
            continue
        yield Heading(question.title.read(language).text)
        if many > MOST_WORDS:
            told = {"shown": number(MOST_WORDS, language), "all": number(many, language)}
            yield Words(
                _("The first %(shown)s of %(all)s. All of them are in the spreadsheet and on the site.")
                % told,
                quiet=True,
            )
        for card in page.object_list:
            if not card.words.removed_for:
                yield Quote(speaker(card.voice), card.words.text, card.words.language)


def speaker(voice: Voice) -> str:
    """How readers meet somebody: organisations by name, groups by their size, persons by a name that they chose."""
    if voice.capacity in {Capacity.ORGANISATION, Capacity.BODY}:
        return submitted.name_of(voice)
    if voice.capacity == Capacity.GROUP:
        many = voice.head_count or 0
        return ngettext("A group of %(number)s", "A group of %(number)s", many) % {"number": many}
    if voice.pseudonym:
        return str(voice.pseudonym)
    return _("Somebody active in an organisation") if voice.capacity == Capacity.ACTIVE else _("A resident")


def _statements(consultation: Consultation) -> Iterator[Block]:
    """Which organisations answered under their own names, and under which number."""
    found = submitted.statements_among(consultations.statements(consultation))
    if not found:
        yield Words(_("No organisation has given a statement yet."))
        return
    columns = [Column(label=_("Organisation")), Column(label=_("Answer number"), number=True)]
    rows = [(submitted.name_of(each.voice), str(each.number)) for each in found]
    yield Grid(
        Table(caption=_("Organisations that gave a statement"), columns=columns, rows=rows), for_slides=False
    )
