"""Answers as the consultation keeps them, checked, and laid out so that they can be counted."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from punos_analysis.ratings import Integers
from punos_analysis.survey_data import CHOSEN, ORDER, POINT, WORDS, Kind, QuestionInput, Values

CODE = re.compile(r"[\w-]+")
OTHER = ":other"
NOT_GIVEN = -1
LEADING = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER)


class Slot(NamedTuple):
    """One thing that is counted: a question, a row of a matrix, or an option of a multiple choice.

    `given` holds for each voice the place of its answer in `values`, -1 for none; `speaks` tells who counts in
    the denominator.
    """

    row: str
    values: tuple[str, ...]
    given: Integers
    speaks: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with whom it was shown to and the answer of each voice, None for none.

    `leads_to_hidden` is true where showing it depends on a question that is not public.
    """

    question: QuestionInput
    shown: np.ndarray
    answers: Sequence[Any]
    leads_to_hidden: bool

    @property
    def answered(self) -> np.ndarray:
        """Who answered."""
        return np.array([each is not None for each in self.answers], np.bool_)


def asked(questions: Sequence[QuestionInput], voices: Sequence[str], values: Values) -> dict[str, Asked]:
    """Every question in order with its answers; those to a question that was not shown are left out.

    Raises ValueError for an answer that the question does not allow, by an unknown voice or to an unknown
    question, and for a question that depends on one that does not come before it.
    """
    strange = sorted(set(values) - set(voices))
    if strange:
        raise ValueError(f"an answer by a voice that is not there: {strange[0]}")
    codes = {each.code for each in questions}
    for code in (code for each in questions for code in (each.code, *each.options, *each.rows)):
        if not CODE.fullmatch(code):
            raise ValueError(f"no code of letters, digits, - and _: {code!r}")
    unknown = sorted({code.removesuffix(OTHER) for given in values.values() for code in given} - codes)
    if unknown:
        raise ValueError(f"an answer to a question that is not there: {unknown[0]}")
    if len(codes) != len(questions):
        raise ValueError("a question is there twice")
    made: dict[str, Asked] = {}
    for question in questions:
        shown, hidden = _shown(question, made, len(voices))
        read = READ[question.kind]
        answers = [
            read(question, values[voice][question.code])
            if here and question.code in values.get(voice, ())
            else None
            for voice, here in zip(voices, shown.tolist(), strict=True)
        ]
        made[question.code] = Asked(question, shown, answers, hidden)
    return made


def slots(question: QuestionInput, answers: Sequence[Any]) -> Iterator[Slot]:
    """What is counted of the answers to a question."""
    speaks = np.array([each is not None for each in answers], np.bool_)
    if question.kind is Kind.MULTIPLE:
        for option in question.options:
            taken = [0 if each is not None and option in each else NOT_GIVEN for each in answers]
            yield Slot(option, (CHOSEN,), np.array(taken, np.int32), speaks)
    elif question.kind is Kind.MATRIX:
        for row in question.rows:
            yield _slot(row, question.options, [each and each.get(row) for each in answers])
    elif question.kind in (Kind.SINGLE, Kind.SCALE, Kind.PLACE):
        yield _slot("", question.values, [POINT if isinstance(each, tuple) else each for each in answers])
    elif question.kind is Kind.RANKING:
        joined = [each and ORDER.join(each) for each in answers]
        yield _slot("", tuple(sorted({each for each in joined if each})), joined)
    elif question.kind in (Kind.NUMBER, Kind.DATE):
        order = float if question.kind is Kind.NUMBER else str
        yield _slot("", tuple(sorted({each for each in answers if each}, key=order)), answers)


def first_choices(question: QuestionInput, answers: Sequence[Any]) -> Slot:
    """The option that each voice ranked first."""
    return _slot("", question.options, [each and each[0] for each in answers])


def _slot(row: str, values: tuple[str, ...], given: Sequence[str | None]) -> Slot:
    place = {each: at for at, each in enumerate(values)}
    places = np.array([NOT_GIVEN if each is None else place[each] for each in given], np.int32)
    return Slot(row, values, places, places != NOT_GIVEN)


def _shown(question: QuestionInput, before: Mapping[str, Asked], number: int) -> tuple[np.ndarray, bool]:
    """To whom the question was shown, and whether that hangs on something not public."""
    if question.shown_if is None:
        return np.ones(number, np.bool_), False
    code, wanted = question.shown_if
    if code not in before or before[code].question.kind not in LEADING:
        raise ValueError(f"{question.code} cannot be shown by the answer to {code}")
    leading = before[code]
    some = [
        any(each in wanted for each in (given if isinstance(given, tuple) else (given,)))
        for given in leading.answers
    ]
    hidden = leading.leads_to_hidden or not leading.question.is_public
    return np.array(some, np.bool_), hidden


def _strange(question: QuestionInput, value: object) -> ValueError:
    return ValueError(f"{value!r} is no answer to {question.code}")


def _option(question: QuestionInput, value: object) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or value not in question.options:
        raise _strange(question, value)
    return value


def _several(question: QuestionInput, value: object) -> tuple[str, ...] | None:
    """Options without repetition, in the order given; for rankings that is best first."""
    if not isinstance(value, list | tuple):
        raise _strange(question, value)
    if not all(isinstance(each, str) and each in question.options for each in value):
        raise _strange(question, value)
    return tuple(dict.fromkeys(value)) or None


def _said(question: QuestionInput, value: object) -> bool | None:
    """Whether anything was said; the words themselves are published as contributions."""
    if not isinstance(value, bool | str) and value is not None:
        raise _strange(question, value)
    return True if value is True or (isinstance(value, str) and value.strip()) else None


def _files(question: QuestionInput, value: object) -> bool | None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _strange(question, value)
    return True if value else None


def _number(question: QuestionInput, value: object) -> str | None:
    """As text, 12.0 as 12, to six decimals."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _strange(question, value)
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def _step(question: QuestionInput, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or str(value) not in question.values:
        raise _strange(question, value)
    return str(value)


def _lines(question: QuestionInput, value: object) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        raise _strange(question, value)
    if any(row not in question.rows for row in value):
        raise _strange(question, dict(value))
    return {row: option for row, each in value.items() if (option := _option(question, each))} or None


def _month(question: QuestionInput, value: object) -> str | None:
    """The month of a day: no figure needs more."""
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()[:7]
    except ValueError:
        raise _strange(question, value) from None


def _place(question: QuestionInput, value: object) -> tuple[float, float, str] | str | None:
    """A point with its name, or that the place was told in words only."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _strange(question, value)
    ends = (value.get("lat"), value.get("lon"))
    if ends == (None, None):
        return WORDS if str(value.get("name") or "").strip() else None
    if any(isinstance(each, bool) or not isinstance(each, int | float) for each in ends):
        raise _strange(question, dict(value))
    latitude, longitude = float(ends[0] or 0), float(ends[1] or 0)
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise _strange(question, dict(value))
    return latitude, longitude, str(value.get("name") or "")


READ: Mapping[Kind, Callable[[QuestionInput, Any], Any]] = {
    Kind.SINGLE: _option,
    Kind.MULTIPLE: _several,
    Kind.TEXT: _said,
    Kind.NUMBER: _number,
    Kind.SCALE: _step,
    Kind.MATRIX: _lines,
    Kind.RANKING: _several,
    Kind.DATE: _month,
    Kind.PLACE: _place,
    Kind.FILE: _files,
}
