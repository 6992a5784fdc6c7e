"""The voices and ratings of the open brainstorm on shared spaces: two groups of opinion and common ground."""

from functools import cache
from random import Random

from town.texts.registry import registry
from town.texts.shapes import Capacity, Language, VoiceRow
from town.texts.shared_spaces_ideas import IDEAS

VOICES = 260
FIRST_GROUP = 0.46
AGREE, PASS, DISAGREE = 1, 0, -1
# Residents answer for themselves and give no organisation.
CAPACITIES: tuple[tuple[Capacity, int], ...] = (
    ("resident", 148),
    ("active", 73),
    ("organisation", 34),
    ("group", 5),
)
Rating = tuple[int, int, int]


@cache
def open_voices(seed: int = 2026) -> tuple[VoiceRow, ...]:
    """Who has taken part so far, in order of arrival."""
    random = Random(seed)
    rows = registry()
    local = [number for number, row in enumerate(rows) if "90" in row.areas]
    speakers = iter(random.sample(local, len(local)))
    capacities: list[Capacity] = [capacity for capacity, count in CAPACITIES for _ in range(count)]
    random.shuffle(capacities)
    voices = []
    for capacity in capacities:
        if capacity == "resident":
            language = _language(random, ("fi", "sv", "en"))
            voices.append(VoiceRow(capacity, 1, None, "", "", "90", "", language))
        else:
            number = random.choice(local) if capacity == "active" else next(speakers)
            voices.append(_of_organisation(random, number, capacity))
    return tuple(voices)


def _of_organisation(random: Random, number: int, capacity: Capacity) -> VoiceRow:
    row = registry()[number]
    language = _language(random, row.languages)
    return VoiceRow(
        capacity=capacity,
        head_count=random.randint(3, 15) if capacity == "group" else 1,
        organisation=number,
        field=row.field,
        field_other=row.what.in_language(language) if row.what else "",
        area="90",
        size=row.size,
        language=language,
    )


def _language(random: Random, languages: tuple[Language, ...]) -> Language:
    weights = {"fi": 80, "sv": 12, "en": 8}
    return random.choices(languages, [weights[language] for language in languages])[0]


@cache
def open_ratings(seed: int = 2026) -> tuple[Rating, ...]:
    """(voice, idea, value) with 1 agree, 0 pass, -1 disagree; each voice rates 8 to 24 ideas."""
    random = Random(seed + 1)
    ratings: list[Rating] = []
    for voice in range(VOICES):
        is_first = random.random() < FIRST_GROUP
        passing = random.uniform(0.03, 0.2)
        rated = random.sample(range(len(IDEAS)), random.randint(8, len(IDEAS)))
        for number in sorted(rated):
            share = IDEAS[number].first if is_first else IDEAS[number].second
            drawn = random.random()
            value = PASS if drawn < passing else AGREE if random.random() < share else DISAGREE
            ratings.append((voice, number, value))
    return tuple(ratings)
