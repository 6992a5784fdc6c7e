"""How far word became deed, in words: each figure with its parts, of a process, of the units and of the whole city."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from punos.core.components import Column, Table
from punos.core.dates import day
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.decisions.models import HeardAnswer, LoopFigures, LoopScope
from punos.organisations.models import CityUnit
from punos.processes.models import Process

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

DAYS_BACK: Final = 12  # rows of history
KINDS: Final[Mapping[str, "Text"]] = {
    "persons": gettext_lazy("Persons"),
    "organisations": gettext_lazy("Organisations"),
    "groups": gettext_lazy("Groups"),
}


@dataclass(frozen=True)
class Looped:
    """The figures of one scope: what they are of, as of which day, and how they were before."""

    unit: CityUnit | None
    latest: Table
    history: Table | None


def loop_of_process(process: Process) -> Table | None:
    """The latest figures of a process, where some have been kept."""
    kept = LoopFigures.objects.filter(scope=LoopScope.PROCESS, process=process).order_by("-day").first()
    return _latest(kept, _("How far word became deed")) if kept else None


def loops() -> list[Looped]:
    """The whole city first, then each unit by its name, in one query."""
    rows = LoopFigures.objects.exclude(scope=LoopScope.PROCESS).select_related("unit").order_by("-day")
    by_scope: dict[CityUnit | None, list[LoopFigures]] = {}
    for each in rows:
        by_scope.setdefault(each.unit, []).append(each)
    language = current_language()
    ordered = sorted(
        by_scope, key=lambda unit: (unit is not None, unit.name.read(language).text if unit else "")
    )
    return [_looped(unit, by_scope[unit]) for unit in ordered]


def _looped(unit: CityUnit | None, rows: Sequence[LoopFigures]) -> Looped:
    name = unit.name.read(current_language()).text if unit else str(_("The whole city"))
    return Looped(unit, _latest(rows[0], name), _history(rows[:DAYS_BACK], name) if len(rows) > 1 else None)


def _latest(kept: LoopFigures, caption: str) -> Table:
    """One row for each figure, with the numbers that it is made of."""
    when = _("As of %(when)s.") % {"when": day(kept.day, current_language())}
    columns = [Column(label=_("Figure")), Column(label=_("Now")), Column(label=_("Of what"))]
    return Table(
        caption=caption, columns=columns, rows=list(_rows(kept.figures)), note=when, quiet_caption=True
    )


def _rows(told: Mapping[str, Any]) -> Iterator[tuple["Text", str, str]]:
    responded, measures = told["responded"], told["measures"]
    yield (
        _("Contributions whose theme has a response"),
        _n(responded["with"]),
        _words(responded["of"]),
    )
    for name, label in (
        ("days_to_response", _("Days until the response, the median")),
        ("days_to_decision", _("Days until a decision, the median")),
    ):
        yield label, _n(told[name]["median"]), _words(told[name]["of"])
    late = _("of %(many)s that were due; %(late)s late")
    parts = {"many": _n(measures["of"]), "late": _n(measures["late"])}
    yield _("Measures done in time"), _n(measures["in_time"]), late % parts
    # A stored figure comes back with its names in the order of the database.
    for kind, whose in KINDS.items():
        if answers := told["heard"].get(kind):
            words = ", ".join(f"{each.label}: {answers[each]}" for each in HeardAnswer)
            yield _("Felt heard"), words, str(whose)


def _words(many: int) -> str:
    words = ngettext("of %(many)s contribution", "of %(many)s contributions", many)
    return words % {"many": _n(many)}


def _history(rows: Sequence[LoopFigures], name: str) -> Table:
    columns = [
        Column(label=_("Day")),
        Column(label=_("With a response")),
        Column(label=_("Days until the response")),
        Column(label=_("Measures in time")),
    ]
    cells = [
        (
            day(each.day, current_language()),
            _of(each.figures["responded"]["with"], each.figures["responded"]["of"]),
            _n(each.figures["days_to_response"]["median"]),
            _of(each.figures["measures"]["in_time"], each.figures["measures"]["of"]),
        )
        for each in rows
    ]
    return Table(caption=_("%(name)s: how it has changed") % {"name": name}, columns=columns, rows=cells)


def _of(some: int, all_of_them: int) -> str:
    return _("%(some)s of %(all)s") % {"some": _n(some), "all": _n(all_of_them)}


def _n(value: float | None) -> str:
    return "\u2013" if value is None else number(value, current_language())
