"""News for feed readers and dates for calendars: the same for everybody, kept like the pages beside them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from punos.consultations import queries as consultations
from punos.core.pages import public_page
from punos.home import queries
from punos.journal import queries as journal
from punos.organisations.models import Actor, Organisation
from punos.processes import queries as processes
from punos.processes.models import Process

ENDINGS = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json"}


@public_page(journal.read_stamps, "all")
def feed(request: HttpRequest, ending: str) -> HttpResponse:
    """News of everything that is public."""
    return _fed(request, ending)


@public_page(journal.read_stamps, "process:{process}")
def process_feed(request: HttpRequest, process: str, ending: str) -> HttpResponse:
    """News of one process."""
    return _fed(request, ending, process=_public(process))


@public_page(journal.read_stamps, "all")
def organisation_feed(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """News of an organisation, and of what it hosts."""
    found = get_object_or_404(Organisation.objects.visible_to(Actor()), slug=slug)
    return _fed(request, ending, organisation=found)


def _public(slug: str) -> Process:
    """A process that everybody sees."""
    return get_object_or_404(Process.objects.visible_to(Actor()), slug=slug)


def _fed(
    request: HttpRequest,
    ending: str,
    *,
    process: Process | None = None,
    organisation: Organisation | None = None,
) -> HttpResponse:
    if ending not in ENDINGS:
        raise Http404
    made = queries.feed_of(request.path, process=process, organisation=organisation)
    if ending == "atom":
        return HttpResponse(queries.as_atom(made), content_type=ENDINGS[ending])
    told = queries.as_json(made)
    return JsonResponse(told, content_type=ENDINGS[ending], json_dumps_params={"ensure_ascii": False})


@public_page(journal.read_stamps, "process:{process}")
def process_calendar(request: HttpRequest, process: str) -> HttpResponse:
    """The dates of one process for a calendar program, which asks again by itself."""
    found = _public(process)
    asked = consultations.consultations_of(Actor(), found.pk)
    made = queries.calendar_of(found, processes.phases_of(found), asked)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.ics"'
    return response
