"""Where a person is led after signing in, and which ways to sign in this site offers."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def way_on(request: HttpRequest) -> str:
    """Where the person was going, if that is on this site; else their desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("home:desk")


def provider_offered() -> str:
    """What the city's sign-in service is called, or nothing where there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_ISSUER else ""
