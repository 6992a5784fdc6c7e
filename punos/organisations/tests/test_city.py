"""Units of the city, roles and groups: what the verbs do, refuse and write down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.organisations import actions, queries
from punos.organisations.models import SYSTEM, Actor, CityUnit, District, Role, RoleKind, RoleSource
from punos.organisations.tests.factories import make_actor, make_unit
from punos.people.models import Assurance, Person, SignIn
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

NAME = TranslatedText.of("fi", fi="Yksikk\u00f6", sv="Enhet", en="Unit")
WHY = "Uusi teht\u00e4v\u00e4"


def verbs() -> list[str]:
    """What the journal holds, in order."""
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def make_administrator(unit: CityUnit) -> Actor:
    """Somebody who gives and ends roles."""
    return make_actor("Ahti", unit=unit, role=RoleKind.ADMINISTRATOR)


def test_unit_is_moved_in_the_tree_and_never_below_itself() -> None:
    office, part = make_unit("kanslia"), make_unit("osa")
    actions.set_up_unit(actor=SYSTEM, slug="osa", name=part.name, parent=office)

    with pytest.raises(Invalid):
        actions.set_up_unit(
            actor=SYSTEM, slug="kanslia", name=office.name, parent=CityUnit.objects.get(slug="osa")
        )

    assert [(depth, unit.slug) for depth, unit in queries.unit_tree()] == [(0, "kanslia"), (1, "osa")]
    assert verbs()[-1] == "unit.changed"


def test_unit_with_people_or_parts_is_not_closed() -> None:
    office, part = make_unit("kanslia"), make_unit("osa")
    actions.set_up_unit(actor=SYSTEM, slug="osa", name=part.name, parent=office)
    role = actions.grant_role(actor=SYSTEM, person=make_person(), unit=part, kind=RoleKind.OFFICER)

    for unit in (office, part):
        with pytest.raises(NotNow):
            actions.close_unit(actor=SYSTEM, unit=unit)

    actions.end_role(actor=SYSTEM, role=role)
    actions.close_unit(actor=SYSTEM, unit=part)
    actions.close_unit(actor=SYSTEM, unit=office)
    assert queries.unit_tree() == []
    assert verbs()[-3:] == ["role.ended", "unit.closed", "unit.closed"]


def test_closed_unit_gives_no_roles() -> None:
    unit = make_unit()
    actions.close_unit(actor=SYSTEM, unit=unit)
    unit.refresh_from_db()

    with pytest.raises(NotNow):
        actions.grant_role(actor=SYSTEM, person=make_person(), unit=unit, kind=RoleKind.OFFICER)


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.ADMINISTRATOR])
def test_only_an_administrator_gives_and_ends_roles(kind: RoleKind) -> None:
    unit = make_unit()
    somebody = make_actor("Otto", unit=unit, role=kind)
    held = Role.objects.get(person=somebody.person)

    for verb in (
        lambda: actions.grant_role(
            actor=somebody, person=make_person(), unit=unit, kind=RoleKind.ADMINISTRATOR, reason=WHY
        ),
        lambda: actions.end_role(actor=somebody, role=held, reason=WHY),
        lambda: actions.set_up_unit(actor=somebody, slug="uusi", name=NAME),
        lambda: actions.close_unit(actor=somebody, unit=unit),
        lambda: actions.map_group(actor=somebody, name="ryhma", unit=unit, kind=RoleKind.OFFICER),
        lambda: actions.apply_groups(actor=somebody, person=make_person(), groups=["ryhma"]),
        lambda: actions.set_up_district(actor=somebody, code="1", name=NAME),
    ):
        with pytest.raises(Refused):
            verb()


def test_role_is_granted_and_ended_with_reasons_and_stays_as_history() -> None:
    unit = make_unit()
    ahti, otto = make_administrator(unit), make_person("Otto")

    role = actions.grant_role(actor=ahti, person=otto, unit=unit, kind=RoleKind.OFFICER, reason=WHY)
    held = queries.actor_for(otto).roles
    actions.end_role(actor=ahti, role=role, reason="Siirtyi muualle")

    role.refresh_from_db()
    assert held == {(unit.pk, RoleKind.OFFICER)}
    assert queries.actor_for(otto).roles == frozenset()
    assert (role.reason, role.end_reason, role.granted_by, role.ended_by) == (
        WHY, "Siirtyi muualle", ahti.person_id, ahti.person_id,
    )  # fmt: skip
    assert verbs()[-2:] == ["role.granted", "role.ended"]
    with pytest.raises(NotNow):
        actions.end_role(actor=ahti, role=role, reason="Taas")


def test_role_needs_a_reason() -> None:
    unit = make_unit()
    ahti = make_administrator(unit)

    with pytest.raises(Invalid):
        actions.grant_role(
            actor=ahti, person=make_person(), unit=unit, kind=RoleKind.OFFICER, reason=" \u200b"
        )


def test_last_administrator_stays() -> None:
    unit = make_unit()
    ahti = make_administrator(unit)
    own = Role.objects.get(person=ahti.person)

    with pytest.raises(NotNow):
        actions.end_role(actor=ahti, role=own, reason=WHY)

    make_administrator(unit)
    actions.end_role(actor=ahti, role=own, reason=WHY)
    assert queries.actor_for(ahti.person).roles == frozenset()


def test_groups_give_and_take_roles_but_leave_those_that_were_given() -> None:
    unit, other = make_unit("kanslia"), make_unit("toimiala")
    person = make_person()
    group = actions.map_group(actor=SYSTEM, name="virkamiehet", unit=unit, kind=RoleKind.OFFICER)
    actions.map_group(actor=SYSTEM, name="virkamiehet", unit=unit, kind=RoleKind.OFFICER)
    actions.grant_role(actor=SYSTEM, person=person, unit=other, kind=RoleKind.MODERATOR)

    actions.apply_groups(actor=SYSTEM, person=person, groups=["virkamiehet", "tuntematon"])
    with_group = queries.actor_for(person).roles
    actions.apply_groups(actor=SYSTEM, person=person, groups=["virkamiehet"])
    actions.apply_groups(actor=SYSTEM, person=person, groups=[])

    assert with_group == {(unit.pk, RoleKind.OFFICER), (other.pk, RoleKind.MODERATOR)}
    assert queries.actor_for(person).roles == {(other.pk, RoleKind.MODERATOR)}
    assert Role.objects.filter(person=person, source=RoleSource.GROUP).count() == 1
    number = group.pk
    actions.unmap_group(actor=SYSTEM, group=group)
    assert (verbs()[-1], Entry.objects.latest("id").subject_id) == ("sign_in_group.unmapped", number)


def test_district_is_set_up_once_and_renamed() -> None:
    for name in (NAME, NAME, TranslatedText.of("fi", fi="Toinen")):
        actions.set_up_district(actor=SYSTEM, code="11", name=name)

    district = District.objects.get()
    assert (str(district), district.sort_key, district.address) == ("Toinen", "toinen", "")


def enter(client: Client, name: str = "Ahti", role: RoleKind = RoleKind.ADMINISTRATOR) -> CityUnit:
    """Sign in as somebody with a role in a unit."""
    unit = make_unit("kanslia")
    person = make_actor(name, unit=unit, role=role).person
    assert person is not None
    client.force_login(person)
    return unit


def post(client: Client, where: str, *args: Any, **data: Any) -> int:
    """Send a form; the status."""
    return client.post(reverse(f"organisations:{where}", args=args), data).status_code


def test_administrator_runs_units_and_roles_from_the_pages(client: Client) -> None:
    unit = enter(client)
    otto = make_person("Otto")
    names = {"name_fi": "Uusi yksikk\u00f6", "name_sv": "Ny enhet", "name_en": ""}

    statuses = [
        post(client, "units", **names, parent=str(unit.pk)),
        post(client, "units", **names),
        post(client, "units", name_fi=""),
        post(
            client, "change_unit", "uusi-yksikko", **names | {"name_fi": "Toinen nimi", "second_look": "on"}
        ),
        post(client, "change_unit", "uusi-yksikko", name_fi=""),
        post(client, "grant_role", "uusi-yksikko", email=otto.email, kind="officer", reason=WHY),
        post(client, "grant_role", "uusi-yksikko", email="nobody@example.org", kind="officer", reason=WHY),
        post(client, "map_group", "uusi-yksikko", name="ryhm\u00e4", kind="auditor"),
        post(client, "map_group", "uusi-yksikko", name="", kind="?"),
    ]

    made = CityUnit.objects.get(slug="uusi-yksikko")
    role, group = made.roles.get(), made.sign_in_groups.get()
    assert statuses == [302, 422, 422, 302, 422, 302, 422, 302, 422]
    assert (made.name.read("fi").text, made.second_look, role.person) == ("Toinen nimi", True, otto)
    assert post(client, "end_role", "uusi-yksikko", role.pk, reason="") == 422
    assert post(client, "end_role", "kanslia", role.pk, reason=WHY) == 404
    assert post(client, "end_role", "uusi-yksikko", role.pk, reason=WHY) == 302
    assert post(client, "unmap_group", "uusi-yksikko", group.pk) == 302
    assert post(client, "close_unit", "uusi-yksikko") == 302


@pytest.mark.parametrize("roles", [1, 30])
def test_units_take_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: Callable[..., Any], roles: int
) -> None:
    unit = enter(client)
    for number in range(roles):
        actions.grant_role(
            actor=SYSTEM, person=make_person(f"Otto{number}"), unit=unit, kind=RoleKind.OFFICER
        )

    for name, args in (("units", []), ("unit", ["kanslia"])):
        with django_assert_num_queries(9 if name == "units" else 10):
            assert client.get(reverse(f"organisations:{name}", args=args)).status_code == 200


@pytest.mark.parametrize("role", [kind for kind in RoleKind if kind != RoleKind.ADMINISTRATOR])
def test_units_are_the_administrators_alone(client: Client, role: RoleKind) -> None:
    enter(client, role=role)

    assert client.get(reverse("organisations:units")).status_code == 403
    assert client.get(reverse("organisations:unit", args=["kanslia"])).status_code == 403
    assert (
        post(client, "grant_role", "kanslia", email="a@example.org", kind="administrator", reason=WHY) == 403
    )


def test_roles_rest_while_their_holder_signed_in_with_a_password_alone(client: Client, settings: Any) -> None:
    enter(client)
    sign_in = SignIn.objects.create(
        person=Person.objects.get(pk=client.session["_auth_user_id"]),
        session_key=client.session.session_key or "",
        assurance=Assurance.PASSWORD,
        began_at=timezone.now(),
    )

    with_password = client.get(reverse("organisations:units"))
    sign_in.assurance = Assurance.SECOND_FACTOR
    sign_in.save()
    with_factor = client.get(reverse("organisations:units"))
    sign_in.assurance = Assurance.PASSWORD
    sign_in.save()
    settings.STAFF_SECOND_FACTOR = False

    assert (with_password.status_code, with_factor.status_code) == (403, 200)
    assert client.get(reverse("organisations:units")).status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    assert reverse("mfa_index") in client.get(reverse("home:desk")).content.decode()
