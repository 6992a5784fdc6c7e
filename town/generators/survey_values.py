"""What one speaker answers to the survey of May 2022: closed answers by dice, open ones out of sentences."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from town.texts import may_answers as shapes
from town.texts.hearing_shapes import Place, Value
from town.texts.may_questions import IN_AN_ORGANISATION
from town.texts.may_survey import HEARING
from town.texts.registry import registry
from town.texts.shapes import Capacity, Language

FIRST_DAY = date(2022, 8, 22)  # Monday after the schools have begun
SECOND_SENTENCE = 0.16
MORE_THAN_ONE = ("structures", "communication", "first")  # wishes add up; what works, and secrets, do not
CLOSING = 0.26
SLIP = 0.055  # two letters changed places


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answers: as in `AnswerRow`, with what the dice look at."""

    capacity: Capacity
    organisation: int | None = None
    head_count: int = 1
    size: str = ""
    field: str = ""
    languages: tuple[Language, ...] = ("fi", "sv")
    language: Language = "fi"
    person: str = ""
    body: str = ""
    is_nationwide: bool = False

    @property
    def who(self) -> str:
        """Small, large or resident: whose shapes the closed answers follow."""
        if self.capacity == "resident":
            return "resident"
        return "large" if self.body or self.size in ("5_19", "20_plus") else "small"

    @property
    def tags(self) -> set[str]:
        """Which sentences this speaker may write."""
        if self.capacity == "resident":
            return {"", "resident"}
        if self.capacity == "group":
            return {"", "group", self.field}
        return {"body"} if self.body else {"", "own", self.who, self.field}


class Deck:
    """Sentences that are each written once: when none is left for a speaker, nothing is said."""

    def __init__(self, random: Random, lines: tuple[shapes.Line, ...]) -> None:
        self.random = random
        self.left = list(lines)

    def draw(self, tags: set[str]) -> str:
        """A sentence for one of these tags, one's own matter rather than everybody's."""
        fitting = [line for line in self.left if line[0] in tags]
        if not fitting:
            return ""
        line = self.random.choices(fitting, [1.0 if tag == "" else 2.2 for tag, _ in fitting])[0]
        self.left.remove(line)
        return line[1]


class Values:
    """Draws the values of one answer after another, so that no sentence is used twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.decks = _decks(random, shapes.LINES)
        self.easy_decks = _decks(random, shapes.EASY_LINES)
        self.closings = {language: Deck(random, lines) for language, lines in shapes.CLOSINGS.items()}
        self.members: dict[int, float] = {}

    def full(self, speaker: Speaker) -> dict[str, Value]:
        """All questions in their order, left out where this speaker answers nothing."""
        values: dict[str, Value] = {}
        answering: tuple[Callable[[Speaker, dict[str, Value]], None], ...] = (
            self._role,
            self._scale,
            self._importance,
            self._order,
            self._meeting,
            self._grants,
            self._place,
            self._texts,
        )
        for answer in answering:
            answer(speaker, values)
        codes = [question.code for question in HEARING.questions]
        return dict(sorted(values.items(), key=lambda item: codes.index(item[0].partition(":")[0])))

    def easy(self, speaker: Speaker) -> dict[str, Value]:
        """The short set in easy language."""
        values: dict[str, Value] = {}
        self._scale(speaker, values)
        self._texts_of(speaker, values, ("what_works",), self.easy_decks, {"easy"})
        self._times(speaker, values)
        self._texts_of(speaker, values, ("first",), self.easy_decks, {"easy"})
        return values

    def _role(self, speaker: Speaker, values: dict[str, Value]) -> None:
        if speaker.body or (self.random.random() < 0.04 and not speaker.person):
            return
        weights = dict(shapes.ROLES[speaker.who])
        if speaker.size == "volunteers":
            del weights["employee"]
        role = shapes.ROLE_OF_PERSON.get(speaker.person) or self._one(weights)
        values["role"] = role
        if role == "other":
            values["role:other"] = self.random.choice(shapes.OTHER_ROLES[speaker.language])
        if role in IN_AN_ORGANISATION and self.random.random() < 0.86:
            self._members(speaker, values)

    def _members(self, speaker: Speaker, values: dict[str, Value]) -> None:
        """About the same number from everybody of one organisation; a foundation has none."""
        if speaker.organisation is None or registry()[speaker.organisation].name.endswith(" sr"):
            return
        middle = shapes.MEMBERS[speaker.size] * (4 if speaker.is_nationwide else 1)
        known = self.members.setdefault(speaker.organisation, middle * math.exp(self.random.gauss(0, 0.7)))
        values["members"] = _as_people_say(known * self.random.uniform(0.94, 1.06))

    def _scale(self, speaker: Speaker, values: dict[str, Value]) -> None:
        wish = self.random.gauss(shapes.WORKS_NOW[speaker.who], 0.9)
        values["works_now"] = min(5, max(1, round(wish)))

    def _importance(self, speaker: Speaker, values: dict[str, Value]) -> None:
        """The matrix; some leave rows out, and a few skip the whole of it."""
        if self.random.random() < 0.06:
            return
        kindness = self.random.gauss(0, 0.3)
        leans = shapes.FIELD_LEANS.get(speaker.field, {})
        given: dict[str, str] = {}
        for row, shape in shapes.IMPORTANCE.items():
            drawn = self.random.random()
            if drawn < 0.03:
                continue
            wish = self.random.gauss(shape["mean"] + shape[speaker.who] + leans.get(row, 0) + kindness, 0.75)
            level = shapes.LEVELS[min(4, max(1, round(wish))) - 1]
            given[row] = "cannot_say" if drawn < 0.08 else level
        values["importance"] = given

    def _order(self, speaker: Speaker, values: dict[str, Value]) -> None:
        """An order drawn place by place; one in four names only the first two or three."""
        if self.random.random() < 0.08:
            return
        weights = dict(shapes.ORDER[speaker.who])
        order: list[str] = []
        for _ in range(len(weights) if self.random.random() < 0.75 else self.random.randint(2, 3)):
            code = self._one(weights)
            order.append(code)
            del weights[code]
        values["order"] = order

    def _times(self, speaker: Speaker, values: dict[str, Value]) -> None:
        limit = HEARING.question("meeting_time").limit
        times = self._some(shapes.MEETING_TIMES[speaker.who])[:limit]
        if times:
            values["meeting_time"] = times

    def _meeting(self, speaker: Speaker, values: dict[str, Value]) -> None:
        self._times(speaker, values)
        if self.random.random() < 0.42:
            weekday = self.random.choices(range(7), (3, 7, 8, 7, 1, 1, 0.5))[0]
            day = FIRST_DAY + timedelta(weeks=self.random.randrange(10), days=weekday)
            values["meeting_day"] = day.isoformat()

    def _grants(self, speaker: Speaker, values: dict[str, Value]) -> None:
        """Whether a grant was asked for, which only those in an organisation are shown."""
        if values.get("role") not in IN_AN_ORGANISATION:
            return
        applied = self._one(shapes.APPLIED[speaker.who])
        values["applied"] = applied
        help_wanted = self._some(shapes.GRANT_HELP[speaker.who])
        if applied not in ("yes", "gave_up") or not help_wanted:
            return
        values["grant_help"] = help_wanted
        if "other" in help_wanted:
            values["grant_help:other"] = self.random.choice(shapes.OTHER_HELP[speaker.language])

    def _place(self, speaker: Speaker, values: dict[str, Value]) -> None:
        if self.random.random() > {"small": 0.5, "large": 0.15, "resident": 0.6}[speaker.who]:
            return
        name_fi, name_sv, lat, lon = self.random.choice(shapes.PLACES)
        values["space_place"] = Place(
            lat=round(lat + self.random.uniform(-0.003, 0.003), 4),
            lon=round(lon + self.random.uniform(-0.005, 0.005), 4),
            name=name_sv if speaker.language == "sv" else name_fi,
        )

    def _texts(self, speaker: Speaker, values: dict[str, Value]) -> None:
        """Open answers. Who is in no organisation does not write for one, whatever the capacity."""
        tags = speaker.tags - ({"own", "small", "large"} if values.get("role") == "none" else set())
        share = 1.6 if speaker.person and speaker.organisation is not None else 1.0
        codes = tuple(
            code for code, chance in shapes.ANSWERED.items() if self.random.random() < share * chance
        )
        self._texts_of(speaker, values, codes, self.decks, tags)
        first = values.get("first")
        if isinstance(first, str) and self.random.random() < CLOSING:
            ending = self.closings[speaker.language].draw(tags)
            values["first"] = f"{first if first[-1] in '.!?' else first + '.'} {ending}".rstrip()

    def _texts_of(
        self,
        speaker: Speaker,
        values: dict[str, Value],
        codes: tuple[str, ...],
        decks: dict[tuple[str, str], Deck],
        tags: set[str],
    ) -> None:
        """Some sentences to each of these questions, in one person's way of writing."""
        is_hasty = speaker.who != "large" and self.random.random() < 0.2
        ends = self.random.random() > 0.17 or speaker.who == "large"
        for code in codes:
            deck = decks[speaker.language, code]
            sentences = [deck.draw(tags)]
            if sentences[0] and code in MORE_THAN_ONE and self.random.random() < SECOND_SENTENCE:
                sentences.append(deck.draw(tags))
            text = " ".join(sentence for sentence in sentences if sentence)
            if text:
                values[code] = self._written(text, is_hasty=is_hasty, ends=ends)

    def _written(self, text: str, *, is_hasty: bool, ends: bool) -> str:
        if is_hasty:
            text = text[0].lower() + text[1:]
        if not ends:
            text = text.removesuffix(".")
        return self._slipped(text) if self.random.random() < SLIP else text

    def _slipped(self, text: str) -> str:
        """The text with two neighbouring letters of a long word in the wrong order."""
        words = text.split(" ")
        long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
        if not long:
            return text
        place = self.random.choice(long)
        word = words[place]
        at = self.random.randrange(2, len(word) - 2)
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)

    def _one(self, weights: shapes.Weights) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _some(self, chances: shapes.Weights) -> list[str]:
        return [code for code, chance in chances.items() if self.random.random() < chance]


def _decks(
    random: Random, lines: dict[str, dict[str, tuple[shapes.Line, ...]]]
) -> dict[tuple[str, str], Deck]:
    return {
        (language, code): Deck(random, of_question)
        for language, questions in lines.items()
        for code, of_question in questions.items()
    }


def _as_people_say(number: float) -> int:
    """A number of people as it is remembered: 37, 120, 1 500."""
    if number < 60:
        return max(4, round(number))
    step = 10 if number < 500 else 100 if number < 5000 else 1000
    return round(number / step) * step
