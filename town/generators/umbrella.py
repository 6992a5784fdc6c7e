"""The 464 voices of the umbrella organisation's brainstorm and their ratings from 1 to 7.

Figures that were published stand here as they are: 464 participants, 4 of them groups; 29 % from
illness and disability, 15 % from mental health, substance use and addiction, 12 % from a field that
was not among the choices; 46 % nationwide; every county and Helsinki heard.
"""

from collections import defaultdict
from functools import cache
from random import Random

from town.texts.cast import UMBRELLA
from town.texts.registry import registry
from town.texts.shapes import NATIONWIDE, Capacity, IdeaText, Language, OrganisationRow, VoiceRow
from town.texts.umbrella_ideas import IDEAS

PERSONS, ORGANISATIONS = 373, 87
GROUP_HEADS = (6, 9, 12, 5)
FIELD_COUNTS: dict[str, int] = {
    "patient_disability": 135,
    "mental_addiction": 70,
    "other": 56,
    "multi": 45,
    "child_family": 42,
    "older": 36,
    "migrants": 25,
    "youth": 22,
    "poverty_housing": 20,
    "employment": 13,
}
# The areas with fewer than five voices (01, 11, 18, 20) show what suppression looks like.
AREA_COUNTS: dict[str, int] = {
    "01": 3, "02": 8, "03": 14, "04": 12, "05": 22, "06": 9, "07": 8, "08": 25, "09": 9, "10": 7, "11": 4,
    "12": 6, "13": 12, "14": 9, "15": 12, "16": 8, "17": 9, "18": 2, "19": 15, "20": 3, "21": 9, "90": 45,
    NATIONWIDE: 213,
}  # fmt: skip
Rating = tuple[int, int, int]


@cache
def umbrella_voices(seed: int = 2022) -> tuple[VoiceRow, ...]:
    """Who took part, in order of arrival. An organisation answers as such at most once."""
    random = Random(seed)
    rows = registry()
    members = _organisations(random, rows)
    random.shuffle(members)
    capacities = _capacities(random, members)
    heads = iter(GROUP_HEADS)
    return tuple(
        _voice(
            random,
            rows[organisation],
            organisation,
            area,
            capacity,
            next(heads) if capacity == "group" else 1,
        )
        for (organisation, area), capacity in zip(members, capacities, strict=True)
    )


def _organisations(random: Random, rows: tuple[OrganisationRow, ...]) -> list[tuple[int, str]]:
    """An organisation and an area for each voice, so that fields and areas come out exactly.

    The rarest areas choose their fields first; the whole country comes last, as every field has
    organisations there.
    """
    known: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for area in row.areas:
            if row.name_fi != UMBRELLA:
                known[row.field, area].append(number)
    fields_left = dict(FIELD_COUNTS)
    queues: dict[tuple[str, str], list[int]] = {}
    members = []
    for area, count in sorted(AREA_COUNTS.items(), key=lambda item: item[1]):
        for _ in range(count):
            fields = [field for field, left in fields_left.items() if left and known[field, area]]
            field = random.choices(fields, [fields_left[field] for field in fields])[0]
            fields_left[field] -= 1
            queue = queues.setdefault((field, area), [])
            if not queue:
                queue.extend(random.sample(known[field, area], len(known[field, area])))
            members.append((queue.pop(), area))
    return members


def _capacities(random: Random, members: list[tuple[int, str]]) -> list[Capacity]:
    """One answer on behalf of each of 87 organisations, 4 groups of other voices, else active persons."""
    first_of: dict[int, int] = {}
    for place, (organisation, _) in enumerate(members):
        first_of.setdefault(organisation, place)
    capacities: list[Capacity] = ["active"] * len(members)
    for place in random.sample(sorted(first_of.values()), ORGANISATIONS):
        capacities[place] = "organisation"
    others = [place for place in range(len(members)) if capacities[place] == "active"]
    step = len(others) // len(GROUP_HEADS)
    for place in others[step // 2 :: step][: len(GROUP_HEADS)]:
        capacities[place] = "group"
    return capacities


def _voice(
    random: Random, row: OrganisationRow, number: int, area: str, capacity: Capacity, heads: int
) -> VoiceRow:
    language = _language(random, row)
    return VoiceRow(
        capacity=capacity,
        head_count=heads,
        organisation=number,
        field=row.field,
        field_other=row.what.in_language(language) if row.what else "",
        area=area,
        size=row.size,
        language=language,
    )


def _language(random: Random, row: OrganisationRow) -> Language:
    """The language that a person of this organisation answers in; a few write English."""
    if row.languages == ("sv",):
        return "sv"
    drawn = random.random()
    if drawn < (0.12 if row.field == "migrants" else 0.02):
        return "en"
    return "sv" if "sv" in row.languages and drawn > 0.85 else "fi"


@cache
def umbrella_ratings(seed: int = 2022) -> tuple[Rating, ...]:
    """(voice, idea, value) for about seven in ten of all pairs; the means come out as each idea says."""
    random = Random(seed + 1)
    voices = umbrella_voices(seed)
    kindness = [random.gauss(0, 0.35) for _ in voices]
    share = [random.uniform(0.55, 0.87) for _ in voices]
    ratings: list[Rating] = []
    for number, idea in enumerate(IDEAS):
        raters = [place for place in range(len(voices)) if random.random() < share[place]]
        wishes = [
            _lean(idea, voices[place]) + kindness[place] + random.gauss(0, idea.spread) for place in raters
        ]
        values = _values(wishes, idea.mean)
        ratings.extend((place, number, value) for place, value in zip(raters, values, strict=True))
    ratings.sort()
    return tuple(ratings)


def _lean(idea: IdeaText, voice: VoiceRow) -> float:
    """How much more, or less, this voice likes the idea than others do."""
    return sum(shift for of, shift in idea.leans if of in (voice.size, voice.field))


def _values(wishes: list[float], mean: float) -> list[int]:
    """Whole ratings from 1 to 7 whose mean is the one asked for, to within one rating's weight.

    Rounding and the ends of the scale pull the mean away, so the shift is found by halving.
    """
    low, high = -8.0, 16.0
    for _ in range(30):
        middle = (low + high) / 2
        if sum(_on_scale(wish + middle) for wish in wishes) < mean * len(wishes):
            low = middle
        else:
            high = middle
    return [_on_scale(wish + high) for wish in wishes]


def _on_scale(wish: float) -> int:
    return min(7, max(1, round(wish)))
