"""The words that people write into files of organisations: headings of columns, and names of choices."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import get_language_info, override

from punos.core.languages import LANGUAGES
from punos.organisations.models.imports import Column

# Headings of the files that cities, associations and registers keep, besides the labels of the columns.
HEADINGS: Mapping[Column, Sequence[str]] = {
    Column.NAME: (
        "nimi", "j\u00e4rjest\u00f6", "j\u00e4rjest\u00f6n nimi", "yhdistys", "yhdistyksen nimi", "nimi suomeksi",
        "namn", "organisation", "organisationens namn", "f\u00f6rening", "f\u00f6reningens namn", "namn p\u00e5 finska",
        "name in finnish", "organization", "association",
    ),
    Column.NAME_SV: ("nimi ruotsiksi", "ruotsinkielinen nimi", "namn p\u00e5 svenska", "svenskt namn"),
    Column.NAME_EN: ("nimi englanniksi", "englanninkielinen nimi", "namn p\u00e5 engelska", "engelskt namn"),
    Column.KIND: (
        "laji", "tyyppi", "yhteis\u00f6muoto", "j\u00e4rjest\u00f6n laji", "typ", "form", "slag av organisation",
        "kind", "type",
    ),
    Column.BUSINESS_ID: ("y-tunnus", "ytunnus", "y tunnus", "fo-nummer", "fo nummer", "businessid", "vat number"),
    Column.ASSOCIATION_NUMBER: (
        "rekisterinumero", "yhdistysrekisterinumero", "registernummer", "f\u00f6reningsregisternummer",
        "association number", "register number",
    ),
    Column.FIELD: (
        "ala", "toimiala", "j\u00e4rjest\u00f6n ala", "verksamhetsomr\u00e5de", "bransch", "field",
    ),
    Column.OTHER_FIELDS: ("muut alat", "muut toimialat", "andra verksamhetsomr\u00e5den", "other fields"),
    Column.AREAS: (
        "alue", "alueet", "hyvinvointialue", "hyvinvointialueet", "toiminta-alue", "omr\u00e5de", "omr\u00e5den",
        "v\u00e4lf\u00e4rdsomr\u00e5de", "area",
    ),
    Column.DISTRICTS: ("kaupunginosa", "kaupunginosat", "stadsdel", "stadsdelar", "district"),
    Column.SIZE: ("koko", "j\u00e4rjest\u00f6n koko", "storlek", "organisationens storlek", "size of the organisation"),
    Column.LANGUAGES: ("kieli", "kielet", "spr\u00e5k", "language"),
    Column.EMAIL: (
        "s\u00e4hk\u00f6posti", "s\u00e4hk\u00f6postiosoite", "e-post", "e-postadress", "epost", "email", "e-mail",
    ),
    Column.PHONE: ("puhelin", "puhelinnumero", "telefon", "telefonnummer", "phone"),
    Column.WEBSITE: (
        "verkkosivu", "verkkosivut", "verkkosivusto", "kotisivu", "kotisivut", "www", "webbplats", "hemsida", "url",
    ),
}  # fmt: skip


def folded(text: str) -> str:
    """A word as it is looked up: small letters, one kind of dash, single spaces, no colon or full stop at its end."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2013", "-").replace("_", " ")
    return " ".join(plain.split()).rstrip(".:*").strip()


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Which column of a file tells what, as far as its headings say so; the first of two that tell the same."""
    known = _heading_words()
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        column = known.get(folded(heading))
        if column:
            found.setdefault(column, place)
    return found


@cache
def _heading_words() -> dict[str, str]:
    words = {folded(word): str(column) for column, each in HEADINGS.items() for word in each}
    return words | words_of(Column)


@cache
def words_of(choices: type[models.TextChoices]) -> dict[str, str]:
    """What may be written for each value of a choice: its code, and its label in every language."""
    words = {folded(code): code for code in choices.values}
    for language in LANGUAGES:
        with override(language):
            labels = {code: str(label) for code, label in choices.choices}
        words |= {folded(label): code for code, label in labels.items()}
        # "Pirkanmaa" is enough for "Wellbeing services county of Pirkanmaa", "Helsinki" for "City of Helsinki"
        words |= {
            folded(label.rpartition(" of ")[2]): code
            for code, label in labels.items()
            if " county of " in label or label.startswith("City of ")
        }
    return words


@cache
def language_words() -> dict[str, str]:
    """What may be written for a language: its code of two letters, its own name, its names in ours."""
    words: dict[str, str] = {}
    for code, told in LANG_INFO.items():
        if len(code) == 2 and "name_local" in told:
            words |= {code: code, folded(str(told["name_local"])): code, folded(str(told["name"])): code}
            for language in LANGUAGES:
                with override(language):
                    words[folded(str(get_language_info(code)["name_translated"]))] = code
    return words


def codes_in(text: str, words: Mapping[str, str], *, most_digits: int = 0) -> tuple[list[str], list[str]]:
    """The codes that a cell names, and what in it nobody knows. Several are parted by `;` or `|`, or by commas.

    A label may hold a comma itself, so a part is looked up whole first. Digits are filled with zeros up to
    `most_digits`, since spreadsheets take the first zero of a code away.
    """
    codes, strange = [], []
    for part in _parts(text, words):
        plain = folded(part)
        code = words.get(plain) or words.get(plain.zfill(most_digits) if plain.isdecimal() else plain)
        if code:
            codes.append(code)
        else:
            strange.append(part)
    return list(dict.fromkeys(codes)), strange


def _parts(text: str, words: Mapping[str, str]) -> Iterable[str]:
    for some in text.replace("|", ";").replace("\n", ";").split(";"):
        if not some.strip():
            continue
        if folded(some) in words:
            yield some.strip()
        else:
            yield from (part.strip() for part in some.split(",") if part.strip())
