"""Every figure of a survey's results, from its open data alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from punos_analysis.brainstorm import breakdown_of, unheard_of
from punos_analysis.breakdowns import HIDDEN, Breakdown, Cell, Why
from punos_analysis.counting import LEVEL
from punos_analysis.crosstabs import REST
from punos_analysis.survey_data import (
    PART_OF,
    PARTS,
    PERSON,
    POINT,
    AnsweredRow,
    AnswerRow,
    CrosstabRow,
    Kind,
    PlaceRow,
    QuestionInput,
    SurveyData,
)
from punos_analysis.survey_figures import Numbers, Point, QuestionFigures, SurveyFigures, Table
from punos_analysis.survey_parts import parts_of

# counts with one answer for each organisation are sums of numbers rounded to six decimals
ROUNDED = 0.01


def analyse_survey(data: SurveyData, *, level: float = LEVEL) -> SurveyFigures:
    """Every published figure, from the open data alone. Raises ValueError where these contradict themselves."""
    voices = data.participation
    of_part = {
        part: sum(getattr(voices, each) for each in PART_OF if PART_OF[each] == part) for part in PARTS
    }
    dimensions = dict.fromkeys(row.dimension for row in data.background)
    breakdowns = {each: breakdown_of(data.background, each, total=voices.total) for each in dimensions}
    answered, answers = _by_question(data.answered), _by_question(data.answers)
    places, crosstabs = _by_question(data.places), _by_question(data.crosstabs)
    return SurveyFigures(
        level=level,
        participation=voices,
        total=voices.total,
        persons=of_part["person"],
        organisations=of_part["organisation"],
        groups=of_part["group"],
        statements=tuple(sorted({each.organisation for each in data.statements})),
        breakdowns=breakdowns,
        unheard={each: unheard_of(data.registry, each, breakdowns[each]) for each in dimensions},
        questions=tuple(
            _question(
                each,
                answered.get(each.code, []),
                answers.get(each.code, []),
                places.get(each.code, []),
                tables_of(each, crosstabs.get(each.code, []), breakdowns),
                level,
            )
            for each in data.questions
        ),
    )


def _by_question[Row: (AnsweredRow, AnswerRow, PlaceRow, CrosstabRow)](
    rows: Iterable[Row],
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.question, []).append(row)
    return found


def _question(
    question: QuestionInput,
    answered: Sequence[AnsweredRow],
    answers: Sequence[AnswerRow],
    places: Sequence[PlaceRow],
    crosstabs: Mapping[str, tuple[Table, ...]],
    level: float,
) -> QuestionFigures:
    numbers = {row.part: row for row in answered}
    if set(numbers) != set(PARTS) or len(answered) != len(PARTS):
        raise ValueError(f"{question.code}: how many answered is not told once for each part")
    is_complete = numbers[PERSON].answered.isdigit()
    each = {part: int(row.answered) for part, row in numbers.items() if row.answered.isdigit()}
    once = {part: int(row.once) for part, row in numbers.items() if row.once}
    _check(question, numbers, answers)
    _check_points(question, answers, places)
    return QuestionFigures(
        code=question.code,
        kind=question.kind,
        is_public=question.is_public,
        options=question.options,
        rows=question.rows,
        lowest=question.lowest,
        highest=question.highest,
        shown=_numbers({part: row.shown for part, row in numbers.items()}),
        answered=_numbers({part: row.answered for part, row in numbers.items()}),
        is_complete=is_complete,
        parts=parts_of(question, each, _counted(answers, each, once=False), level)
        if question.is_public
        else (),
        once=parts_of(question, once, _counted(answers, once, once=True), level) if once else (),
        points=tuple(Point(*row[1:]) for row in places),
        crosstabs=crosstabs,
    )


def _check(question: QuestionInput, numbers: Mapping[str, AnsweredRow], answers: Sequence[AnswerRow]) -> None:
    """More answers than people who answered, or than were asked, are a fault of the files."""
    for part, row in numbers.items():
        if row.answered.isdigit() and row.shown.isdigit() and int(row.answered) > int(row.shown):
            raise ValueError(f"{question.code}: more answered than were asked ({part})")
        for is_once, known in ((False, row.answered), (True, row.once)):
            most = int(known) if known.isdigit() else 0
            totals: dict[str, float] = {}
            for (line, _), count in _counted(answers, (part,), once=is_once)[part].items():
                totals[line] = totals.get(line, 0.0) + count
            if any(total > most + ROUNDED for total in totals.values()):
                raise ValueError(f"{question.code}: more answers than people who answered ({part})")


def _check_points(question: QuestionInput, answers: Iterable[AnswerRow], places: Iterable[PlaceRow]) -> None:
    """Other points than were counted are a fault of the files."""
    counted = Counter({row.part: row.answers for row in answers if row.value == POINT})
    if question.kind is Kind.PLACE and counted != Counter(row.part for row in places):
        raise ValueError(f"{question.code}: other points than were counted")


def _numbers(of: Mapping[str, str]) -> Numbers:
    """The sum holds the parts whose number is shown; it is hidden where none is."""
    known = [int(each) for each in of.values() if each.isdigit()]
    return Numbers(**of, all=str(sum(known)) if known else HIDDEN)


def _counted(
    answers: Iterable[AnswerRow], parts: Iterable[str], *, once: bool
) -> dict[str, dict[tuple[str, str], float]]:
    """For each of these parts: by row and value, how many answered so."""
    found: dict[str, dict[tuple[str, str], float]] = {part: {} for part in parts}
    for row in answers:
        count = row.once if once else float(row.answers)
        if row.part in found and count:
            found[row.part][row.row, row.value] = count
    return found


def tables_of(
    question: QuestionInput, rows: Sequence[CrosstabRow], breakdowns: Mapping[str, Breakdown]
) -> dict[str, tuple[Table, ...]]:
    """The crosstabs by dimension, in the order of the rows. Raises ValueError for an unknown dimension."""
    found: dict[tuple[str, str], list[CrosstabRow]] = {}
    for row in rows:
        if row.dimension not in breakdowns:
            raise ValueError(f"{question.code}: no breakdown by {row.dimension}")
        found.setdefault((row.dimension, row.row), []).append(row)
    made: dict[str, list[Table]] = {}
    for (dimension, _), some in found.items():
        made.setdefault(dimension, []).append(_table(question, some, breakdowns[dimension]))
    return {dimension: tuple(tables) for dimension, tables in made.items()}


def _table(question: QuestionInput, rows: Sequence[CrosstabRow], cells: Breakdown) -> Table:
    codes = tuple(dict.fromkeys(row.code for row in rows))
    values = tuple(dict.fromkeys(row.value for row in rows))
    by_place = {(row.value, row.code): row for row in rows}
    if len(by_place) != len(rows) or len(rows) != len(codes) * len(values):
        raise ValueError(f"{question.code}: a crosstab with holes or doubles")
    n = {code: _denominator(question, by_place.get(("", code)), code, cells) for code in codes}
    return Table(
        row=rows[0].row,
        codes=codes,
        values=values,
        cells=tuple(tuple(_cell(by_place[value, code], n[code]) for code in codes) for value in values),
    )


def _denominator(
    question: QuestionInput, silent: CrosstabRow | None, code: str, cells: Breakdown
) -> int | None:
    """How many of this code answered, as far as that is told; in a multiple choice, how many there are."""
    totals = {each.code: each.count for each in cells.cells} | {REST: cells.rest}
    total = totals.get(code)
    if question.kind is Kind.MULTIPLE or total is None:
        return total
    is_told = silent is not None and silent.why == Why.SHOWN.value
    return total - int(silent.shown) if silent is not None and is_told else None


def _cell(row: CrosstabRow, n: int | None) -> Cell:
    why = Why(row.why)
    count = int(row.shown) if why is Why.SHOWN else None
    share = None if count is None or not n or not row.value else count / n
    return Cell(code=row.code, label=row.shown, why=why, count=count, share=share)
