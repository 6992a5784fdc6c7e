"""The search over everything public."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.core.pages import page
from punos.home import queries
from punos.home.forms import FindForm
from punos.home.queries.searching import Choice, Searched

LONGEST_NUMBER = 4  # digits of a page that there can be


def find(request: HttpRequest) -> HttpResponse:
    """Look for words in everything public, in whichever language it is written."""
    form = FindForm(request.GET)
    wanted = form.wanted
    asked = request.GET.get("page", "")
    place = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 1
    result = queries.searched(wanted, number=place)
    for name, choices in (
        ("kind", result.kinds),
        ("process", result.processes),
        ("organisation", result.organisations),
    ):
        form.offer(name, [(each.value, _with_count(each)) for each in choices])
    narrowing = ("kind", "process", "organisation", "since", "until", "sort")
    context = {
        "form": form,
        "words": wanted.words.strip(),
        "found": result,
        "is_narrowed": any(request.GET.get(name) for name in narrowing),
        "years": _years(request, result),
        "crumbs": [Link(label=_("Search"))],
    }
    return page(request, "home/find.html", context)


def _with_count(choice: Choice) -> str:
    return f"{choice.label} ({number(choice.many, current_language())})"


def _years(request: HttpRequest, result: Searched) -> list[Link]:
    """A year narrows the time to it, the other filters staying as they are."""
    links = []
    for each in result.years:
        asked = request.GET.copy()
        asked.pop("page", None)
        asked["since"], asked["until"] = f"{each.value}-01-01", f"{each.value}-12-31"
        is_chosen = (request.GET.get("since"), request.GET.get("until")) == (asked["since"], asked["until"])
        links.append(Link(label=_with_count(each), url=f"?{asked.urlencode()}", current=is_chosen))
    return links
