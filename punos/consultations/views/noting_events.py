"""Notes of an event, typed in by who leads the process."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import EventForm
from punos.consultations.views.answering import at
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.sheets import Sheet
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import page
from punos.organisations.models import ActingRequest
from punos.processes.rules import check_lead


@login_required
def note_event(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """When, where and how many; what was said, by topic."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    check_lead(actor, found.process.host_unit_id, found.process.host_organisation_id)
    topics = queries.targets_in_words(found)
    form = EventForm(request.POST or None, topics=topics, initial={"language": current_language()})
    known: dict[str, Any] = {"consultation": found, "received_at": request.received_at}
    if request.method == "POST" and form.run(actions.note_event, actor=actor, **known):
        noted = form.outcome
        return redirect(at(Sheet(actor, found, noted.voice, noted), "receipt"))
    context = {
        "consultation": found,
        "form": form,
        "notes": [form[name] for name in form.topics],
        "can_type": allowed(rules.check_typing_time, found, request.received_at),
        "typed_in_days": rules.TYPED_IN_DAYS,
        "crumbs": crumbs(found, _("Notes of an event")),
    }
    return page(request, "consultations/event.html", context, status=422 if form.errors else 200)
