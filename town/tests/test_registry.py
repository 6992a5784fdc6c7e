"""The registry of the town: spread over fields and areas, every name once."""

from collections import Counter

from town.texts.names import PLACES
from town.texts.registry import FIELDS, registry
from town.texts.shapes import NATIONWIDE


def test_registry_has_each_field_as_often_as_planned() -> None:
    assert Counter(row.field for row in registry()) == {field: total for field, total, _ in FIELDS}
    assert len(registry()) == 540


def test_registry_knows_every_area_and_the_whole_country() -> None:
    areas = {area for row in registry() for area in row.areas}

    assert areas == {*PLACES, NATIONWIDE}


def test_registry_gives_nationwide_no_other_area() -> None:
    assert {row.areas for row in registry() if row.nationwide} == {(NATIONWIDE,)}


def test_registry_gives_no_name_twice() -> None:
    names = [name for row in registry() for name in (row.name_fi, row.name_sv) if name]

    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_registry_names_stand_in_the_languages_of_the_organisation() -> None:
    assert [row for row in registry() if bool(row.name_sv) != ("sv" in row.languages)] == []
    assert [row for row in registry() if bool(row.name_fi) != ("fi" in row.languages)] == []


def test_registry_has_organisations_with_only_a_swedish_name() -> None:
    only_swedish = [row.name for row in registry() if not row.name_fi]

    assert (len(only_swedish) > 10, "Barn och familjer i Exempelby rf" in only_swedish) == (True, True)


def test_registry_names_end_in_their_legal_form_when_registered() -> None:
    wrong = [
        name
        for row in registry()
        for name, forms in ((row.name_fi, (" ry", " sr")), (row.name_sv, (" rf", " sr")))
        if name and name.endswith(forms) != row.registered
    ]

    assert wrong == []


def test_registry_tells_what_the_field_other_is() -> None:
    assert [row for row in registry() if (row.what is not None) != (row.field == "other")] == []


def test_registry_has_every_size_band() -> None:
    assert {row.size for row in registry()} == {"volunteers", "1_4", "5_19", "20_plus", "not_told"}


def test_registry_is_the_same_for_the_same_seed() -> None:
    registry.cache_clear()
    first = registry(7)
    registry.cache_clear()

    assert registry(7) == first
    assert registry(8) != first
