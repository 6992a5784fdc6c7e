"""The workbench: rows, what narrows them, giving and taking, two coders at once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from punos.contributions.tests.factories import text
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.themes import actions
from punos.themes.models import Assignment, Origin, Theme
from punos.themes.tests.factories import (
    coder,
    give,
    led_process,
    make_theme,
    say,
    say_as_organisation,
    standing,
)
from punos.themes.tests.pages import at, browser, shown

pytestmark = pytest.mark.django_db


def test_workbench_gives_and_takes_and_names_new_themes() -> None:
    process, client = led_process(), browser(coder())
    theme, said = make_theme(process, "Tilat"), [say(process, "Lisää tiloja"), say(process, "Valoa")]
    work = at(process, "work/")
    ids = [each.pk for each in said]

    client.post(work, {"chosen": ids, "themes": [theme.pk], "name": "Valo", "do": "give"})
    named = Theme.objects.latest("pk")
    client.post(work, {"chosen": ids[:1], "name": "VALO", "do": "take"})
    client.post(work, {"chosen": ids[:1], "name": "valo", f"quote_{ids[0]}": "Lisää\n tiloja"})
    drop = theme.assignments.standing().get(contribution=ids[1])
    client.post(work, {"drop": drop.pk, "chosen": ids})

    assert (str(named.title), Theme.objects.count()) == ("Valo", 2)
    assert standing(theme) == {(ids[0], None, None)}
    assert standing(named) == {(ids[1], None, None), (ids[0], 0, 12)}


@pytest.mark.parametrize(("name", "stays"), [("confirm", True), ("refuse", False)])
def test_what_a_machine_proposed_is_confirmed_or_taken_away_on_its_row(name: str, stays: bool) -> None:
    process, client, other = led_process(), browser(coder()), led_process()
    theme, said = make_theme(process, "Tilat"), say(process)
    known: dict[str, Any] = {"actor": SYSTEM, "process": process, "themes": [theme.pk]}
    actions.assign(**known, contributions=[said.pk], origin=Origin.MACHINE)
    given = Assignment.objects.get()
    before = shown(client, at(process, "work/"))

    elsewhere = client.post(at(other, "work/"), {name: given.pk})
    untouched = Assignment.objects.get(reviewed_at=None)
    answer = client.post(
        at(process, "work/"),
        {name: given.pk},
        headers={"HX-Request": "true", "HX-Target": f"row-{said.pk}"},
    )
    again = client.post(at(process, "work/"), {name: given.pk})

    row = answer.content.decode()
    buttons = [f'name="{each}" value="{given.pk}"' for each in ("confirm", "refuse", "drop")]
    assert [each in before for each in buttons] == [True, True, False]
    assert [each in row for each in buttons] == [False, False, stays]
    assert ("proposed by a machine" in before, "proposed by a machine" in row) == (True, False)
    assert (elsewhere.status_code, untouched) == (302, given)
    assert (bool(standing(theme)), again.status_code) == (stays, 422)
    assert "Somebody has decided about this already." in again.content.decode()


def test_workbench_keeps_what_was_chosen_and_says_why_not() -> None:
    process, client = led_process(), browser(coder())
    said = say(process)
    sent = {"chosen": [said.pk], "name": "Uusi", f"quote_{said.pk}": "ei näitä"}

    answer = client.post(at(process, "work/"), sent)

    page = answer.content.decode()
    assert (answer.status_code, Theme.objects.count()) == (422, 0)
    assert "The text does not hold these words" in page
    assert f'value="{said.pk}" checked' in page
    assert ">ei näitä</textarea>" in page
    nothing = client.post(at(process, "work/"), {"name": "Uusi", "do": "give"})
    assert (nothing.status_code, Theme.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["tilat", "valo", "local"]),
        ("q=TIL", ["tilat"]),
        ("theme=none", ["valo", "local"]),
        ("theme={theme}", ["tilat"]),
        ("kind=organisation", ["local"]),
        ("organisation={organisation}", ["local"]),
        ("field=youth", ["local"]),
        ("language=fi", ["tilat", "valo", "local"]),
        ("language=sv", []),
        ("theme=999999&kind=nonsense", ["tilat", "valo", "local"]),
        ("page=99", ["tilat", "valo", "local"]),
    ],
)
def test_workbench_is_narrowed(query: str, expected: list[str]) -> None:
    process, client = led_process(), browser(coder())
    theme = make_theme(process)
    give(theme, say(process, "tilat"))
    say(process, "valo")
    organisation = say_as_organisation(process, "local", field="youth").voice.organisation_id

    page = client.get(at(process, "work/?" + query.format(theme=theme.pk, organisation=organisation)))

    assert [each["row"].said.latest.text for each in page.context["rows"]] == expected


def test_workbench_is_empty_until_somebody_speaks() -> None:
    process, client = led_process(), browser(coder())

    assert "Nobody has said anything yet" in shown(client, at(process, "work/"))
    say(process)
    assert "Nothing was found" in shown(client, at(process, "work/?q=zzz"))


def test_two_coders_add_up_and_the_second_is_told() -> None:
    process = led_process()
    one, two = browser(coder("Yksi")), browser(coder("Kaksi"))
    first, second, said = make_theme(process), make_theme(process), say(process)
    work = at(process, "work/")
    mark = {f"mark_{said.pk}": "0", "chosen": [said.pk], "do": "give"}

    one.post(work, {**mark, "themes": [first.pk]})
    answer = two.post(work, {**mark, "themes": [second.pk]}, follow=True)

    assert standing(first) == standing(second) == {(said.pk, None, None)}
    assert "Somebody else has changed the themes of 1 row meanwhile." in answer.content.decode()
    assert "by somebody else" in shown(one, work)


def test_row_alone_comes_back_for_htmx_with_what_undo_would_do() -> None:
    process, client = led_process(), browser(coder())
    theme, said = make_theme(process, "Tilat"), say(process)
    htmx: dict[str, Any] = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"row-{said.pk}"}

    answer = client.post(at(process, "work/"), {"chosen": [said.pk], "themes": [theme.pk]}, **htmx)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.lstrip().startswith(f'<li id="row-{said.pk}"')
    assert "was given to 1 contribution" in page
    assert ("<html" in page, "HX-Retarget" in answer) == (False, False)
    again = {"chosen": [said.pk], "themes": [theme.pk], "starts": "0", "ends": "5"}
    client.post(at(process, "work/"), {**again, "version": said.latest_id}, **htmx)
    assert standing(theme) == {(said.pk, None, None), (said.pk, 0, 5)}


def test_workbench_asks_as_often_for_many_as_for_one() -> None:
    process, client = led_process(), browser(coder())
    theme = make_theme(process)
    thread = give(theme, say(process))[0].contribution.thread

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(client, at(process, "work/"))
        return len(queries)

    asked()
    once = asked()
    give(theme, *(say(process, thread=thread) for _each in range(30)))

    assert asked() == once


def test_closed_process_shows_its_themes_without_tools() -> None:
    process, client = led_process(), browser(coder())
    make_theme(process)
    say(process)
    Process.objects.filter(pk=process.pk).update(closed_at=process.published_at)

    codebook, bench = shown(client, at(process)), shown(client, at(process, "work/"))

    assert "Add a theme" not in codebook
    assert "This process has been closed" in bench
    assert client.post(at(process, "make/"), {"title": "Uusi"}).status_code == 422


def test_what_undo_takes_back_is_told_in_words() -> None:
    process, client, who = led_process(), browser(coder()), coder("Toinen")
    theme, other = make_theme(process, "Tilat"), make_theme(process, "Muut")
    said = [say(process), say(process)]

    def last() -> str:
        return " ".join(shown(client, at(process)).split())

    told = []
    ids, both = [each.pk for each in said], [theme.pk, other.pk]
    actions.assign(actor=who, process=process, themes=both, contributions=ids)
    told.append("Several themes were given, 4 times in all" in last())
    given = list(Assignment.objects.values_list("pk", flat=True))
    actions.unassign(actor=who, process=process, assignments=given)
    told.append("Several themes were taken away, 4 times in all" in last())
    actions.unassign(actor=who, process=process, assignments=[a.pk for a in give(theme, *said)])
    told.append("was taken from 2 contributions" in last())
    actions.split_theme(actor=who, theme=theme, title=text("Valo"), assignments=[give(theme, said[0])[0].pk])
    told.append("\u201dValo\u201d was split off \u201dTilat\u201d" in last())

    assert told == [True] * 4
