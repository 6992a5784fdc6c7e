"""What one row of a file says of an organisation, and what is wrong with it. Looks at the row alone."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from punos.core.text import clean
from punos.organisations.models import identifiers
from punos.organisations.models.areas import AreaCode
from punos.organisations.models.headings import codes_in, folded, language_words, words_of
from punos.organisations.models.imports import Column
from punos.organisations.models.likeness import is_mixed
from punos.organisations.models.organisation import Field, OrganisationKind, SizeBand

NAMES = (Column.NAME, Column.NAME_SV, Column.NAME_EN)
LISTS = (Column.OTHER_FIELDS, Column.AREAS, Column.DISTRICTS, Column.LANGUAGES)
LONGEST = {Column.NAME: 200, Column.NAME_SV: 200, Column.NAME_EN: 200, Column.PHONE: 40, Column.WEBSITE: 300}
LONGEST_EMAIL = 254
_is_address = URLValidator(schemes=["http", "https"])


class Fault(NamedTuple):
    """What is wrong with a row: a code, the column it is about, and a detail such as the word or the other name."""

    code: str
    column: str
    detail: str = ""


def read_row(told: Mapping[str, str], districts: Collection[str] = ()) -> tuple[dict[str, Any], list[Fault]]:
    """The facts of a row by column, in the form in which they are kept, and its faults. An empty cell tells nothing."""
    facts: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in Column:
        text = clean(told.get(column) or "")
        if not text:
            continue
        fact, found = _read(column, text, districts)
        faults += found
        if not found:
            facts[column] = fact
    if not (facts.get(Column.NAME) or facts.get(Column.NAME_SV)) and not any(
        fault.column in NAMES for fault in faults
    ):
        faults.append(Fault("no_name", Column.NAME))
    return facts, faults


def _read(column: Column, text: str, districts: Collection[str]) -> tuple[Any, list[Fault]]:
    if len(text) > LONGEST.get(column, 2_000):
        return None, [Fault("too_long", column)]
    if column in NAMES:
        return " ".join(text.split()), _name_faults(column, text)
    if column in {Column.BUSINESS_ID, Column.ASSOCIATION_NUMBER}:
        return _number(column, text)
    if column in {Column.KIND, Column.FIELD, Column.SIZE}:
        return _choice(column, text)
    if column in LISTS:
        return _several(column, text, districts)
    return _contact(column, text)


def _name_faults(column: Column, text: str) -> list[Fault]:
    if not any(letter.isalnum() for letter in text):
        return [Fault("no_name", column)]
    if text.startswith(("=", "@")):
        return [Fault("formula", column)]
    return [Fault("mixed_letters", column)] if is_mixed(text) else []


def _number(column: Column, text: str) -> tuple[str, list[Fault]]:
    read = identifiers.business_id if column == Column.BUSINESS_ID else identifiers.association_number
    try:
        return read(text), []
    except identifiers.IdentifierError as fault:
        return "", [Fault(f"number_{fault.code}", column, text[:40])]


def _choice(column: Column, text: str) -> tuple[str, list[Fault]]:
    choices = {Column.KIND: OrganisationKind, Column.FIELD: Field, Column.SIZE: SizeBand}[column]
    code = words_of(choices).get(folded(text), "")
    return code, [] if code else [Fault("unknown_word", column, text[:60])]


def _words(column: Column, districts: Collection[str]) -> Mapping[str, str]:
    """What may be written in a column that holds several."""
    if column == Column.DISTRICTS:
        return {folded(code): code for code in districts}
    if column == Column.LANGUAGES:
        return language_words()
    return words_of(AreaCode if column == Column.AREAS else Field)


def _several(column: Column, text: str, districts: Collection[str]) -> tuple[list[str], list[Fault]]:
    words = _words(column, districts)
    codes, strange = codes_in(text, words, most_digits=2 if column == Column.AREAS else 0)
    faults = [Fault("unknown_word", column, each[:60]) for each in strange]
    if AreaCode.NATIONWIDE in codes and len(codes) > 1:
        faults.append(Fault("nationwide_alone", column))
    return sorted(codes), faults


def _contact(column: Column, text: str) -> tuple[str, list[Fault]]:
    try:
        if column == Column.EMAIL:
            validate_email(text)
            if len(text) > LONGEST_EMAIL:
                return "", [Fault("too_long", column)]
        if column == Column.WEBSITE:
            text = text if "://" in text else f"https://{text}"
            _is_address(text)
    except ValidationError:
        return "", [Fault("no_address", column, text[:60])]
    return text, []
