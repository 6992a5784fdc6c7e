"""The stand-ins of outside systems: numbers rightly formed, a register with surprises, and moods."""

import pytest

from punos.organisations.models.identifiers import association_number, business_id
from town.neighbours import companies
from town.neighbours.mandates import Mandates, NotAllowedError, offers
from town.neighbours.running import Running
from town.neighbours.server import Neighbours
from town.texts import cast
from town.texts.cast import CAST
from town.texts.numbers import association_number_of, business_id_of, identity_code_of
from town.texts.registry import registry
from town.texts.shapes import OrganisationRow

ROWS = {row.name: row for row in registry()}


def told_of(row: OrganisationRow) -> dict[str, object] | None:
    """What the stand-in of PRH tells of an organisation, if anything."""
    found: list[dict[str, object]] = companies.answer(business_id_of(row))["companies"]
    return found[0] if found else None


def first_name(row: OrganisationRow) -> str:
    """The name in force in the stand-in of PRH."""
    names = companies.answer(business_id_of(row))["companies"][0]["names"]
    return str(names[0]["name"])


def test_every_registered_organisation_has_a_number_of_its_own() -> None:
    numbers = [business_id_of(row) for row in registry() if row.registered]

    assert [business_id(number) for number in numbers] == numbers
    assert (len(set(numbers)), {business_id_of(row) for row in registry() if not row.registered}) == (
        len(numbers),
        {""},
    )


def test_association_numbers_are_rightly_formed() -> None:
    numbers = [association_number_of(row) for row in registry() if row.registered]

    assert [association_number(number) for number in numbers] == numbers
    assert (len(set(numbers)), association_number_of(ROWS[cast.PARENTS_GROUP])) == (len(numbers), "")


def test_identity_codes_are_such_as_nobody_is_given() -> None:
    codes = [identity_code_of(member) for member in CAST]

    assert (len(set(codes)), {code[7] for code in codes}) == (len(CAST), {"9"})


def test_register_knows_all_but_the_one_left_out() -> None:
    missing = [row.name for row in registry() if row.registered and told_of(row) is None]

    assert missing == [cast.CHOIR]


def test_register_has_other_names_for_some() -> None:
    known = [row for row in registry() if row.registered and told_of(row)]

    renamed = [row for row in known if first_name(row) != row.name]

    assert [first_name(row) for row in renamed] == [f"Uusi {row.name}" for row in renamed]
    assert len(renamed) == len(companies.RENAMED)


def test_register_says_that_one_has_ended() -> None:
    ended = [row for row in registry() if row.registered and "endDate" in (told_of(row) or {})]

    assert ended == [registry()[companies.DISSOLVED]]


def test_person_is_offered_their_own_organisations_and_one_more() -> None:
    names = [name for name, _number in offers("secretary")]

    assert names[:2] == [cast.SMALL_ASSOCIATION, cast.CHOIR]
    assert len(names) == 3


def test_unregistered_group_is_not_offered() -> None:
    assert cast.PARENTS_GROUP not in [name for name, _number in offers("parent")]


def test_visit_is_not_found_by_what_it_has_not() -> None:
    mandates = Mandates()
    mandates.register("demo0001", "010172-9024")

    with pytest.raises(NotAllowedError):
        mandates.visit(code="")


def test_unknown_mood_is_refused() -> None:
    with Neighbours() as neighbours, pytest.raises(NotAllowedError):
        neighbours.set_mood("prh", "merry")


def test_process_answers_and_counts(neighbours: Running) -> None:
    before = neighbours.times_asked("suomifi")

    neighbours.set_mood("prh", "busy")

    assert neighbours.times_asked("suomifi") == before
