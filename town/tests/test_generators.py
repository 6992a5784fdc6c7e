"""The generated voices and ratings repeat the published figures exactly."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean

import pytest

from punos_analysis.opinions import OpinionMap, opinion_map
from punos_analysis.ratings import Ratings, Scale
from town.generators import open_ratings, open_voices, umbrella_ratings, umbrella_voices
from town.generators.umbrella import AREA_COUNTS, FIELD_COUNTS
from town.texts.names import PLACES
from town.texts.registry import registry
from town.texts.shapes import NATIONWIDE
from town.texts.shared_spaces_ideas import IDEAS as SPACE_IDEAS
from town.texts.umbrella_ideas import IDEAS


def means(ratings: Iterable[tuple[int, int, int]]) -> dict[int, float]:
    values: defaultdict[int, list[int]] = defaultdict(list)
    for _, idea, value in ratings:
        values[idea].append(value)
    return {idea: mean(given) for idea, given in values.items()}


def test_umbrella_has_464_voices_of_which_four_are_groups() -> None:
    voices = umbrella_voices()

    assert len(voices) == 464
    assert Counter(voice.capacity for voice in voices) == {"active": 373, "organisation": 87, "group": 4}
    assert sorted(voice.head_count for voice in voices if voice.capacity == "group") == [5, 6, 9, 12]
    assert {voice.head_count for voice in voices if voice.capacity != "group"} == {1}


def test_umbrella_fields_are_29_15_and_12_per_cent_and_less() -> None:
    fields = Counter(voice.field for voice in umbrella_voices())

    assert fields == FIELD_COUNTS
    assert [(field, round(count / 4.64)) for field, count in fields.most_common(3)] == [
        ("patient_disability", 29),
        ("mental_addiction", 15),
        ("other", 12),
    ]


def test_umbrella_hears_every_area_and_213_nationwide() -> None:
    areas = Counter(voice.area for voice in umbrella_voices())

    assert areas == AREA_COUNTS
    assert (areas[NATIONWIDE], set(areas) - {NATIONWIDE}) == (213, set(PLACES))
    assert {area for area, count in areas.items() if count < 5} == {"01", "11", "18", "20"}
    assert max(PLACES, key=lambda area: areas[area]) == "90"


def test_umbrella_voices_agree_with_the_registry() -> None:
    rows = registry()
    wrong = [
        voice
        for voice in umbrella_voices()
        if voice.organisation is None
        or (row := rows[voice.organisation]).field != voice.field
        or voice.area not in row.areas
        or voice.size != row.size
    ]

    assert wrong == []


def test_umbrella_organisation_answers_as_such_at_most_once() -> None:
    speaking = [voice.organisation for voice in umbrella_voices() if voice.capacity == "organisation"]

    assert len(set(speaking)) == 87


def test_umbrella_leaves_fields_of_the_registry_unheard() -> None:
    known = {row.field for row in registry()}

    assert known - {voice.field for voice in umbrella_voices()} == {
        "residents",
        "culture",
        "sport",
        "leisure",
        "environment",
        "rescue",
        "rights",
        "faith",
        "work",
        "politics",
    }


def test_umbrella_writes_what_the_field_other_is() -> None:
    written = {voice.field_other for voice in umbrella_voices() if voice.field == "other"}

    assert "" not in written
    assert len(written) >= 20
    assert {voice.field_other for voice in umbrella_voices() if voice.field != "other"} == {""}


def test_umbrella_rates_once_a_pair_on_the_scale() -> None:
    ratings = umbrella_ratings()
    pairs = {(voice, idea) for voice, idea, _ in ratings}

    assert len(pairs) == len(ratings)
    assert {value for _, _, value in ratings} == set(range(1, 8))
    assert 0.6 < len(ratings) / (464 * 32) < 0.8


def test_umbrella_means_come_out_as_the_ideas_say() -> None:
    far = {
        IDEAS[idea].key: value
        for idea, value in means(umbrella_ratings()).items()
        if abs(value - IDEAS[idea].mean) > 0.01
    }

    assert far == {}


def test_umbrella_ranks_services_continuity_and_participation_first() -> None:
    came_out = means(umbrella_ratings())
    first_four = sorted(came_out, key=lambda idea: -came_out[idea])[:4]

    assert [IDEAS[idea].key for idea in first_four[:3]] == [
        "people_first",
        "continuity",
        "real_participation",
    ]
    assert came_out[first_four[2]] - came_out[first_four[3]] > 0.3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_umbrella_figures_hold_for_other_seeds(seed: int) -> None:
    voices = umbrella_voices(seed)

    assert Counter(voice.field for voice in voices) == FIELD_COUNTS
    assert Counter(voice.area for voice in voices) == AREA_COUNTS
    assert Counter(voice.capacity for voice in voices) == {"active": 373, "organisation": 87, "group": 4}


def test_generators_give_the_same_for_the_same_seed() -> None:
    first = (umbrella_voices(5), umbrella_ratings(5), open_voices(5), open_ratings(5))
    for generator in (umbrella_voices, umbrella_ratings, open_voices, open_ratings):
        generator.cache_clear()

    assert (umbrella_voices(5), umbrella_ratings(5), open_voices(5), open_ratings(5)) == first


def test_open_brainstorm_has_260_voices_in_mixed_capacities() -> None:
    capacities = Counter(voice.capacity for voice in open_voices())

    assert capacities == {"resident": 148, "active": 73, "organisation": 34, "group": 5}
    assert {voice.organisation for voice in open_voices() if voice.capacity == "resident"} == {None}
    speaking = [v.organisation for v in open_voices() if v.capacity in ("organisation", "group")]
    assert len(set(speaking)) == len(speaking)


def test_open_brainstorm_voices_rate_8_to_24_ideas() -> None:
    rated = Counter(voice for voice, _, _ in open_ratings())

    assert (len(rated), min(rated.values()), max(rated.values())) == (260, 8, 24)
    assert {value for _, _, value in open_ratings()} == {-1, 0, 1}


def test_open_brainstorm_holds_two_groups_of_opinion() -> None:
    rows = [(SPACE_IDEAS[idea].key, str(voice), value) for voice, idea, value in open_ratings()]

    opinions = opinion_map(Ratings.from_rows(rows, scale=Scale.AGREEMENT))

    assert isinstance(opinions, OpinionMap)
    assert len(opinions.groups) == 2
