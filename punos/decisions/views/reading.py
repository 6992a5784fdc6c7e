"""What the pages of this room begin with: what stands at the address, and the way to it."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.decisions import queries
from punos.decisions.models import Decision, Measure
from punos.organisations.models import Actor
from punos.processes import queries as processes
from punos.processes.models import Process
from punos.themes import queries as themes
from punos.themes.models import Theme


def process_at(actor: Actor, slug: str) -> Process:
    """The process at this address; one that may not be seen is not there."""
    found = processes.process_detail(actor, slug)
    if found is None:
        raise Http404
    return found


def decision_at(actor: Actor, process: str, number: int) -> Decision:
    """The decision at this address."""
    found = queries.decision_detail(actor, process, number)
    if found is None:
        raise Http404
    return found


def measure_at(actor: Actor, process: str, number: int) -> Measure:
    """The measure at this address."""
    found = queries.measure_detail(actor, process, number)
    if found is None:
        raise Http404
    return found


def theme_at(actor: Actor, process: str, number: int) -> Theme:
    """The theme at this address, whatever has become of it; one that may not be seen is not there."""
    found = themes.theme_numbered(actor, process, number)
    if found is None:
        raise Http404
    return found


def crumbs_to(process: Process, *steps: Link) -> list[Link]:
    """The way here: processes, the process, and what comes below it."""
    here = f"/{current_language()}{process.address}"
    title = process.title.read(current_language()).text
    return [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(label=title, url=here),
        *steps,
    ]


def crumbs_to_theme(theme: Theme, *steps: Link) -> list[Link]:
    """The same with the themes of the process and one of them."""
    slug, title = theme.process.slug, theme.title.read(current_language()).text
    return crumbs_to(
        theme.process,
        Link(label=_("Themes"), url=reverse("themes:themes", args=[slug])),
        Link(label=title, url=reverse("decisions:theme", args=[slug, theme.number])),
        *steps,
    )


def decisions_link(process: Process) -> Link:
    """The way to all decisions of a process."""
    return Link(label=_("Decisions"), url=reverse("decisions:decision_list", args=[process.slug]))


def measures_link(process: Process) -> Link:
    """The way to all measures of a process."""
    return Link(label=_("Measures"), url=reverse("decisions:measure_list", args=[process.slug]))
