"""Cards: added, changed, renamed, ended; their numbers, and names that look alike."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.organisations import actions, queries
from punos.organisations.actions import CardFacts
from punos.organisations.models import (
    SYSTEM,
    Actor,
    LifeEvent,
    MandateSource,
    Organisation,
    OrganisationKind,
    Register,
    RegisterRecord,
    Scope,
)
from punos.organisations.models.likeness import is_mixed, scripts_of, skeleton
from punos.organisations.tests.factories import make_actor, make_organisation, make_registration
from punos.organisations.tests.files import keeper
from punos.people.tests.factories import make_person
from punos.search.models import Entry as Found

pytestmark = pytest.mark.django_db
NUMBER = "0000001-9"
FACTS: dict[str, Any] = {
    "field": "sport", "other_fields": ("culture",), "areas": ("90",), "districts": (), "size": "1_4",
    "languages": ("fi", "sv"), "email": "a@malli.example", "phone": "", "website": "https://malli.example",
    "contact_is_public": True,
}  # fmt: skip


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
    for other in (known, into):
        with pytest.raises(Invalid):
            actions.merge(actor=SYSTEM, organisation=into, into=other, on=today())
    with pytest.raises(NotNow):
        actions.dissolve(actor=SYSTEM, organisation=known, on=today())

    revived = actions.revive(actor=SYSTEM, organisation=known, on=today())
    assert (revived.ended_on, revived.merged_into, last_verb()) == (None, None, "organisation.revived")
    with pytest.raises(NotNow):
        actions.revive(actor=SYSTEM, organisation=known, on=today())


def test_end_is_not_noted_before_it_has_come() -> None:
    with pytest.raises(Invalid):
        actions.dissolve(actor=SYSTEM, organisation=make_organisation(), on=today() + timedelta(1))
