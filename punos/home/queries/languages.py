"""What lacks a language, is behind its source or has not been checked, in the processes that somebody leads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.core.checking import Gap, TextIn, gaps_in
from punos.core.languages import NAMES
from punos.core.tables import guarded
from punos.decisions import queries as decisions
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.reports import queries as reports
from punos.themes import queries as themes

ALWAYS: Final = ("fi", "sv")  # the languages of the country; others as the installation requires them
COLUMNS: Final = ("process", "text", "belongs_to", "language", "state", "since", "days", "public", "address")


@dataclass(frozen=True)
class GapsOfProcess:
    """The gaps of one process, those that readers meet first, then by age."""

    process: Process
    gaps: Sequence[Gap]


def led_now(actor: Actor) -> list[Process]:
    """What somebody leads and is still going on: what has been closed stands as it is."""
    return list(Process.objects.led_by(actor).filter(closed_at=None).order_by("-pk"))


def texts_led(processes: Sequence[Process]) -> Iterator[TextIn]:
    """Every text of these processes, told by the room that holds it."""
    yield from consultations.texts_in(processes)
    yield from themes.texts_in(processes)
    yield from decisions.texts_in(processes)
    yield from reports.texts_in(processes)


def text_led(processes: Sequence[Process], key: str) -> TextIn | None:
    """The text of this name, if it is one of these processes'."""
    return next((each for each in texts_led(processes) if each.key == key), None)


def gaps_of(
    processes: Sequence[Process], *, version: str = "", kinds: Iterable[str] = ("missing", "stale")
) -> list[GapsOfProcess]:
    """The gaps of these kinds, in one version or in all, process by process."""
    wanted, shown = {*ALWAYS, *settings.REQUIRED_LANGUAGES}, set(kinds)
    found: dict[int, list[Gap]] = {each.pk: [] for each in processes}
    for gap in gaps_in(texts_led(processes), wanted):
        if gap.kind in shown and version in {"", gap.version}:
            found[gap.at.process_id].append(gap)
    return [GapsOfProcess(each, sorted(found[each.pk], key=_order)) for each in processes if found[each.pk]]


def _order(gap: Gap) -> tuple[bool, bool, float]:
    """What readers meet, then the oldest; what has no known age last."""
    return not gap.at.is_public, gap.since is None, gap.since.timestamp() if gap.since else 0


def gap_rows(found: Iterable[GapsOfProcess], now: datetime) -> Iterator[list[str]]:
    """The same as rows of a table, after one with the names of the columns."""
    yield list(COLUMNS)
    states = {"missing": _("missing"), "stale": _("stale"), "unchecked": _("not checked")}
    for each in found:
        for gap in each.gaps:
            at, since = gap.at, gap.since
            yield [
                guarded(str(each.process.title)),
                guarded(str(at.label)),
                guarded(str(at.of)),
                NAMES[gap.version],
                states[gap.kind],
                since.date().isoformat() if since else "",
                str((now - since).days) if since else "",
                "1" if at.is_public else "0",
                at.address,
            ]
