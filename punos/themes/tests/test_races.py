"""Two coders at once: what both give stands, and the same thing given twice stands once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from punos.core.errors import NotNow
from punos.organisations.models.actor import SYSTEM
from punos.themes import actions
from punos.themes.models import Theme, ThemeChange
from punos.themes.tests.factories import led_process, make_theme, say, standing

pytestmark = pytest.mark.usefixtures("own_database")


def given(theme: Theme, contribution: int) -> int | str:
    """What another coder hears on a connection of their own."""
    try:
        return actions.assign(
            actor=SYSTEM, process=theme.process, themes=[theme.pk], contributions=[contribution]
        )
    except NotNow:
        return "not now"
    finally:
        connection.close()


@pytest.fixture
def others() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def test_two_who_give_the_same_give_it_once(others: ThreadPoolExecutor) -> None:
    theme = make_theme(led_process())
    said = say(theme.process)

    with transaction.atomic():
        first = given_here(theme, said.pk)
        waiting = others.submit(given, theme, said.pk)
    second = waiting.result(timeout=30)

    assert (first, second, standing(theme)) == (1, 0, {(said.pk, None, None)})
    assert ThemeChange.objects.filter(kind="assigned").count() == 1


def given_here(theme: Theme, contribution: int) -> int:
    """The same on this connection."""
    return actions.assign(
        actor=SYSTEM, process=theme.process, themes=[theme.pk], contributions=[contribution]
    )


def test_two_who_give_other_themes_add_up(others: ThreadPoolExecutor) -> None:
    first = make_theme(led_process())
    second = make_theme(first.process)
    said = say(first.process)

    with transaction.atomic():
        given_here(first, said.pk)
        waiting = others.submit(given, second, said.pk)
    waiting.result(timeout=30)

    assert standing(first) == standing(second) == {(said.pk, None, None)}


def test_theme_that_is_merged_meanwhile_takes_nothing_more(others: ThreadPoolExecutor) -> None:
    theme = make_theme(led_process())
    into = make_theme(theme.process)
    said = say(theme.process)

    with transaction.atomic():
        actions.merge_theme(actor=SYSTEM, theme=theme, into=into)
        waiting = others.submit(given, theme, said.pk)

    assert (waiting.result(timeout=30), standing(theme), standing(into)) == ("not now", set(), set())
