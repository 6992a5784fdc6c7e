"""My desk: where I have taken part, and what I lead."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.rules import check_make_something
from punos.contributions import queries as contributions
from punos.contributions.rules import check_moderate_something
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.pages import page, posted
from punos.decisions import queries as decisions
from punos.home import actions, queries, rules
from punos.home.models import Feedback
from punos.home.queries.desk import tools_above, waiting_above
from punos.mail import queries as outbox
from punos.organisations import queries as organisations
from punos.organisations.models import ActingRequest, Actor
from punos.organisations.rules import check_keep_registry, check_run_installation
from punos.reports import queries as reports


def desk(request: ActingRequest) -> HttpResponse:
    """What needs me first, then what I lead, then where I have taken part."""
    actor = request.actor
    if actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    now, today = timezone.now(), timezone.localdate()
    keeps_site = allowed(rules.check_run_site, actor)
    context = {
        "person": actor.person,
        "returned": outbox.returned(actor.person.email),
        "answers": queries.answers_of(actor),
        "led": [(each, each.is_open(now)) for each in queries.led_by(actor)],
        "feedback": queries.feedback_to_answer() if keeps_site else [],
        "keeps_site": keeps_site,
        "to_sign": consultations.signatures_waiting(actor),
        "to_sum_up": reports.summaries_missing(actor, now),
        "to_respond": decisions.to_respond(actor, today),
        "to_do": [(each, each.is_overdue(today)) for each in decisions.measures_due(actor, today)],
        "found_waiting": decisions.found_waiting(actor),
        "to_decide": organisations.join_requests_for(actor),
        "to_moderate": _to_moderate(actor),
        "my_mandates": organisations.mandates_of(actor),
        "my_requests": organisations.requests_of(actor),
        "waiting": waiting_above(actor),
        "tools": [*_tools(actor), *tools_above(actor)],
        "crumbs": [Link(label=_("My desk"))],
    }
    return page(request, "home/desk.html", context)


def _to_moderate(actor: Actor) -> int:
    """How many texts, reports and appeals wait for this person; nothing is asked for whoever moderates nothing."""
    if not allowed(check_moderate_something, actor):
        return 0
    return sum(contributions.queue_counts(actor).values())


def _tools(actor: Actor) -> list[Link]:
    """The pages of work that this person's roles open."""
    pages = (
        (_("Consultations I make"), "making:desk", check_make_something),
        (_("Languages"), "home:languages", check_make_something),
        (_("Moderation"), "home:moderation", check_moderate_something),
        (_("Registry of organisations"), "organisations:registry", check_keep_registry),
        (_("Units and roles"), "organisations:units", check_run_installation),
        (_("Background questions"), "making:background", check_run_installation),
        (_("Outbox"), "home:outbox", rules.check_see_outbox),
        (_("Audit"), "home:audit", rules.check_audit),
        (_("Information requests"), "records:information", rules.check_answer_requests),
    )
    return [Link(label=label, url=reverse(name)) for label, name, check in pages if allowed(check, actor)]


@posted("home:desk")
def answer_feedback(request: ActingRequest, feedback: int) -> HttpResponse:
    """Note that feedback has been answered."""
    actor = request.actor
    rules.check_run_site(actor)
    actions.answer_feedback(actor=actor, feedback=get_object_or_404(Feedback, pk=feedback))
    return redirect("home:desk")
