"""What every page of this room begins with: the consultation at its address, and the way to it."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation
from punos.core.components import Link
from punos.core.languages import current_language
from punos.organisations.models import Actor


def asked(actor: Actor, process: str, consultation: str, *also: str) -> Consultation:
    """The consultation at this address, with what else is asked for; one that may not be seen is not there."""
    found = consultations.consultation_detail(actor, process, consultation, *also)
    if found is None:
        raise Http404
    return found


def crumbs(consultation: Consultation, here: str) -> list[Link]:
    """The way here: processes, the process, the consultation, this page."""
    language, names = current_language(), {"process": consultation.process.slug}
    return [
        Link(label=_("Processes"), url=reverse("home:process_list")),
        Link(
            label=consultation.process.title.read(language).text,
            url=reverse("home:process_detail", kwargs=names),
        ),
        Link(
            label=consultation.title.read(language).text,
            url=reverse(
                "consultations:consultation_detail", kwargs={**names, "consultation": consultation.slug}
            ),
        ),
        Link(label=here),
    ]
