"""What is asked, by whom, until when: the same page for everybody."""

from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Part, PartKind
from punos.contributions import queries as contributions
from punos.contributions.models import Thread
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest, Actor
from punos.processes.rules import check_lead_process

IDEAS_A_PAGE = 20


def asked(actor: Actor, process: str, consultation: str, *also: str) -> Consultation:
    """The consultation at this address, with what else is asked for; one that may not be seen is not there."""
    found = queries.consultation_detail(actor, process, consultation, *also)
    if found is None:
        raise Http404
    return found


def part_with_ideas(actor: Actor, process: str, consultation: str) -> Part:
    """The part with ideas of the consultation at this address."""
    found = queries.ideas_part(actor, process, consultation)
    if found is None:
        raise Http404
    return found


def crumbs(consultation: Consultation, here: str = "") -> list[Link]:
    """The way here: processes, the process, the consultation, and the page below it if there is one."""
    language = current_language()
    names = {"process": consultation.process.slug}
    own = reverse("consultations:consultation_detail", kwargs={**names, "consultation": consultation.slug})
    way = [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(
            label=consultation.process.title.read(language).text,
            url=reverse("home:process_detail", kwargs=names),
        ),
        Link(label=consultation.title.read(language).text, url=own if here else ""),
    ]
    return [*way, Link(label=here)] if here else way


@public_page(read_stamps, "process:{process}", query=("page",))
def consultation_detail(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What is asked, of whom, how long there is time, and the ideas so far."""
    found = asked(request.actor, process, consultation)
    expires(request, found.next_change(timezone.now()))
    context = shown(request.actor, found, request.GET.get("page"))
    return page(request, "consultations/consultation_detail.html", context)


def shown(actor: Actor, found: Consultation, number: str | None = None) -> dict[str, Any]:
    """What the page of a consultation shows this actor; a preview shows the same of a draft."""
    now, draft, language = timezone.now(), queries.draft_of(found), current_language()
    parts = draft.parts
    thread = next((part.thread for part in parts if part.kind == PartKind.IDEAS), None)
    return {
        "consultation": found,
        "process": found.process,
        "parts": parts,
        "answerable": [part for part in parts if queries.takes_answers(part)],
        "has_questions": bool(draft.questions),
        "hosts": found.process.hosts(language),
        "time_changes": list(found.time_changes.order_by("at")),
        "is_gap": any(language in text.missing for text in draft.texts),
        "ideas": _ideas(thread, number),
        "idea_count": thread.contributions.published().count() if thread else 0,
        "thread": thread,
        "is_open": found.is_open(now),
        "is_closed": found.is_closed(now),
        "leads": allowed(check_lead_process, actor, found.process),
        "sees_results": allowed(rules.check_see_results, actor, found, now),
        "crumbs": crumbs(found),
    }


def _ideas(thread: Thread | None, number: str | None) -> Page[Any] | None:
    """A page of the ideas so far, where this consultation collects any."""
    if thread is None:
        return None
    return contributions.page_of_ideas(thread, current_language(), number=number, size=IDEAS_A_PAGE)
