"""The card of an organisation."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import expires, page, public_page
from punos.home import queries
from punos.journal import queries as journal
from punos.organisations.models import ActingRequest

# Mandates begin and end by verbs that are nobody else's business, so they empty no page: whether anybody acts for
# an organisation may be told as late as this.
CLAIM_KNOWN_FOR = timedelta(minutes=5)


@public_page(journal.read_stamps, "all")
def organisation(request: ActingRequest, slug: str) -> HttpResponse:
    """What an organisation is, what it has said, and whether anybody acts for it here."""
    card = queries.organisation_card(request.actor, slug)
    if card is None:
        raise Http404
    expires(request, timezone.now() + CLAIM_KNOWN_FOR)
    context = {
        "card": card,
        "organisation": card.organisation,
        "crumbs": [
            Link(label=_("Organisations"), url=reverse("organisations:directory")),
            Link(label=card.name),
        ],
    }
    return page(request, "home/organisation.html", context)
