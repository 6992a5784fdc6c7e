"""The open data of a survey as the texts of its files, and back."""

import math
from collections.abc import Iterable, Mapping, Sequence

from punos_analysis.brainstorm import CAPACITIES, BackgroundRow, RegistryRow
from punos_analysis.breakdowns import FEW, HIDDEN, Why
from punos_analysis.files import body, guarded, participation_from, unguarded, written
from punos_analysis.survey_data import (
    CHOSEN,
    NO,
    ORDER,
    PARTS,
    SENT,
    SIGNED,
    YES,
    AnsweredRow,
    AnswerRow,
    CrosstabRow,
    Kind,
    PlaceRow,
    QuestionInput,
    StatementRow,
    SurveyData,
    TextRow,
)
from punos_analysis.tables import Line, table

PARTICIPATION, QUESTIONS, OPTIONS = "participation.csv", "questions.csv", "options.csv"
ANSWERED, ANSWERS, PLACES, TEXTS = "answered.csv", "answers.csv", "places.csv", "texts.csv"
BACKGROUND, CROSSTABS, REGISTRY = "background.csv", "crosstabs.csv", "registry.csv"
STATEMENTS = "statements.csv"
OPTION, ROW = "option", "row"
TITLE = "title_"
HEADERS: Mapping[str, Sequence[str]] = {
    PARTICIPATION: ("capacity", "voices", "head_count"),
    QUESTIONS: ("question", "kind", "public", "lowest", "highest", "shown_if", "shown_if_values"),
    OPTIONS: ("question", "role", "code", "asks_which"),
    ANSWERED: AnsweredRow._fields,
    ANSWERS: AnswerRow._fields,
    PLACES: PlaceRow._fields,
    TEXTS: TextRow._fields,
    BACKGROUND: BackgroundRow._fields,
    CROSSTABS: CrosstabRow._fields,
    REGISTRY: RegistryRow._fields,
    STATEMENTS: StatementRow._fields,
}
TABLES = tuple(HEADERS)


def write_survey(data: SurveyData, *, notes: Sequence[str] = ()) -> dict[str, str]:
    """The text of each table by file name; `notes` stand at the head of each, one a line.

    Titles of questions and options stand in a column for each language, as `title_fi`.
    """
    head = "".join(f"# {' '.join(each.split())}\n" for each in notes)
    voices = data.participation
    spoken = languages(data)
    titled = tuple(f"{TITLE}{each}" for each in spoken)
    bodies: dict[str, Iterable[Sequence[object]]] = {
        PARTICIPATION: [
            (each, getattr(voices, each), voices.head_count if each == "group" else "") for each in CAPACITIES
        ],
        QUESTIONS: [_question_row(each, spoken) for each in data.questions],
        OPTIONS: [row for each in data.questions for row in _option_rows(each, spoken)],
        ANSWERED: data.answered,
        ANSWERS: data.answers,
        PLACES: data.places,
        TEXTS: data.texts,
        BACKGROUND: data.background,
        CROSSTABS: data.crosstabs,
        REGISTRY: data.registry,
        STATEMENTS: data.statements,
    }
    headers = {
        **HEADERS,
        QUESTIONS: (*HEADERS[QUESTIONS], *titled),
        OPTIONS: (*HEADERS[OPTIONS], *titled),
    }
    return {name: head + written(headers[name], map(_guarded, bodies[name])) for name in TABLES}


def read_survey(texts: Mapping[str, str]) -> SurveyData:
    """The open data in these texts. Raises BrokenFile for what is absent or makes no sense."""
    questions = _questions(texts)
    known = {each.code: each for each in questions}
    lines = {name: _lines(texts, name) for name in TABLES if name not in (QUESTIONS, OPTIONS)}
    return SurveyData(
        participation=participation_from(lines[PARTICIPATION]),
        questions=questions,
        answered=tuple(_answered(line, known) for line in lines[ANSWERED]),
        answers=tuple(_answer(line, known) for line in lines[ANSWERS]),
        places=tuple(_place(line, known) for line in lines[PLACES]),
        texts=tuple(_text(line, known) for line in lines[TEXTS]),
        background=tuple(
            BackgroundRow(line.text("dimension"), line.cells["code"], _shown(line, "shown"), _why(line))
            for line in lines[BACKGROUND]
        ),
        crosstabs=tuple(_crosstab(line, known) for line in lines[CROSSTABS]),
        registry=tuple(
            RegistryRow(line.text("dimension"), line.cells["code"], line.whole("organisations"))
            for line in lines[REGISTRY]
        ),
        statements=tuple(_statement(line) for line in lines[STATEMENTS]),
    )


def languages(data: SurveyData) -> tuple[str, ...]:
    """The languages in which any question or option has a title, in the order in which they are met."""
    texts = [
        each
        for question in data.questions
        for each in (question.titles, *question.option_titles.values(), *question.row_titles.values())
    ]
    return tuple(dict.fromkeys(language for each in texts for language in each))


def _question_row(each: QuestionInput, spoken: Sequence[str]) -> Sequence[object]:
    code, wanted = each.shown_if or ("", ())
    ends = ("" if end is None else end for end in (each.lowest, each.highest))
    titles = (each.titles.get(language, "") for language in spoken)
    return each.code, each.kind.value, YES if each.is_public else NO, *ends, code, " ".join(wanted), *titles


def _option_rows(each: QuestionInput, spoken: Sequence[str]) -> Iterable[Sequence[object]]:
    for role, codes, titles in (
        (OPTION, each.options, each.option_titles),
        (ROW, each.rows, each.row_titles),
    ):
        for code in codes:
            asks = YES if role == OPTION and code in each.asks_which else NO
            own = titles.get(code, {})
            yield each.code, role, code, asks, *(own.get(language, "") for language in spoken)


def _guarded(row: Sequence[object]) -> list[object]:
    """No cell that a spreadsheet would run; None becomes an empty one, as the csv module has it."""
    return [guarded(each) if isinstance(each, str) else each for each in row]


def _lines(texts: Mapping[str, str], name: str) -> list[Line]:
    _, lines = table(body(texts, name), file=name, columns=HEADERS[name], may_be_empty=True)
    unmade = ({column: unguarded(cell) for column, cell in line.cells.items()} for line in lines)
    return [Line(line.file, line.number, cells) for line, cells in zip(lines, unmade, strict=True)]


def _questions(texts: Mapping[str, str]) -> tuple[QuestionInput, ...]:
    found: dict[str, Line] = {}
    for line in _lines(texts, QUESTIONS):
        if line.text("question") in found:
            raise line.broken(f"question {line.text('question')} is there twice")
        found[line.text("question")] = line
    options: dict[str, list[Line]] = {code: [] for code in found}
    for line in _lines(texts, OPTIONS):
        options[_known(line, found)].append(line)
    return tuple(_question(line, options[code]) for code, line in found.items())


def _question(line: Line, lines: Sequence[Line]) -> QuestionInput:
    by_role = {
        role: {each.text("code"): each for each in lines if each.one_of("role", (OPTION, ROW)) == role}
        for role in (OPTION, ROW)
    }
    leading = line.text("shown_if")
    return QuestionInput(
        code=line.text("question"),
        kind=Kind(line.one_of("kind", [each.value for each in Kind])),
        options=tuple(by_role[OPTION]),
        rows=tuple(by_role[ROW]),
        lowest=line.whole("lowest") if line.text("lowest") else None,
        highest=line.whole("highest") if line.text("highest") else None,
        is_public=line.one_of("public", (YES, NO)) == YES,
        shown_if=(leading, tuple(line.text("shown_if_values").split())) if leading else None,
        asks_which=tuple(code for code, each in by_role[OPTION].items() if each.text("asks_which") == YES),
        titles=_titles(line),
        option_titles={code: own for code, each in by_role[OPTION].items() if (own := _titles(each))},
        row_titles={code: own for code, each in by_role[ROW].items() if (own := _titles(each))},
    )


def _titles(line: Line) -> dict[str, str]:
    return {
        name.removeprefix(TITLE): text for name, text in line.cells.items() if name.startswith(TITLE) and text
    }


def _known(line: Line, questions: Mapping[str, object]) -> str:
    code = line.text("question")
    if code not in questions:
        raise line.broken(f"question {code!r} is not in {QUESTIONS}")
    return code


def _count(line: Line, column: str) -> int:
    number = line.whole(column)
    if number < 0:
        raise line.broken(f"{column} is less than 0: {number}")
    return number


def _number(line: Line, column: str) -> float:
    try:
        number = float(line.text(column))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise line.broken(f"{column} is not a number: {line.cells[column]!r}")
    return number


def _shown(line: Line, column: str) -> str:
    """A count as it may be shown."""
    text = line.text(column)
    if text not in (FEW, HIDDEN) and not (text.isascii() and text.isdigit()):
        raise line.broken(f"{column} is {text!r}, not a number, {FEW} or {HIDDEN}")
    return text


def _why(line: Line) -> str:
    why = line.one_of("why", [each.value for each in Why])
    if (why == Why.SHOWN.value) != line.text("shown").isdigit():
        raise line.broken(f"{line.text('shown')!r} is not what {why} shows")
    return why


def _answered(line: Line, known: Mapping[str, QuestionInput]) -> AnsweredRow:
    return AnsweredRow(
        question=_known(line, known),
        part=line.one_of("part", PARTS),
        shown=_shown(line, "shown"),
        answered=_shown(line, "answered"),
        once=str(_count(line, "once")) if line.text("once") else "",
    )


def _answer(line: Line, known: Mapping[str, QuestionInput]) -> AnswerRow:
    question = known[_known(line, known)]
    row, value = line.text("row"), line.cells["value"]
    once = _number(line, "once") if line.text("once") else None
    if not _allows(question, row, value):
        raise line.broken(f"{value!r} is no answer to {question.code} {row}".rstrip())
    return AnswerRow(question.code, row, value, line.one_of("part", PARTS), _count(line, "answers"), once)


def _allows(question: QuestionInput, row: str, value: str) -> bool:
    """Whether the question has such a row, and the row such a value."""
    kind = question.kind
    if kind is Kind.MULTIPLE:
        return row in question.options and value == CHOSEN
    if kind is Kind.MATRIX:
        return row in question.rows and value in question.options
    if kind is Kind.RANKING:
        return row == "" and set(value.split(ORDER)) <= set(question.options)
    if kind is Kind.NUMBER:
        return row == "" and _is_number(value)
    return row == "" and (kind is Kind.DATE or value in question.values)


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _place(line: Line, known: Mapping[str, QuestionInput]) -> PlaceRow:
    return PlaceRow(
        question=_known(line, known),
        part=line.one_of("part", PARTS),
        latitude=_number(line, "latitude"),
        longitude=_number(line, "longitude"),
        name=line.cells["name"],
    )


def _text(line: Line, known: Mapping[str, QuestionInput]) -> TextRow:
    return TextRow(
        question=_known(line, known),
        number=line.whole("number"),
        language=line.text("language"),
        state=line.text("state"),
        text=line.cells["text"],
    )


def _statement(line: Line) -> StatementRow:
    if line.cells["answer"]:
        _count(line, "answer")
    return StatementRow(
        organisation=line.cells["organisation"],
        answer=line.cells["answer"],
        by=line.one_of("by", (SENT, SIGNED)),
        counts=line.one_of("counts", (YES, NO)),
    )


def _crosstab(line: Line, known: Mapping[str, QuestionInput]) -> CrosstabRow:
    return CrosstabRow(
        question=_known(line, known),
        row=line.text("row"),
        dimension=line.text("dimension"),
        code=line.cells["code"],
        value=line.cells["value"],
        shown=_shown(line, "shown"),
        why=_why(line),
    )
