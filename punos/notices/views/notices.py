"""What one was told: the list, opening what it is about, and having read it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.languages import current_language
from punos.core.numbers import number
from punos.core.pages import page, posted
from punos.mail import actions as mail
from punos.mail import queries as outbox
from punos.notices import actions, queries
from punos.organisations.models import ActingRequest

NOTICES_A_PAGE = 50
FOLLOWED = "followed"


def crumbs(here: str) -> list[Link]:
    """The way to a page of one's own."""
    return [Link(label=_("My page"), url=reverse("home:me")), Link(label=here)]


@login_required
def notices(request: ActingRequest) -> HttpResponse:
    """What concerns me, apart from what I follow; the unread first."""
    actor, asked = request.actor, request.GET
    assert actor.person is not None  # only who has signed in comes here
    is_mine, only_unread = asked.get("show") != FOLLOWED, asked.get("unread") == "1"
    shown = queries.shown(actor, is_mine=is_mine, only_unread=only_unread)
    unread = queries.counts(actor)
    context = {
        "listed": Paginator(shown, NOTICES_A_PAGE).get_page(asked.get("page")),
        "tabs": _tabs(unread, is_mine=is_mine),
        "is_mine": is_mine,
        "only_unread": only_unread,
        "unread_here": unread["mine" if is_mine else FOLLOWED],
        "returned": outbox.returned(actor.person.email),
        "crumbs": crumbs(_("My notices")),
    }
    return page(request, "notices/notices.html", context)


def _tabs(unread: dict[str, int], *, is_mine: bool) -> list[Link]:
    """The two lists, with how many of each are unread."""
    here, language = reverse("notices:notices"), current_language()

    def label(words: str, waiting: int) -> str:
        return f"{words} ({number(waiting, language)})" if waiting else words

    return [
        Link(label=label(_("What concerns me"), unread["mine"]), url=here, current=is_mine),
        Link(
            label=label(_("What I follow"), unread[FOLLOWED]),
            url=f"{here}?show={FOLLOWED}",
            current=not is_mine,
        ),
    ]


@login_required
def open_notice(request: ActingRequest, notice: int) -> HttpResponse:
    """Lead to what a notice is about; from then on it counts as read."""
    found = actions.mark_read(actor=request.actor, notice=notice)
    if found is None:
        raise Http404
    return redirect(f"/{current_language()}{found.address}")


@posted("notices:notices")
@login_required
def mark_read(request: ActingRequest) -> HttpResponse:
    """One notice has been read, or all of a list."""
    chosen, is_mine = request.POST.get("notice", ""), request.POST.get("show") != FOLLOWED
    if chosen.isdecimal() and len(chosen) < 19:
        actions.mark_read(actor=request.actor, notice=int(chosen))
    elif chosen == "all":
        actions.mark_all_read(actor=request.actor, is_mine=is_mine)
    here = reverse("notices:notices")
    return redirect(here if is_mine else f"{here}?show={FOLLOWED}")


@posted("notices:notices")
@login_required
def trust_address(request: ActingRequest) -> HttpResponse:
    """My address works again: letters may be sent there."""
    actor = request.actor
    assert actor.person is not None  # only who has signed in comes here
    mail.trust_again(doer=actor, to=actor.person.email)
    return redirect("notices:notices")
