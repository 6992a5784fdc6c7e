"""From what somebody typed into the fields of a question to its value, and back.

One way for drafts and for what is sent: what can't be read is kept as it was typed, with a sentence about what to
mend. The fields of a question are named by its code: `code`; `code:which` for words beside a choice; `code:row` of a
matrix; `code:option` of a ranking; `code:lat`, `code:lon` and `code:name` of a place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from punos.consultations.models.question import Option, Question, QuestionKind
from punos.core.text import clean

LONGEST_ANSWER: Final = 100_000  # characters, as in the rule about answers in words
LONGEST_WHICH: Final = 1_000
LONGEST_PLACE: Final = 200
MOST_FILES: Final = 5
_NUMBER = re.compile(r"[-+\u2212]?[0-9]{1,12}([.,][0-9]{1,6})?")
_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")

type Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Read:
    """What was read: the value as `Answer` describes it, or as it was typed with what is wrong with it."""

    value: Any = None
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return is_empty(self.value)


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: no words, no choice, no field of several filled."""
    if isinstance(value, dict):
        return all(each in (None, "") for each in value.values())
    return value is None or value in ("", [])


def other(code: str) -> str:
    """The name under which a draft keeps the words beside a choice."""
    return f"{code}:other"


def keys_of(question: Question) -> list[str]:
    """The names under which a draft keeps what is given to this question."""
    if question.kind == QuestionKind.FILE:
        return []
    return [question.code, other(question.code)] if asks_which(question) else [question.code]


def choices_of(question: Question) -> list[Option]:
    """What can be chosen, in order; options must be read already."""
    return sorted((each for each in question.options.all() if not each.is_row), key=lambda each: each.place)


def rows_of(question: Question) -> list[Option]:
    """The rows of a matrix, in order; options must be read already."""
    return sorted((each for each in question.options.all() if each.is_row), key=lambda each: each.place)


def asks_which(question: Question) -> bool:
    """Whether a choice has a field for words beside it."""
    return any(each.asks_which for each in question.options.all())


def wants_words(question: Question, value: Any) -> bool:
    """Whether this choice is one with words beside it."""
    chosen = value if isinstance(value, list) else [value]
    return any(each.asks_which and each.code in chosen for each in question.options.all())


def read(question: Question, typed: Typed) -> dict[str, Read]:
    """What was typed into the fields of a question, by the names under which a draft keeps it."""
    if question.kind == QuestionKind.FILE:
        return {}
    found = {question.code: READERS[QuestionKind(question.kind)](question, typed)}
    if asks_which(question):
        words = _first(typed, f"{question.code}:which")
        found[other(question.code)] = Read(words, _too_long(words, LONGEST_WHICH))
    return found


def _first(typed: Typed, name: str) -> str:
    given = typed.get(name) or [""]
    return clean(given[-1])


def _too_long(words: str, most: int) -> str:
    if len(words) <= most:
        return ""
    return _("Your answer has %(length)d characters; at most %(most)d fit.") % {
        "length": len(words),
        "most": most,
    }


# By kind ------------------------------------------------------------------------------------------------------


def _text(question: Question, typed: Typed) -> Read:
    words = _first(typed, question.code)
    return Read(words, _too_long(words, min(question.limit or LONGEST_ANSWER, LONGEST_ANSWER)))


def _single(question: Question, typed: Typed) -> Read:
    chosen = _first(typed, question.code)
    known = {each.code for each in choices_of(question)}
    return Read(chosen or None, "" if not chosen or chosen in known else _("Choose one of what is offered."))


def _multiple(question: Question, typed: Typed) -> Read:
    given = [clean(each) for each in typed.get(question.code) or [] if clean(each)]
    known = [each.code for each in choices_of(question)]
    if not set(given) <= set(known):
        return Read(given, _("Choose among what is offered."))
    chosen = [code for code in known if code in given]
    if question.limit and len(chosen) > question.limit:
        return Read(chosen, _("Choose at most %(most)d.") % {"most": question.limit})
    return Read(chosen)


def _number(question: Question, typed: Typed) -> Read:
    words = _first(typed, question.code)
    if not words:
        return Read()
    plain = re.sub(r"[ \u00a0\u202f']", "", words)
    if not _NUMBER.fullmatch(plain):
        return Read(words, _("Write a number in digits, such as 12."))
    exact = float(plain.replace(",", ".").replace("\u2212", "-"))
    value = int(exact) if exact.is_integer() else exact
    low, high = question.lowest, question.highest
    if (low is not None and value < low) or (high is not None and value > high):
        return Read(words, _out_of_bounds(low, high))
    return Read(value)


def _out_of_bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return _("Write a number that is at most %(high)d.") % {"high": high}
    if high is None:
        return _("Write a number that is at least %(low)d.") % {"low": low}
    return _("Write a number from %(low)d to %(high)d.") % {"low": low, "high": high}


def steps_of(question: Question) -> range:
    """The values of a scale; from 1 to 5 where nothing else was said."""
    low = 1 if question.lowest is None else question.lowest
    high = low + 4 if question.highest is None else question.highest
    return range(low, high + 1)


def _scale(question: Question, typed: Typed) -> Read:
    words = _first(typed, question.code)
    if not words:
        return Read()
    steps = {str(each): each for each in steps_of(question)}
    return Read(steps[words]) if words in steps else Read(words, _("Choose one of what is offered."))


def _matrix(question: Question, typed: Typed) -> Read:
    known = {each.code for each in choices_of(question)}
    given = {row.code: _first(typed, f"{question.code}:{row.code}") for row in rows_of(question)}
    chosen = {row: option for row, option in given.items() if option}
    is_known = set(chosen.values()) <= known
    return Read(chosen, "" if is_known else _("Choose one of what is offered."))


def _ranking(question: Question, typed: Typed) -> Read:
    options = choices_of(question)
    given = {each.code: _first(typed, f"{question.code}:{each.code}") for each in options}
    places = {code: place for code, place in given.items() if place}
    allowed = {str(number): number for number in range(1, places_of(question) + 1)}
    if not set(places.values()) <= set(allowed):
        return Read(places, _("Choose one of what is offered."))
    ranked = sorted(places, key=lambda code: allowed[places[code]])
    twice = [(a, b) for a, b in pairwise(ranked) if places[a] == places[b]]
    if twice:
        named = {each.code: str(each.text) for each in options}
        return Read(
            places,
            _("%(one)s and %(two)s have the same place (%(place)s). Give each a place of its own.")
            % {"one": named[twice[0][0]], "two": named[twice[0][1]], "place": places[twice[0][0]]},
        )
    return Read(ranked)


def places_of(question: Question) -> int:
    """How many places a ranking has."""
    count = len(choices_of(question))
    return min(question.limit, count) if question.limit else count


def _date(question: Question, typed: Typed) -> Read:
    words = _first(typed, question.code)
    if not words:
        return Read()
    plain = words.replace(" ", "").rstrip(".")
    finnish, iso = _DAY.fullmatch(plain), _ISO.fullmatch(plain)
    parts = finnish.groups()[::-1] if finnish else iso.groups() if iso else ("0", "0", "0")
    try:
        return Read(date(*map(int, parts)).isoformat())
    except ValueError:
        return Read(words, _("Write a day as day.month.year, such as 20.5.2022."))


def _place(question: Question, typed: Typed) -> Read:
    name = _first(typed, f"{question.code}:name")
    kept = {side: _first(typed, f"{question.code}:{side}") for side in ("lat", "lon")}
    if not any([name, *kept.values()]):
        return Read()
    point = {side: _degrees(kept[side], most) for side, most in (("lat", 90), ("lon", 180))}
    if any(kept.values()) and None in point.values():
        return Read(
            {**kept, "name": name},
            _(
                "The point is not on the map. Leave it out and write the place in words, or give both "
                "coordinates in degrees, such as 60.19 and 24.94."
            ),
        )
    return Read({**point, "name": name}, _too_long(name, LONGEST_PLACE))


def _degrees(words: str, most: int) -> float | None:
    plain = words.replace(",", ".").replace("\u2212", "-")
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", plain) or abs(float(plain)) > most:
        return None
    return round(float(plain), 6)


READERS: Final[Mapping[QuestionKind, Callable[[Question, Typed], Read]]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TEXT: _text,
    QuestionKind.NUMBER: _number,
    QuestionKind.SCALE: _scale,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.RANKING: _ranking,
    QuestionKind.DATE: _date,
    QuestionKind.PLACE: _place,
}


# And back -----------------------------------------------------------------------------------------------------


def typed(question: Question, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields of a question as somebody would fill them to give these values; the other way round of `read`."""
    value, code = values.get(question.code), question.code
    fields: dict[str, list[str]] = {}
    if isinstance(value, dict):
        given = value.items()
        fields = {f"{code}:{name}": [str(each)] for name, each in given if each not in (None, "")}
    elif isinstance(value, list) and question.kind == QuestionKind.RANKING:
        fields = {f"{code}:{option}": [str(place)] for place, option in enumerate(value, start=1)}
    elif isinstance(value, list):
        fields = {code: [str(each) for each in value]}
    elif question.kind == QuestionKind.DATE and _ISO.fullmatch(str(value)):
        year, month, day = map(int, str(value).split("-"))
        fields = {code: [f"{day}.{month}.{year}"]}
    elif not is_empty(value):
        fields = {code: [str(value)]}
    if words := values.get(other(code)):
        fields[f"{code}:which"] = [str(words)]
    return fields


# As one text --------------------------------------------------------------------------------------------------------


def as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as a speaker's background keeps them: each as one text, several choices parted by commas."""
    return {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in values.items()
        if not (is_empty(value) or isinstance(value, dict))
    }


def of_text(question: Question, text: Any) -> Any:
    """The value that such a text stands for."""
    is_several = question.kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}
    return str(text).split(",") if text and is_several else text


# From elsewhere ---------------------------------------------------------------------------------------------------


def read_given(question: Question, values: Mapping[str, Any]) -> dict[str, Read]:
    """Values that were gathered elsewhere, read as if somebody had typed them; what would be lost that way is a fault."""
    if question.kind == QuestionKind.FILE:
        return {question.code: _names(values.get(question.code))}
    given = typed(question, values)
    found = read(question, given)
    kept = typed(question, {name: each.value for name, each in found.items()})
    if not any(each.fault for each in found.values()) and _sizes(kept) != _sizes(given):
        found[question.code] = Read(
            values.get(question.code), _("This is no answer to this kind of question.")
        )
    return found


def _sizes(fields: Typed) -> dict[str, int]:
    """How much was typed into each field that holds something."""
    filled = {name: [each for each in given if clean(each)] for name, given in fields.items()}
    return {name: len(given) for name, given in filled.items() if given}


def _names(given: Any) -> Read:
    """The names of files that came elsewhere."""
    is_list = isinstance(given, list) and all(isinstance(each, str) for each in given)
    if is_empty(given) or (is_list and len(given) <= MOST_FILES):
        return Read(given)
    return Read(given, _("Give the names of %(most)d files at most.") % {"most": MOST_FILES})
