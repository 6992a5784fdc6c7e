"""The administrator's list of mail: what waits, what arrived, what did not; addresses and subjects, never a text."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.pages import page, posted
from punos.home import rules
from punos.mail import actions, queries
from punos.mail import rules as mail
from punos.mail.models import Message, MessageState
from punos.organisations.models import ActingRequest

MESSAGES_A_PAGE = 30


def outbox(request: ActingRequest) -> HttpResponse:
    """Messages in one state or in all, the newest first, with what an administrator can do about each."""
    if request.actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    rules.check_see_outbox(request.actor)
    asked = request.GET.get("state", "")
    state = asked if asked in MessageState.values else ""
    listed = Paginator(queries.outbox(state), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "rows": [
            (each, allowed(mail.check_send_again, each), allowed(mail.check_give_up, each)) for each in listed
        ],
        "tabs": _tabs(state),
        "oldest": queries.oldest_waiting(),
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Outbox"))],
    }
    return page(request, "home/outbox.html", context)


def _tabs(state: str) -> list[Link]:
    """One tab for each state with the number of messages in it, and one for all."""
    counts, here = queries.counts(), reverse("home:outbox")
    every = Link(label=f"{_('All messages')} ({sum(counts.values())})", url=here, current=not state)
    return [every] + [
        Link(label=f"{each.label} ({counts[each]})", url=f"{here}?state={each}", current=each == state)
        for each in MessageState
    ]


@posted("home:outbox")
def send_again(request: ActingRequest, message: int) -> HttpResponse:
    """Have one message tried again at once."""
    rules.check_see_outbox(request.actor)
    actions.send_again(doer=request.actor, message=get_object_or_404(Message, pk=message))
    return redirect("home:outbox")


@posted("home:outbox")
def give_up(request: ActingRequest, message: int) -> HttpResponse:
    """Stop trying to send one message."""
    rules.check_see_outbox(request.actor)
    actions.give_up(doer=request.actor, message=get_object_or_404(Message, pk=message))
    return redirect("home:outbox")
