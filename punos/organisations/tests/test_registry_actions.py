"""Cards: added, changed, renamed, ended; numbers and look-alikes; what registers say beside them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.outside import OutsideTroubleError, Trouble
from punos.journal.models import Entry
from punos.organisations import actions, queries, tasks
from punos.organisations.actions import CardFacts
from punos.organisations.adapters import prh
from punos.organisations.models import (
    SYSTEM,
    Actor,
    LifeEvent,
    MandateSource,
    Organisation,
    OrganisationKind,
    Register,
    RegisterChange,
    RegisterRecord,
    RoleKind,
    Scope,
)
from punos.organisations.models.likeness import is_mixed, scripts_of, skeleton
from punos.organisations.tests.factories import make_actor, make_organisation, make_registration, make_unit
from punos.people.tests.factories import make_person
from punos.search.models import Entry as Found

pytestmark = pytest.mark.django_db
NUMBER = "0000001-9"
FACTS: dict[str, Any] = {
    "field": "sport", "other_fields": ("culture",), "areas": ("90",), "districts": (), "size": "1_4",
    "languages": ("fi", "sv"), "email": "a@malli.example", "phone": "", "website": "https://malli.example",
    "contact_is_public": True,
}  # fmt: skip


def keeper() -> Actor:
    return make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR)


def acting_for(organisation: Organisation, *scopes: Scope) -> Actor:
    person = make_person("Tuula")
    actions.grant_mandate(
        actor=SYSTEM, person=person, organisation=organisation, scopes=list(scopes), source=MandateSource.CITY
    )
    return queries.actor_for(person, hat=organisation.pk)


def today() -> date:
    return timezone.localdate()


def last_verb() -> str:
    return Entry.objects.order_by("id").last().verb  # type: ignore[union-attr]  # a verb was just done


# Names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Malli ry", "malli"),
        ("MALLI, r.y.", "malli"),
        ("Malli rekister\u00f6ity yhdistys", "malli"),
        ("Modell registrerad f\u00f6rening", "modell"),
        ("M\u0430lli", "malli"),
        ("Ma\u200blli\u202e", "malli"),
        ("\uff2d\uff41lli", "malli"),
        ("\u039aappa", "kappa"),
        ("M\u00e4lli", "m\u00e4lli"),
        ("ry", "ry"),
        ("!!!", ""),
    ],
)
def test_skeleton_is_what_a_reader_would_take_for_the_same(name: str, bare: str) -> None:
    assert skeleton(name) == bare


def test_words_of_two_alphabets_are_told_from_names_of_two_languages() -> None:
    assert [is_mixed("M\u0430lli"), is_mixed("\u041a\u043b\u0443\u0431 Malli"), is_mixed("Malli 2")] == [
        True, False, False,
    ]  # fmt: skip
    assert scripts_of("A\u0431\u03b2\u5b57 1") == {"LATIN", "CYRILLIC", "GREEK", "OTHER"}


def test_look_alikes_are_found_whatever_their_letters() -> None:
    known = make_organisation(name="Malli ry")

    assert queries.look_alikes("m\u0430lli") == [known]
    assert queries.look_alikes("!!!") == []


def test_name_that_mixes_alphabets_is_refused_everywhere() -> None:
    known = make_organisation()

    with pytest.raises(Invalid):
        make_organisation(name="M\u0430lli ry")
    with pytest.raises(Invalid):
        actions.rename(actor=SYSTEM, organisation=known, language="fi", name="M\u0430lli", on=today())


def test_new_name_leaves_the_former_one_known_and_found() -> None:
    known = make_organisation(name="Vanha ry")

    actions.rename(actor=keeper(), organisation=known, language="fi", name="Uusi ry", on=today())
    again = actions.rename(actor=SYSTEM, organisation=known, language="fi", name="Uusi ry", on=today())

    assert (again.name, again.skeleton, again.slug) == ("Uusi ry", "uusi", known.slug)
    assert LifeEvent.objects.get().former_name == "Vanha ry"
    assert Found.objects.of("organisation", known.pk).get().body.texts["fi"].text == "Vanha ry"
    assert last_verb() == "organisation.renamed"


@pytest.mark.parametrize(("name", "later"), [("", 0), ("---", 0), ("x" * 201, 0), ("Uusi ry", 1)])
def test_name_has_to_be_one_and_its_day_to_have_come(name: str, later: int) -> None:
    with pytest.raises(Invalid):
        actions.rename(
            actor=SYSTEM,
            organisation=make_organisation(),
            language="fi",
            name=name,
            on=today() + timedelta(later),
        )


# Cards ------------------------------------------------------------------------------------------------------


def test_card_is_changed_by_whoever_represents_the_organisation() -> None:
    known = make_organisation()

    changed = actions.change_card(
        actor=acting_for(known, Scope.REPRESENT),
        organisation=known,
        facts=CardFacts(**FACTS),
        seen=known.revision,
    )

    assert {name: getattr(changed, name) for name in FACTS} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in FACTS.items()
    }
    assert last_verb() == "organisation.changed"


def test_second_of_two_writers_is_told_and_overwrites_nothing() -> None:
    known = make_organisation()
    actions.change_card(actor=SYSTEM, organisation=known, facts=CardFacts(**FACTS), seen=known.revision)

    with pytest.raises(NotNow):
        actions.change_card(
            actor=SYSTEM,
            organisation=known,
            facts=CardFacts(**FACTS | {"field": "youth"}),
            seen=known.revision,
        )

    known.refresh_from_db()
    assert known.field == "sport"


@pytest.mark.parametrize(
    "wrong", [{"areas": ("xx",)}, {"areas": ("90", "nationwide")}, {"website": "javascript:alert(1)"}]
)
def test_card_with_strange_facts_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        actions.change_card(actor=SYSTEM, organisation=make_organisation(), facts=CardFacts(**FACTS | wrong))


def test_card_is_closed_to_those_who_only_answer_and_after_the_end() -> None:
    known = make_organisation()
    with pytest.raises(Refused):
        actions.change_card(
            actor=acting_for(known, Scope.ANSWER), organisation=known, facts=CardFacts(**FACTS)
        )

    actions.dissolve(actor=SYSTEM, organisation=known, on=today())
    with pytest.raises(NotNow):
        actions.change_card(actor=SYSTEM, organisation=known, facts=CardFacts(**FACTS))


def test_own_group_acts_at_once_and_waits_to_be_listed() -> None:
    actor = make_actor("Samira")
    group = actions.add_own_group(
        actor=actor, told=make_registration(kind=OrganisationKind.GROUP, is_listed=False)
    )
    body = actions.add_own_group(actor=actor, told=make_registration(is_listed=False))

    assert (group.mandates.count(), body.mandates.count(), queries.waiting_cards()) == (1, 0, [group, body])
    assert Found.objects.filter(subject_type="organisation").count() == 0
    with pytest.raises(Refused):
        actions.add_own_group(actor=Actor(), told=make_registration())
    for _place in range(4):
        actions.add_own_group(
            actor=actor, told=make_registration(kind=OrganisationKind.GROUP, is_listed=False)
        )
    with pytest.raises(NotNow):
        actions.add_own_group(actor=actor, told=make_registration())


def test_card_is_listed_and_taken_out_again() -> None:
    known = make_organisation(is_listed=False)

    actions.list_organisation(actor=SYSTEM, organisation=known, listed=True)
    same = actions.list_organisation(actor=SYSTEM, organisation=known, listed=True)
    found = Found.objects.of("organisation", known.pk).count()
    actions.list_organisation(actor=SYSTEM, organisation=known, listed=False)

    assert (same.is_listed, found, Found.objects.of("organisation", known.pk).count()) == (True, 1, 0)
    assert last_verb() == "organisation.unlisted"


def test_card_never_stands_where_a_page_of_the_registry_does() -> None:
    assert make_organisation(name="Import").slug == "import-2"


# Numbers and lives ------------------------------------------------------------------------------------------


def test_number_is_added_once_and_removed_with_its_answer() -> None:
    known, other = make_organisation(), make_organisation()
    number = actions.add_number(actor=SYSTEM, organisation=known, scheme="business_id", value=NUMBER)
    RegisterRecord.objects.create(register=Register.PRH, identifier=NUMBER, organisation=known)

    with pytest.raises(NotNow) as refusal:
        actions.add_number(actor=SYSTEM, organisation=other, scheme="business_id", value=NUMBER)
    actions.remove_number(actor=SYSTEM, organisation=known, number=number.pk)

    assert known.name in str(refusal.value)
    assert (known.identifiers.count(), RegisterRecord.objects.count()) == (0, 0)
    with pytest.raises(Refused):
        actions.add_number(actor=make_actor("Aino"), organisation=known, scheme="business_id", value=NUMBER)


def test_two_new_organisations_can_not_share_a_number() -> None:
    told = [make_registration(business_id=NUMBER), make_registration(business_id=NUMBER)]

    with pytest.raises(Invalid):
        actions.register_organisations(actor=SYSTEM, registrations=told)


def test_merger_leads_on_and_can_be_undone() -> None:
    known, into = make_organisation(), make_organisation()

    merged = actions.merge(actor=keeper(), organisation=known, into=into, on=today())
    assert (merged.ended_on, merged.merged_into) == (today(), into)
    for refused in (
        lambda: actions.merge(actor=SYSTEM, organisation=into, into=known, on=today()),
        lambda: actions.merge(actor=SYSTEM, organisation=into, into=into, on=today()),
    ):
        with pytest.raises(Invalid):
            refused()
    with pytest.raises(NotNow):
        actions.dissolve(actor=SYSTEM, organisation=known, on=today())

    revived = actions.revive(actor=SYSTEM, organisation=known, on=today())
    assert (revived.ended_on, revived.merged_into, last_verb()) == (None, None, "organisation.revived")
    with pytest.raises(NotNow):
        actions.revive(actor=SYSTEM, organisation=known, on=today())


def test_end_is_not_noted_before_it_has_come() -> None:
    with pytest.raises(Invalid):
        actions.dissolve(actor=SYSTEM, organisation=make_organisation(), on=today() + timedelta(1))


# What registers say -----------------------------------------------------------------------------------------


def answer(organisation: Organisation | None, **facts: Any) -> RegisterRecord:
    return actions.keep_register_answer(
        actor=SYSTEM, register=Register.PRH, identifier=NUMBER, organisation=organisation, facts=facts,
        fetched_at=timezone.now(),
    )  # fmt: skip


def test_difference_is_asked_once_and_overwrites_nothing() -> None:
    known = make_organisation(name="Malli ry")

    answer(known, name="Mallin seura ry")
    answer(known, name="Mallin seura ry")
    answer(None, name="x")

    known.refresh_from_db()
    assert (known.name, [each.found for each in queries.waiting_changes(known)]) == (
        "Malli ry",
        ["Mallin seura ry"],
    )
    assert Entry.objects.filter(verb="register.differs").count() == 1


@pytest.mark.parametrize("take", [True, False])
def test_difference_is_settled_once(take: bool) -> None:
    known = make_organisation(name="Malli ry")
    answer(known, name="Seura ry", ended_on="2020-02-03")
    name, end = RegisterChange.objects.order_by("attribute").reverse()

    for change in (name, end):
        actions.settle_change(actor=keeper(), change=change, take=take)

    known.refresh_from_db()
    assert (known.name, known.ended_on) == (("Seura ry", date(2020, 2, 3)) if take else ("Malli ry", None))
    with pytest.raises(NotNow):
        actions.settle_change(actor=keeper(), change=name, take=True)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, Any]:
    """Stands in for the adapter, which has tests of its own: trouble, or nothing known."""
    settings.PRH_ADDRESS = "http://127.0.0.1:9/prh"
    told: dict[str, Any] = {"trouble": None, "asked": []}

    def fetch(business_id: str) -> None:
        told["asked"].append(business_id)
        if told["trouble"]:
            raise OutsideTroubleError("PRH", told["trouble"])

    monkeypatch.setattr(prh, "fetch", fetch)
    return told


def test_miss_means_unknown_and_lasts_a_day(register: dict[str, Any]) -> None:
    known = make_organisation(business_id=NUMBER)
    actor = acting_for(known, Scope.REPRESENT)

    record = actions.ask_register(actor=actor, organisation=known)
    with pytest.raises(NotNow):
        actions.ask_register(actor=actor, organisation=known)
    tasks.look_up(record_id=record.pk)
    tasks.look_up(record_id=record.pk)
    tasks.look_up(record_id=0)

    record.refresh_from_db()
    assert (record.facts, record.asked_at, record.trouble, register["asked"]) == ({}, None, "", [NUMBER])
    with pytest.raises(NotNow):
        actions.ask_register(actor=actor, organisation=known)
    with pytest.raises(NotNow):
        actions.ask_register(actor=SYSTEM, organisation=make_organisation())


@pytest.mark.parametrize("trouble", [Trouble.SLOW, Trouble.DOWN, Trouble.GARBAGE])
def test_register_in_trouble_changes_nothing_and_is_said_in_words(
    trouble: Trouble, register: dict[str, Any]
) -> None:
    known = make_organisation(business_id=NUMBER)
    answer(known, name=known.name)
    RegisterRecord.objects.update(fetched_at=timezone.now() - timedelta(days=2))
    register["trouble"] = trouble

    record = actions.ask_register(actor=SYSTEM, organisation=known)
    tasks.look_up(record_id=record.pk)
    tasks.check_registers(timestamp=0)

    record.refresh_from_db()
    assert (record.trouble, record.facts["name"], record.is_awaited) == (trouble, known.name, False)
    page = signed_in().get(reverse("organisations:edit_card", args=[known.slug]))
    assert [each.trouble for each in page.context["records"]] == [trouble]


def test_every_night_the_register_is_asked_about_those_it_was_never_asked_about_first(
    register: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "CHECKED_A_NIGHT", 1)
    answer(make_organisation(business_id=NUMBER), name="x")
    make_organisation(business_id="0000002-7")

    tasks.check_registers(timestamp=0)

    assert register["asked"] == ["0000002-7"]


def test_no_register_is_asked_where_there_is_none(register: dict[str, Any], settings: Any) -> None:
    settings.PRH_ADDRESS = ""
    make_organisation(business_id=NUMBER)

    tasks.check_registers(timestamp=0)

    assert register["asked"] == []


# Pages ------------------------------------------------------------------------------------------------------


def signed_in(role: RoleKind = RoleKind.COORDINATOR) -> Client:
    client = Client()
    actor = make_actor("Kaisa", unit=make_unit(), role=role)
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def sent_card(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    told = {name: list(value) if isinstance(value, tuple) else value for name, value in FACTS.items()}
    return {**told, "contact_is_public": "on", "seen": organisation.revision, **changes}


def test_manager_changes_the_card_and_the_second_writer_is_told() -> None:
    known = make_organisation()
    actor, client = acting_for(known, Scope.MANAGE_PEOPLE), Client()
    assert actor.person is not None
    client.force_login(actor.person)
    address = reverse("organisations:edit_card", args=[known.slug])

    page = client.get(address)
    done = client.post(address, sent_card(known))
    late = client.post(address, sent_card(known, field="youth"))
    wrong = client.post(address, sent_card(known, website="x y"))

    known.refresh_from_db()
    assert [each.status_code for each in (page, done, late, wrong)] == [200, 302, 422, 422]
    assert (known.field, Entry.objects.get(verb="organisation.changed").organisation_id) == (
        "sport",
        known.pk,
    )
    assert late.context["form"]["field"].value() == "youth"


def test_keeper_keeps_names_numbers_lives_and_listing_from_one_page() -> None:
    known, into = make_organisation(name="Malli ry"), make_organisation(name="Iso ry")
    client = signed_in()

    def send(what: str, **told: Any) -> int:
        return client.post(
            f"{reverse('organisations:edit_card', args=[known.slug])}{what}/", told
        ).status_code

    day = today().isoformat()
    assert send("number", scheme="business_id", value="0000001-8") == 422
    assert send("number", scheme="business_id", value="FI 00000019") == 302
    assert send("number", scheme="association_number", value="") == 422
    assert send("name", language="sv", name="Modell rf", on=day) == 302
    assert send("name", language="sv", name="M\u0430lli", on=day) == 422
    assert send("listing", listed="0") == 302
    assert send("listing", listed="x") == 422
    assert send("look-up") == 302
    assert send("look-up") == 422
    assert send("remove-number", number=known.identifiers.get().pk) == 302
    assert send("marsu") == 404
    assert send("life", kind="merged", into="Ei ole", on=day) == 422
    assert send("life", kind="merged", into="Iso ry", on=day) == 302
    known.refresh_from_db()
    assert (known.name_sv, known.is_listed, known.merged_into) == ("Modell rf", False, into)
    assert send("life", kind="revived", into="", on=day) == 302


def test_desk_shows_what_waits_and_finds_what_is_hidden() -> None:
    hidden = make_organisation(name="Piilo ry", is_listed=False, business_id=NUMBER)
    listed = make_organisation(name="Malli ry")
    answer(listed, name="Seura ry")
    client, address = signed_in(), reverse("organisations:registry")

    page = client.get(address)
    by_name, by_number = client.get(address, {"q": "piil"}), client.get(address, {"q": NUMBER})
    change = RegisterChange.objects.get()
    settle = reverse("organisations:settle_change", args=[change.pk])
    back = client.post(settle, {"take": "1", "from": "registry"})

    assert (page.context["waiting"], [each.found for each in page.context["changes"]]) == (
        [hidden],
        ["Seura ry"],
    )
    assert (by_name.context["found"], by_number.context["found"]) == ([hidden], [hidden])
    assert (back.status_code, client.post(settle, {"take": "x"}).status_code) == (302, 404)
    assert Organisation.objects.get(pk=listed.pk).name == "Seura ry"


def test_card_is_hidden_from_those_who_may_not_change_it() -> None:
    known, hidden = make_organisation(), make_organisation(is_listed=False)
    client = Client()
    client.force_login(make_person("Aino"))

    assert client.get(reverse("organisations:edit_card", args=[known.slug])).status_code == 403
    assert client.get(reverse("organisations:edit_card", args=[hidden.slug])).status_code == 404
    assert Client().get(reverse("organisations:edit_card", args=[known.slug])).status_code == 302
