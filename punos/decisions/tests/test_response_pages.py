"""The pages of themes and responses, each state once: for readers, for who leads, and what clashes."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.contributions.tests.factories import make_actor
from punos.core.languages import Written
from punos.core.side_by_side import print_of
from punos.decisions import actions, queries
from punos.decisions.models import Response
from punos.decisions.tests.factories import make_decision
from punos.decisions.tests.responses import (
    correct,
    leader,
    make_draft,
    make_response,
    make_said,
    make_theme,
    told,
)
from punos.organisations.models import Actor, CityUnit
from punos.organisations.models.actor import SYSTEM
from punos.themes import actions as themes
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def at(theme: Theme, name: str = "", language: str = "en") -> str:
    """The address of a page below the response to a theme."""
    return f"/{language}{theme.address}response/{name}"


def browser(actor: Actor) -> Client:
    """Somebody who has signed in."""
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    """A page as it is shown."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def form_of(draft: Response | None, theme: Theme, **changes: Any) -> dict[str, Any]:
    """The fields as the page shows them, some of them changed."""
    sent: dict[str, Any] = {
        "outcome": draft.outcome if draft else "",
        "unit": str(theme.process.host_unit_id or ""),
        "ready_by": "",
        "seen_revision": draft.revision if draft else 0,
    }
    for language in ("fi", "sv", "en"):
        part = draft.reasons.texts.get(language) if draft else None
        sent[f"reasons_{language}"] = part.text if part else ""
        sent[f"seen_reasons_{language}"] = f"{part.revision}.{print_of(part.text)}" if part else "0."
    return sent | changes


# Readers ----------------------------------------------------------------------------------------------------


def test_reader_of_a_theme_meets_what_was_said_and_what_is_answered() -> None:
    theme = make_theme()
    make_said(theme, words="Lisaa iltavuoroja")
    before = read(Client(), f"/en{theme.address}")
    make_response(theme)

    after = read(Client(), f"/en{theme.address}")

    assert "There is no response to this theme yet" in before
    assert [words in after for words in ("Lisaa iltavuoroja", "Taken into account", "Tilat avataan.")] == [
        True
    ] * 3


def test_reader_meets_the_response_with_its_versions() -> None:
    empty = make_theme()
    first = make_response()
    correct(first, outcome="not_taken", why="Laskuvirhe")

    now, then = read(Client(), at(first.theme)), read(Client(), at(first.theme, "1/"))

    assert "There is no response to this theme yet" in read(Client(), at(empty))
    assert [words in now for words in ("Not taken into account", "Laskuvirhe", "Version 1")] == [True] * 3
    assert [words in then for words in ("This is an earlier version.", "Taken into account")] == [True] * 2
    assert Client().get(at(first.theme, "3/")).status_code == 404


def test_reader_of_a_response_is_led_on_to_what_was_decided() -> None:
    response = make_response()
    process = response.theme.process
    by_response, by_theme = make_decision(process), make_decision(process, section_mark="§ 88")
    make_decision(process, section_mark="§ 1")
    actions.link_decision(actor=SYSTEM, decision=by_response, themes=[], responses=[response])
    actions.link_decision(actor=SYSTEM, decision=by_theme, themes=[response.theme], responses=[])

    found = queries.decisions_on(SYSTEM, response.theme)

    assert found == [by_response, by_theme]
    shown = read(Client(), at(response.theme))
    assert [f'href="/en{each.address}"' in shown for each in found] == [True, True]


def test_reader_is_led_from_a_merged_theme_to_the_response_that_stands() -> None:
    old = make_theme()
    new = make_theme(old.process)
    make_response(old)
    themes.merge_theme(actor=SYSTEM, theme=old, into=new)

    answer = Client().get(at(old))
    shown = read(Client(), at(new))

    assert (answer.status_code, answer["Location"]) == (302, at(new))
    assert "a theme that was merged into this one" in shown
    assert "This is an earlier version." in read(Client(), at(old, "1/"))


def test_reader_sees_no_draft_and_no_theme_that_is_not_public() -> None:
    draft, hidden = make_draft(), make_theme(published=False)

    assert "Tilat avataan." not in read(Client(), at(draft.theme))
    assert [Client().get(each).status_code for each in (at(hidden), f"/en{hidden.address}")] == [404, 404]


def test_overview_tells_readers_the_outcomes_and_who_leads_what_is_missing() -> None:
    theme = make_theme()
    make_response(theme, outcome="preparing", ready_by=timezone.localdate() + timedelta(days=3))
    process, hidden = theme.process, make_theme(theme.process, published=False)
    actions.ask_second_look(actor=SYSTEM, response=make_draft(hidden), seen_revision=1)
    address = f"/en{process.address}responses/"

    public, led = read(Client(), address), read(browser(leader(theme)), address)

    title = hidden.title.texts["en"].text
    assert [words in public for words in ("0 of 1 theme has a response.", "Being prepared")] == [True, True]
    assert [words in public for words in (title, "Until the process can be closed")] == [False, False]
    words = ("Until the process can be closed", "promised by", title, "Waits for a look", "Not public yet")
    assert [each in led for each in words] == [True] * 5


def test_page_of_the_process_and_desk_tell_how_many_themes_have_a_response() -> None:
    theme = make_theme()
    make_response(theme)
    missing = make_theme(theme.process)

    shown = read(Client(), f"/en{theme.process.address}")
    desk = read(browser(leader(theme)), "/en/desk/")

    assert ["1 of 2 themes have a response." in shown, "Taken into account" in shown] == [True, True]
    assert [each.title.texts["en"].text in desk for each in (missing, theme)] == [True, False]


@pytest.mark.parametrize("number", [1, 12])
def test_overview_asks_as_often_for_one_theme_as_for_many(
    number: int, django_assert_max_num_queries: Any
) -> None:
    first = make_theme()
    make_response(first)
    for _each in range(number - 1):
        make_response(make_theme(first.process))

    with django_assert_max_num_queries(8):
        read(Client(), f"/en{first.process.address}responses/")


# Who leads --------------------------------------------------------------------------------------------------


def test_response_is_written_published_and_corrected_on_its_page() -> None:
    theme = make_theme()
    client = browser(leader(theme))
    empty = read(client, at(theme, "edit/"))
    sent = form_of(None, theme, outcome="taken", reasons_fi="Avataan.", reasons_sv="Oppnas.")

    saved = client.post(at(theme, "edit/"), sent)
    draft = read(client, at(theme, "edit/"))
    published = client.post(at(theme, "publish/"), {"seen_revision": 1})
    stands = read(client, at(theme, "edit/"))
    begun = client.post(at(theme, "correct/"))

    assert ("Save the draft" in empty, "Publish the response" in draft) == (True, True)
    assert [each.status_code for each in (saved, published, begun)] == [302, 302, 302]
    assert "Begin a correction" in stands
    assert "Why it is corrected" in read(client, at(theme, "edit/"))
    assert [each.number for each in Response.objects.order_by("number")] == [1, 2]


def test_what_clashes_is_shown_beside_and_nothing_typed_is_lost() -> None:
    theme = make_theme()
    draft, client = make_draft(theme), browser(leader(theme))
    same: dict[str, Any] = {"actor": SYSTEM, "theme": theme, "unit": draft.unit, "seen_revision": 1}
    actions.draft_response(**same, outcome="partly", reasons={"fi": told("Toisen sanat.", seen=1)["fi"]})

    answer = client.post(
        at(theme, "edit/"), form_of(draft, theme, reasons_fi="Omat sanat.", outcome="already")
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    words = ("Omat sanat.", "Toisen sanat.", "As it is saved now:", 'name="seen_revision" value="2"')
    assert [each in page for each in words] == [True] * 4
    assert Response.objects.get().outcome == "partly"


def test_second_look_is_asked_for_and_given_on_the_page() -> None:
    theme = make_theme()
    CityUnit.objects.update(second_look=True)
    writer = leader(theme)
    mine, other = browser(writer), browser(leader(theme, "Kaisa"))
    make_draft(theme, actor=writer)
    before = read(mine, at(theme, "edit/"))

    asked = mine.post(at(theme, "look/"), {"seen_revision": 1})
    own = mine.post(at(theme, "check/"), {"seen_revision": 1})
    seen = read(other, at(theme, "edit/"))
    checked = other.post(at(theme, "check/"), {"seen_revision": 1})

    assert ("Publish the response" in before, "Ask somebody else" in before) == (False, True)
    assert [each.status_code for each in (asked, own, checked)] == [302, 422, 302]
    assert ("I have looked at it" in seen, "Give it back" in seen) == (True, True)
    assert "Publish the response" in read(mine, at(theme, "edit/"))


@pytest.mark.parametrize(
    ("what", "revision", "status"),
    [("publish", 9, 422), ("drop", 1, 302), ("nonsense", 1, 404), ("correct", 1, 404)],
)
def test_steps_take_what_was_seen_and_nothing_else(what: str, revision: int, status: int) -> None:
    draft = make_draft()

    answer = browser(leader(draft.theme)).post(at(draft.theme, f"{what}/"), {"seen_revision": revision})

    assert answer.status_code == status


def test_second_beginning_of_a_correction_is_refused_in_words() -> None:
    first = make_response()
    client = browser(leader(first.theme))
    client.post(at(first.theme, "correct/"))

    answer = client.post(at(first.theme, "correct/"))

    assert (answer.status_code, Response.objects.count()) == (422, 2)


def test_working_pages_are_for_who_leads() -> None:
    theme = make_theme()
    stranger = browser(make_actor("Sanna"))

    answers = [
        Client().get(at(theme, "edit/")),
        stranger.get(at(theme, "edit/")),
        stranger.post(at(theme, "publish/"), {"seen_revision": 1}),
        Client().get(at(theme, "publish/")),
    ]

    assert [each.status_code for each in answers] == [302, 403, 403, 302]


def test_response_is_read_in_easy_language_where_it_has_an_easy_version() -> None:
    theme = make_theme()
    make_response(theme, reasons={**told("Pitkasti"), "fi-simple": Written("Helposti")})

    plain, easy = (read(Client(), f"{at(theme, language='fi')}{query}") for query in ("", "?easy=1"))

    assert ["reading/easy/" in each for each in (plain, easy)] == [True, False]
    assert ["Helposti" in each for each in (plain, easy)] == [False, True]
    assert '<div lang="fi-simple"><p>Helposti</p>' in easy
    assert "reading/easy/" not in read(Client(), at(theme, language="sv"))
    assert "Helposti" in read(Client(), f"/fi{theme.address}?easy=1")
