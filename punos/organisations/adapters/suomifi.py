"""Asks Suomi.fi e-Authorizations for which organisations a person may act (its Web API, "ypa").

The order: `begin` with the person's identity code, the person chooses organisations at Suomi.fi, comes back with a
code, `finish`. The personal identity code is in the path of the first question because their protocol has it there;
here it is an argument of one call, is kept nowhere and is written down by nobody. What is kept in between, in the
session of the browser, is an `Errand`.

The protocol: kehittajille.suomi.fi, "Web API and selection interface".
"""

import base64
import hashlib
import hmac
import secrets
import uuid
from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean
from punos.organisations.models import Scope

NAME = "Suomi.fi"
SESSION_KEY = "suomifi_errand"
PATIENCE = 30 * 60  # seconds that a person may take to choose at Suomi.fi
CHECKSUM_HEADER = "X-AsiointivaltuudetAuthorization"

# What a role or a mandate lets a person do. A code that is not here gives nothing, however grand it sounds.
ROLE_SCOPES: Mapping[str, Collection[str]] = {
    "PJ": frozenset(Scope),  # chair of the board
    "TJ": frozenset(Scope),  # managing director
    "NIMKO": frozenset(Scope),  # may sign for the organisation
    "J": frozenset({Scope.ANSWER, Scope.REPRESENT, Scope.APPLY, Scope.REPORT, Scope.BOOK}),  # board member
    "avustushakemuksen_tekeminen": frozenset({Scope.APPLY, Scope.REPORT}),  # mandate to apply for grants
}


class ErrandError(Exception):
    """Somebody came back who was not sent, came twice or too late, or did not choose; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Errand:
    """One visit to Suomi.fi, from leaving to coming back; holds nothing that tells who the person is."""

    state: str
    session_id: str
    return_address: str
    began: float


@dataclass(frozen=True)
class Acting:
    """An organisation for which the person may act, by its identifier, with the codes that say as what.

    `is_complete` is False where Suomi.fi could not ask every register, so that codes may be missing.
    """

    identifier: str
    name: str
    roles: tuple[str, ...]
    is_complete: bool = True

    def scopes(self, allowed: Mapping[str, Collection[str]] = ROLE_SCOPES) -> frozenset[str]:
        """What the codes let the person do here; codes that are not allowed give nothing."""
        return frozenset(str(scope) for role in self.roles for scope in allowed.get(role, ()))


def is_configured() -> bool:
    """Whether this site has an agreement with Suomi.fi, or the demo's stand-in."""
    return bool(settings.SUOMIFI_ADDRESS)


def is_resting() -> bool:
    """Whether Suomi.fi is left alone just now, because it was in trouble."""
    return is_configured() and _outside().breaker.is_open


def origin() -> str:
    """Scheme and host of Suomi.fi: a page whose form leads there has to allow it in `form-action`."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(settings.SUOMIFI_ADDRESS))


@sensitive_variables()
def begin(*, personal_identity_code: str, return_address: str, language: str) -> tuple[Errand, str]:
    """Announce a person to Suomi.fi; the errand to be kept in their session, and the address to send them to.

    Raises OutsideTroubleError. Not to be called within a transaction.
    """
    told = _ask(
        f"/service/ypa/user/register/{quote(settings.SUOMIFI_CLIENT, safe='')}/{quote(personal_identity_code, safe='')}"
    )
    session_id, user = _texts(told, "sessionId", "userId")
    errand = Errand(secrets.token_urlsafe(32), session_id, return_address, timezone.now().timestamp())
    query = {
        "client_id": settings.SUOMIFI_CLIENT,
        "response_type": "code",
        "redirect_uri": return_address,
        "user": user,
        "state": errand.state,
        "lang": language,
    }
    return errand, f"{_outside().base_address}/oauth/authorize?{urlencode(query)}"


def keep(session: MutableMapping[str, Any], errand: Errand) -> None:
    """Remember in the person's session that they have been sent."""
    session[SESSION_KEY] = asdict(errand)


def take(session: MutableMapping[str, Any], *, state: str) -> Errand:
    """The errand from which somebody comes back; it is forgotten at once, so that no answer counts twice.

    Raises ErrandError: `unasked` (nobody was sent, or it is somebody else's answer) or `late`.
    """
    kept = session.pop(SESSION_KEY, None)
    if not kept or not hmac.compare_digest(kept["state"].encode(), state.encode(errors="replace")):
        raise ErrandError("unasked")
    errand = Errand(**kept)
    if timezone.now().timestamp() - errand.began > PATIENCE:
        raise ErrandError("late")
    return errand


@sensitive_variables()
def finish(errand: Errand, *, code: str) -> list[Acting]:
    """For which organisations the person has chosen to act: all of them, not the first.

    Raises OutsideTroubleError, and ErrandError `declined` where Suomi.fi does not know the code (any more). Not to
    be called within a transaction.
    """
    query = {"code": code, "grant_type": "authorization_code", "redirect_uri": errand.return_address}
    try:
        answer = _outside().post(
            f"/oauth/token?{urlencode(query)}",
            sign_in=(settings.SUOMIFI_CLIENT, settings.SUOMIFI_OAUTH_PASSWORD),
        )
        (token,) = _texts(answer, "access_token")
        told = _ask(f"/service/ypa/api/organizationRoles/{quote(errand.session_id, safe='')}", token=token)
    except OutsideTroubleError as error:
        if error.kind != Trouble.REFUSED:
            raise
        raise ErrandError("declined") from None
    return read(told)


@sensitive_variables()
def checksum(path: str, *, client: str, key: str, at: str) -> str:
    """The header that proves a question: client, time, and HMAC-SHA256 over everything after the host, and time."""
    digest = hmac.new(key.encode(), f"{path} {at}".encode(), hashlib.sha256).digest()
    return f"{client} {at} {base64.b64encode(digest).decode()}"


@sensitive_variables()
def _ask(path: str, *, token: str = "") -> Any:
    """Ask one of the questions that are protected by a checksum."""
    path = f"{path}?{urlencode({'requestId': uuid.uuid4()})}"
    signed = checksum(
        urlsplit(_outside().base_address).path + path,
        client=settings.SUOMIFI_CLIENT,
        key=settings.SUOMIFI_KEY,
        at=timezone.now().isoformat(timespec="seconds"),
    )
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return _outside().get(path, headers={CHECKSUM_HEADER: signed, **bearer})


def _outside() -> Outside:
    return outside_at(settings.SUOMIFI_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def outside_at(address: str, private: bool, read_timeout: float) -> Outside:
    """The system at an address, always the same one."""
    return Outside(NAME, address, private=private, read_timeout=read_timeout)


def _texts(told: Any, *keys: str) -> tuple[str, ...]:
    """These texts of an answer; trouble if one of them is not there."""
    values = [told.get(key) for key in keys] if isinstance(told, dict) else []
    found = tuple(each for each in values if isinstance(each, str) and each)
    if len(found) != len(keys):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE)
    return found


def read(told: Any) -> list[Acting]:
    """Every organisation of the answer; trouble if one of them is not as agreed, rather than a part of them."""
    if not isinstance(told, list):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE)
    found = []
    for each in told:
        identifier, name = _texts(each, "identifier", "name")
        roles = each.get("roles")
        if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
            raise OutsideTroubleError(NAME, Trouble.GARBAGE)
        found.append(Acting(identifier, clean(name), tuple(roles), each.get("complete") is not False))
    return found
