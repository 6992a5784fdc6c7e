"""The interface by which Helsinki Profile asks for a person's data or their erasure (helsinki-profile-gdpr-api).

Loaded only with GDPR_API=1. The library checks the token and its scope and finds these functions by the settings;
it names a person by the `sub` of the city's sign-in service, which is the profile's id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import override
from helsinki_gdpr.types import Error, ErrorResponse

from punos.core.errors import Refused
from punos.core.languages import LANGUAGES
from punos.home import actions, queries, rules
from punos.home.queries.about import Rows
from punos.organisations.queries import actor_for
from punos.people.models import Person
from punos.people.queries import person_behind


@dataclass(frozen=True)
class Profile:
    """A person as the library handles them."""

    user: Person

    def serialize(self) -> dict[str, Any]:
        """Everything that is kept about them, in the tree of keys and children that the profile shows."""
        actions.export_me(actor=actor_for(self.user))
        rooms = queries.about(self.user).items()
        return {"key": "PUNOS", "children": [_branch(room, kinds) for room, kinds in rooms]}


def _branch(room: str, kinds: Mapping[str, Rows]) -> dict[str, Any]:
    return {
        "key": room.upper(),
        "children": [
            {"key": kind.upper(), "children": [_leaf(row) for row in rows]} for kind, rows in kinds.items()
        ],
    }


def _leaf(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": "ROW", "children": [{"key": name.upper(), "value": value} for name, value in row.items()]}


def find_profile(model: type[models.Model], number: UUID) -> Profile | None:  # noqa: ARG001 - asked for by the library
    """Whose profile this is; nothing where nobody with it has an account here."""
    person = person_behind(settings.OIDC_ISSUER, str(number))
    return Profile(person) if person else None


def person_of_token(request: Any, claims: Mapping[str, Any]) -> Person:  # noqa: ARG001 - so is this one
    """Whom a checked token speaks for. No account is made: one that nobody has here is told to hold no data."""
    return person_behind(settings.OIDC_ISSUER, str(claims.get("sub", ""))) or Person()


def erase_profile(profile: Profile, dry_run: bool) -> ErrorResponse | None:  # noqa: ARG001 - and this one
    """Erase a person, or say in three languages why not; the library takes a dry run back."""
    person = profile.user
    try:
        actions.erase_me(actor=actor_for(person), address=person.email, withdraw=False)
    except Refused as refusal:
        return ErrorResponse([Error(refusal.code, _in_languages(person))])
    return None


def _in_languages(person: Person) -> dict[str, str]:
    """The reason of a refusal in each language: the same rule is asked again in each."""
    return {language: _words_of_refusal(person, language) for language in LANGUAGES}


def _words_of_refusal(person: Person, language: str) -> str:
    with override(language):
        try:
            rules.check_erase_me(actor_for(person))
        except Refused as refusal:
            return str(refusal)
    return ""
