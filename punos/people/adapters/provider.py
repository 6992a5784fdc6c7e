"""The city's sign-in service over OpenID Connect Core 1.0 and Back-Channel Logout 1.0.

The library (allauth 65.21) trusts an ID token that it fetched by itself: it checks neither its signature nor a
nonce, and takes who somebody is from the userinfo answer, even where there is no ID token. Here the ID token is
required and checked (OpenID Connect Core 1.0, 3.1.3.7), and userinfo only adds to it.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from requests import RequestException

from punos.core.errors import NotNow, Refused
from punos.core.languages import LANGUAGES, current_language
from punos.people.actions import LogoutOrder

SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS_APART = 30  # seconds by which the clocks of two machines may differ
ORDER_GOOD_FOR = 600  # seconds after which a logout token is too old; the specification asks for a short life
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class NotTrusted(Exception):
    """What the service sent does not hold; the message is for the log, not for a reader."""


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library ships no types
    """One exchange with the service."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the service says of itself; it has to be the one of the settings."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != settings.OIDC_ISSUER:
            raise NotTrusted("the service calls itself by another name")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The one address that the service knows, whichever way the reader came."""
        return str(settings.PUBLIC_ADDRESS) + reverse("oidc_callback")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **known: Any
    ) -> SocialLogin:
        """Who the service says this is, once every check has been passed."""
        id_token = known["response"].get("id_token")
        if not id_token:
            raise NotTrusted("there is no ID token")
        claims = self.read(id_token, require=("exp", "sub"))
        if not secrets.compare_digest(str(claims.get("nonce", "")), self.nonce):
            raise NotTrusted("the nonce is not the one that was sent")
        azp = claims.get("azp")
        if (azp or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1)) and azp != app.client_id:
            raise NotTrusted("the ID token was given to another client")
        wants_code = bool(settings.SUOMIFI_ADDRESS) and settings.SUOMIFI_CODE_CLAIM not in claims
        if "email" not in claims or _groups(claims) is None or wants_code:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise NotTrusted("userinfo is about somebody else")
            claims = more | claims
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        return login

    def read(self, token: str, *, require: tuple[str, ...]) -> dict[str, Any]:
        """The claims of a token that this service has signed for this site, and that is still good."""
        try:
            header = jwt.get_unverified_header(token)
            key = self._key(header.get("kid"))
            if header.get("alg") not in SIGNED_WITH:
                raise NotTrusted(f"signed with {header.get('alg')}")
            return jwt.decode(
                token,
                key,
                algorithms=[header["alg"]],
                audience=settings.OIDC_CLIENT_ID,
                issuer=settings.OIDC_ISSUER,
                leeway=CLOCKS_APART,
                options={"require": ["iss", "aud", "iat", *require]},
            )
        except jwt.PyJWTError as fault:
            raise NotTrusted(f"{type(fault).__name__}: {fault}") from fault

    def _key(self, name: str | None) -> jwt.PyJWK:
        """The service's key of this name, or its only one."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        fitting = [key for key in keys if name in {None, key.key_id} and key.public_key_use in {None, "sig"}]
        if len(fitting) != 1:
            raise NotTrusted("the service has no such key")
        return fitting[0]


class Provider(OpenIDConnectProvider):  # type: ignore[misc]  # the library ships no types
    """The service: it is named by its issuer, so that a person is known by issuer and subject together."""

    oauth2_adapter_class = Conversation

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The subject of the ID token that was checked."""
        return str(data["id_token"]["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing is kept: some services tell a personal identity code among their claims."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, verified only where the service says so in plain JSON."""
        claims = data["id_token"]
        email = str(claims.get("email") or "").lower()
        verified = claims.get("email_verified") is True
        return [EmailAddress(email=email, verified=verified, primary=True)] if email else []


def begin(request: HttpRequest, *, process: str, way_on: str) -> HttpResponse:
    """Send somebody to the service; they come back to `finish`. With `connect` they add it to their account."""
    nonce, language = secrets.token_urlsafe(24), current_language()
    provider: Provider = get_adapter().get_provider(request, settings.OIDC_ISSUER)
    asked = {"nonce": nonce, "ui_locales": language}
    try:
        sent: HttpResponse = provider.redirect(
            request, process, next_url=way_on, auth_params=asked, nonce=nonce, language=language
        )
    except (NotTrusted, OAuth2Error, RequestException, KeyError, ValueError) as fault:
        raise NotNow(_out_of_reach()) from fault
    return sent


def finish(request: HttpRequest) -> SocialLogin:
    """Who has come back from the service. The state is good once, and in the browser that was sent there."""
    adapter = get_adapter()
    provider: Provider = adapter.get_provider(request, settings.OIDC_ISSUER)
    state_id = request.GET.get("state", "")
    state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=state_id)
    if state is None:
        raise NotNow(_("This sign-in has been used already or has become too old. Please sign in again."))
    if state["language"] in LANGUAGES:
        translation.activate(state["language"])
    if "code" not in request.GET:
        cancelled = request.GET.get("error") == "access_denied"
        raise Refused(_("You cancelled signing in.") if cancelled else _not_trusted())
    try:
        return _exchange(request, provider, state)
    except RequestException as fault:
        raise NotNow(_out_of_reach()) from fault
    except (NotTrusted, OAuth2Error, KeyError, ValueError, TypeError) as fault:
        raise Refused(_not_trusted()) from fault


def _exchange(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> SocialLogin:
    conversation: Conversation = provider.get_oauth2_adapter(request)
    conversation.nonce = state["nonce"]
    client: OAuth2Client = conversation.get_client(request, provider.app)
    answer = conversation.get_access_token_data(
        request, provider.app, client, pkce_code_verifier=state["pkce_code_verifier"]
    )
    token = conversation.parse_token(answer)
    login = conversation.complete_login(request, provider.app, token, response=answer)
    groups = _groups(login.claims) or []
    login.token = token
    login.state = state | {"sid": str(login.claims.get("sid", "")), "groups": groups}
    return login


def _groups(claims: Mapping[str, Any]) -> list[str] | None:
    """The groups in the claim of the settings, whose name may be a path such as `realm_access.roles`."""
    if not settings.OIDC_GROUPS_CLAIM:
        return []
    found: Any = claims
    for name in settings.OIDC_GROUPS_CLAIM.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return [str(each) for each in found] if isinstance(found, list) else None


def logout_order(request: HttpRequest, token: str) -> LogoutOrder:
    """What a logout token asks for, once it has been checked (Back-Channel Logout 1.0, 2.6)."""
    provider: Provider = get_adapter().get_provider(request, settings.OIDC_ISSUER)
    claims = provider.get_oauth2_adapter(request).read(token, require=("jti", "events"))
    now = timezone.now().timestamp()
    if "nonce" in claims or not isinstance(claims["events"], dict) or LOGOUT_EVENT not in claims["events"]:
        raise NotTrusted("this is no logout token")
    if claims["iat"] < now - ORDER_GOOD_FOR:
        raise NotTrusted("the logout token is too old")
    subject, sid = str(claims.get("sub", "")), str(claims.get("sid", ""))
    if not (subject or sid):
        raise NotTrusted("the logout token names nobody")
    good_for = max(int(claims.get("exp", now)), int(claims["iat"]) + ORDER_GOOD_FOR) - int(now)
    return LogoutOrder(
        issuer=settings.OIDC_ISSUER,
        subject=subject,
        sid=sid,
        jti=str(claims["jti"]),
        seconds=good_for + 2 * CLOCKS_APART,
    )


def _out_of_reach() -> str:
    return _(
        "The sign-in service can't be reached just now. Please try again in a few minutes, "
        "or sign in with an e-mail address and a password."
    )


def _not_trusted() -> str:
    return _(
        "The sign-in service's answer could not be trusted, so you were not signed in. Please try again."
    )
