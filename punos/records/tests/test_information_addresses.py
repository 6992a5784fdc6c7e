"""Information requests by an address: what was sent to it belongs to who is looked for, also without an account."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.invited import invite
from punos.contributions.tests.factories import make_organisation
from punos.home.models import Feedback
from punos.home.queries import about
from punos.journal.models import Entry
from punos.mail.actions import forget, queue
from punos.mail.models import Message
from punos.organisations.models import RoleKind
from punos.people.tests.factories import make_account
from punos.records import queries
from punos.records.models import InformationSearch
from punos.records.queries.information import PERSONAL
from punos.records.tests.filled import browser
from punos.records.tests.test_information import REASON, administrator, found, look

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def written_to(address: str) -> Message:
    """A letter in the outbox to somebody, with an account or without."""
    return queue(
        key="sample:1",
        to=address,
        language="en",
        template="records/mail/destructions",
        context={"number": 1, "link": "/en/"},
    )


def test_address_without_an_account_is_found_by_what_was_sent_to_it_and_typed_words_are_kept_nowhere() -> (
    None
):
    letter = written_to("Vieras@example.org")
    invite(make_consultation(), email="vieras@example.org")
    with_card = make_organisation(email="VIERAS@example.org")
    Feedback.objects.create(contact="vieras@example.org", text="Hei", language="fi", at=timezone.now())
    written_to_others = make_account("Aino").email

    search = look(administrator(), email="vieras@EXAMPLE.org")

    kinds = found(search)
    line = Entry.objects.order_by("-pk")[0]
    stored = InformationSearch.objects.filter(pk=search.pk).values_list().get()
    assert (line.subject_type, line.subject_id, "vieras" in str([line.ids, stored]).lower()) == (
        "nobody",
        0,
        False,
    )
    assert {name: each.number for name, each in kinds.items()} == {
        "own_messages": 2,
        "own_returned_addresses": 0,
        "own_invitations_to_answer": 1,
        "own_invitations_to_act": 0,
        "own_contact_of": 1,
        "own_feedback": 1,
    }
    messages = kinds["own_messages"]
    assert (messages.counts, messages.reason) == ({"not_published": 2}, PERSONAL)
    assert letter.subject in str(messages.first[0].line)
    assert "body" not in messages.first[0].plain
    assert str(with_card.name) in str(kinds["own_contact_of"].first[0].line)
    assert written_to_others not in str([each.first for each in kinds.values()])


def test_letters_to_an_address_that_its_account_has_not_verified_belong_to_who_is_looked_for_by_it() -> None:
    person = make_account("Aino", verified=False)
    written_to(person.email)

    kinds = found(look(administrator(), email=person.email))

    assert (kinds["own_account"].number, kinds["own_messages"].number) == (1, 1)
    assert about(person)["mail"]["messages"] == []


def test_address_that_was_forgotten_is_found_no_more_also_by_an_earlier_look() -> None:
    written_to("vieras@example.org")
    search = look(administrator(), email="vieras@example.org")

    forget(person_id=0, address="vieras@example.org")

    assert (queries.address_of(search), found(search)) == ("", {})
    assert look(administrator(), email="vieras@example.org").place == ""


def test_page_of_an_address_without_an_account_says_so_and_gives_the_same_as_a_file() -> None:
    written_to("vieras@example.org")
    client = browser(RoleKind.ADMINISTRATOR)

    sent = client.post("/en/desk/information/", {"email": "vieras@example.org", "reason": REASON})
    shown = client.get(sent["Location"]).content.decode()
    file = client.post(f"{sent['Location']}package.zip")

    made = zipfile.ZipFile(io.BytesIO(b"".join(file.streaming_content)))  # type: ignore[attr-defined]  # a file that streams
    [letter] = json.loads(made.read("data/mail.json"))["own_messages"]
    assert ("Nobody has an account with this address" in shown, "Letters to them" in shown) == (True, True)
    assert (letter["to"], letter["publicity"]) == ("vieras@example.org", "not_published")
    assert "an address without an account" in client.get("/en/desk/information/").content.decode()
