"""The sign-in as this floor sees it: groups of the city's service become roles, and Suomi.fi hears who asks."""

import logging
from functools import partial
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from punos.core.languages import LANGUAGES
from punos.core.outside import OutsideTroubleError
from punos.organisations import actions
from punos.organisations.adapters import suomifi
from punos.organisations.models import SYSTEM
from punos.people.adapters import SignInAdapter
from punos.people.models import Person

logger = logging.getLogger(__name__)
WAY = "suomifi_way"  # where the session keeps the address at Suomi.fi to which somebody can be sent on


class GroupsAdapter(SignInAdapter):
    """The accounts' own adapter, which also gives the roles that groups stand for."""

    def groups_arrived(self, person: Person, groups: frozenset[str]) -> None:
        """Each sign-in through the service tells all groups: roles of those that are missing now end."""
        actions.apply_groups(actor=SYSTEM, person=person, groups=groups)

    @sensitive_variables()
    def post_login(
        self, request: HttpRequest, user: Person, *, signal_kwargs: dict[str, Any] | None, **known: Any
    ) -> HttpResponse:
        """Announce whoever came to show their mandates to Suomi.fi, while their identity code is at hand.

        The code is in this one answer of the sign-in service and is kept nowhere; Suomi.fi is asked when the
        transaction of the sign-in is over.
        """
        response = super().post_login(request, user, signal_kwargs=signal_kwargs, **known)
        login: SocialLogin | None = (signal_kwargs or {}).get("sociallogin")
        way_on = str(login.state.get("next") or "") if login else ""
        if login and suomifi.is_configured() and _came_for_suomifi(way_on):
            code = str(getattr(login, "claims", {}).get(settings.SUOMIFI_CODE_CLAIM) or "")
            transaction.on_commit(partial(announce, request, code, way_on[1:3]))
        return response


def _came_for_suomifi(way_on: str) -> bool:
    """Whether the page to go on to is the one about Suomi.fi, in whichever language."""
    if way_on[1:3] not in LANGUAGES:
        return False
    with override(way_on[1:3]):
        return way_on == reverse("organisations:suomifi")


@sensitive_variables()
def announce(request: HttpRequest, code: str, language: str) -> None:
    """Tell Suomi.fi who is coming and remember the way there; where it does not answer the page says so."""
    if not code:
        return
    with override(language):
        back = settings.PUBLIC_ADDRESS + reverse("organisations:suomifi_callback")
    try:
        errand, request.session[WAY] = suomifi.begin(
            personal_identity_code=code, return_address=back, language=language
        )
    except OutsideTroubleError as trouble:
        logger.warning("Suomi.fi was not told of a sign-in: %s", trouble.kind)
        return
    suomifi.keep(request.session, errand)
