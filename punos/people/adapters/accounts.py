"""What the sign-in library asks of this house: every write of its own goes through an action, every letter
through the outbox, and nobody is sent to another site.
"""

import secrets
from collections.abc import Mapping
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from punos.core.errors import NotNow
from punos.core.languages import current_language
from punos.core.pages import message_page
from punos.core.text import clean
from punos.mail import actions as mail
from punos.people import actions, queries, rules
from punos.people.actions import Opened
from punos.people.adapters.provider import Provider
from punos.people.models import SIGN_IN, UNTIL, Assurance, Person

NEW_PASSWORD = ("account_reset_password", _("Choose a new password"))
ACCOUNT = ("people:account", _("To my account"))
SECOND_FACTOR = ("mfa_index", _("To my second factor"))
# The library's letters: our template, the link in its context or the page we lead to, and what the link says.
LETTERS: Mapping[str, tuple[str, str, str | Promise]] = {
    "account/email/email_confirmation_signup": ("verify_new", "activate_url", _("Verify the address")),
    "account/email/email_confirmation": ("verify", "activate_url", _("Verify the address")),
    "account/email/password_reset_key": (
        "new_password", "password_reset_url", _("Choose a new password"),
    ),
    "account/email/unknown_account": ("unknown_account", "account_signup", _("Make an account")),
    "account/email/account_already_exists": ("account_exists", *NEW_PASSWORD),
    "account/email/email_changed": ("address_changed", *NEW_PASSWORD),
    "account/email/email_deleted": ("address_changed", *NEW_PASSWORD),
    "account/email/password_changed": ("password_changed", *NEW_PASSWORD),
    "account/email/password_reset": ("password_changed", *NEW_PASSWORD),
    "account/email/password_set": ("password_changed", *NEW_PASSWORD),
    "mfa/email/totp_activated": ("second_factor_added", *SECOND_FACTOR),
    "mfa/email/webauthn_added": ("second_factor_added", *SECOND_FACTOR),
    "mfa/email/totp_deactivated": ("second_factor_removed", *SECOND_FACTOR),
    "mfa/email/webauthn_removed": ("second_factor_removed", *SECOND_FACTOR),
    "mfa/email/recovery_codes_generated": ("codes_renewed", *SECOND_FACTOR),
    "socialaccount/email/account_connected": ("provider_connected", *ACCOUNT),
}  # fmt: skip

AGAIN: Mapping[str, Promise] = {
    "reauthenticate": _("Show the password instead"),
    "mfa_reauthenticate": _("Show a code instead"),
    "mfa_reauthenticate:webauthn": _("Show the passkey instead"),
}


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Accounts of persons: how they are made, signed in to, written to and left."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes and try again."),
        "duplicate_email": _("This is your address already."),
        "enter_current_password": _("The present password is not right."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Codes change every 30 seconds: please try the next one."),
        "rate_limited": _("Too many attempts. Please wait a few minutes and try again."),
        "max_email_addresses": _("A new address waits to be verified already."),
    }

    def groups_arrived(self, person: Person, groups: frozenset[str]) -> None:
        """Called after each sign-in through the city's service with the groups that it tells of."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Make the account that somebody has asked for."""
        told = form.cleaned_data
        return actions.join(
            person=user,
            name=told["name"],
            email=told["email"],
            language=current_language(),
            password=told["password1"],
        )

    def set_password(self, user: Person, password: str) -> None:
        """Give the account its new password, whether changed, set for the first time, or forgotten."""
        own = self.request.user.is_authenticated and self.request.user.pk == user.pk
        key = (self.request.session.session_key or "") if own else ""
        actions.set_password(person=user, password=password, session_key=key)

    def post_login(
        self, request: HttpRequest, user: Person, *, signal_kwargs: dict[str, Any] | None, **known: Any
    ) -> HttpResponse:
        """Note the session that has just been opened, and hand on the groups of a sign-in service."""
        login: SocialLogin | None = (signal_kwargs or {}).get("sociallogin")
        told = login.state if login else {}
        if login:
            request.session.set_expiry(settings.PROVIDER_SESSION_HOURS * 3600)
        if not request.session.session_key:
            request.session.cycle_key()  # the one before it was emptied: give this one a key
        kept = actions.sign_in(
            person=user,
            assurance=_assurance(request, user),
            opened=Opened(
                session_key=request.session.session_key or "",
                device=self.get_http_user_agent(request),
                issuer=login.account.provider if login else "",
                subject=login.account.uid if login else "",
                sid=told.get("sid", ""),
            ),
        )
        request.session[SIGN_IN] = kept.pk
        request.session[UNTIL] = kept.began_at.timestamp() + request.session.get_expiry_age()
        if login:
            self.groups_arrived(user, frozenset(told.get("groups", ())))
        return cast("HttpResponse", super().post_login(request, user, signal_kwargs=signal_kwargs, **known))

    def logout(self, request: HttpRequest) -> None:
        """Leave, on this device."""
        if isinstance(request.user, Person):
            actions.sign_out(person=request.user, session_key=request.session.session_key)
        super().logout(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be led there after signing in: to this very site only, not to its other host names."""
        request = current.request
        hosts = {request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed_hosts=hosts, require_https=request.is_secure())

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages are pages; only the passkey script asks for JSON, and says so."""
        return request.headers.get("Accept") == "application/json"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link of a verification, without the site's name, which the outbox knows."""
        return reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link to a new password."""
        uid, token = key.split("-", 1)
        return reverse("account_reset_password_from_key", args=[uid, token])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """In which ways one can show once more that it is oneself."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": AGAIN[method["id"]]} for method in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account, which says that it has been done."""
        return f"{reverse('people:account')}?done=password"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """On to signing in, or back to the account."""
        signed_in = self.request.user.is_authenticated
        return f"{reverse('people:account' if signed_in else 'people:sign_in')}?done=address"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter to the outbox, in its reader's language."""
        template, way, label = LETTERS[template_prefix]
        reader = context.get("user") or self._reader(email)
        link = context.get(way) or reverse(way)
        mail.queue(
            key=f"people:{template}:{secrets.token_urlsafe(16)}",
            to=email,
            language=reader.language if reader else current_language(),
            template=f"people/mail/{template}",
            context={"link": link, "link_label": label, "email": email, **_plain(context)},
            person_id=reader.pk if reader else None,
            is_asked_for=True,
        )

    def _reader(self, email: str) -> Person | None:
        user = self.request.user
        return user if isinstance(user, Person) else Person.objects.filter(email__iexact=email).first()


def _plain(context: Mapping[str, Any]) -> dict[str, str]:
    """What our letters use of the library's context."""
    return {name: str(context[name]) for name in ("to_email", "provider") if context.get(name)}


def _assurance(request: HttpRequest, person: Person) -> Assurance:
    """How this session showed who the person is, from what the library has noted in it."""
    methods = {record["method"] for record in get_authentication_records(request, person)}
    if "mfa" in methods:
        return Assurance.SECOND_FACTOR
    return Assurance.PROVIDER if "socialaccount" in methods else Assurance.PASSWORD


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library ships no types
    """Accounts at the city's sign-in service. They are tied to a person by issuer and subject, by nothing else."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> Any:
        """The one service of the settings, or none."""
        if not settings.OIDC_ISSUER or provider not in {None, settings.OIDC_ISSUER, Provider.id}:
            return []
        return [
            SocialApp(
                provider=Provider.id,
                provider_id=settings.OIDC_ISSUER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={
                    "server_url": settings.OIDC_ISSUER.rstrip("/"),
                    "scope": settings.OIDC_SCOPE.split(),
                    "oauth_pkce_enabled": True,
                },
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        """The service, with every check that the library leaves out."""
        return Provider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """Name, address and language of a person who comes for the first time."""
        person: Person = sociallogin.user
        given = " ".join(filter(None, (data.get("first_name"), data.get("last_name"))))
        name = clean(str(data.get("name") or given or data.get("email") or ""))
        person.email = str(data.get("email") or "")
        person.name = " ".join(name.split())[: rules.LONGEST_NAME]
        person.language = current_language()
        return person

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop where a new account can't be made, and say what to do instead."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        addresses = sociallogin.email_addresses
        if not addresses:
            raise ImmediateHttpResponse(message_page(request, NotNow(NO_ADDRESS)))
        # An address that the service has not verified could be anybody's: the library then writes to it.
        if addresses[0].verified and queries.email_is_taken(addresses[0].email):
            raise ImmediateHttpResponse(message_page(request, NotNow(ADDRESS_TAKEN)))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """Make the account of somebody whom the service has named."""
        person: Person = super().save_user(request, sociallogin, form)
        actions.note(person=person, verb="person.joined")
        return person

    def serialize_instance(self, instance: Any) -> dict[str, Any]:
        """A row as a session keeps it between two steps; the cast's introductions play no part in signing in."""
        kept: dict[str, Any] = super().serialize_instance(instance)
        return {name: value for name, value in kept.items() if not name.endswith("introduction")}

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        """Back to the account, which says that it has been done."""
        return f"{reverse('people:account')}?done=connected"


NO_ADDRESS = _(
    "The sign-in service did not tell us your e-mail address, which an account needs. "
    "Please add it there, or make an account here with an address and a password."
)
ADDRESS_TAKEN = _(
    "There is an account with your e-mail address already. Sign in to it with its password, "
    "and then connect it to the sign-in service on the page My account. "
    "If you don't remember the password, choose a new one on the sign-in page."
)
