"""The columns: who stands before each door, as real browsers that came in by the real ways.

Of the roles that such a matrix usually has, two are missing because nobody can hold them yet: the member of a board,
and a program with a token of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.utils import timezone

from config import doors
from punos.organisations import actions as organisations
from punos.organisations.models import Actor, CityUnit, Mandate, MandateSource, Organisation, RoleKind, Scope
from punos.organisations.models.actor import HAT, SYSTEM
from punos.people.models import Assurance, Person, SignIn
from punos.people.tests.factories import PASSWORD, make_account, make_person
from tests.matrix.ground import INVITED, SECRET_IDEA, Ground

PUBLIC = (
    Scope.ANSWER,
    Scope.REPRESENT,
    Scope.NOMINATE,
    Scope.APPLY,
    Scope.REPORT,
    Scope.BOOK,
    Scope.NEGOTIATE,
)
DAY = timedelta(days=1)

type Arrive = Callable[[Ground], "Visitor"]


@cache
def site() -> ClientHandler:
    """The site with its middleware, without the check for forged forms, which has tests of its own."""
    return ClientHandler(enforce_csrf_checks=False)


@dataclass(frozen=True)
class Visitor:
    """A browser with its cookies, and whose it is if anybody has signed in with it."""

    cookies: dict[str, str] = field(default_factory=dict)
    person: Person | None = None

    def browser(self) -> Client:
        """A fresh browser with the same cookies; a fault of the site is an answer too."""
        client = Client(raise_request_exception=False)
        client.handler = site()  # put together once: a new one for each request would take a second
        client.cookies.load(self.cookies)
        return client

    @property
    def has_session(self) -> bool:
        """Whether a copy of what this browser is shown must be kept by nobody."""
        return settings.SESSION_COOKIE_NAME in self.cookies

    @cached_property
    def actor(self) -> Actor:
        """Whom the site takes this browser for, found by its own door."""
        request = RequestFactory().get("/")
        request.COOKIES.update(self.cookies)
        found: list[Actor] = []

        def ask(request: HttpRequest) -> HttpResponse:
            found.append(doors._actor(request))
            return HttpResponse()

        SessionMiddleware(AuthenticationMiddleware(ask))(request)
        return found[0]


def _left(client: Client, person: Person | None = None) -> Visitor:
    """The browser as it is now."""
    return Visitor({name: morsel.value for name, morsel in client.cookies.items() if morsel.value}, person)


# Nobody has signed in ---------------------------------------------------------------------------------------


def _anonymous(ground: Ground) -> Visitor:
    return Visitor()


def _voice(ground: Ground) -> Visitor:
    """Has told how it answers, and has added an idea."""
    client, here = Client(), f"/en{ground.open.address}"
    assert client.post(f"{here}take-part/", {"capacity": "resident"}).status_code == 302
    assert client.post(f"{here}ideas/", {"text": SECRET_IDEA * 2}).status_code == 302
    return _left(client)


def _by_link(ground: Ground) -> Visitor:
    """Came by the link of an invitation, and answers for an organisation without people."""
    client, here = Client(), f"/en{ground.open.address}"
    assert client.post(f"{here}invitation/{ground.link.token}/use/").status_code == 302
    assert client.post(f"{here}take-part/", {"field": "youth"}).status_code == 302
    return _left(client)


def _unverified(ground: Ground) -> Visitor:
    """Has an account and knows its password, but has not shown that the address is theirs."""
    person, client = make_account("Vahvistamaton", verified=False), Client()
    client.post("/en/sign-in/", {"login": person.email, "password": PASSWORD})
    return _left(client, person)


# Somebody has -----------------------------------------------------------------------------------------------


def _signed_in(person: Person, hat: Organisation | None = None) -> Visitor:
    """One of the cast, who has signed in with one click, and perhaps put a hat on."""
    client = Client()
    assert client.post(f"/en/sign-in/as/{person.pk}/").status_code == 302
    if hat:
        session = client.session
        session[HAT] = hat.pk
        session.save()
    return _left(client, person)


def _of_cast(email: str) -> Arrive:
    return lambda ground: _signed_in(Person.objects.get(email=f"{email}@example.org"))


def _deactivated(ground: Ground) -> Visitor:
    """Signed in before the account was closed."""
    visitor = _signed_in(make_person("Suljettu"), ground.listed)
    assert visitor.person is not None  # just made
    _grant(visitor.person, ground, Scope.values)
    organisations.grant_role(
        actor=SYSTEM, person=visitor.person, unit=ground.unit, kind=RoleKind.ADMINISTRATOR
    )
    Person.objects.filter(pk=visitor.person.pk).update(is_active=False)
    return visitor


def _provider(ground: Ground) -> Visitor:
    """Came through the city's sign-in service, which has identified them."""
    return _known_by(make_account("Tunnistettu"), Assurance.PROVIDER)


def _known_by(person: Person, assurance: Assurance) -> Visitor:
    """A session as each way of signing in leaves it."""
    client = Client()
    client.force_login(person)
    key = client.session.session_key
    SignIn.objects.update_or_create(
        session_key=key, defaults={"person": person, "assurance": assurance, "began_at": timezone.now()}
    )
    return _left(client, person)


def _asking(ground: Ground) -> Visitor:
    """Has asked to act for the organisations."""
    return _signed_in(ground.asked.person)


def _invited(ground: Ground) -> Visitor:
    """Holds the address that was invited to act for the organisations."""
    person = make_person("Kutsuttu")
    Person.objects.filter(pk=person.pk).update(email=INVITED)
    return _signed_in(person)


# Under a mandate --------------------------------------------------------------------------------------------


def _grant(person: Person, ground: Ground, scopes: Any, **changes: Any) -> None:
    """The same mandate for the organisations that are listed, not listed and about to end."""
    for organisation in (ground.listed, ground.unlisted, ground.ended):
        made = organisations.grant_mandate(
            actor=SYSTEM, person=person, organisation=organisation, scopes=list(scopes)
        )
        Mandate.objects.filter(pk=made.pk).update(**changes or {"evidence": ""})


def _under(name: str, scopes: Any, *, hat: bool = True, **changes: Any) -> Arrive:
    """Somebody under such a mandate, whose session wears the hat of the listed organisation."""

    def arrive(ground: Ground) -> Visitor:
        person = make_person(name)
        _grant(person, ground, scopes, **{key: made() for key, made in changes.items()})
        return _signed_in(person, ground.listed if hat else None)

    return arrive


def _other_manager(ground: Ground) -> Visitor:
    """Manages another organisation, and wears its hat."""
    person = make_person("Naapuri")
    organisations.grant_mandate(actor=SYSTEM, person=person, organisation=ground.other, scopes=Scope.values)
    return _signed_in(person, ground.other)


# With a role in the city ------------------------------------------------------------------------------------


def _in_role(name: str, kind: RoleKind, *, elsewhere: bool = False, ended: bool = False) -> Arrive:
    """Somebody with a role in the unit that hosts the processes, or in another one."""

    def arrive(ground: Ground) -> Visitor:
        person, unit = make_person(name), ground.other_unit if elsewhere else ground.unit
        _role(person, unit, kind, ended=ended)
        return _signed_in(person)

    return arrive


def _role(person: Person, unit: CityUnit, kind: RoleKind, *, ended: bool = False) -> None:
    role = organisations.grant_role(actor=SYSTEM, person=person, unit=unit, kind=kind)
    if ended:
        organisations.end_role(actor=SYSTEM, role=role)


def _password_only(ground: Ground) -> Visitor:
    """An administrator who has not shown a second factor."""
    person = make_account("Salasana")
    _role(person, ground.unit, RoleKind.ADMINISTRATOR)
    return _known_by(person, Assurance.PASSWORD)


def _with_factor(ground: Ground) -> Visitor:
    """An administrator of another unit who has."""
    person = make_account("Avainkortti")
    _role(person, ground.other_unit, RoleKind.ADMINISTRATOR)
    return _known_by(person, Assurance.SECOND_FACTOR)


@dataclass(frozen=True)
class Column:
    """One who comes to the doors; `key` names the column in the reviewed file."""

    key: str
    arrive: Arrive


# In groups, which the reviewed file sets apart: nobody, persons, organisations' people, the city's people.
GROUPS: tuple[tuple[Column, ...], ...] = (
    (
        Column("anonymous", _anonymous),
        Column("browser with a voice", _voice),
        Column("browser with an invitation to answer", _by_link),
        Column("unverified account", _unverified),
        Column("deactivated account", _deactivated),
    ),
    (
        Column("resident", _of_cast("maija.mallikas")),
        Column("resident identified by the sign-in service", _provider),
        Column("asked to join", _asking),
        Column("invited to act", _invited),
    ),
    (
        Column("member (may answer)", _under("Jasen", [Scope.ANSWER])),
        Column("representative (all but people)", _under("Edustaja", PUBLIC)),
        Column("manager", _under("Hoitaja", Scope.values)),
        Column("manager without the hat on", _under("Hatuton", Scope.values, hat=False)),
        Column("manager of another organisation", _other_manager),
        Column(
            "by a Suomi.fi mandate",
            _under(
                "Suomifi",
                PUBLIC,
                source=lambda: MandateSource.SUOMIFI,
                valid_until=lambda: timezone.now() + DAY,
            ),
        ),
        Column(
            "Suomi.fi mandate not asked again in time",
            _under(
                "Vanhasuomifi",
                Scope.values,
                source=lambda: MandateSource.SUOMIFI,
                valid_until=lambda: timezone.now() - timedelta(minutes=1),
            ),
        ),
        Column("manager whose mandate was ended", _under("Poistettu", Scope.values, ended_at=timezone.now)),
        Column(
            "manager whose mandate has run out",
            _under(
                "Rauennut",
                Scope.values,
                starts_on=lambda: timezone.localdate() - 9 * DAY,
                ends_on=lambda: timezone.localdate() - DAY,
            ),
        ),
        Column(
            "manager from tomorrow on",
            _under("Tuleva", Scope.values, starts_on=lambda: timezone.localdate() + DAY),
        ),
    ),
    (
        Column("officer of the host unit", _in_role("Virkanainen", RoleKind.OFFICER)),
        Column("officer of another unit", _of_cast("otto.exempelberg")),
        Column("moderator", _of_cast("leena.lintukoto")),
        Column("assessor of another unit", _in_role("Arvioija", RoleKind.ASSESSOR, elsewhere=True)),
        Column("decision-maker", _in_role("Paattaja", RoleKind.DECISION_MAKER)),
        Column("auditor", _of_cast("taina.tarumaa")),
        Column("co-ordinator", _of_cast("kaisa.kuvitelmala")),
        Column("co-ordinator of another unit", _in_role("Muukoordi", RoleKind.COORDINATOR, elsewhere=True)),
        Column("administrator", _of_cast("ahti.hupsunen")),
        Column("administrator with a password only", _password_only),
        Column("administrator with a second factor", _with_factor),
        Column("administrator whose role was ended", _in_role("Eronnut", RoleKind.ADMINISTRATOR, ended=True)),
    ),
)
COLUMNS = tuple(column for group in GROUPS for column in group)

# Whose power has ended, rests, or has not begun, or is that of a neighbour: they ask every rule in each run of the
# tests and every field in each `make matrix`, and every door whenever the reviewed file is written.
AT_RULES_ONLY = frozenset(
    {
        "unverified account",
        "deactivated account",
        "asked to join",
        "resident identified by the sign-in service",
        "Suomi.fi mandate not asked again in time",
        "manager whose mandate was ended",
        "manager whose mandate has run out",
        "manager from tomorrow on",
        "assessor of another unit",
        "decision-maker",
        "administrator with a password only",
        "administrator whose role was ended",
    }
)
AT_DOORS = tuple(column for column in COLUMNS if column.key not in AT_RULES_ONLY)


def arrive(ground: Ground) -> dict[str, Visitor]:
    """Everybody, come to the town."""
    return {column.key: column.arrive(ground) for column in COLUMNS}
