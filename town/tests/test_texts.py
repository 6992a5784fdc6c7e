"""The town's words: complete in three languages, true to the facts, and free of real people."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from town.texts import answered, cast, co_operation, deeds, open_brainstorm, tool_library, umbrella
from town.texts.other_fields import OTHER
from town.texts.pages import PAGES
from town.texts.registry import registry
from town.texts.shapes import Words

TODAY = date(2026, 3, 1)
PROCESSES = (co_operation.PROCESS, umbrella.PROCESS, open_brainstorm.process(TODAY))
CONSULTATIONS = (umbrella.CONSULTATION, open_brainstorm.CONSULTATION)
EVERYTHING = (
    *PROCESSES,
    *CONSULTATIONS,
    *cast.CAST,
    *cast.UNITS,
    *PAGES,
    *OTHER,
    *deeds.DECISIONS,
    *deeds.MEASURES,
    *answered.THEMES,
    tool_library.PROCESS,
    tool_library.HEARING,
    *tool_library.THEMES,
    *tool_library.DECISIONS,
    *tool_library.MEASURES,
)
# First 16 hex digits of SHA-256 of names that must not stand here, in small letters: the people and
# the organisations of the news that the facts come from. Kept as hashes so that this file names none.
UNNAMED = {
    "188dd93f6c235223",
    "86a237039cf0d9ce",
    "8fbd1fd2da41db8f",
    "9a5d7b3aa4611a18",
    "9c2669629b944a63",
    "f0be1f3062319157",
    "f3b2381c9c4596eb",
}


def words_in(value: object, path: str = "") -> Iterator[tuple[str, Words]]:
    """Every text inside a value, with the way to it."""
    if isinstance(value, Words):
        yield path, value
    elif is_dataclass(value):
        name = getattr(value, "slug", "") or getattr(value, "key", "")
        for field in fields(value):
            yield from words_in(getattr(value, field.name), f"{path}/{name}.{field.name}")
    elif isinstance(value, tuple):
        for part in value:
            yield from words_in(part, path)


def fingerprint(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]


def test_words_lack_a_language_only_where_the_gap_is_deliberate() -> None:
    gaps = {(path, words.missing) for path, words in words_in(EVERYTHING) if words.missing}
    stale = {(path, words.stale) for path, words in words_in(EVERYTHING) if words.stale}

    assert gaps == {("/jarjestoyhteistyo.easy_body", ("en",)), ("/jarjestoyhteistyo.easy_summary", ("en",))}
    assert stale == {("/jarjestoyhteistyo.phases/events_and_survey.body", ("sv",))}


def test_words_have_their_source_language() -> None:
    assert [path for path, words in words_in(EVERYTHING) if not words.original] == []


def test_words_differ_between_languages_unless_they_are_one_word() -> None:
    same = [
        path
        for path, words in words_in(EVERYTHING)
        if words.fi in (words.sv, words.en) or (words.sv and words.sv == words.en)
    ]

    assert same == []


def test_words_carry_no_blank_edges_and_no_double_spaces() -> None:
    versions = [
        version for _, words in words_in(EVERYTHING) for version in (words.fi, words.sv, words.en) if version
    ]

    assert [v for v in versions if "  " in v.replace("\n  ", "\n") or v[0].isspace()] == []


def test_slugs_and_keys_are_unique() -> None:
    groups = [
        [process.slug for process in PROCESSES],
        [process.case_number for process in PROCESSES],
        [consultation.slug for consultation in CONSULTATIONS],
        [page.slug for page in PAGES],
        [member.key for member in cast.CAST],
        [member.email for member in cast.CAST],
        [unit.key for unit in cast.UNITS],
        *[[phase.key for phase in process.phases] for process in PROCESSES],
        *[[idea.key for idea in consultation.ideas] for consultation in CONSULTATIONS],
        *[[idea.words.original for idea in consultation.ideas] for consultation in CONSULTATIONS],
    ]

    assert [group for group in groups if len(set(group)) != len(group)] == []


def test_phases_point_at_consultations_of_their_own_process() -> None:
    pointed = {
        (process.slug, phase.consultation)
        for process in PROCESSES
        for phase in process.phases
        if phase.consultation
    }

    assert pointed == {(consultation.process, consultation.slug) for consultation in CONSULTATIONS}


def test_phases_end_after_they_start() -> None:
    assert [
        phase.key
        for process in PROCESSES
        for phase in process.phases
        if phase.ends and phase.ends < phase.starts
    ] == []


@pytest.mark.parametrize(
    ("key", "starts", "ends", "precision", "certainty"),
    [
        ("announced", date(2022, 4, 29), None, "day", "certain"),
        ("events_and_survey", date(2022, 5, 1), date(2022, 5, 31), "month", "certain"),
        ("proposal", date(2022, 5, 30), None, "day", "certain"),
        ("section", date(2022, 6, 6), None, "day", "certain"),
        ("planning_starts", date(2022, 6, 9), None, "day", "certain"),
        ("preparing_the_board", date(2022, 9, 1), date(2022, 11, 30), "season", "certain"),
        ("workshop", date(2022, 11, 1), None, "day", "certain"),
        ("comments", date(2022, 11, 7), date(2022, 11, 18), "day", "certain"),
        ("possible_grants", date(2022, 12, 1), date(2022, 12, 31), "end_of_year", "planned"),
        ("board_set_up", date(2023, 2, 6), None, "day", "certain"),
        ("board_begins", date(2023, 1, 1), date(2023, 12, 31), "year", "planned"),
    ],
)
def test_co_operation_phase_has_the_dates_of_the_facts(
    key: str, starts: date, ends: date | None, precision: str, certainty: str
) -> None:
    phase = {phase.key: phase for phase in co_operation.PHASES}[key]

    assert (phase.starts, phase.ends, phase.precision, phase.certainty) == (
        starts,
        ends,
        precision,
        certainty,
    )


def test_co_operation_decisions_carry_outcome_case_number_and_paragraph() -> None:
    decided = [(each.on, each.outcome, each.case_number, each.section_mark) for each in deeds.DECISIONS]

    assert decided == [
        (date(2022, 5, 30), "referred", "HEL 2022-006733", ""),
        (date(2022, 6, 6), "noted", "HEL 2022-006733", "§ 27"),
        (date(2023, 2, 6), "approved", "HEL 2022-015237", "§ 88"),
    ]
    assert {each.phase for each in deeds.DECISIONS} <= {phase.key for phase in co_operation.PHASES}


def test_notes_on_measures_say_that_they_are_invented() -> None:
    told = [
        version
        for measure in (*deeds.MEASURES, *tool_library.MEASURES)
        for note in (*measure.notes, *([measure.came_of] if measure.came_of else []))
        for version in (note.words.fi, note.words.sv, note.words.en)
    ]

    invented = ("Keksitty esimerkki:", "Påhittat exempel:", "Invented example:")
    assert [words for words in told if not words.startswith(invented)] == []


def test_real_case_numbers_stand_only_under_the_real_process() -> None:
    assert [process.case_number for process in PROCESSES] == [
        "HEL 2022-006733",
        "ESIM 2022-000002",
        "ESIM 2026-000003",
    ]


def test_umbrella_addresses_every_county_and_helsinki() -> None:
    assert umbrella.PROCESS.addressees == (*(f"{number:02}" for number in range(1, 22)), "90")


def test_umbrella_ideas_come_in_three_languages_and_natural_lengths() -> None:
    sources = [idea.words.source for idea in umbrella.CONSULTATION.ideas]
    lengths = {
        len(version.split())
        for idea in umbrella.CONSULTATION.ideas
        for version in (idea.words.fi, idea.words.sv, idea.words.en)
    }

    assert [sources.count("fi"), sources.count("sv"), sources.count("en")] == [20, 8, 4]
    assert (min(lengths) >= 4, max(lengths) <= 20) == (True, True)


def test_open_brainstorm_is_open_on_the_day_of_set_up() -> None:
    window = open_brainstorm.window(TODAY)

    assert (window.opens.isoformat(), window.closes.isoformat()) == (
        "2026-02-24T09:00:00+02:00",
        "2026-03-17T16:00:00+02:00",
    )


@pytest.mark.parametrize(
    "today", [date(2026, 1, 31), date(2026, 10, 20), date(2026, 12, 31), date(2028, 2, 29)]
)
def test_open_process_has_its_phases_in_order_of_time(today: date) -> None:
    phases = open_brainstorm.process(today).phases

    assert [(a.key, b.key) for a, b in pairwise(phases) if not (a.ends and a.ends < b.starts)] == []


def test_cast_belongs_to_units_and_organisations_that_exist() -> None:
    units = {unit.key for unit in cast.UNITS}
    names = {row.name for row in registry()}

    assert {unit for member in cast.CAST for unit, _ in member.roles} <= units
    assert {name for member in cast.CAST for name in member.organisations} <= names
    assert umbrella.PROCESS.host_organisation in names


def test_cast_has_addresses_that_reach_nobody() -> None:
    assert {member.email.partition("@")[2] for member in cast.CAST} == {"example.org"}


def test_cast_member_is_found_by_key() -> None:
    assert cast.cast_member("stranger").organisations == ()


def test_no_real_person_or_organisation_of_the_news_is_named() -> None:
    named = set()
    for path in Path(cast.__file__).parents[1].rglob("*.py"):
        for word in set(re.findall(r"[^\W\d_]{4,}", path.read_text(encoding="utf-8").lower())):
            named |= {word for end in range(4, len(word) + 1) if fingerprint(word[:end]) in UNNAMED}

    assert named == set()
