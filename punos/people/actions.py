"""Verbs about accounts and sign-ins. What the sign-in library has written by itself is noted here too."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.core.text import clean
from punos.journal import actions as journal
from punos.people import rules
from punos.people.models import Assurance, Person, SignIn, SignInQuerySet

DEVICE_LENGTH = 200


@dataclass(frozen=True)
class Self:
    """A person who acts on their own account, before any hat is chosen."""

    person_id: int | None
    organisation_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The session that a sign-in opened; `issuer`, `subject` and `sid` where a sign-in service answers for it."""

    session_key: str
    device: str = ""
    issuer: str = ""
    subject: str = ""
    sid: str = ""


@dataclass(frozen=True, kw_only=True)
class LogoutOrder:
    """What a sign-in service has asked to be ended; `jti` is the order's own mark, `seconds` how long it is good."""

    issuer: str
    subject: str
    sid: str
    jti: str
    seconds: int


@transaction.atomic
def sign_in_as(*, person: Person, opened: Opened | None = None) -> SignIn | None:
    """Become one of the people of the demo town."""
    rules.check_sign_in_as(person)
    kept = _keep(person, Assurance.CAST, opened) if opened else None
    journal.record(Self(person.pk), "person.signed_in", person)
    return kept


@transaction.atomic
def sign_in(*, person: Person, assurance: Assurance, opened: Opened) -> SignIn:
    """Note the session that the sign-in library has just opened."""
    rules.check_sign_in(person)
    kept = _keep(person, assurance, opened)
    journal.record(Self(person.pk), "person.signed_in", person, assurance=assurance.value)
    return kept


def _keep(person: Person, assurance: Assurance, opened: Opened) -> SignIn:
    facts = {
        "person": person,
        "assurance": assurance,
        "device": clean(opened.device)[:DEVICE_LENGTH],
        "issuer": opened.issuer,
        "subject": opened.subject,
        "sid": opened.sid,
        "began_at": timezone.now(),
    }
    return SignIn.objects.update_or_create(session_key=opened.session_key, defaults=facts)[0]


@transaction.atomic
def sign_out(*, person: Person, session_key: str | None = None) -> None:
    """End one's own session."""
    if session_key:
        _end(SignIn.objects.filter(person=person, session_key=session_key))
    journal.record(Self(person.pk), "person.signed_out", person)


def _end(sign_ins: SignInQuerySet) -> int:
    """Remove sign-ins with their sessions; the number of sign-ins."""
    keys = list(sign_ins.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def end_sign_in(*, person: Person, sign_in: SignIn) -> None:
    """End a session of one's own on another device; the device is signed out at its next request."""
    rules.check_end_sign_in(person, sign_in)
    _end(SignIn.objects.filter(pk=sign_in.pk))
    journal.record(Self(person.pk), "session.ended", person, sessions=1)


@transaction.atomic
def end_other_sign_ins(*, person: Person, session_key: str) -> int:
    """End every session of one's own but this one; the number of those ended."""
    ended = _end(SignIn.objects.filter(person=person).exclude(session_key=session_key))
    journal.record(Self(person.pk), "session.ended", person, sessions=ended)
    return ended


@transaction.atomic
def end_by_provider(*, order: LogoutOrder) -> int:
    """End the sessions that a sign-in service means; the number of them. The same order works once."""
    if not cache.add(f"logout:{order.issuer}:{order.jti}"[:250], 1, timeout=order.seconds):
        raise Refused(_("This logout token has been used already."))
    meant = SignIn.objects.of_provider(issuer=order.issuer, subject=order.subject, sid=order.sid)
    people = {each.person for each in meant.select_related("person")}
    ended = _end(meant)
    for person in people:
        journal.record(Self(None), "session.ended", person, way="provider")
    return ended


@transaction.atomic
def follow_session(*, person: Person, sign_in_id: int, session_key: str) -> None:
    """Keep hold of a session whose key the framework has changed, as it does with a new password."""
    SignIn.objects.filter(person=person, pk=sign_in_id).update(session_key=session_key)


@transaction.atomic
def raise_assurance(*, person: Person, session_key: str) -> None:
    """Note that somebody signed in has shown a second factor, so that they need not sign in once more."""
    SignIn.objects.filter(person=person, session_key=session_key).exclude(assurance=Assurance.CAST).update(
        assurance=Assurance.SECOND_FACTOR
    )


@transaction.atomic
def join(*, person: Person, name: str, email: str, language: str, password: str) -> Person:
    """Make an account. Until its address is verified nobody can sign in to it."""
    person.name, person.email, person.language = clean(name), email, language
    rules.check_name(person.name)
    rules.check_language(language)
    person.set_password(password)
    person.save()
    journal.record(Self(person.pk), "person.joined", person)
    return person


@transaction.atomic
def change_details(*, person: Person, name: str, language: str) -> None:
    """Change one's own name and the language in which the site writes to one."""
    cleaned = clean(name)
    rules.check_name(cleaned)
    rules.check_language(language)
    person.name, person.language = cleaned, language
    person.save(update_fields=["name", "language"])
    journal.record(Self(person.pk), "person.changed", person)


@transaction.atomic
def set_password(*, person: Person, password: str, session_key: str = "") -> None:
    """Give the account a new password; every session but this one ends."""
    person.set_password(password)
    person.save(update_fields=["password"])
    _end(SignIn.objects.filter(person=person).exclude(session_key=session_key))
    journal.record(Self(person.pk), "password.changed", person)


@transaction.atomic
def erase_person(*, person: Person) -> None:
    """Remove all by which somebody can be known or can sign in. The emptied row stays: others keep its id."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    rules.check_erase(locked)
    _end(SignIn.objects.filter(person=locked))
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user_id=locked.pk).delete()
    locked.name, locked.email = "", f"erased-{locked.pk}@invalid"
    locked.introduction, locked.last_login = TranslatedText(), None
    locked.is_active = locked.is_cast = False
    locked.erased_at = timezone.now()
    locked.set_unusable_password()
    locked.save()
    journal.record(Self(locked.pk), "person.erased", locked)


@transaction.atomic
def note(*, person: Person, verb: str, kind: str = "") -> None:
    """Write down what the sign-in library has written by itself, such as `email.verified`."""
    journal.record(Self(person.pk), verb, person, kind=kind)


@transaction.atomic
def clear_old() -> int:
    """Remove the traces of sessions that have run out; the number of sign-ins."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    gone = SignIn.objects.exclude(pk__in=SignIn.objects.good(now).values("pk"))
    return gone.delete()[0]


@transaction.atomic
def welcome_cast_member(*, name: str, email: str, language: str, introduction: TranslatedText) -> Person:
    """Add somebody to the people of the demo town, or bring what is said of them up to date."""
    known = {"name": name, "language": language, "introduction": introduction, "is_cast": True}
    person, is_new = Person.objects.update_or_create(email=email, defaults=known)
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        journal.record(Self(None), "person.joined", person)
    return person
