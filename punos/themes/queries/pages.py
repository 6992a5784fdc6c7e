"""What the pages of a process's themes begin with."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Bar, Link
from punos.core.languages import current_language
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes.models import Theme, ThemeChange
from punos.themes.queries.codebook import candidates, latest_change, standing_themes
from punos.themes.queries.counting import Counts, counts
from punos.themes.queries.reading import published_themes
from punos.themes.queries.telling import change_in_words, in_words, share_bars


@dataclass(frozen=True)
class Listed:
    """A theme in a list, with how many hold it."""

    theme: Theme
    counts: Counts
    words: str


@dataclass(frozen=True)
class Step:
    """The step that can be undone next, in words."""

    change: ThemeChange
    words: str
    is_own: bool


def crumbs(process: Process, here: str, *between: Link) -> list[Link]:
    """The way here: processes, the process, its themes, this page."""
    language, names = current_language(), {"process": process.slug}
    return [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(label=process.title.read(language).text, url=reverse("home:process_detail", kwargs=names)),
        *between,
        Link(label=here),
    ]


def themes_link(process: Process) -> Link:
    """The link to the list of themes, for the way to what lies below it."""
    return Link(label=_("Themes"), url=reverse("themes:themes", kwargs={"process": process.slug}))


def latest_step(actor: Actor, process: Process) -> Step | None:
    """What the button that undoes would undo."""
    latest = latest_change(process)
    if latest is None:
        return None
    return Step(latest, change_in_words(latest), latest.by is not None and latest.by == actor.person_id)


def listed(process: Process, *, is_led: bool) -> dict[str, Any]:
    """The themes that readers see; for those who lead the process all of the codebook, and what was proposed."""
    counted = counts(process)
    found = standing_themes(process) if is_led else published_themes(process)
    bars: list[Bar] = share_bars(found, counted) if counted else []
    return {
        "listed": [_listed(each, counted) for each in found],
        "candidates": [_listed(each, counted) for each in candidates(process)] if is_led else [],
        "bars": bars,
        "unpublished": [each for each in found if each.published_at is None],
    }


def _listed(theme: Theme, counted: dict[int, Counts]) -> Listed:
    held = counted.get(theme.pk, Counts())
    return Listed(theme, held, in_words(held))
