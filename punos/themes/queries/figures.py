"""Who holds a theme by field, area and size: what the worker reads, and what the page shows of what it counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from punos.contributions.models import Capacity, Contribution, ContributionState, Voice
from punos.contributions.queries import Source
from punos.core.components import Column, Table
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.organisations.models import AreaCode, Field, SizeBand
from punos.processes.models import Process
from punos.themes.models import Assignment, Theme, ThemeFigures

PERSONS = (Capacity.RESIDENT, Capacity.ACTIVE)
ORGANISATIONS = (Capacity.ORGANISATION, Capacity.BODY)
DIMENSIONS = ("field", "area", "size")
NOT_TOLD = ""


@dataclass(frozen=True)
class Shown:
    """The tables of a theme with the moment as of which they are true; without persons as long as too few changed."""

    tables: Sequence[Table]
    as_of: datetime
    has_persons: bool


@dataclass(frozen=True)
class Speaking:
    """One person or organisation in one theme, with their background by dimension."""

    theme: int
    voice: int
    is_person: bool
    background: Mapping[str, str]


def backgrounds(process: Process, sources: Mapping[int, Source]) -> Iterator[Speaking]:
    """Everybody who holds a theme: persons that count, and organisations that everybody may read."""
    hidden = [thread for thread, source in sources.items() if not source.is_shown]
    given = Assignment.objects.counting().filter(
        theme__process=process, theme__ended_at=None, contribution__voice__is_host=False
    )
    public = models.Q(contribution__state=ContributionState.PUBLISHED, contribution__thread__is_public=True)
    public &= ~models.Q(contribution__thread__in=hidden)
    persons = models.Q(contribution__voice__capacity__in=PERSONS)
    organisations = models.Q(contribution__voice__capacity__in=ORGANISATIONS) & public
    way = "contribution__voice"
    rows = given.filter(persons | organisations).values_list(
        "theme_id", f"{way}_id", f"{way}__capacity", f"{way}__background"
    )
    seen = set()
    for theme, voice, capacity, told in rows.iterator(chunk_size=5_000):
        if (theme, voice) not in seen:
            seen.add((theme, voice))
            yield Speaking(theme, voice, capacity in PERSONS, told)


def key_of(theme: int) -> str:
    """Under which key the figures of a theme are kept; a bare number would mean a place in a list."""
    return f"theme_{theme}"


def figures_of(theme: Theme) -> Shown | None:
    """What was counted of a theme. Numbers in which somebody is counted who has gone since are left out at once."""
    rows = ThemeFigures.objects.filter(process=theme.process_id)
    kept: Any = rows.values_list(f"figures__{key_of(theme.pk)}", flat=True).first()
    if not kept:
        return None
    voices = [*kept["told"], *kept["organisations"]]
    gone = set(voices) - _still_holding(theme, voices)
    cells = None if gone & set(kept["told"]) else kept["cells"]
    counted = {} if gone & set(kept["organisations"]) else kept["counted"]
    tables = tables_of(cells, counted)
    if not any(each.rows for each in tables):
        return None
    return Shown(tables, datetime.fromisoformat(kept["as_of"]), cells is not None)


def _still_holding(theme: Theme, voices: Sequence[int]) -> set[int]:
    """Those of these speakers who still say something that counts on this theme."""
    said = Contribution.objects.standing().filter(voice=models.OuterRef("pk"))
    held = said.filter(assignments__theme=theme, assignments__ended_at=None)
    found = Voice.objects.filter(models.Exists(held), pk__in=voices, is_host=False)
    return set(found.values_list("pk", flat=True))


def tables_of(
    cells: Mapping[str, Mapping[str, str]] | None, counted: Mapping[str, Mapping[str, int]]
) -> list[Table]:
    """The stored numbers in words: a row for each choice that somebody made, in the order of the choices."""
    names: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "field": (_("Field of activity"), dict(Field.choices)),
        "area": (_("Area"), dict(AreaCode.choices)),
        "size": (_("Size of the organisation"), dict(SizeBand.choices)),
    }
    return [
        _table(*names[each], None if cells is None else cells[each], counted.get(each, {}))
        for each in DIMENSIONS
    ]


def _table(
    title: str, names: Mapping[str, Any], persons: Mapping[str, str] | None, others: Mapping[str, int]
) -> Table:
    """Persons only where their numbers stand."""
    language = current_language()
    made = {*others, *(persons or {})}
    order = [code for code in (*names, *sorted(made - set(names) - {NOT_TOLD}), NOT_TOLD) if code in made]
    rows = []
    for code in order:
        label = str(names.get(code, code)) if code else _("Not told")
        told = [] if persons is None else [_cell(persons.get(code, "0"))]
        rows.append([label, *told, number(others.get(code, 0), language)])
    heads = [] if persons is None else [Column(label=_("Persons"), number=True)]
    columns = [Column(label=title), *heads, Column(label=_("Organisations"), number=True)]
    return Table(caption=title, columns=columns, rows=rows)


def _cell(label: str) -> str:
    """A number, a range of small ones, or that it is hidden."""
    if label.isdecimal():
        return number(int(label), current_language())
    return _("hidden") if label == "hidden" else label
