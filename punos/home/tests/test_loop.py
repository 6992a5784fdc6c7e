"""How far word became deed, as pages: each figure with its parts, of the city and its units with what it was before."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from punos.consultations.management.commands import verify
from punos.decisions import actions
from punos.decisions.models import LoopFigures
from punos.decisions.tests.responses import make_response, make_said, make_theme
from punos.home.tests.test_thread import queries_of
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def closed() -> Theme:
    """A theme with a response in a process that has been closed, counted on that day."""
    theme = make_theme()
    make_said(theme)
    make_response(theme)
    processes.close_process(actor=SYSTEM, process=theme.process)
    for scoped in (theme.process, theme.process.host_unit, None):
        actions.note_loop_figures(scoped=scoped, now=timezone.now())
    return theme


def test_closed_process_shows_its_figures_with_the_rows_behind_them() -> None:
    theme = closed()

    body = Client().get(f"/en{theme.process.address}thread/").content.decode()

    assert "How far word became deed" in body
    assert "of 1 contribution<" in body
    assert f"/api/v1{theme.process.address}loop/words.csv" in body


def test_city_and_units_are_shown_with_their_history_in_as_many_queries() -> None:
    closed()
    few = queries_of("/en/loop/?1")
    for kept in list(LoopFigures.objects.exclude(scope="process")):
        for _day in range(20):
            kept.pk, kept.day = None, kept.day - timedelta(days=1)
            kept.save()

    body = Client().get("/en/loop/").content.decode()

    assert queries_of("/en/loop/?2") == few
    assert body.index("The whole city") < body.index("how it has changed")
    assert body.count("how it has changed") == 2


def test_answers_on_being_heard_stand_in_the_order_of_the_question() -> None:
    told = {
        kind: {"no": "1\u20134", "yes": "5", "partly": "0"} for kind in ("groups", "persons", "organisations")
    }
    closed()
    for kept in LoopFigures.objects.filter(scope="city"):
        kept.figures["heard"] = told
        kept.save()

    body = Client().get("/en/loop/").content.decode().partition("The whole city")[2]

    assert "Yes: 5, Partly: 0, No: 1\u20134" in body
    assert body.index(">Persons<") < body.index(">Organisations<") < body.index(">Groups<")


def test_page_without_figures_teaches() -> None:
    assert "Nothing has been counted yet" in Client().get("/en/loop/").content.decode()


def test_figures_are_computed_again_from_the_rows_and_a_wrong_one_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme, out = closed(), StringIO()
    told, words, measures = verify.looped(theme.process.slug)

    call_command("verify", theme.process.slug, loop=True, stdout=out)
    told["figures"]["responded"]["with"] += 1
    monkeypatch.setattr(verify, "looped", lambda _slug: (told, words, measures))

    assert out.getvalue() == f"{theme.process.slug}: 9 figures recomputed, all as published.\n"
    with pytest.raises(CommandError, match="1 of 9 figures differ"):
        call_command("verify", theme.process.slug, loop=True, stdout=out)
    assert out.getvalue().endswith("responded.with: published 2, recomputed 1\n")
