"""Comments on draft texts as results: how many said what of each clause. No number is computed here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.contributions.models import Stance
from punos.core.components import Column, Table
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.processes.models import Document, Section


@dataclass(frozen=True)
class Commented:
    """A draft text with how many said what of each clause."""

    document: Document
    table: Table
    number: int


def clauses_shown(stances: Sequence[Mapping[str, Any]], documents: Sequence[Document]) -> list[Commented]:
    """For each draft text a table of its clauses: persons, organisations and groups apart, by stance."""
    counted = {each["document"]: each["clauses"] for each in stances}
    return [_clauses(each, counted.get(each.slug, {})) for each in documents]


def _clauses(document: Document, counted: Mapping[str, Any]) -> Commented:
    language = current_language()
    version = next(iter(getattr(document, "published", [])), None)
    clauses = (
        [] if version is None else [each for each in version.clauses if each.key in counted or each.stands]
    )
    stances = [*Stance.choices, ("", _("Without a stance"))]
    rows = [
        [
            _heading(each, language),
            *(_by_speaker(counted.get(each.key, {}).get(stance, {})) for stance, _name in stances),
        ]
        for each in clauses
    ]
    columns = [Column(label=_("Clause")), *(Column(label=str(name)) for _stance, name in stances)]
    table = Table(caption=document.title.read(language).text, columns=columns, rows=rows, quiet_caption=True)
    return Commented(document, table, version.number if version else 0)


def _heading(clause: Section, language: str) -> str:
    return clause.heading.read(language).text or clause.key


def _by_speaker(numbers: Mapping[str, int]) -> str:
    """So many persons, organisations and groups; a dash for nobody."""
    counts = {part: numbers.get(part, 0) for part in ("person", "organisation", "group")}
    words = {
        "person": ngettext("%(number)s person", "%(number)s persons", counts["person"]),
        "organisation": ngettext(
            "%(number)s organisation", "%(number)s organisations", counts["organisation"]
        ),
        "group": ngettext("%(number)s group", "%(number)s groups", counts["group"]),
    }
    language = current_language()
    told = [words[part] % {"number": number(many, language)} for part, many in counts.items() if many]
    return ", ".join(told) or "\u2013"
