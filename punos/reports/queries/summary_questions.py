"""What a first draft tells of the questions of a survey: of each the answers that most gave."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Question, QuestionKind
from punos.consultations.queries.survey_tables import name_of_answer, option_names, rows_of
from punos.core.languages import current_language

MOST_OPTIONS: Final = 2
ALL: Final = "all"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def escaped(words: str) -> str:
    """Words from elsewhere on one line of Markdown, every letter of them as it stands."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))


def questions_told(consultation: Consultation, figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each public question that somebody answered: its text, how many answered, and the main answers."""
    if not figures:
        return
    asked = {each.code: each for each in consultations.questions_of(consultation)}
    for each in figures:
        question = asked.get(each["code"])
        if question is None or not each["is_public"] or each["answered"][ALL] == "0":
            continue
        yield f"**{escaped(question.title.read(current_language()).text)}**"
        answered = _("Answers: %(number)s.") % {"number": f"{{figure:question.{question.code}.answered}}"}
        rows = "\n".join(f"- {row}" for row in _main_answers(each, question))
        yield f"{answered}\n\n{rows}" if rows else answered
        if not each["is_complete"]:
            yield _("So few persons answered this that only organisations and groups are counted here.")


def _main_answers(figures: Mapping[str, Any], question: Question) -> Iterator[str]:
    """The answers with the largest shares, the mean or the middle, as the kind of the question has it."""
    everybody = next((each for each in figures["parts"] if each["part"] == ALL), None)
    if everybody is None:
        return
    if question.kind == QuestionKind.NUMBER:
        yield from _middle(everybody, question)
    elif question.kind == QuestionKind.RANKING:
        yield from _best(everybody, question)
    elif question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE}:
        yield from _largest(everybody, question, MOST_OPTIONS)
    elif question.kind == QuestionKind.MATRIX:
        yield from _largest(everybody, question, 1)


def _middle(everybody: Mapping[str, Any], question: Question) -> Iterator[str]:
    if everybody["spread"]:
        yield _("Half of the answers are at most %(number)s.") % {
            "number": f"{{figure:question.{question.code}.median}}"
        }


def _best(everybody: Mapping[str, Any], question: Question) -> Iterator[str]:
    """The options that were ranked highest, by their mean places."""
    names = option_names(question)
    for place in [each for each in everybody["places"] if each["mean"] is not None][:MOST_OPTIONS]:
        yield _("%(option)s: mean place %(number)s") % {
            "option": escaped(names.get(place["code"], place["code"])),
            "number": f"{{figure:question.{question.code}.{place['code']}.place}}",
        }


def _largest(everybody: Mapping[str, Any], question: Question, most: int) -> Iterator[str]:
    """Of each row the answers that most gave; of a scale its mean."""
    names, rows = option_names(question), dict(rows_of(question))
    for line in everybody["lines"]:
        name = f"question.{question.code}" + (f".{line['row']}" if line["row"] else "")
        if question.kind == QuestionKind.SCALE and line["mean"]:
            yield _("Mean: %(number)s") % {"number": f"{{figure:{name}.mean}}"}
            continue
        given = [each for each in line["options"] if each["count"] and each["share"] is not None]
        row = f"{escaped(rows.get(line['row'], line['row']))} \u2013 " if line["row"] else ""
        for option in sorted(given, key=lambda each: -each["count"])[:most]:
            words = escaped(name_of_answer(option["code"], names))
            yield f"{row}{words}: {{figure:{name}.{option['code']}.share}}"
