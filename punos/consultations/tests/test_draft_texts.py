"""Draft texts as pages: read, commented on, changed, withdrawn; versions keep their comments."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.consultations.actions import comment_on_clause
from punos.consultations.models import Consultation
from punos.consultations.queries import draft_texts as texts
from punos.consultations.tests.factories import at, signed_in, taking_part
from punos.consultations.tests.texts import make_hearing, next_version, page_at, part_of
from punos.contributions.models import Contribution, Moderation, Thread
from punos.contributions.tests.factories import make_unit, make_visitor, make_voice
from punos.core.errors import NotNow, Refused
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "difference"}
SENT = {"seen_version": "1", "stance": "for", "text": "Hyvä näin.", "quote": "", "rewording": "", "send": "1"}
NASTY = "<script>alert(1)</script> \u202eturvat\u202c on\u200bme"


def words(client: Client, address: str) -> str:
    """What stands on a page, without its marks."""
    response = client.get(address)
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def send(client: Client, found: Consultation, **changes: str) -> str:
    """Send a comment on the tasks; where one is led, or nothing if it was refused."""
    response = client.post(page_at(found, "comment", key="tehtavat"), SENT | changes)
    return response.headers.get("Location", "")


def say(found: Consultation, *, number: int = 1, **changes: str) -> list[Contribution]:
    """So many comments on the tasks, each by a speaker of its own."""
    told: dict[str, Any] = {
        "text": "Samaa mieltä.",
        "stance": "for",
        "quote": "",
        "rewording": "",
        "language": "fi",
    } | changes
    part = part_of(found)
    return [
        comment_on_clause(
            actor=Actor(), voice=make_voice(found.process), part=part, key="tehtavat", seen_version=1, **told
        )
        for _each in range(number)
    ]


def queries_of(address: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        Client().get(address)
    return len(asked)


# Reading --------------------------------------------------------------------------------------------------


def test_document_shows_each_clause_with_who_said_what() -> None:
    found, _document = make_hearing()
    group: dict[str, Any] = {"capacity": "group", "head_count": 12}
    send(taking_part(found), found, text=NASTY, quote="neljä kertaa", rewording="Kokoontuu kuusi kertaa.")
    send(taking_part(found), found)
    send(taking_part(found, **group), found, stance="against", text="")

    page = words(Client(), page_at(found, "document"))

    assert "For 2 persons, 0 organisations, 0 groups Against 0 persons, 0 organisations, 1 group" in page
    assert "A resident" in page
    assert "A group of 12" in page
    assert "<script>alert(1)</script> turvat onme" in page
    assert "Proposes other words: Kokoontuu [Removed: **neljä** ] [Added: kuusi ] kertaa." in page
    assert "Comment on this clause : Tehtavat" in page


def test_document_is_the_same_page_for_everybody() -> None:
    found, _document = make_hearing()

    response = Client().get(page_at(found, "document"))

    assert (response.headers["Punos-Stamps"].split("=")[0], response.cookies) == (
        f"process:{found.process.slug}",
        {},
    )
    assert b"csrfmiddlewaretoken" not in response.content


PAGES = {  # anonymous, somebody who takes part, signed in, the host
    ("document", "open"): (200, 200, 200, 200),
    ("document", "closed"): (200, 200, 200, 200),
    ("document_changes", "open"): (200, 200, 200, 200),
    ("comment", "open"): (302, 200, 302, 302),
    ("comment", "closed"): (409, 409, 409, 409),
    ("new_document", "open"): (302, 302, 403, 200),
    ("edit_document", "open"): (302, 302, 403, 200),
    ("paste_document", "open"): (302, 302, 403, 200),
    ("edit_clause", "open"): (302, 302, 403, 404),
}


@pytest.mark.parametrize(("name", "state"), list(PAGES))
def test_page_answers_everybody(name: str, state: str) -> None:
    found, _document = make_hearing()
    everybody = [Client(), taking_part(found), signed_in(), signed_in(unit=make_unit())]
    if state == "closed":
        Consultation.objects.update(closes_at=timezone.now())
        Thread.objects.update(closes_at=timezone.now())
    more = {"key": "tehtavat"} if name in {"comment", "edit_clause"} else {}
    address = at(found, name) if name == "new_document" else page_at(found, name, **more)

    assert tuple(client.get(address).status_code for client in everybody) == PAGES[name, state]


@pytest.mark.parametrize("name", ["document", "document_changes"])
def test_text_that_nobody_asks_about_here_is_not_there_but_for_its_people(name: str) -> None:
    found, _document = make_hearing()
    make_version(make_document(found.process, slug="toinen"))
    unpublished = make_document(found.process, slug="kolmas")
    addresses = [page_at(found, name, slug=slug) for slug in ("toinen", "kolmas", "neljas")]

    seen = [
        [client.get(each).status_code for each in addresses]
        for client in (Client(), signed_in(unit=make_unit()))
    ]

    assert (seen, unpublished.versions.count()) == ([[404, 404, 404], [200, 404, 404]], 0)


def test_older_version_keeps_its_comments_and_tells_of_the_newer() -> None:
    found, document = make_hearing()
    said = say(found, text="Liian vähän.")[0]
    next_version(document)

    new, old = (words(Client(), page_at(found, *each)) for each in (["document"], ["document"]))
    old = words(Client(), page_at(found, "document_version", number=1))
    clause = words(Client(), page_at(found, "document_clause", number=1, key="tehtavat"))

    assert ("Liian vähän." in new, "Liian vähän." in old, "Liian vähän." in clause) == (False, True, True)
    assert ("Read the newer version" in new, "Read the newer version" in old) == (False, True)
    assert ("Comment on this clause" in old, "Changed See what changed and why" in new) == (False, True)
    assert texts.page_with(said) == 1


def test_changes_tell_clause_by_clause_what_and_why() -> None:
    found, document = make_hearing()
    next_version(document)

    page = words(Client(), page_at(found, "document_changes"))
    first = words(Client(), page_at(found, "version_changes", number=1))

    assert "Tehtavat Changed Why Only in Finnish Moni toivoi useammin. Kokoontuu" in page
    assert "Jasenet As before" in page
    assert "nothing to compare it with" in first


def test_changes_are_told_in_the_language_of_both_versions() -> None:
    _found, document = make_hearing()
    swedish = make_section_facts("tehtavat", "Kokoontuu aina.", sv="Sammanträder alltid.", why="Toive.")
    version = next_version(document, swedish, make_section_facts("uusi", "Uusi kohta."))

    told = {each.section.key: each for each in texts.changes_of(version, "sv")}

    assert {key: (each.change, each.language) for key, each in told.items()} == {
        "tehtavat": ("changed", "sv"), "jasenet": ("kept", ""), "uusi": ("new", "fi"),
    }  # fmt: skip
    assert [piece.kind for piece in told["uusi"].body] == ["added"]


def test_clause_left_out_stays_in_sight_with_its_reason() -> None:
    found, document = make_hearing()
    version = processes.write_version(actor=SYSTEM, document=document, sections=[], seen_revision=0)
    why = TranslatedText.of("fi", fi="Laki määrää jo.")
    processes.remove_section(actor=SYSTEM, version=version, key="jasenet", why=why)
    processes.publish_version(actor=SYSTEM, version=version)
    client = taking_part(found)

    page = words(client, page_at(found, "document"))
    changes = words(client, page_at(found, "document_changes"))

    assert "Jasenet This clause has been left out. Only in Finnish Laki määrää jo." in page
    assert "[Removed: Jäseniä on 12. ]" in changes
    assert client.get(page_at(found, "comment", key="jasenet")).status_code == 404
    assert client.get(page_at(found, "comment", key="nothing")).status_code == 404


def test_document_asks_the_database_as_often_for_thirty_comments_as_for_two() -> None:
    found, _document = make_hearing()
    address = page_at(found, "document")
    clause = page_at(found, "document_clause", number=1, key="tehtavat")
    say(found, number=2)
    few = [queries_of(each) for each in (address, clause)]
    say(found, number=28, rewording="Kokoontuu kuusi kertaa.")

    many = [queries_of(each) for each in (address, clause)]

    assert many == few
    assert max(few) <= 20
    assert "All 30 comments on this clause" in words(Client(), address)


def test_long_comment_is_shown_by_its_beginning_and_whole_at_its_clause() -> None:
    found, _document = make_hearing()
    said = say(found, text="Pitkästi. " * 1_900 + "Loppu.")[0]

    page = words(Client(), page_at(found, "document"))
    clause = words(Client(), page_at(found, "document_clause", number=1, key="tehtavat"))

    assert ("Loppu." in page, "Loppu." in clause) == (False, True)
    assert f'href="/en/contributions/{said.pk}/"' in Client().get(page_at(found, "document")).content.decode()


def test_comment_that_is_not_published_is_met_by_the_host_alone() -> None:
    found, _document = make_hearing()
    Thread.objects.update(moderated_before=True)
    say(found, text="Odottaa.")
    address = page_at(found, "document")

    seen = ["Odottaa." in words(client, address) for client in (Client(), signed_in(unit=make_unit()))]

    assert seen == [False, True]


def test_removed_comment_leaves_its_reason_in_place() -> None:
    found, _document = make_hearing()
    said = say(found, text="Rumaa puhetta.")[0]
    Moderation.objects.create(contribution=said, kind="removed", reason="insult", at=said.at)
    Contribution.objects.update(state="hidden")

    page = words(Client(), page_at(found, "document"))

    assert ("Rumaa puhetta." in page, "Removed by a moderator: Insults or threatens somebody" in page) == (
        False,
        True,
    )
    assert "1 person" not in page


# Commenting -----------------------------------------------------------------------------------------------


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
    told = {"text": "Hyvä.", "stance": "", "quote": "", "rewording": "", "language": "fi"}

    def comment(**changes: Any) -> None:
        known: dict[str, Any] = {"actor": Actor(), "voice": voice, "part": part, "key": "tehtavat", "seen_version": 1}
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
