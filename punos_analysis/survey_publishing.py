"""From what a consultation knows of the answers to a survey to what may be published of them.

What is left out, and why:

* Answers stand without voices: how many persons, organisations and groups gave each answer, and nothing that
  ties one question to the next. Breakdowns tell how each field or area answered every question; with rows of
  whole answers beside them, whoever compares could work out from which field and area each row came.
* A question that one to four persons answered holds no answers of persons.
* Breakdowns of answers have small numbers suppressed (`crosstabs`), together with those who did not answer,
  so that their sums are the same for every question.
* One answer for each organisation (`survey_once`) is told as sums, and only where the persons without an
  organisation, those of organisations that answered themselves, and those of others, are none or at least five.
* Early results, seen while answers come in, hold neither breakdowns of answers nor one answer for each
  organisation: two states of them differ in five persons at least, but these split them into fewer.
* Of a question that is not public only the number of answers is told; nothing of one that is shown only to
  those who gave a certain answer to it.
* Places of persons and groups are rounded to about 100 m and lose their names; of places that were told in
  words only the number is told; days are months.

What can still be learnt: how an organisation or a group answered, where it is the only one, and what all
those of a field with five answers or more have in common.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from punos_analysis.brainstorm import (
    NOT_TOLD,
    PUBLISHED,
    BackgroundRow,
    background_rows,
    participation_of,
    registry_rows,
)
from punos_analysis.breakdowns import FEW, HIDDEN, SMALLEST, Why
from punos_analysis.crosstabs import REST, crosstab
from punos_analysis.ratings import Floats, Integers
from punos_analysis.survey_answers import NOT_GIVEN, Asked, Slot, asked, first_choices, slots
from punos_analysis.survey_data import (
    GROUP,
    NO,
    PARTS,
    PERSON,
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
    SurveyVoice,
    TextRow,
    Values,
)
from punos_analysis.survey_once import PERSONS, Voices, latest, may_tell, voices_of, weights

CROSSED = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.MATRIX, Kind.RANKING)
LANGUAGE = "language"
DECIMALS = 6
ABOUT_100_M = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Published:
    """A question with its answers as far as they are published; `once` where that may be told."""

    asked: Asked
    is_public: bool
    is_veiled: bool
    is_complete: bool
    answers: Sequence[object]
    slots: Sequence[Slot]
    once: Floats | None


def survey_open_data(
    *,
    questions: Iterable[QuestionInput],
    voices: Iterable[SurveyVoice],
    values: Values,
    codes: Mapping[str, Sequence[str]],
    registry: Mapping[str, Mapping[str, int]],
    texts: Iterable[TextRow] = (),
    is_early: bool = False,
) -> SurveyData:
    """What may be published of these answers; the module says what is left out.

    `codes` lists the choices of each dimension by which answers are broken down, in the order in which they
    are shown; `language` is that of the voice, all others are looked up in its background. `is_early` says that
    others will be told later, while answers still come in. Raises ValueError for answers that do not fit the questions.
    """
    listed = tuple(voices)
    if len({each.voice for each in listed}) != len(listed):
        raise ValueError("a voice is there twice")
    participation = participation_of(listed)
    known = voices_of(listed)
    read = asked(tuple(questions), [each.voice for each in listed], values)
    every = _published(read, known, is_early=is_early)
    told = {name: [_told(each, name) for each in listed] for name in codes}
    background = [row for name in codes for row in background_rows(name, codes[name], told[name])]
    columns = {name: _columns(background, name, told[name]) for name in codes}
    return SurveyData(
        participation=participation,
        questions=tuple(_definition(each) for each in every),
        answered=tuple(row for each in every for row in _answered(each, known)),
        answers=tuple(row for each in every for row in _answers(each, known)),
        places=tuple(row for each in every for row in _places(each, known)),
        texts=_texts(texts, {each.asked.question.code for each in every if each.is_public}),
        background=tuple(background),
        crosstabs=() if is_early else tuple(row for each in every for row in _crosstabs(each, columns)),
        registry=registry_rows(registry),
        statements=_statements(listed),
    )


def _statements(voices: Sequence[SurveyVoice]) -> tuple[StatementRow, ...]:
    """Every organisation with the answers that it sent and signed under its own name."""
    counted, made = latest(voices), set[StatementRow]()
    for each in voices:
        answer = "" if each.number is None else str(each.number)
        own = (each.organisation or "", each.organisation_name, SENT)
        signed = ((signer.organisation, signer.name, SIGNED) for signer in each.signers)
        for key, name, by in (own, *signed):
            if name:
                counts = YES if counted.get(key) == each.voice or not key else NO
                made.add(StatementRow(name, answer, by, counts))
    return tuple(sorted(made))


def _published(every: Mapping[str, Asked], voices: Voices, *, is_early: bool) -> list[_Published]:
    """Each question in order. One that depends on a question with few persons is veiled for persons."""
    made: dict[str, _Published] = {}
    for code, each in every.items():
        leading = made.get(each.question.shown_if[0]) if each.question.shown_if else None
        is_veiled = leading is not None and (leading.is_veiled or not leading.is_complete)
        persons = int((each.answered & (voices.part == PERSONS)).sum())
        is_complete = not is_veiled and not 0 < persons < SMALLEST
        is_public = each.question.is_public and not each.leads_to_hidden
        keeps = [is_complete or part != PERSONS for part in voices.part.tolist()]
        answers = [
            answer if kept and is_public else None for answer, kept in zip(each.answers, keeps, strict=True)
        ]
        own = tuple(slots(each.question, answers)) if is_public else ()
        masks = [each.answered, *(slot.speaks for slot in own)]
        is_told = is_public and is_complete and not is_early and may_tell(masks, voices)
        answered = np.array([answer is not None for answer in answers], np.bool_)
        once = weights(answered, voices) if is_told else None
        made[code] = _Published(each, is_public, is_veiled, is_complete, answers, own, once)
    return list(made.values())


def _definition(each: _Published) -> QuestionInput:
    """The question as published; empty titles are left out."""
    question = each.asked.question
    return replace(
        question,
        is_public=each.is_public,
        titles=_filled(question.titles),
        option_titles=_titles(question.options, question.option_titles),
        row_titles=_titles(question.rows, question.row_titles),
    )


def _titles(codes: Iterable[str], titles: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {code: texts for code in codes if (texts := _filled(titles.get(code, {})))}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _answered(each: _Published, voices: Voices) -> Iterator[AnsweredRow]:
    for at, part in enumerate(PARTS):
        mine = voices.part == at
        shown, answered = str(int((each.asked.shown & mine).sum())), int((each.asked.answered & mine).sum())
        label = FEW if part == PERSON and 0 < answered < SMALLEST else str(answered)
        if each.asked.leads_to_hidden or (part == PERSON and each.is_veiled):
            shown = label = HIDDEN
        once = "" if each.once is None else str(round(float(each.once[voices.once_part == at].sum())))
        yield AnsweredRow(each.asked.question.code, part, shown, label, once)


def _answers(each: _Published, voices: Voices) -> Iterator[AnswerRow]:
    for slot in each.slots:
        here = slot.given != NOT_GIVEN
        size = len(slot.values) * len(PARTS)
        counts = np.bincount(_key(slot, voices.part)[here], minlength=size)
        once = None
        if each.once is not None:
            own = weights(slot.speaks, voices)
            once = np.bincount(_key(slot, voices.once_part)[here], weights=own[here], minlength=size)
        for key in np.flatnonzero(counts + (0 if once is None else once)).tolist():
            yield AnswerRow(
                question=each.asked.question.code,
                row=slot.row,
                value=slot.values[key // len(PARTS)],
                part=PARTS[key % len(PARTS)],
                answers=int(counts[key]),
                once=None if once is None else round(float(once[key]), DECIMALS),
            )


def _key(slot: Slot, part: Integers) -> Integers:
    return slot.given * len(PARTS) + part


def _places(each: _Published, voices: Voices) -> list[PlaceRow]:
    """Sorted by where they are, so that the order tells nothing."""
    if each.asked.question.kind is not Kind.PLACE:
        return []
    made = []
    for answer, at in zip(each.answers, voices.part.tolist(), strict=True):
        if isinstance(answer, tuple):
            latitude, longitude, name = answer
            is_named = PARTS[at] not in (PERSON, GROUP)
            decimals = DECIMALS if is_named else ABOUT_100_M
            row = (round(latitude, decimals), round(longitude, decimals), name if is_named else "")
            made.append((at, *row))
    return [PlaceRow(each.asked.question.code, PARTS[at], *rest) for at, *rest in sorted(made)]


def _texts(texts: Iterable[TextRow], public: set[str]) -> tuple[TextRow, ...]:
    """Texts of public questions; of one that is not published only its state."""
    return tuple(
        each if each.state == PUBLISHED else each._replace(text="")
        for each in texts
        if each.question in public
    )


def _told(voice: SurveyVoice, dimension: str) -> str:
    told = voice.language if dimension == LANGUAGE else voice.background.get(dimension)
    return told or NOT_TOLD


def _columns(
    background: Sequence[BackgroundRow], dimension: str, told: Sequence[str]
) -> tuple[tuple[str, ...], Integers]:
    """The codes whose number the breakdown shows, then one for all others; and the column of each voice."""
    own = [row for row in background if row.dimension == dimension and row.code != REST]
    shown = [row.code for row in own if row.why == Why.SHOWN.value]
    place = {code: at for at, code in enumerate(shown)}
    columns = np.array([place.get(each, len(shown)) for each in told], np.int32)
    return (tuple(shown) if len(shown) == len(own) else (*shown, REST)), columns


def _crosstabs(
    each: _Published, columns: Mapping[str, tuple[tuple[str, ...], Integers]]
) -> Iterator[CrosstabRow]:
    question = each.asked.question
    if not each.is_public or not each.is_complete or question.kind not in CROSSED:
        return
    is_ranking = question.kind is Kind.RANKING
    every = [first_choices(question, each.answers)] if is_ranking else each.slots
    for slot in every:
        for dimension, (codes, column) in columns.items():
            width = len(codes)
            # a voice without an answer has the place -1 and is counted in the last line
            line = np.where(slot.given == NOT_GIVEN, len(slot.values), slot.given)
            counts = np.bincount(line * width + column, minlength=(len(slot.values) + 1) * width)
            # one column alone would repeat the results
            table = (
                crosstab((*slot.values, ""), codes, counts.reshape(-1, width).tolist()) if width > 1 else None
            )
            if table is None:
                continue
            for value, labels, why in zip(table.values, table.labels, table.why, strict=True):
                for code, label, reason in zip(codes, labels, why, strict=True):
                    yield CrosstabRow(question.code, slot.row, dimension, code, value, label, reason.value)
