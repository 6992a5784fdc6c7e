"""The results: what the worker computed, for the host while it is open and for all when the host chose so."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import queries, rules
from punos.consultations.models import Consultation
from punos.consultations.queries import figures as shown
from punos.consultations.views.reading import asked, crumbs
from punos.contributions import queries as contributions
from punos.contributions.models import Contribution
from punos.contributions.queries import Idea
from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IDEAS_A_PAGE = 40
FEW_SHOWN = 100


@public_page(read_stamps, "process:{process}", query=("per", "page"))
def results(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The figures in words, drawings and tables."""
    actor = request.actor
    found, now = asked(actor, process, consultation, "result"), timezone.now()
    rules.check_see_results(actor, found, now)
    expires(request, found.next_change(now))
    result = getattr(found, "result", None)  # one query brought both
    context = {
        "consultation": found,
        "process": found.process,
        "result": result,
        "is_open": found.is_open(now),
        "crumbs": crumbs(found, _("Results")),
    }
    if result:
        context |= _figures(request, found, result.figures)
    return page(request, "consultations/results.html", context)


def _figures(request: HttpRequest, consultation: Consultation, figures: dict[str, Any]) -> dict[str, Any]:
    """The stored figures in the words of this page's language."""
    per_organisation = request.GET.get("per") == "organisation"
    ranking = figures["ranking_one_per_organisation" if per_organisation else "ranking"]
    places = Paginator(ranking["ranked"], IDEAS_A_PAGE).get_page(request.GET.get("page"))
    few = ranking["unranked"][:FEW_SHOWN]
    common, seven = figures["common"], ranking["scale"] != "agreement"
    ideas = _ideas(consultation, [*places.object_list, *few, *common["uniting"], *common["dividing"]])
    places.object_list = shown.ranked(places, ideas, seven=seven)
    language = current_language()
    return {
        "figures": figures,
        "headline": shown.headline(figures),
        "ranked": places,
        "unranked": shown.unranked(few, ideas),
        "per_organisation": per_organisation,
        "tabs": _tabs(request, per_organisation=per_organisation),
        "ends": (1, 7) if seven else (0, 1),
        "measure": _("Mean and 90% interval, from 1 to 7")
        if seven
        else _("Share that agrees and 90% interval"),
        "uniting": shown.shared(common["uniting"], ideas),
        "dividing": shown.shared(common["dividing"], ideas),
        "breakdowns": (queries.result_file(consultation.result, "breakdowns.html", language) or b"").decode(),
        "opinions": figures["opinions"],
        "has_map": "ideas" in figures["opinions"],
        "groups": list(zip(shown.group_names(), figures["opinions"].get("groups", []), strict=False)),
    }


def _tabs(request: HttpRequest, *, per_organisation: bool) -> list[Link]:
    """The two ways to look at the same answers."""
    return [
        Link(label=_("All answers"), url=request.path, current=not per_organisation),
        Link(label=_("One answer per organisation"), url="?per=organisation", current=per_organisation),
    ]


def _ideas(consultation: Consultation, rows: Sequence[Mapping[str, Any]]) -> dict[str, Idea]:
    """The ideas that these rows of figures are about, by their number as text."""
    said = Contribution.objects.filter(thread__part__consultation=consultation)
    numbers = {int(row["idea"]) for row in rows}
    found = contributions.ideas_among(said, current_language(), numbers=numbers)
    return {str(idea.number): idea for idea in found}


@public_page(read_stamps, "process:{process}")
def result_file(
    request: ActingRequest, process: str, consultation: str, stem: str, ending: str
) -> HttpResponse:
    """A file of open data, the spreadsheet in this language, or a chart."""
    actor = request.actor
    found, now = asked(actor, process, consultation), timezone.now()
    rules.check_see_results(actor, found, now)
    expires(request, found.next_change(now))
    result = queries.result_of(found)
    name = f"{stem}.{ending}"
    content = queries.result_file(result, name, current_language()) if result else None
    if content is None or ending not in MEDIA_TYPES:
        raise Http404
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    if ending != "svg":
        response["Content-Disposition"] = f'attachment; filename="{found.slug}-{name}"'
    return response
