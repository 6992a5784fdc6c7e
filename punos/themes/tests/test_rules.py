"""Who works on themes, and when: the rules as a table."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from punos.contributions.tests.factories import make_visitor, text, verdict
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_unit
from punos.themes import rules
from punos.themes.models import Assignment, ChangeKind, Origin, Theme, ThemeChange
from punos.themes.rules.assigning import MOST_AT_ONCE, check_passage
from punos.themes.rules.codebook import MOST_THEMES
from punos.themes.tests.factories import coder, led_process, make_candidate, make_theme, say

pytestmark = pytest.mark.django_db

NOTHING = TranslatedText()


@dataclass
class World:
    """A theme of the codebook, one that has ended, one that is proposed, and another one."""

    theme: Theme
    other: Theme
    ended: Theme
    candidate: Theme


@pytest.fixture
def world() -> World:
    process = led_process()
    made = [make_theme(process) for _each in range(3)]
    Theme.objects.filter(pk=made[2].pk).update(ended_at=timezone.now())
    made[2].refresh_from_db()
    return World(made[0], made[1], made[2], make_candidate(process))


def test_only_who_leads_the_process_works_on_its_themes(world: World) -> None:
    process, theme = world.theme.process, world.theme
    cast: dict[str, Actor] = {
        "system": SYSTEM,
        "officer": coder(),
        "co-ordinator": make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR),
        "moderator": make_actor("Moona", unit=make_unit(), role=RoleKind.MODERATOR),
        "of another unit": make_actor("Muu", unit=make_unit("muu")),
        "resident": make_actor("Risto"),
        "visitor": make_visitor(),
        "nobody": Actor(),
    }
    change, said = ThemeChange(pk=1, kind=ChangeKind.MADE), say(process)
    by_machine = Assignment(theme=theme, origin=Origin.MACHINE)
    ask = {
        "see": lambda who: rules.check_see_workbench(who, process),
        "make": lambda who: rules.check_make_theme(who, process, text("Uusi"), NOTHING, set(), number=0),
        "reword": lambda who: rules.check_reword_theme(who, theme, text("Uusi"), NOTHING, set()),
        "choose": lambda who: rules.check_choose_theme(who, world.candidate),
        "put aside": lambda who: rules.check_put_aside(who, world.candidate),
        "move": lambda who: rules.check_move_theme(who, theme, 1, 2),
        "split": lambda who: rules.check_split_theme(who, theme, text("Uusi"), set(), chosen=1, found=1),
        "merge": lambda who: rules.check_merge_themes(who, theme, world.other),
        "end": lambda who: rules.check_end_theme(who, theme, standing=0, is_sure=False, is_answered=False),
        "publish": lambda who: rules.check_publish_themes(who, process, [theme], 1),
        "assign": lambda who: rules.check_assign(
            who, process, themes=[theme], asked_themes=1, said=[said], asked=1
        ),
        "unassign": lambda who: rules.check_unassign(who, process, 1),
        "review": lambda who: rules.check_review(who, by_machine),
        "undo": lambda who: rules.check_undo(who, process, change, 1, is_answered=False),
    }

    may = {who: {verdict(check, actor) for check in ask.values()} for who, actor in cast.items()}

    leading = {"system", "officer", "co-ordinator"}
    assert may == {who: {"yes"} if who in leading else {"refused"} for who in cast}


def test_closed_process_can_be_read_and_no_longer_worked_on(world: World) -> None:
    process = world.theme.process
    process.closed_at = timezone.now()

    assert verdict(rules.check_see_workbench, coder(), process) == "yes"
    assert verdict(rules.check_unassign, coder(), process, 1) == "not_now"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Tilat", "Mitä kuuluu", "yes"),
        ("", "Mitä kuuluu", "invalid"),
        ("t" * 200, "b" * 5_000, "yes"),
        ("t" * 201, "", "invalid"),
        ("Tilat", "b" * 5_001, "invalid"),
        ("VIESTINTÄ", "", "invalid"),
    ],
)
def test_theme_has_a_title_of_its_own_and_texts_that_fit(title: str, body: str, expected: str) -> None:
    process = led_process()
    told = TranslatedText.of("fi", fi=title), TranslatedText.of("fi", fi=body)

    assert verdict(rules.check_reword_theme, SYSTEM, Theme(process=process), *told, {"viestintä"}) == expected


def test_codebook_can_be_overlooked() -> None:
    process = led_process()

    def check(number: int) -> None:
        rules.check_make_theme(SYSTEM, process, text("Uusi"), NOTHING, set(), number=number)

    assert (verdict(check, MOST_THEMES - 1), verdict(check, MOST_THEMES)) == ("yes", "not_now")


def test_only_what_stands_is_shaped(world: World) -> None:
    def of(theme: Theme) -> list[str]:
        return [
            verdict(rules.check_move_theme, SYSTEM, theme, 1, 2),
            verdict(rules.check_merge_themes, SYSTEM, theme, world.other),
            verdict(rules.check_merge_themes, SYSTEM, world.other, theme),
            verdict(rules.check_choose_theme, SYSTEM, theme),
            verdict(rules.check_reword_theme, SYSTEM, theme, text("Uusi"), NOTHING, set()),
        ]

    assert of(world.theme) == ["yes", "yes", "yes", "not_now", "yes"]
    assert of(world.ended) == ["not_now"] * 5
    assert of(world.candidate) == ["not_now", "not_now", "not_now", "yes", "yes"]


@pytest.mark.parametrize(("place", "expected"), [(0, "invalid"), (1, "yes"), (2, "yes"), (3, "invalid")])
def test_theme_moves_to_a_place_that_there_is(world: World, place: int, expected: str) -> None:
    assert verdict(rules.check_move_theme, SYSTEM, world.theme, place, 2) == expected


def test_theme_is_merged_into_another_of_its_process(world: World) -> None:
    foreign = make_theme(led_process())

    assert verdict(rules.check_merge_themes, SYSTEM, world.theme, world.theme) == "invalid"
    assert verdict(rules.check_merge_themes, SYSTEM, world.theme, foreign) == "invalid"


@pytest.mark.parametrize(
    ("chosen", "found", "expected"), [(0, 0, "invalid"), (2, 1, "not_now"), (2, 2, "yes")]
)
def test_split_takes_what_stands(world: World, chosen: int, found: int, expected: str) -> None:
    def check() -> None:
        rules.check_split_theme(SYSTEM, world.theme, text("Uusi"), set(), chosen=chosen, found=found)

    assert verdict(check) == expected


@pytest.mark.parametrize(
    ("standing", "is_sure", "is_answered", "expected"),
    [
        (0, False, False, "yes"),
        (1, False, False, "not_now"),
        (1, True, False, "yes"),
        (0, True, True, "not_now"),
    ],
)
def test_theme_is_taken_out_by_somebody_who_knows(
    world: World, standing: int, is_sure: bool, is_answered: bool, expected: str
) -> None:
    def check() -> None:
        rules.check_end_theme(
            SYSTEM, world.theme, standing=standing, is_sure=is_sure, is_answered=is_answered
        )

    assert verdict(check) == expected


@pytest.mark.parametrize(
    ("found", "asked", "expected"), [(0, 0, "invalid"), (0, 1, "not_now"), (1, 1, "yes")]
)
def test_themes_to_publish_are_chosen_and_still_there(
    world: World, found: int, asked: int, expected: str
) -> None:
    themes = [world.theme] * found

    assert verdict(rules.check_publish_themes, SYSTEM, world.theme.process, themes, asked) == expected


@pytest.mark.parametrize(
    ("themes", "asked_themes", "said", "asked", "expected"),
    [
        (1, 1, 1, 1, "yes"),
        (1, 1, 0, 0, "invalid"),
        (0, 0, 1, 1, "invalid"),
        (0, 1, 1, 1, "not_now"),
        (1, 1, 0, 1, "not_now"),
        (1, 1, 1, MOST_AT_ONCE + 1, "invalid"),
    ],
)
def test_what_stands_is_given_to_what_stands(
    world: World, themes: int, asked_themes: int, said: int, asked: int, expected: str
) -> None:
    def check() -> None:
        rules.check_assign(
            SYSTEM,
            world.theme.process,
            themes=[world.theme] * themes,
            asked_themes=asked_themes,
            said=[said_once] * said,
            asked=asked,
        )

    said_once = say(world.theme.process)

    assert verdict(check) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (None, None, "yes"),
        (0, 12, "yes"),
        (11, 12, "yes"),
        (None, 3, "invalid"),
        (3, None, "invalid"),
        (3, 3, "invalid"),
        (0, 13, "invalid"),
    ],
)
def test_passage_is_within_the_words(starts: int | None, ends: int | None, expected: str) -> None:
    said = say(led_process(), "Lisää tiloja")  # twelve characters

    assert verdict(check_passage, [said], starts, ends, said.latest_id) == expected


def test_passage_is_of_one_text_as_it_was_read() -> None:
    process = led_process()
    said = say(process)
    other = say(process)

    assert verdict(check_passage, [said, other], 0, 1, None) == "invalid"
    assert verdict(check_passage, [said], 0, 1, other.latest_id) == "not_now"


def test_nothing_to_take_away_is_said(world: World) -> None:
    assert verdict(rules.check_unassign, SYSTEM, world.theme.process, 0) == "invalid"


def test_only_what_a_machine_gave_is_looked_at_once(world: World) -> None:
    now = timezone.now()

    def of(**facts: Any) -> str:
        given = Assignment(theme=world.theme, **{"origin": Origin.MACHINE, **facts})
        return verdict(rules.check_review, SYSTEM, given)

    assert [of(), of(origin=Origin.PERSON), of(reviewed_at=now), of(ended_at=now)] == [
        "yes", "not_now", "not_now", "not_now",
    ]  # fmt: skip


def test_latest_step_is_undone_if_no_answer_stands_on_it(world: World) -> None:
    process = world.theme.process

    def of(kind: ChangeKind | None, seen: int, *, is_answered: bool = False) -> str:
        latest = ThemeChange(pk=7, kind=kind) if kind else None
        return verdict(lambda: rules.check_undo(SYSTEM, process, latest, seen, is_answered=is_answered))

    assert of(None, 7) == "not_now"
    assert of(ChangeKind.MERGED, 6) == "not_now"
    answered = {kind: of(kind, 7, is_answered=True) for kind in ChangeKind}
    firm = {ChangeKind.MADE, ChangeKind.CHOSEN, ChangeKind.SPLIT, ChangeKind.MERGED}
    assert answered == {kind: "not_now" if kind in firm else "yes" for kind in ChangeKind}
    assert {of(kind, 7) for kind in ChangeKind} == {"yes"}
