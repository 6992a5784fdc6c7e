"""To the city's sign-in service and back, and what the service tells us by itself."""

import logging

from allauth.socialaccount.helpers import complete_social_login
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from punos.core.errors import Refused
from punos.core.pages import message_page, posted
from punos.people import actions
from punos.people.adapters import provider
from punos.people.views.ways import provider_offered, way_on

logger = logging.getLogger(__name__)


@posted("people:sign_in")
def sign_in_with_provider(request: HttpRequest) -> HttpResponse:
    """Send somebody to the sign-in service."""
    if not provider_offered():
        raise Http404
    return provider.begin(request, process="login", way_on=way_on(request))


@posted("people:account")
@login_required
def connect_provider(request: HttpRequest) -> HttpResponse:
    """Add the sign-in service to one's own account."""
    if not provider_offered():
        raise Http404
    return provider.begin(request, process="connect", way_on="")


@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the sign-in service. It was asked outside the transaction in which the person is signed in."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        login = provider.finish(request)
    except Refused as refusal:
        logger.warning("sign-in refused: %s", refusal.__cause__ or refusal)
        return message_page(request, refusal)
    with transaction.atomic():
        response: HttpResponse = complete_social_login(request, login)
    response["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt
@require_POST
def backchannel_logout(request: HttpRequest) -> HttpResponse:
    """The sign-in service says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0, 2.8)."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        actions.end_by_provider(order=provider.logout_order(request, request.POST.get("logout_token", "")))
    except RequestException as fault:
        logger.warning("logout could not be checked: %s", fault)
        return _told({"error": "temporarily_unavailable"}, 503)
    except (provider.NotTrusted, Refused) as fault:
        logger.warning("logout refused: %s", fault)
        return _told(
            {"error": "invalid_request", "error_description": "The logout token does not hold."}, 400
        )
    response = HttpResponse()
    response["Cache-Control"] = "no-store"
    return response


def _told(told: dict[str, str], status: int) -> HttpResponse:
    response = JsonResponse(told, status=status)
    response["Cache-Control"] = "no-store"
    return response
