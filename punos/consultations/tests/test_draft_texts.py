"""Draft texts as pages to read: clauses with what was said of them, versions that keep their comments."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.consultations.models import Consultation
from punos.consultations.queries import draft_texts as texts
from punos.consultations.tests.factories import at, signed_in, taking_part
from punos.consultations.tests.texts import make_hearing, next_version, page_at, say, send, words
from punos.contributions.models import Contribution, Moderation, Thread
from punos.contributions.tests.factories import make_unit
from punos.core.languages import TranslatedText
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db
NASTY = "<script>alert(1)</script> \u202eturvat\u202c on\u200bme"


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
