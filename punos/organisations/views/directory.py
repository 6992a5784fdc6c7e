"""The public directory of organisations, as a list and as a map of areas."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page, public_page
from punos.journal import queries as journal
from punos.organisations import queries
from punos.organisations.forms import DirectoryForm
from punos.organisations.models import ActingRequest

ORGANISATIONS_A_PAGE = 30
FILTERS = ("field", "area", "district", "language", "kind")


@public_page(journal.read_stamps, "all", query=(*FILTERS, "view", "page"))
def directory(request: ActingRequest) -> HttpResponse:
    """Organisations by what they do where, or by words.

    What is asked in words is made anew each time: there is no end of words, and they would push the pages that
    many read out of the cache.
    """
    actor, is_map = request.actor, request.GET.get("view") == "map"
    form = DirectoryForm(request.GET, districts=queries.districts(), is_map=is_map)
    wanted = form.wanted
    context = {"form": form, "wanted": wanted, "is_map": is_map, "crumbs": [Link(label=_("Organisations"))]}
    context["tabs"] = _tabs(request, is_map=is_map)
    if is_map:
        counts = queries.by_area(actor, wanted)
        asked = _query(request, "area", "view", "page")
        context |= {"counts": counts, "tiles": queries.area_tiles(counts)}
        context["table"] = queries.area_table(counts, asked)
    else:
        context["listed"], context["nationwide"] = queries.listed(
            actor, wanted, number=request.GET.get("page"), size=ORGANISATIONS_A_PAGE
        )
    response = page(request, "organisations/directory.html", context, part="found")
    if request.htmx:
        response["HX-Replace-Url"] = f"{request.path}{_query(request)}"
    return response


def _query(request: ActingRequest, *without: str) -> str:
    """What was asked, without what was left empty: an address worth keeping."""
    asked = request.GET.copy()
    for name in [name for name, value in asked.items() if not value or name in without]:
        del asked[name]
    return f"?{asked.urlencode()}"


def _tabs(request: ActingRequest, *, is_map: bool) -> list[Link]:
    """The same organisations as a list and on a map of areas."""
    plain = _query(request, "view", "page")
    on_map = _query(request, "area", "view", "page")
    joined = on_map if on_map == "?" else f"{on_map}&"
    return [
        Link(label=_("List"), url=plain, current=not is_map),
        Link(label=_("Map"), url=f"{joined}view=map", current=is_map),
    ]
