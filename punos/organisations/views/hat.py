"""Changing the hat: for whom one acts from now on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from punos.core.pages import posted
from punos.organisations import actions
from punos.organisations.forms import HatForm
from punos.organisations.models import ActingRequest, Organisation
from punos.organisations.models.actor import HAT


@posted("home:front_page")
def wear_hat(request: ActingRequest) -> HttpResponse:
    """Put on the hat of an organisation, or take it off, and go on where one was."""
    form = HatForm(request.POST)
    chosen = form.cleaned_data["organisation"] if form.is_valid() else 0
    seen = Organisation.objects.visible_to(request.actor)
    organisation = get_object_or_404(seen, pk=chosen) if chosen else None
    actions.wear_hat(actor=request.actor, organisation=organisation)
    request.session[HAT] = chosen or None
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if safe else reverse("home:desk"))
