"""The address of a draft text: leads to the consultation in which it is read."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from punos.consultations.queries import draft_texts
from punos.organisations.models import ActingRequest
from punos.processes.models import Document


def document(request: ActingRequest, process: str, slug: str, number: int | None = None) -> HttpResponse:
    """To the latest consultation about this text; to its process where none has been published yet."""
    found = Document.objects.visible_to(request.actor).filter(process__slug=process, slug=slug).first()
    if found is None:
        raise Http404
    place = draft_texts.place_of(found)
    if place is None:
        return redirect("home:process_detail", process=process)
    names = {"process": process, "consultation": place.slug, "slug": slug}
    if number is None:
        return redirect(reverse("consultations:document", kwargs=names))
    return redirect(reverse("consultations:document_version", kwargs={**names, "number": number}))
