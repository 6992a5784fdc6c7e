"""An answer in words: what the sender checks, what the receipt holds, what a file says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from punos.consultations.models import Attachment, Option, Question, QuestionKind
from punos.consultations.models import values as valued
from punos.consultations.queries.answering import shown
from punos.core import dates, numbers
from punos.core.languages import TranslatedText

type Files = Mapping[int, Sequence[Attachment]]


def title_of(question: Question, *, is_easy: bool) -> TranslatedText:
    """What is asked, in the easy words where they are wanted and there are any."""
    title: TranslatedText = question.easy_title if is_easy and question.easy_title else question.title
    return title


def help_of(question: Question, *, is_easy: bool) -> TranslatedText:
    """The help beside it; an easy question has its own or none."""
    words: TranslatedText = question.easy_help if is_easy and question.easy_title else question.help
    return words


def text_of(option: Option, *, is_easy: bool) -> TranslatedText:
    """What can be chosen, in the easy words where they are wanted and there are any."""
    text: TranslatedText = option.easy_text if is_easy and option.easy_text else option.text
    return text


def in_words(
    question: Question, values: Mapping[str, Any], files: Files, language: str, *, is_easy: bool = False
) -> str:
    """What was answered, as its sender would say it; what could not be read stands as it was typed."""
    if question.kind == QuestionKind.FILE:
        return "\n".join(each.name for each in files.get(question.pk, ()))
    value, words = values.get(question.code), values.get(valued.other(question.code)) or ""
    if valued.is_empty(value):
        return ""
    texts = {each.code: text_of(each, is_easy=is_easy).read(language).text for each in question.options.all()}
    if valued.wants_words(question, value) and words:
        which = [each.code for each in question.options.all() if each.asks_which]
        texts |= {code: f"{texts[code]}: {words}" for code in which}
    return _by_kind(question, value, texts, language)


def _by_kind(question: Question, value: Any, texts: Mapping[str, str], language: str) -> str:
    """A value that is not empty, in words."""
    if isinstance(value, dict):
        return _place(value) if question.kind == QuestionKind.PLACE else _rows(question, value, texts)
    if isinstance(value, list):
        named = [texts.get(str(code), str(code)) for code in value]
        is_ranked = question.kind == QuestionKind.RANKING
        return "\n".join(
            f"{place}. {each}" if is_ranked else each for place, each in enumerate(named, start=1)
        )
    if question.kind == QuestionKind.DATE:
        return _day(str(value), language)
    if question.kind == QuestionKind.NUMBER and isinstance(value, int | float):
        return f"{numbers.number(value, language)} {question.unit.read(language).text}".strip()
    if question.kind == QuestionKind.SCALE:
        steps = valued.steps_of(question)
        words = {"value": value, "low": steps[0], "high": steps[-1]}
        return _("%(value)s on a scale from %(low)d to %(high)d") % words
    return texts.get(str(value), str(value))


def _place(value: Mapping[str, Any]) -> str:
    point = " ".join(str(value[side]) for side in ("lat", "lon") if value.get(side) not in (None, ""))
    return ", ".join(filter(None, [value.get("name"), point]))


def _rows(question: Question, value: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """The rows in the order in which they were asked; the database keeps them in another."""
    asked = [row.code for row in valued.rows_of(question)]
    rows = [row for row in asked if row in value] + [row for row in value if row not in asked]
    return "\n".join(f"{texts.get(row, row)}: {texts.get(value[row], value[row])}" for row in rows)


def _day(value: str, language: str) -> str:
    try:
        return dates.day(date.fromisoformat(value), language)
    except ValueError:
        return value


def told(
    questions: Sequence[Question],
    values: Mapping[str, Any],
    files: Files,
    language: str,
    *,
    is_easy: bool = False,
) -> list[dict[str, Any]]:
    """Every question that is asked with its answer, as a receipt keeps them; what was left empty is left out."""
    rows = []
    for question in shown(questions, values):
        answer = in_words(question, values, files, language, is_easy=is_easy)
        if answer:
            title = title_of(question, is_easy=is_easy).read(language).text
            rows.append({"question": title, "answer": answer, "is_public": question.is_public})
    return rows
