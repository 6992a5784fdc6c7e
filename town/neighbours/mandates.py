"""Suomi.fi e-Authorizations as a stand-in: sessions, the choice of organisations, codes, tokens, roles.

It checks what the real one checks: the checksum, its time, the password, the return address, and that a code is used
once. Nothing is kept beyond the process.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from town.texts import cast
from town.texts.cast import CAST
from town.texts.numbers import business_id_of, identity_code_of
from town.texts.registry import registry

CLIENT, KEY, OAUTH_PASSWORD = "demo0001", "demo-key", "demo-password"  # as the site has them in the demo
FIVE_MINUTES = 300
ROLES = {
    cast.SMALL_ASSOCIATION: ("J",),
    cast.CHOIR: ("PJ", "NIMKO"),
    cast.LARGE_ORGANISATION: ("TJ", "NIMKO"),
    cast.SWEDISH_ASSOCIATION: ("PJ",),
}
OTHERWISE = (
    "avustushakemuksen_tekeminen",
    "TIL",
)  # a mandate that counts, and a role (auditor) that does not


class NotAllowedError(Exception):
    """The real one would answer this with a status and nothing else."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Visit:
    """One person on the way through: what the site was told, and what the person chose."""

    member: str
    user: str = field(default_factory=lambda: secrets.token_hex(16))
    session_id: str = field(default_factory=lambda: secrets.token_hex(16))
    return_address: str = ""
    chosen: tuple[str, ...] = ()
    code: str = ""
    token: str = ""


class Mandates:
    """The visits of this process."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []

    def register(self, client: str, identity_code: str) -> dict[str, str]:
        """Begin a visit of the person with this code; who is not of the cast may choose at the door."""
        if client != CLIENT:
            raise NotAllowedError(403)
        known = (member.key for member in CAST if identity_code_of(member) == identity_code)
        visit = Visit(member=next(known, ""))
        self.visits.append(visit)
        return {"sessionId": visit.session_id, "userId": visit.user}

    def visit(self, **known: str) -> Visit:
        """The visit with this user, session or code."""
        for each in self.visits:
            if all(value and getattr(each, name) == value for name, value in known.items()):
                return each
        raise NotAllowedError(401)

    def choose(self, visit: Visit, chosen: Iterable[str], return_address: str) -> str:
        """Note what the person has chosen; the code with which they are sent back."""
        visit.chosen, visit.return_address = tuple(chosen), return_address
        visit.code = secrets.token_urlsafe(16)
        return visit.code

    def token(self, code: str, return_address: str, sign_in: str) -> dict[str, Any]:
        """Change a code for a token, once."""
        if sign_in != "Basic " + base64.b64encode(f"{CLIENT}:{OAUTH_PASSWORD}".encode()).decode():
            raise NotAllowedError(401)
        try:
            visit = self.visit(code=code, return_address=return_address)
        except NotAllowedError:
            raise NotAllowedError(400) from None
        visit.code, visit.token = "", secrets.token_hex(16)
        return {
            "access_token": visit.token,
            "token_type": "bearer",
            "refresh_token": secrets.token_hex(16),
            "expires_in": 599,
            "scope": "read write trust",
        }

    def roles(self, session_id: str, bearer: str) -> list[dict[str, Any]]:
        """The organisations that the person chose, each with its roles."""
        visit = self.visit(session_id=session_id, token=bearer.removeprefix("Bearer "))
        return [
            {"name": name, "identifier": number, "complete": True, "roles": list(ROLES.get(name, OTHERWISE))}
            for name, number in offers(visit.member)
            if number in visit.chosen
        ]


def offers(member: str) -> list[tuple[str, str]]:
    """The registered organisations of somebody of the cast, with their business IDs; one more for everybody."""
    theirs = [name for each in CAST if each.key == member for name in each.organisations]
    rows = {row.name: business_id_of(row) for row in registry()}
    names = [*theirs, next(row.name for row in registry()[6:] if row.registered and not row.nationwide)]
    return [(name, rows[name]) for name in names if rows[name]]


def check_signature(path: str, header: str) -> None:
    """Refuse a question whose checksum is wrong, or older or newer than five minutes."""
    try:
        client, at, told = header.split(" ")
        age = abs((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds())  # noqa: TID251 - a program of its own
    except (TypeError, ValueError):
        raise NotAllowedError(401) from None
    digest = hmac.new(KEY.encode(), f"{path} {at}".encode(), hashlib.sha256).digest()
    right = base64.b64encode(digest).decode()
    if client != CLIENT or age > FIVE_MINUTES or not hmac.compare_digest(right, told):
        raise NotAllowedError(401)
