"""Commenting on a clause: sent, changed, withdrawn, refused with nothing lost."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations.actions import comment_on_clause
from punos.consultations.tests.factories import taking_part
from punos.consultations.tests.texts import (
    SENT,
    make_hearing,
    next_version,
    page_at,
    part_of,
    say,
    send,
    words,
)
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution, Thread
from punos.contributions.tests.factories import make_visitor, make_voice
from punos.core.errors import NotNow, Refused
from punos.organisations.models import Actor

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "difference"}
NASTY = "<script>alert(1)</script> \u202eturvat\u202c on\u200bme"


def test_newcomer_tells_how_they_answer_and_comes_back() -> None:
    found, _document = make_hearing()
    client, address = Client(), page_at(found, "comment", key="tehtavat")

    sent = client.get(address)
    back = client.post(sent.headers["Location"], {"capacity": "resident"})

    assert (back.status_code, back.headers["Location"]) == (302, address)
    assert "Your comments on this clause None yet." in words(client, address)


def test_comment_is_sent_changed_and_withdrawn() -> None:
    found, _document = make_hearing()
    client = taking_part(found)
    address = page_at(found, "comment", key="tehtavat")

    led = send(client, found, quote="neljä  kertaa", rewording="kuusi kertaa")
    said = Contribution.objects.get()
    own = page_at(found, "own_comment", number=said.number)
    form = words(client, own)
    changed = client.post(own, {"stance": "against", "text": "Parempi.", "rewording": ""})

    assert (led, changed.headers["Location"]) == (f"{address}#comment-{said.pk}",) * 2
    assert "About this passage: neljä kertaa" in form
    said.refresh_from_db()
    assert said.latest is not None
    assert (said.stance, said.latest.text, said.versions.count()) == ("against", "Parempi.", 2)
    withdrawn = client.post(page_at(found, "withdraw_comment", number=said.number))
    assert (withdrawn.headers["Location"], words(client, address).count("Parempi.")) == (address, 0)
    assert client.get(own).status_code == 404


def test_comment_of_somebody_else_is_not_ones_own() -> None:
    found, _document = make_hearing()
    number = say(found)[0].number
    client = taking_part(found)

    asked = [
        client.get(page_at(found, "own_comment", number=number)).status_code,
        client.post(page_at(found, "withdraw_comment", number=number)).status_code,
        Client().get(page_at(found, "own_comment", number=number)).status_code,
        Client().post(page_at(found, "withdraw_comment", number=number)).status_code,
    ]

    assert (asked, Contribution.objects.get().state) == ([404, 404, 302, 302], "published")


def test_difference_is_shown_before_anything_is_sent() -> None:
    found, _document = make_hearing()
    client, address = taking_part(found), page_at(found, "comment", key="tehtavat")
    told = {"seen_version": "1", "rewording": "Kokoontuu **kuusi** kertaa.", "text": "Useammin.", "see": "1"}

    whole = client.post(address, told)
    part = client.post(address, told, headers=HTMX)
    unchanged = client.post(address, told | {"rewording": "Kokoontuu  **neljä** kertaa."}, headers=HTMX)

    assert (whole.status_code, Contribution.objects.count()) == (200, 0)
    assert "Useammin." in whole.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "kuusi" in part.content.decode()
    assert b"You have not changed the words yet." in unchanged.content


def test_words_left_as_they_stand_are_no_rewording() -> None:
    found, _document = make_hearing()

    send(taking_part(found), found, rewording="Kokoontuu **neljä** kertaa.\r\n")
    send(taking_part(found), found, quote="neljä kertaa", rewording="neljä kertaa")

    assert [
        said.latest.rewording for said in Contribution.objects.select_related("latest") if said.latest
    ] == ["", ""]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "", "stance": ""}, "Write a comment, propose other words"),
        ({"quote": "viisi kertaa"}, "The passage is not in this clause."),
        ({"text": "Pitkä. " * 15_000}, "at most 20000 fit."),
        ({"stance": "maybe"}, "maybe is not one of the available choices."),
    ],
)
def test_refused_comment_stays_in_the_form(changes: dict[str, str], why: str) -> None:
    found, _document = make_hearing()
    told = SENT | {"text": NASTY, "quote": "neljä kertaa"} | changes

    response = taking_part(found).post(page_at(found, "comment", key="tehtavat"), told)

    page = unescape(response.content.decode())
    assert (response.status_code, Contribution.objects.count()) == (422, 0)
    assert why in page
    assert (told["text"].strip() in page, told["quote"] in page) == (True, True)
    assert "<script>alert" not in response.content.decode()


def test_comment_that_comes_too_late_is_told_so_and_kept_in_the_form() -> None:
    found, _document = make_hearing()
    client = taking_part(found)
    Thread.objects.update(closes_at=timezone.now())

    response = client.post(page_at(found, "comment", key="tehtavat"), SENT)

    assert (response.status_code, Contribution.objects.count()) == (422, 0)
    assert ("This closed on" in response.content.decode(), "Hyvä näin." in response.content.decode()) == (
        True,
        True,
    )


def test_comment_on_a_version_that_was_just_replaced_is_kept_in_the_form() -> None:
    found, document = make_hearing()
    client = taking_part(found)
    next_version(document)

    response = client.post(page_at(found, "comment", key="tehtavat"), SENT)
    again = send(client, found, seen_version="2")

    page = response.content.decode()
    assert (response.status_code, "Hyvä näin." in page, "Kokoontuu kuusi kertaa." in page) == (
        422,
        True,
        True,
    )
    assert "A new version of this text was published while you were writing." in page
    assert 'name="seen_version" value="2"' in page
    assert again.endswith(f"#comment-{Contribution.objects.get().pk}")


def test_own_comment_on_an_older_version_is_changed_where_it_was_made() -> None:
    found, document = make_hearing()
    client = taking_part(found)
    send(client, found)
    next_version(document)
    said = Contribution.objects.get()

    led = client.post(page_at(found, "own_comment", number=said.number), {"text": "Silti.", "stance": ""})

    clause = page_at(found, "document_clause", number=1, key="tehtavat")
    assert led.headers["Location"] == f"{clause}#comment-{said.pk}"


def test_comment_is_refused_where_the_text_is_not_asked_about() -> None:
    found, document = make_hearing()
    part, voice = part_of(found), make_voice(found.process, make_visitor())
    told: dict[str, Any] = {"remark": Remark(text="Hyvä."), "language": "fi"}

    def comment(**changes: Any) -> None:
        known: dict[str, Any] = {
            "actor": Actor(),
            "voice": voice,
            "part": part,
            "key": "tehtavat",
            "seen_version": 1,
        }
        comment_on_clause(**known | told | changes)

    with pytest.raises(NotNow):
        comment(key="nothing")
    with pytest.raises(NotNow):
        comment(seen_version=2)
    document.versions.update(published_at=None)
    with pytest.raises(Refused):
        comment()
    part.document = None
    with pytest.raises(Refused):
        comment()


@pytest.mark.parametrize(
    ("capacity", "who"),
    [
        ({"capacity": "active", "organisation_name": "Kylät ry"}, "Somebody active in an organisation"),
        ({"capacity": "organisation", "organisation_name": "Kylät ry"}, "Kylät ry"),
        ({"capacity": "resident", "pseudonym": "Kulkija"}, "Kulkija"),
    ],
)
def test_reader_learns_who_speaks_as_far_as_is_said(capacity: dict[str, Any], who: str) -> None:
    found, _document = make_hearing()
    send(taking_part(found, **capacity), found)

    page = words(Client(), page_at(found, "document"))

    assert who in page
    assert ("Unverified" in page) is (capacity["capacity"] == "organisation")
