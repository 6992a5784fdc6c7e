"""The mail of the demo town, shown to everybody in it, so that links in letters work without a mail server."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page
from punos.mail import queries

MESSAGES_A_PAGE = 20


def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Every letter of the demo town with its text; elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    shown = Paginator(queries.to_show(), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    here = f"{request.scheme}://{request.get_host()}"  # links work on whichever port the demo town is served
    letters = [(each, each.body.replace(settings.PUBLIC_ADDRESS, here)) for each in shown]
    context = {"shown": shown, "letters": letters, "crumbs": [Link(label=_("Mail of the demo town"))]}
    return page(request, "mail/demo_outbox.html", context)
