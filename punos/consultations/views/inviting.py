"""The list of those invited: where each stands, inviting one more, mending an address, taking an invitation back."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries
from punos.consultations.forms import AddressForm, InviteForm
from punos.consultations.models import Consultation
from punos.consultations.queries import Addressee, Foretold
from punos.consultations.views.reading import asked, crumbs
from punos.core.components import Link
from punos.core.dates import moment
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.office import sheets
from punos.core.pages import page, posted
from punos.core.tables import guarded
from punos.organisations.models import ActingRequest, Actor
from punos.processes.rules import check_lead

INVITED_A_PAGE = 50


def led(request: ActingRequest, process: str, consultation: str) -> Consultation:
    """The consultation at this address, for those alone who lead its process."""
    found = asked(request.actor, process, consultation)
    check_lead(request.actor, found.process.host_unit_id, found.process.host_organisation_id)
    return found


@login_required
def invitations(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Who was invited and what came of it; whoever leads the process invites more."""
    found = led(request, process, consultation)
    form = InviteForm(request.POST or None)
    foretold = _foretold(request, found, form)
    if (
        request.method == "POST"
        and not foretold
        and form.run(actions.invite_to_answer, actor=request.actor, consultation=found)
    ):
        return redirect(f"{request.path}#invitation-{form.outcome.pk}")
    return _list(request, found, form, AddressForm(), foretold=foretold)


def _foretold(request: ActingRequest, found: Consultation, form: Form) -> Foretold | None:
    """What is told once before the organisation is invited; nothing where just this has been told already."""
    organisation = form.cleaned_data["organisation"] if form.is_valid() else None
    if organisation is None:
        return None
    told = queries.foretold(found, organisation, form.cleaned_data["email"], timezone.now())
    return told if told and request.POST.get("anyway") != told.key else None


def _list(
    request: ActingRequest,
    found: Consultation,
    form: Form,
    address_form: Form,
    *,
    mending: int = 0,
    foretold: Foretold | None = None,
) -> HttpResponse:
    """The page with the list, narrowed to one state if one is asked for."""
    now = timezone.now()
    everybody = queries.addressees(found, now)
    wanted = request.GET.get("state", "")
    context = {
        "consultation": found,
        "form": form,
        "address_form": address_form,
        "mending": mending,
        "foretold": foretold,
        **_shown(request, found, everybody, wanted),
        "number": len(everybody),
        "states": _states(everybody, wanted),
        "wanted": wanted,
        "reminders": list(found.reminders.all()[:10]),
        "public_address": settings.PUBLIC_ADDRESS,
        "is_closed": found.is_closed(now),
        "crumbs": crumbs(found, _("Invitations")),
    }
    status = 422 if form.errors or address_form.errors else 200
    return page(request, "consultations/invitations.html", context, status=status)


def _shown(
    request: ActingRequest, found: Consultation, everybody: list[Addressee], wanted: str
) -> dict[str, Any]:
    """One page of the list, each with its address and how many other requests it has; and the load of all."""
    organisations = [each.invitation.organisation for each in everybody]
    requests = queries.other_requests(found, [each.pk for each in organisations], timezone.now())
    narrowed: Sequence[Any] = queries.narrowed(everybody, wanted)
    shown = Paginator(narrowed, INVITED_A_PAGE).get_page(request.GET.get("page"))
    shown.object_list = [
        (each, _address(request.actor, each), requests[each.invitation.organisation_id])
        for each in shown.object_list
    ]
    return {"invited": shown, "load": queries.load_of(organisations, requests)}


def _states(everybody: list[Addressee], wanted: str) -> list[Link]:
    """A way to each state that somebody is in, with their number."""
    links = [Link(label=f"{_('All')} {len(everybody)}", url="?", current=not wanted)]
    return links + [
        Link(label=f"{words} {number}", url=f"?state={value}", current=wanted == value)
        for value, words, number in queries.state_counts(everybody)
    ]


def _address(actor: Actor, addressee: Addressee) -> str:
    invitation = addressee.invitation
    address = queries.Address(invitation.email, addressee.source)
    return queries.shown_address(actor, invitation.organisation, address)


@posted("consultations:invitations", "process", "consultation")
def mend_address(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Send the letter to another address; the link gets a new one, so that the old letter opens nothing."""
    found = led(request, process, consultation)
    invited = get_object_or_404(found.invitations.standing().select_related("organisation"), pk=number)
    form = AddressForm(request.POST)
    about: dict[str, Any] = {"organisation": invited.organisation, "language": invited.language}
    if not form.run(actions.invite_to_answer, actor=request.actor, consultation=found, **about):
        return _list(request, found, InviteForm(), form, mending=number)
    address = reverse("consultations:invitations", args=[process, consultation])
    return redirect(f"{address}#invitation-{number}")


@posted("consultations:invitations", "process", "consultation")
def withdraw_invitation(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Take an invitation back."""
    found = asked(request.actor, process, consultation)
    invited = get_object_or_404(found.invitations.standing(), pk=number)
    actions.withdraw_invitation_to_answer(actor=request.actor, invitation=invited)
    return redirect(reverse("consultations:invitations", args=[process, consultation]))


@login_required
def invitations_file(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The list as a table in the language of the page, with a semicolon between the cells."""
    found = led(request, process, consultation)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [guarded(cell) for cell in row] for row in _taken(request, found)
    )
    return _as_file(found, "\ufeff" + out.getvalue(), "csv", "text/csv; charset=utf-8")


@login_required
def invitations_sheet(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The same as a spreadsheet."""
    found = led(request, process, consultation)
    header, *rows = _taken(request, found)
    sheet = sheets.Sheet(_("Invitations"), header, rows)
    content = sheets.spreadsheet(found.title.read(current_language()).text, [sheet])
    return _as_file(found, content, "xlsx", sheets.MEDIA_TYPE)


def _taken(request: ActingRequest, found: Consultation) -> Iterator[list[str]]:
    """Headings and rows of the list, narrowed to the state that is asked for; that it is taken along is noted."""
    actions.note_list_taken(actor=request.actor, consultation=found)
    everybody = queries.narrowed(queries.addressees(found, timezone.now()), request.GET.get("state", ""))
    times = (_("Invited"), _("Page opened"), _("Reminded"), _("Replied"))
    yield [_("Organisation"), _("State"), *times, _("Language"), _("E-mail address"), _("Answer")]
    for each in everybody:
        yield _row(request.actor, each)


def _as_file(found: Consultation, content: str | bytes, ending: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="invitations-{found.slug}.{ending}"'
    return response


def _row(actor: Actor, addressee: Addressee) -> list[str]:
    invitation, language = addressee.invitation, current_language()
    times = (invitation.at, invitation.opened_at, invitation.reminded_at, invitation.replied_at)
    number = addressee.given.number if addressee.given else None
    return [
        invitation.organisation.name_in(language),
        str(addressee.state.label),
        *(moment(each, language) if each else "" for each in times),
        invitation.language,
        _address(actor, addressee) or str(addressee.source.label),
        str(number or ""),
    ]
