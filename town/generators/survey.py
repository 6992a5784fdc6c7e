"""The 104 answers to the survey of May 2022: who answers, when, and what.

The survey really received just over 100 answers; everything else here is drawn by seeded dice.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random

from town.generators.survey_values import Speaker, Values
from town.texts import cast
from town.texts.bodies import BODIES
from town.texts.hearing_shapes import AnswerRow
from town.texts.may_survey import WINDOW
from town.texts.registry import registry
from town.texts.shapes import Capacity, Language, OrganisationRow

ANSWERS = 104
SWEDISH = 21
EASY = 5
RESIDENTS = 14
# On behalf of an organisation: three of the cast, and so many others from the city and the whole country.
LOCAL_ORGANISATIONS, NATIONWIDE_ORGANISATIONS = 22, 8
LOCAL_ACTIVE, NATIONWIDE_ACTIVE = 40, 12
SPEAKERS: tuple[tuple[str, str], ...] = (
    (cast.SMALL_ASSOCIATION, "secretary"),
    (cast.LARGE_ORGANISATION, "director"),
    (cast.SWEDISH_ASSOCIATION, "swedish_chair"),
)
GROUPS: tuple[tuple[str, int, str], ...] = (
    (cast.PARENTS_GROUP, 9, "parent"),
    ("Mallikallion roskatalkoolaiset", 6, ""),
    ("Satulaakson Monikulttuurinen Yhdistys ry", 14, ""),
    ("Sagopark koloniträdgård rf", 8, ""),
)
BODY = BODIES[3]  # the invented county: nothing is put into the mouth of a real council
# Few answer in the middle: the first days, and the last evening before it closes.
DAY_WEIGHTS = (9, 8, 5, 4, 3, 1, 1, 4, 4, 3, 3, 3, 1, 1, 4, 4, 3, 3, 3, 1, 2, 8, 11, 9)


@cache
def survey_answers(seed: int = 202205) -> tuple[AnswerRow, ...]:
    """All answers in order of arrival, the same for the same seed."""
    random = Random(seed)
    speakers = _languages(random, _speakers(random))
    values = Values(random)
    easy = set(_easy(random, speakers))
    rows = [_row(random, values, speaker, is_easy=place in easy) for place, speaker in enumerate(speakers)]
    rows.sort(key=lambda row: row.sent)
    return tuple(replace(row, key=f"may-{number:03}") for number, row in enumerate(rows, 1))


def _speakers(random: Random) -> list[Speaker]:
    """Who answers. An organisation answers as such at most once; two people active in it may answer too."""
    rows = registry()
    place = {row.name: number for number, row in enumerate(rows)}
    taken = {place[name] for name, _ in SPEAKERS} | {place[name] for name, *_ in GROUPS}
    taken |= {place[cast.UMBRELLA]}
    local = [number for number, row in enumerate(rows) if "90" in row.areas and number not in taken]
    national = [
        number
        for number, row in enumerate(rows)
        if row.nationwide and row.size in ("5_19", "20_plus") and number not in taken
    ]
    registered = [number for number in local if rows[number].registered]
    speaking = random.sample(registered, LOCAL_ORGANISATIONS)
    speaking += random.sample(national, NATIONWIDE_ORGANISATIONS)
    active = random.sample(local * 2, LOCAL_ACTIVE) + random.sample(national * 2, NATIONWIDE_ACTIVE)
    residents: list[Speaker] = [Speaker("resident") for _ in range(RESIDENTS)]
    residents[:2] = [Speaker("resident", person="resident"), Speaker("resident", person="shy_resident")]
    return [
        *(_of("organisation", place[name], person=person) for name, person in SPEAKERS),
        *(_of("group", place[name], heads=heads, person=person) for name, heads, person in GROUPS),
        Speaker("body", field=BODY.field, body=BODY.name.fi),
        *(_of("organisation", number) for number in speaking),
        *(_of("active", number) for number in active),
        *residents,
    ]


def _of(capacity: Capacity, number: int, *, heads: int = 1, person: str = "") -> Speaker:
    row = registry()[number]
    return Speaker(
        capacity,
        organisation=number,
        head_count=heads,
        size=row.size,
        field=row.field,
        languages=tuple(language for language in row.languages if language != "en"),
        person=person,
        is_nationwide=row.nationwide,
    )


def _languages(random: Random, speakers: list[Speaker]) -> list[Speaker]:
    """Swedish for those who have no Finnish, then for as many who have both as make up a fifth."""
    only = {place for place, speaker in enumerate(speakers) if speaker.languages == ("sv",)}
    both = [
        place for place, speaker in enumerate(speakers) if len(speaker.languages) == 2 and not speaker.person
    ]
    swedish = only | set(random.sample(both, SWEDISH - len(only)))
    return [
        replace(speaker, language="sv" if place in swedish else "fi")
        for place, speaker in enumerate(speakers)
    ]


def _easy(random: Random, speakers: list[Speaker]) -> list[int]:
    """Three who chose Easy Finnish and two who chose Easy Swedish, each speaking for themselves."""
    chosen: list[int] = []
    wanted: tuple[tuple[Language, int], ...] = (("fi", EASY - 2), ("sv", 2))
    for language, count in wanted:
        may = [
            place
            for place, speaker in enumerate(speakers)
            if speaker.language == language
            and speaker.capacity in ("resident", "active")
            and not speaker.person
            and speaker.who != "large"
        ]
        chosen += random.sample(may, count)
    return chosen


def _row(random: Random, values: Values, speaker: Speaker, *, is_easy: bool) -> AnswerRow:
    rows = registry()
    row = None if speaker.organisation is None else rows[speaker.organisation]
    return AnswerRow(
        key="",
        capacity=speaker.capacity,
        organisation=speaker.organisation,
        head_count=speaker.head_count,
        language=speaker.language,
        background=_background(speaker, row),
        values=values.easy(speaker) if is_easy else values.full(speaker),
        sent=_sent(random, speaker),
        body=speaker.body,
        person=speaker.person,
        is_easy=is_easy,
    )


def _background(speaker: Speaker, row: OrganisationRow | None) -> dict[str, str]:
    """What the organisation is, as far as it was told; a resident gives the city alone."""
    if row is None:
        return {"field": BODY.field, "area": BODY.area} if speaker.body else {"area": "90"}
    background = {"field": row.field, "area": "90" if "90" in row.areas else row.areas[0], "size": row.size}
    if row.what:
        background["field_other"] = row.what.in_language(speaker.language)
    return background


def _sent(random: Random, speaker: Speaker) -> datetime:
    """A moment while the survey is open: volunteers write in the evening, staff in office hours."""
    while True:
        day = random.choices(range(len(DAY_WEIGHTS)), DAY_WEIGHTS)[0]
        hour = random.gauss(13.2, 2.2) if speaker.who == "large" else random.gauss(19.6, 2.6)
        midnight = WINDOW.opens.replace(hour=0)
        sent = (midnight + timedelta(days=day, hours=hour)).replace(microsecond=0)
        if WINDOW.opens < sent < WINDOW.closes and 7 < hour < 23.9:
            return sent
