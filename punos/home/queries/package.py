"""The package of one's own data: for machines a JSON file a room, for its reader a page with the same in words."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from punos.consultations.queries.figures import choice_names, dimension_names
from punos.core.dates import day, moment
from punos.core.languages import current_language
from punos.home.queries.about import Rows
from punos.home.queries.wording import CHOICES, COLUMNS, KINDS

type Known = Mapping[str, Mapping[str, Rows]]


@dataclass(frozen=True)
class Told:
    """One kind of data in words: what it is, and each row as pairs of label and text."""

    title: str
    rows: list[list[tuple[str, str]]]


def package(known: Known) -> bytes:
    """A ZIP in the language of the page, made in memory and kept nowhere."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        for room, kinds in known.items():
            text = json.dumps(kinds, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            files.writestr(f"data/{room}.json", text)
        context = {"told": in_words(known), "language": current_language(), "site_name": settings.SITE_NAME}
        files.writestr("index.html", render_to_string("home/package.html", context))
    return made.getvalue()


def in_words(known: Known) -> list[Told]:
    """Every kind of which there is anything, in words."""
    return [
        Told(
            str(KINDS[kind]),
            [[(str(COLUMNS[name]), _text(kind, name, value)) for name, value in row.items()] for row in rows],
        )
        for kinds in known.values()
        for kind, rows in kinds.items()
        if rows
    ]


def _text(kind: str, name: str, value: Any) -> str:
    """A value as a reader of the page's language writes it; codes by their words."""
    language = current_language()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, list):
        return ", ".join(_text(kind, name, each) for each in value)
    if isinstance(value, dict):
        return "; ".join(_pair(name, *each) for each in value.items()) or "\u2013"
    if value is None or value == "":
        return "\u2013"
    return str(CHOICES.get((kind, name), {}).get(value, value))


def _pair(name: str, key: str, value: Any) -> str:
    """One entry of a column with several: the background has words for its codes."""
    if name != "background":
        return f"{key}: {value}"
    return f"{dimension_names().get(key, key)}: {choice_names().get(key, {}).get(value, value)}"
