"""What pages and rooms above ask about accounts: how a session was opened, what protects an account."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from punos.people.models import Person, SignIn, SignInQuerySet

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: Person) -> bool:
    """Whether an account has an authenticator app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_FACTORS).exists())


def passkeys(person: Person) -> list[Authenticator]:
    """The passkeys of an account, the oldest first."""
    mine = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN)
    return list(mine.order_by("created_at", "pk"))


def has_app(person: Person) -> bool:
    """Whether an account has an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists())


def codes_left(person: Person) -> int | None:
    """How many recovery codes have not been used, or None where there are none."""
    kept = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else None


def current_sign_in(request: HttpRequest) -> SignIn | None:
    """The sign-in behind this request, if somebody has signed in."""
    key = request.session.session_key
    return SignIn.objects.filter(session_key=key).first() if key else None


def assurance(request: HttpRequest) -> str:
    """How this session showed who its person is: a value of `Assurance`, or nothing where nobody is signed in."""
    sign_in = current_sign_in(request)
    return sign_in.assurance if sign_in else ""


def signed_in_at(request: HttpRequest) -> datetime | None:
    """When the person of this request signed in."""
    sign_in = current_sign_in(request)
    return sign_in.began_at if sign_in else None


def sign_ins(person: Person) -> SignInQuerySet:
    """The sign-ins of a person that are still good, the newest first."""
    return SignIn.objects.filter(person=person).good(timezone.now()).order_by("-began_at", "-pk")


def is_verified(person: Person) -> bool:
    """Whether the person has shown that the address of the account is theirs."""
    mine = EmailAddress.objects.filter(user_id=person.pk, email=person.email, verified=True)
    return bool(mine.exists())


def email_is_taken(email: str) -> bool:
    """Whether some account has this address, in capitals or not."""
    mine = Person.objects.filter(email__iexact=email)
    return mine.exists() or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()


def provider_accounts(person: Person) -> models.QuerySet[SocialAccount]:
    """The accounts at sign-in services with which a person may sign in."""
    found: models.QuerySet[SocialAccount] = SocialAccount.objects.filter(user_id=person.pk)
    return found


def person_behind(issuer: str, subject: str) -> Person | None:
    """Who signs in through a sign-in service under this `sub`; nobody whose account has been closed."""
    known = SocialAccount.objects.filter(provider=issuer, uid=subject).exclude(provider="")
    return Person.objects.filter(pk__in=known.values("user_id"), is_active=True).first()


def verified_addresses(person: Person) -> list[str]:
    """The e-mail addresses that are known to be this person's own; the cast of the demo town has no mailboxes."""
    verified = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return [*verified, person.email] if person.is_cast else list(verified)


def names_of(ids: Collection[int]) -> dict[int, str]:
    """What these persons are called, by id; whoever erased their account is not among them."""
    return dict(Person.objects.filter(pk__in=ids, erased_at=None).values_list("pk", "name"))


def of_addresses(column: str, addresses: Collection[str]) -> models.Q:
    """Rows whose column holds one of these addresses, in capitals or not; none where there are no addresses."""
    wanted = models.Q(pk__in=[])
    for address in addresses:
        wanted |= models.Q(**{f"{column}__iexact": address})
    return wanted


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything that this room keeps about a person but secrets, by kind."""
    known = Person.objects.filter(pk=person.pk).values(
        "id", "name", "email", "language", "is_active", "last_login"
    )
    told = {code: part.text for code, part in person.introduction.texts.items()}
    session = ("began_at", "assurance", "device", "issuer", "subject", "sid")
    signed_in = SignIn.objects.filter(person=person).order_by("pk").values(*session)
    addresses = EmailAddress.objects.filter(user_id=person.pk).order_by("pk")
    factors = Authenticator.objects.filter(user_id=person.pk).order_by("pk")
    return {
        "account": [row | {"introduction": told} for row in known],
        "sign_ins": [{**row} for row in signed_in],
        "email_addresses": list(addresses.values("email", "verified", "primary")),
        "second_factors": [
            {
                "type": each.type,
                "name": each.wrap().name if each.type == Authenticator.Type.WEBAUTHN else "",
                "created_at": each.created_at,
                "last_used_at": each.last_used_at,
            }
            for each in factors
        ],
        "provider_accounts": list(
            provider_accounts(person)
            .order_by("pk")
            .values("provider", "uid", "extra_data", "date_joined", "last_login")
        ),
    }
