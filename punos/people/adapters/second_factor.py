"""What the sign-in library asks of this house about second factors."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punos.people.models import Person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library ships no types
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Codes change every 30 seconds: please try the next one."),
        "cannot_generate_recovery_codes": _(
            "Recovery codes can be made once there is an authenticator app or a passkey."
        ),
    }

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - the library's name
        """What a passkey is called until its owner says something better."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)
