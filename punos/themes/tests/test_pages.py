"""The pages of themes: what readers see, the codebook, the workbench, each state once."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.contributions import actions as contributions
from punos.contributions.models import ContributionState
from punos.core.side_by_side import print_of
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor
from punos.themes import actions
from punos.themes.models import Assignment, Theme, ThemeChange
from punos.themes.tests.factories import (
    coder,
    give,
    led_process,
    make_candidate,
    make_theme,
    say,
    say_as_organisation,
)
from punos.themes.tests.pages import at, browser, shown

pytestmark = pytest.mark.django_db


def test_readers_see_published_themes_with_their_counts_apart_and_no_form() -> None:
    process = led_process()
    theme, hidden = make_theme(process, "Tilat", published=True), make_theme(process, "Salainen")
    give(theme, say(process), say(process), say_as_organisation(process))

    page = shown(Client(), at(process))

    assert "2 persons, 1 organisation · 3 contributions" in " ".join(page.split()).replace("</p> ", "")
    assert ("Tilat" in page, str(hidden.title) in page) == (True, False)
    assert "csrfmiddlewaretoken" not in page


def test_page_without_themes_teaches_readers_and_those_who_lead() -> None:
    process = led_process()

    assert "No themes have been published yet" in shown(Client(), at(process))
    assert "Begin your codebook" in shown(browser(coder()), at(process))


def test_theme_page_shows_what_was_said_and_tells_what_it_does_not_show() -> None:
    process = led_process()
    theme = make_theme(process, "Tilat", published=True)
    named = say_as_organisation(process, "Järjestön sanat")
    person, waiting = say(process, "Asukkaan sanat ja muuta", pseudonym="Kettunen"), say(process, "Odottaa")
    give(theme, named, waiting)
    give(theme, person, starts=9, ends=14)
    type(waiting).objects.filter(pk=waiting.pk).update(state=ContributionState.WAITING)

    page = shown(Client(), at(process, f"{theme.number}/"))

    assert str(named.voice.organisation) in page
    assert ("Kettunen" in page, "Odottaa" in page) == (True, False)
    assert ">sanat</blockquote>" in page
    assert "2 contributions to read" in page
    assert "1 more is counted, but not published, or not yet." in page
    assert f"/en/contributions/{named.pk}/" in page


def test_withdrawn_and_removed_words_leave_page_and_counts_at_once() -> None:
    process = led_process()
    theme = make_theme(process, published=True)
    withdrawn, removed = say(process, "Perun nämä sanat"), say(process, "Rumat sanat")
    give(theme, withdrawn, removed, say(process))

    contributions.withdraw_contribution(actor=Actor(), voice=withdrawn.voice, contribution=withdrawn)
    contributions.remove(actor=SYSTEM, contribution=removed, reason="insult")

    page, listed = shown(Client(), at(process, f"{theme.number}/")), shown(Client(), at(process))
    assert ("Perun" in page, "Rumat" in page) == (False, False)
    assert "1 contribution to read" in page
    assert "1 person · 1 contribution" in listed


def test_erased_person_keeps_counting_without_a_name() -> None:
    process = led_process()
    theme, who = make_theme(process, published=True), make_actor("Kettunen")
    said = say(process, "Sanat jäävät", actor=who, pseudonym="Kettunen")
    give(theme, said)
    assert who.person is not None

    contributions.forget_person(actor=who, person=who.person, withdraw=False)

    page = shown(Client(), at(process, f"{theme.number}/"))
    assert ("Kettunen" in page, "Sanat jäävät" in page, "A resident" in page) == (False, True, True)


def test_merged_theme_leads_on_and_hidden_ones_are_not_there() -> None:
    process = led_process()
    theme, into = make_theme(process, "Valot", published=True), make_theme(process, "Tilat")
    secret = make_theme(process, "Salainen")
    actions.merge_theme(actor=SYSTEM, theme=theme, into=into)

    page = shown(Client(), at(process, f"{theme.number}/"))

    assert "This theme was merged into another one" in page
    assert f'href="/en{into.address}"' in page
    assert "Merged into this one:" in shown(Client(), at(process, f"{into.number}/"))
    shown(Client(), at(process, f"{secret.number}/"), 404)
    shown(Client(), at(process, "99/"), 404)


def test_theme_page_asks_as_often_for_many_as_for_one() -> None:
    process = led_process()
    theme = make_theme(process, published=True)
    thread = give(theme, say(process))[0].contribution.thread

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(Client(), at(process, f"{theme.number}/"))
        return len(queries)

    once = asked()
    give(theme, *(say(process, thread=thread) for _each in range(30)))

    assert asked() == once


def test_codebook_is_handed_out_as_a_table_and_as_json() -> None:
    process = led_process()
    theme = make_theme(process, "=SUM(1)", published=True)
    make_theme(process, "Salainen")
    give(theme, say(process))

    table = Client().get(at(process, "codebook.csv")).content.decode("utf-8-sig")
    plain = Client().get(at(process, "codebook.json")).json()

    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["number"], row["title_fi"], row["persons"]) == ("1", "'=SUM(1)", "1")
    assert [(each["number"], each["title"]["texts"]) for each in plain["themes"]] == [(1, {"fi": "=SUM(1)"})]
    shown(Client(), at(process, "codebook.pdf"), 404)


def test_api_tells_themes_and_what_was_given_to_them() -> None:
    process = led_process()
    theme = make_theme(process, "Tilat", published=True)
    said = say(process, "Lisää tiloja")
    give(theme, said, starts=6, ends=12)

    themes = Client().get(f"/api/v1/processes/{process.slug}/themes").json()
    given = Client().get(f"/api/v1/processes/{process.slug}/themes/1/contributions").json()

    assert [(each["title"], each["persons"], each["contributions"]) for each in themes] == [
        ({"fi": "Tilat"}, 1, 1)
    ]
    assert [(each["contribution"], each["starts"], each["ends"]) for each in given] == [(said.pk, 6, 12)]
    after = f"/api/v1/processes/{process.slug}/themes/1/contributions?after={said.pk}"
    assert Client().get(after).json() == []
    assert Client().get("/api/v1/processes/none/themes").status_code == 404
    assert Client().get(f"/api/v1/processes/{process.slug}/themes/9/contributions").status_code == 404


# The codebook ---------------------------------------------------------------------------------------------------


def test_codebook_is_made_ordered_published_and_undone_by_its_buttons() -> None:
    process, client = led_process(), browser(coder())
    client.post(at(process, "make/"), {"title": "Tilat", "body": "Missä kokoonnutaan"})
    client.post(at(process, "make/"), {"title": "Viestintä"})
    first, second = Theme.objects.order_by("number")

    client.post(at(process, f"{second.number}/up/"))
    order = list(Theme.objects.order_by("place"))
    client.post(at(process, f"{second.number}/down/"))
    client.post(at(process, "publish/"), {"themes": [first.pk]})

    assert order == [second, first]
    assert list(Theme.objects.order_by("place")) == [first, second]
    assert list(Theme.objects.filter(published_at__isnull=False)) == [first]
    page = shown(client, at(process))
    step = ThemeChange.objects.latest("pk")
    assert "was moved to another place" in page
    assert client.post(at(process, "undo/"), {"seen": step.pk}).status_code == 302
    assert list(Theme.objects.order_by("place")) == [second, first]


def test_codebook_keeps_what_was_typed_and_says_why_not() -> None:
    process, client = led_process(), browser(coder())
    theme = make_theme(process, "Tilat")

    again = client.post(at(process, "make/"), {"title": "tilat", "body": "Kirjoitettu"})
    nothing = client.post(at(process, "publish/"), {})
    stale = client.post(at(process, "undo/"), {"seen": 1})
    chosen = client.post(at(process, f"{theme.number}/choose/"))

    assert [each.status_code for each in (again, nothing, stale, chosen)] == [422] * 4
    assert "Kirjoitettu" in again.content.decode()
    assert "Choose the themes to publish." in nothing.content.decode()
    assert "Somebody has done something else meanwhile." in stale.content.decode()
    assert client.post(at(process, f"{theme.number}/other/")).status_code == 404
    assert client.post(at(process, "99/up/")).status_code == 404


def test_proposed_theme_is_chosen_or_put_aside_by_its_buttons() -> None:
    process, client = led_process(), browser(coder())
    wanted, unwanted = make_candidate(process, "Hyvä"), make_candidate(process, "Huono")

    page = shown(client, at(process))
    client.post(at(process, f"{wanted.number}/choose/"))
    client.post(at(process, f"{unwanted.number}/put-aside/"))

    assert "Proposed by a machine" in page
    assert list(Theme.objects.standing()) == [wanted]


@pytest.mark.parametrize("name", ["work/", "1/edit/", "1/merge/", "1/split/", "1/end/"])
def test_working_pages_are_for_those_who_lead(name: str) -> None:
    process = led_process()
    make_theme(process)

    assert Client().get(at(process, name)).status_code == 302
    assert browser(make_actor("Risto")).get(at(process, name)).status_code == 403
    assert browser(coder()).get(at(process, name)).status_code == 200
    assert browser(coder("Toinen")).get(at(process, name.replace("1", "9"))).status_code == (
        200 if name == "work/" else 404
    )


def test_theme_is_worded_side_by_side_and_a_clash_is_shown() -> None:
    process, client = led_process(), browser(coder())
    theme = make_theme(process, "Tilat")
    seen = {"title_fi": "Tilat", "seen_title_fi": f"1.{print_of('Tilat')}"}
    empty = {f"{name}_{language}": "" for name in ("title", "body") for language in ("sv", "en")}
    sent = {**empty, **seen, "title_sv": "Lokaler", "seen_title_sv": "0."}

    saved = client.post(at(process, "1/edit/"), sent)
    clash = client.post(at(process, "1/edit/"), {**sent, "title_sv": "Utrymmen"})

    theme.refresh_from_db()
    assert (saved.status_code, theme.title.texts["sv"].text) == (302, "Lokaler")
    assert clash.status_code == 422
    assert "Utrymmen" in clash.content.decode()
    assert "Stands there now:" in clash.content.decode()


def test_theme_is_merged_split_and_taken_out_on_their_pages() -> None:
    process, client = led_process(), browser(coder())
    theme, other = make_theme(process, "Tilat"), make_theme(process, "Muut")
    stays, goes = give(theme, say(process), say(process))

    unsure = client.post(at(process, "1/end/"), {})
    none = client.post(at(process, "1/split/"), {"title": "Valo"})
    split = client.post(at(process, "1/split/"), {"title": "Valo", "assignments": [goes.pk]})
    merged = client.post(at(process, "1/merge/"), {"into": other.pk})
    ended = client.post(at(process, "2/end/"), {"is_sure": "on"})

    assert [each.status_code for each in (unsure, none, split, merged, ended)] == [422, 422, 302, 302, 302]
    assert [str(each.title) for each in Theme.objects.standing()] == ["Valo"]
    assert Assignment.objects.get(pk=stays.pk).theme == other
    assert "Nothing has been given to this theme yet" in shown(client, at(process, "2/split/"))
