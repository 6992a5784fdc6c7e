"""What the sign-in library has written by itself is told to the journal, through actions."""

from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as provider
from django.dispatch import Signal
from django.http import HttpRequest

from punos.people import actions
from punos.people.models import SIGN_IN, Person


def _verified(*, email_address: Any, **known: Any) -> None:
    actions.note(person=email_address.user, verb="email.verified")


def _address_changed(*, user: Person, from_email_address: Any, **known: Any) -> None:
    if from_email_address:  # else it is the first one, which has just been verified
        actions.note(person=user, verb="email.changed")


def _password_changed(*, request: HttpRequest, user: Person, **known: Any) -> None:
    key = request.session.session_key or ""
    actions.follow_session(person=user, sign_in_id=request.session.get(SIGN_IN, 0), session_key=key)


def _factor_added(*, request: HttpRequest, user: Person, authenticator: Authenticator, **known: Any) -> None:
    actions.note(person=user, verb="second_factor.added", kind=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        actions.raise_assurance(person=user, session_key=request.session.session_key or "")


def _factor_removed(*, user: Person, authenticator: Authenticator, **known: Any) -> None:
    actions.note(person=user, verb="second_factor.removed", kind=authenticator.type)


def _codes_renewed(*, user: Person, **known: Any) -> None:
    actions.note(person=user, verb="second_factor.codes_renewed")


def _factor_used(*, request: HttpRequest, user: Person, reauthenticated: bool, **known: Any) -> None:
    if reauthenticated:
        actions.raise_assurance(person=user, session_key=request.session.session_key or "")


def _connected(*, sociallogin: Any, **known: Any) -> None:
    actions.note(person=sociallogin.user, verb="provider.connected")


HEARD: tuple[tuple[Signal, Callable[..., None]], ...] = (
    (account.email_confirmed, _verified),
    (account.email_changed, _address_changed),
    (account.password_changed, _password_changed),
    (account.password_set, _password_changed),
    (second_factor.authenticator_added, _factor_added),
    (second_factor.authenticator_removed, _factor_removed),
    (second_factor.authenticator_reset, _codes_renewed),
    (second_factor.authenticator_used, _factor_used),
    (provider.social_account_added, _connected),
)


def listen() -> None:
    """Begin to hear the library; called once, when the site starts."""
    for signal, heard in HEARD:
        signal.connect(heard, dispatch_uid=heard.__name__)
