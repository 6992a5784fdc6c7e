"""What the columns of a table of answers may tell: about the answer, a question of the consultation, a clause of its text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from punos.consultations.models import values as valued
from punos.consultations.models.question import Option, Question, QuestionKind
from punos.core.languages import LANGUAGES, TranslatedText
from punos.organisations.models.headings import folded, words_of

NAMED: Final = (
    "named"  # in the columns of an import: in which capacity answers are given that name an organisation
)
SURVEY: Final = "survey"  # by what its answers are told from those of another survey with the same numbers
BACKGROUND: Final = "~"  # before the columns of a background question of the installation
POINT: Final = "point"  # both coordinates of a place in one column
COORDINATES: Final = {
    "lat": _("latitude"),
    "lon": _("longitude"),
    POINT: _("latitude and longitude in one column"),
}
KEPT_AS_DICT: Final = {QuestionKind.MATRIX, QuestionKind.PLACE, QuestionKind.FILE}
TOLD_OTHERWISE: Final = {"field", "area", "size", "language"}


class AnswerColumn(models.TextChoices):
    """What a column of a table of answers may tell besides what was answered."""

    KEY = "@key", _("Number of the answer")
    TIME = "@time", _("When it was sent")
    LANGUAGE = "@language", _("Language")
    CAPACITY = "@capacity", _("In which capacity")
    ORGANISATION = "@organisation", _("Name of the organisation")
    HEAD_COUNT = "@head_count", _("How many people the group has")
    FIELD = "@field", _("Field of activity")
    AREA = "@area", _("Area")
    SIZE = "@size", _("Size of the organisation")


# Headings that Webropol, Microsoft Forms and cities' own tables have, besides the labels above.
HEADINGS: Final[Mapping[AnswerColumn, Sequence[str]]] = {
    AnswerColumn.KEY: (
        "id", "tunnus", "tunniste", "vastaajan id", "vastaajan numero", "vastausnumero", "nro", "respondent id",
        "response id", "svarsnummer", "svarsid", "number",
    ),
    AnswerColumn.TIME: (
        "completion time", "valmistumisaika", "slutf\u00f6randetid", "vastausaika", "l\u00e4hetetty", "aikaleima",
        "submitted", "sent", "svarstid", "skickat", "tidpunkt", "timestamp", "vastattu", "pvm",
    ),
    AnswerColumn.LANGUAGE: ("kieli", "spr\u00e5k", "vastauskieli", "svarsspr\u00e5k"),
    AnswerColumn.CAPACITY: (
        "vastaan", "vastaajatyyppi", "vastaajaryhm\u00e4", "rooli", "jag svarar", "respondenttyp", "capacity", "role",
        "how do you answer",
    ),
    AnswerColumn.ORGANISATION: (
        "j\u00e4rjest\u00f6", "organisaatio", "yhdistys", "j\u00e4rjest\u00f6n nimi", "organisaation nimi",
        "organisation", "organisationens namn", "f\u00f6rening", "organization", "name of organisation",
    ),
    AnswerColumn.HEAD_COUNT: (
        "ryhm\u00e4n koko", "henkil\u00f6m\u00e4\u00e4r\u00e4", "gruppens storlek", "antal personer", "head count",
        "group size",
    ),
    AnswerColumn.FIELD: ("ala", "toimiala", "j\u00e4rjest\u00f6n ala", "verksamhetsomr\u00e5de", "bransch", "field"),
    AnswerColumn.AREA: ("alue", "hyvinvointialue", "omr\u00e5de", "v\u00e4lf\u00e4rdsomr\u00e5de", "county"),
    AnswerColumn.SIZE: ("koko", "j\u00e4rjest\u00f6n koko", "storlek", "organisationens storlek", "size"),
}  # fmt: skip


def tick(question: Question, option: Option) -> str:
    """The column that only says whether this was chosen, of a question with a column for each choice."""
    return f"{question.code}/{option.code}"


def clause(part_id: int, key: str) -> str:
    """The column with comments on a clause of the draft text of a part."""
    return f"#{part_id}:{key}"


def of_clause(target: str) -> tuple[int, str]:
    """The part and the clause that such a column is about."""
    part_id, _colon, key = target.removeprefix("#").partition(":")
    return int(part_id), key


def parts_of(question: Question) -> list[tuple[str, list[TranslatedText]]]:
    """The columns in which this question may be answered, each with what it is called: the question, and a choice of it.

    A file can't come in a table.
    """
    code, own = question.code, [question.title]
    if question.kind == QuestionKind.FILE:
        return []
    if question.kind == QuestionKind.MATRIX:
        return [(f"{code}:{row.code}", [*own, row.text]) for row in valued.rows_of(question)]
    if question.kind == QuestionKind.PLACE:
        return [(f"{code}:name", own), *((f"{code}:{side}", [*own, _side(side)]) for side in COORDINATES)]
    found = [(code, own)]
    choices = valued.choices_of(question)
    if question.kind == QuestionKind.RANKING:
        found += [(f"{code}:{each.code}", [*own, each.text]) for each in choices]
    if question.kind == QuestionKind.SINGLE:
        found += [(f"{code}:which", [*own, each.text]) for each in choices if each.asks_which][:1]
    if question.kind == QuestionKind.MULTIPLE:
        found += [(tick(question, each), [*own, each.text]) for each in choices]
    return found


@cache
def _side(side: str) -> TranslatedText:
    """What a column with a coordinate is called, in every language."""
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(COORDINATES[side])
    return TranslatedText.of("en", **texts)


def parts_of_background(questions: Sequence[Question]) -> list[tuple[str, list[TranslatedText]]]:
    """The same for background questions of the installation, as far as a speaker keeps what they tell as one text.

    Field, area, size and language have columns of their own.
    """
    asked = [each for each in questions if each.kind not in KEPT_AS_DICT and each.code not in TOLD_OTHERWISE]
    return [(f"{BACKGROUND}{target}", texts) for each in asked for target, texts in parts_of(each)]


def plain(heading: str) -> str:
    """A heading as it is compared: small letters and digits alone, without the number before it."""
    bare = re.sub(r"^\s*[0-9]+[.)]\s*", "", heading)
    return " ".join(re.sub(r"[\W_]+", " ", folded(bare)).split())


def targets_by_heading(
    questions: Sequence[Question],
    clauses: Iterable[tuple[str, TranslatedText]] = (),
    background: Sequence[Question] = (),
) -> dict[str, str]:
    """Which column tells what, by what its heading may be; headings that may mean two things are left to a person."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    named = [each for question in questions for each in parts_of(question)] + parts_of_background(background)
    for target, texts in [*named, *((target, [heading]) for target, heading in clauses)]:
        for words in {target, *_in_each_language(texts)}:
            if found.setdefault(plain(words), target) != target:
                unclear.add(plain(words))
    about = {plain(words): str(each) for each, known in HEADINGS.items() for words in known}
    about |= {plain(words): target for words, target in words_of(AnswerColumn).items()}
    return about | {words: target for words, target in found.items() if words not in unclear}


def _in_each_language(texts: Sequence[TranslatedText]) -> set[str]:
    return {" ".join(text.read(language).text for text in texts) for language in LANGUAGES}


def guessed(headings: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """Which column tells what, by its place, as far as the headings say so; the first of two that tell the same."""
    found: dict[str, str] = {}
    for place, heading in enumerate(headings):
        target = known.get(plain(heading))
        if target and target not in found.values():
            found[str(place)] = target
    return found
