"""Undoing: every step goes back exactly, one after another, unless a response stands on it."""

from collections.abc import Callable
from typing import Any

import pytest

from punos.contributions.models import Contribution
from punos.contributions.tests.factories import last_line, text, verbs_since
from punos.core.errors import NotNow
from punos.core.languages import Written
from punos.processes.models import Process
from punos.search.queries import find
from punos.themes import actions, queries
from punos.themes.models import Theme, ThemeChange
from punos.themes.tests.factories import (
    answer,
    coder,
    give,
    is_held,
    led_process,
    make_candidate,
    make_theme,
    say,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

type Step = Callable[[], object]


def found(words: str) -> list[str]:
    """The themes that a search finds."""
    return [each.address for each in find(words) if "/themes/" in each.address]


def state(process: Process) -> list[tuple[Any, ...]]:
    """Everything about the codebook that undoing has to bring back."""
    themes = Theme.objects.filter(process=process).order_by("pk")
    return [
        (
            each.pk,
            each.title.texts["fi"].text,
            each.place,
            each.is_chosen,
            each.ended_at is None,
            each.merged_into_id,
            each.published_at is not None,
            is_held(each),
            standing(each),
        )
        for each in themes
    ]


def every_step(process: Process, base: Theme, other: Theme, said: list[Contribution]) -> list[Step]:
    """One step of each kind, so that each finds what those before it have left."""
    who, proposed = coder(), make_candidate(process)

    def given(theme: Theme) -> list[int]:
        return list(theme.assignments.standing().order_by("pk").values_list("pk", flat=True))

    return [
        lambda: actions.make_theme(actor=who, process=process, title=text("Uusi")),
        lambda: give(other, *said),
        lambda: give(base, said[1], starts=0, ends=5),
        lambda: actions.reword_theme(actor=who, theme=base, title={"fi": Written("Huoneet", 1)}),
        lambda: actions.reword_theme(actor=who, theme=other, body={"sv": Written("Om")}),
        lambda: actions.choose_theme(actor=who, theme=proposed),
        lambda: actions.move_theme(actor=who, theme=other, place=1),
        lambda: actions.split_theme(actor=who, theme=base, title=text("Valo"), assignments=given(base)[:1]),
        lambda: actions.merge_theme(actor=who, theme=base, into=other),
        lambda: actions.unassign(actor=who, process=process, assignments=given(other)),
        lambda: actions.end_theme(actor=who, theme=other, is_sure=True),
    ]


def test_every_step_is_undone_one_after_another_exactly() -> None:
    process, who = led_process(), coder("Toinen")
    base, other = make_theme(process, "Tilat", published=True), make_theme(process, "Viestintä")
    said = [say(process), say(process)]
    give(base, said[0])
    before = []
    for step in every_step(process, base, other, said):
        before.append(state(process))
        step()

    for expected in reversed(before):
        latest, line = queries.latest_change(process), last_line()
        assert latest is not None
        actions.undo(actor=who, process=process, seen=latest.pk)
        known = {row[0] for row in expected}
        assert [each for each in state(process) if each[4] or each[0] in known] == expected, latest.kind
        assert verbs_since(line)[-1] == "theme.step_undone"
    assert found("tilat") == [base.address]


def test_undo_of_a_merge_into_a_published_theme_and_of_an_answered_one() -> None:
    process, who = led_process(), coder()
    theme, into = make_theme(process, "Valot", published=True), make_theme(process, published=True)
    answer(theme)
    before = state(process)
    actions.merge_theme(actor=who, theme=theme, into=into)

    undone = actions.undo(actor=who, process=process, seen=ThemeChange.objects.latest("pk").pk)

    assert (state(process), undone.undone_by) == (before, who.person_id)
    assert found("valot") == [theme.address]


def test_step_on_which_a_later_response_stands_is_not_undone() -> None:
    process, who = led_process(), coder()
    theme, into = make_theme(process, published=True), make_theme(process, published=True)
    actions.merge_theme(actor=who, theme=theme, into=into)
    step = ThemeChange.objects.latest("pk")
    answer(into)

    with pytest.raises(NotNow, match="The city has answered this theme since"):
        actions.undo(actor=who, process=process, seen=step.pk)


def test_undo_refuses_another_step_than_was_seen() -> None:
    process, who = led_process(), coder()
    make_theme(process)
    seen = ThemeChange.objects.latest("pk").pk
    make_theme(process)

    with pytest.raises(NotNow, match="Somebody has done something else meanwhile"):
        actions.undo(actor=who, process=process, seen=seen)
    with pytest.raises(NotNow, match="There is nothing to undo"):
        actions.undo(actor=who, process=led_process(), seen=seen)


def test_undone_choice_takes_back_what_was_published() -> None:
    process, who = led_process(), coder()
    theme = make_candidate(process)
    actions.choose_theme(actor=who, theme=theme)
    actions.publish_themes(actor=who, process=process, themes=[theme.pk])

    actions.undo(actor=who, process=process, seen=ThemeChange.objects.latest("pk").pk)

    theme.refresh_from_db()
    assert (theme.is_chosen, theme.published_at, is_held(theme)) == (False, None, False)


def test_candidate_put_aside_comes_back() -> None:
    process, who = led_process(), coder()
    theme = make_candidate(process)
    actions.put_aside(actor=who, theme=theme)

    actions.undo(actor=who, process=process, seen=ThemeChange.objects.latest("pk").pk)

    assert queries.candidates(process) == [theme]
