"""The gate before forms that anybody may send without signing in: it slows machines down and stops no person.

An unseen field, a signed time, a count for each network and hour, and past a threshold a proof of work by the
protocol of ALTCHA (altcha.org), made and checked here. Nobody who is signed in ever meets it. A network is known
only by a keyed hash that changes every day. Nothing typed is lost: a refusal comes with the form as it was filled.
"""

import hashlib
import hmac
import ipaddress
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow

if TYPE_CHECKING:
    from altcha import Payload

UNSEEN: Final = "homepage"  # the field that people leave empty, because they do not see it
MADE: Final = "gate_made"
PROOF: Final = "altcha"
QUICKEST: Final = timedelta(seconds=3)  # nobody reads and fills a form in less
HOUR: Final = 3600  # seconds
PROOF_LASTS: Final = 2 * HOUR
# A browser tries numbers from 0 up to the one that was drawn: between these two, each costing so many rounds.
LEAST_TRIES, MOST_TRIES = 150, 300
ROUNDS: Final = 5_000
NETWORK_BITS: Final = {4: 24, 6: 56}  # what one household, school or office usually has
ALGORITHM: Final = "PBKDF2/SHA-256"


@dataclass(frozen=True, kw_only=True)
class GateFields:
    """What a form needs to pass; drawn by core/components/gate.html. Nothing for somebody signed in."""

    is_asked: bool = False
    made: str = ""
    challenge: str = ""
    most_tries: int = MOST_TRIES
    is_full: bool = False
    sign_in_url: str = ""


class Gate:
    """The gate itself; it keeps its counts in the cache that all web processes share."""

    def context(self, request: HttpRequest, purpose: str) -> GateFields:
        """The fields for a form of this purpose; what a form that was sent had in them stays good."""
        if not settings.GATE or request.user.is_authenticated:
            return GateFields()
        count = _count(_place(request, purpose))
        needs_proof = settings.GATE_FREE_WRITES_AN_HOUR <= count < settings.GATE_MOST_WRITES_AN_HOUR
        sent = request.POST.get(MADE, "")
        return GateFields(
            is_asked=True,
            made=sent if _age(sent, purpose) is not None else _made_now(purpose),
            challenge=_challenge(purpose) if needs_proof else "",
            is_full=count >= settings.GATE_MOST_WRITES_AN_HOUR,
            sign_in_url=resolve_url(settings.LOGIN_URL),
        )

    def check(self, request: HttpRequest, *, purpose: str) -> None:
        """Let a form pass and count it; ask only when the form is valid, just before its action.

        Raises `Invalid` where sending again helps, and `NotNow` where only an hour or signing in does.
        """
        if not settings.GATE or request.user.is_authenticated:
            return
        age = _age(request.POST.get(MADE, ""), purpose)
        if request.POST.get(UNSEEN) or age is None or age < QUICKEST:
            raise Invalid(
                _(
                    "This was sent faster than people write. Wait a few seconds and send it again: it is all here."
                )
            )
        place = _place(request, purpose)
        count = _count(place)
        if count < settings.GATE_MOST_WRITES_AN_HOUR:
            proven = count >= settings.GATE_FREE_WRITES_AN_HOUR and _is_proven(request, purpose)
            if not proven and count >= settings.GATE_FREE_WRITES_AN_HOUR:
                raise _needs_proof()
            count = _take_number(place, count)
            if not proven and count > settings.GATE_FREE_WRITES_AN_HOUR:
                raise _needs_proof()
            if count <= settings.GATE_MOST_WRITES_AN_HOUR:
                return
        raise NotNow(
            _(
                "Very much has been sent from your network within the hour. Sign in, or send this again in an hour: "
                "it is all here."
            )
        )

    def before(self, request: HttpRequest, *, purpose: str) -> Callable[[], None]:
        """The check of this form, to be made by the form itself as soon as it is valid."""
        return partial(self.check, request, purpose=purpose)


def _needs_proof() -> Invalid:
    return Invalid(
        _(
            "Much has been sent from your network just now, so your browser has to do a sum first. Wait until it is "
            "done and send this again: it is all here. Without JavaScript, sign in or try again in an hour."
        )
    )


# When a form was made -------------------------------------------------------------------------------------------


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"punos.core.gate.{purpose}")


def _made_now(purpose: str) -> str:
    """The signed time of a form that is made at this moment."""
    return _signer(purpose).sign(str(int(timezone.now().timestamp())))


def _age(made: str, purpose: str) -> timedelta | None:
    """How long ago a form was made, or None if it was not made here. However old, it may be sent."""
    try:
        then = _signer(purpose).unsign(made)
        return timedelta(seconds=timezone.now().timestamp() - float(then))
    except (BadSignature, ValueError):
        return None


# How much came from where ---------------------------------------------------------------------------------------


def network_of(request: HttpRequest) -> str:
    """The network a request came from; a header counts only as far as proxies of one's own have written it."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    told = chain[-proxies] if 0 < proxies <= len(chain) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told.strip().strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, NETWORK_BITS[address.version]), strict=False))


def _place(request: HttpRequest, purpose: str) -> str:
    """The key under which a network's writes of this hour are counted; the network can not be read from it."""
    now = timezone.now()
    secret = salted_hmac("punos.core.gate.network", now.date().isoformat(), algorithm="sha256").digest()
    network = hmac.new(secret, f"{network_of(request)} {purpose}".encode(), hashlib.sha256).hexdigest()
    return f"gate:{network[:40]}:{now.hour}"


def _count(place: str) -> int:
    """How many have passed within this hour."""
    return int(cache.get(place) or 0)


def _take_number(place: str, count: int) -> int:
    """The next number in the queue of this place, each given once even when many come at the same moment."""
    number = count + 1
    while number < count + 50 and not cache.add(f"{place}:{number}", 1, timeout=HOUR):
        number += 1
    cache.set(place, number, timeout=HOUR)
    return number


# The proof of work ----------------------------------------------------------------------------------------------


def _secret(use: str) -> str:
    return salted_hmac("punos.core.gate.proof", use, algorithm="sha256").hexdigest()


def _challenge(purpose: str) -> str:
    """A sum for one browser, as JSON; it is good for one form of this purpose, within two hours."""
    import altcha

    challenge = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=LEAST_TRIES + secrets.randbelow(MOST_TRIES - LEAST_TRIES + 1),
        expires_at=int(timezone.now().timestamp()) + PROOF_LASTS,
        data={"purpose": purpose},
        hmac_secret=_secret("challenge"),
        hmac_key_secret=_secret("key"),
    )
    return json.dumps(challenge.to_dict())


def _payload(request: HttpRequest) -> "Payload | None":
    """What the browser sent, if it has the shape of an answer."""
    import altcha

    try:
        return altcha.Payload.from_base64(request.POST.get(PROOF, "")[:5000])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_proven(request: HttpRequest, purpose: str) -> bool:
    """Whether the answer is right, was made for this purpose, is not too old, and comes for the first time."""
    import altcha

    payload = _payload(request)
    if payload is None or not isinstance(payload.challenge.parameters.data, dict):
        return False
    if payload.challenge.parameters.data.get("purpose") != purpose:
        return False
    result = altcha.verify_solution(payload, _secret("challenge"), hmac_key_secret=_secret("key"))
    used = hashlib.sha256(str(payload.challenge.signature).encode()).hexdigest()
    return result.verified and cache.add(f"gate:proof:{used}", 1, timeout=PROOF_LASTS)
