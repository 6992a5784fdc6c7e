"""Organisations with a business ID and no e-mail address are written to through Suomi.fi Messages, where that is in use."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from punos.consultations import actions, queries
from punos.consultations.models import Invitation
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.invited import invite, invite_all, remind, with_address
from punos.contributions.tests.factories import make_organisation
from punos.mail.models import Message, ReturnedAddress
from punos.mail.tests.factories import run_mail
from punos.organisations.models import SYSTEM, Identifier, IdentifierScheme, Organisation, RoleKind

if TYPE_CHECKING:
    from town.neighbours.running import Running

pytestmark = pytest.mark.django_db
BUSINESS_ID = "1234567-1"


def with_business_id(value: str = BUSINESS_ID) -> Organisation:
    """An organisation that has a number in the register, and no address."""
    found = make_organisation()
    Identifier.objects.filter(organisation=found).delete()
    Identifier.objects.create(
        organisation=found, scheme=IdentifierScheme.BUSINESS_ID, value=value, at=timezone.now()
    )
    return found


def test_invitation_and_reminder_reach_the_mailbox(mailboxes: "Running") -> None:
    consultation, organisation, nowhere = make_consultation(), with_business_id(), make_organisation()
    before = len(mailboxes.letters())

    invited = invite_all(consultation, organisation, nowhere)
    run_mail()
    remind(consultation)
    run_mail()

    found = Invitation.objects.get(organisation=organisation)
    arrived = mailboxes.letters()[before:]
    assert (found.email, found.recipient, invited.to_call) == ("", BUSINESS_ID, 1)
    assert [each["to"] for each in arrived] == [BUSINESS_ID] * 2
    assert found.token in arrived[0]["body"]
    assert set(Message.objects.values_list("channel", flat=True)) == {"suomifi"}
    states = {
        each.invitation.organisation_id: each for each in queries.addressees(consultation, timezone.now())
    }
    assert (states[organisation.pk].source, states[organisation.pk].is_unreached) == ("mailbox", False)
    assert (states[nowhere.pk].source, states[nowhere.pk].is_unreached) == ("none", True)


def test_address_given_by_hand_comes_before_the_mailbox(mailboxes: "Running") -> None:
    consultation, organisation = make_consultation(), with_business_id()

    by_mailbox = invite(consultation, organisation).recipient
    by_mail = invite(consultation, organisation, email="yhdistys@example.org")

    assert (by_mailbox, by_mail.recipient, by_mail.mailbox) == (BUSINESS_ID, "yhdistys@example.org", "")


def test_nobody_is_written_to_there_where_it_is_not_in_use() -> None:
    consultation, organisation = make_consultation(), with_business_id()

    invited = invite_all(consultation, organisation)

    assert (invited.to_call, Message.objects.count()) == (1, 0)
    assert queries.mailboxes_of([organisation.pk]) == {}


@pytest.mark.usefixtures("in_english")
def test_page_tells_how_an_organisation_was_reached(mailboxes: "Running") -> None:
    consultation = make_consultation()
    actions.invite_many(actor=SYSTEM, consultation=consultation, organisations=[with_business_id().pk])
    client = signed_in(unit=consultation.process.host_unit, role=RoleKind.COORDINATOR)

    page = client.get(at(consultation, "invitations")).text

    assert ("through Suomi.fi Messages" in page, "No e-mail address" in page) == (True, False)


def returned(email: str) -> None:
    """Note that mail to this address has come back."""
    ReturnedAddress.objects.create(to=email.lower(), at=timezone.now())


def words_of(response: Any) -> str:
    """What a page says, its spaces as a browser shows them."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.usefixtures("in_english")
def test_officer_reads_before_sending_which_way_each_letter_goes_and_whom_none_reaches(
    mailboxes: "Running",
) -> None:
    consultation, by_mail, by_mailbox = make_consultation(), with_address(), with_business_id()
    nowhere, came_back, no_address = make_organisation(), with_address(), make_organisation()
    returned(came_back.email)
    Organisation.objects.filter(pk=no_address.pk).update(email="ei ole osoite", phone="09 310 1691")
    everybody = [by_mail, by_mailbox, nowhere, came_back, no_address]
    client = signed_in(unit=consultation.process.host_unit, role=RoleKind.COORDINATOR)
    address = at(consultation, "invite_many")

    before = client.get(f"{address}?field=")
    after = client.post(f"{address}?field=", {"organisations": [each.pk for each in everybody]})

    told = words_of(before)
    assert [
        told.count(each)
        for each in (
            "By e-mail: 1 organisation",
            "Through Suomi.fi Messages: 1 organisation",
            "No letter goes: 3 organisations to call",
            f"{nowhere} no e-mail address and no business ID",
            f"{came_back} earlier mail to its address came back",
            f"{no_address} what its card has as an e-mail address is none \u00b7 09 310 1691",
        )
    ] == [2, 2, 2, 1, 1, 1]
    assert before.content.decode().count(" checked") == 2
    assert "2 letters are on their way. 1 of them goes through Suomi.fi Messages." in words_of(after)
    assert "No letter reaches 3 of them" in words_of(after)
    assert set(Message.objects.values_list("to", "reason")) == {
        (by_mail.email, ""),
        (BUSINESS_ID, ""),
        (came_back.email, "returned"),
    }
    assert "1 of them goes through Suomi.fi Messages" in words_of(client.get(at(consultation, "remind")))


@pytest.mark.usefixtures("in_english")
def test_one_is_told_that_a_letter_goes_to_the_mailbox_and_says_yes_to_just_that(
    mailboxes: "Running",
) -> None:
    consultation, organisation = make_consultation(), with_business_id()
    client = signed_in(unit=consultation.process.host_unit, role=RoleKind.COORDINATOR)
    address = at(consultation, "invitations")
    typed = {"name": organisation.name, "email": "", "language": "fi"}

    told = [client.post(address, typed | more) for more in ({}, {"anyway": organisation.pk})]
    before = Invitation.objects.count()
    done = client.post(address, typed | {"anyway": f"{organisation.pk}:{BUSINESS_ID}"})

    once = f"goes to its mailbox in Suomi.fi Messages ({BUSINESS_ID}). Nothing has been sent yet."
    assert [(each.status_code, once in words_of(each)) for each in told] == [(200, True)] * 2
    assert "Left empty, the letter goes to the mailbox" in words_of(client.get(address))
    assert (before, done.status_code, Invitation.objects.get().mailbox) == (0, 302, BUSINESS_ID)


@pytest.mark.usefixtures("in_english")
def test_one_whom_no_letter_reaches_is_told_of_with_the_reason(mailboxes: "Running") -> None:
    consultation, organisation = make_consultation(), make_organisation()
    returned("yhdistys@example.org")
    client = signed_in(unit=consultation.process.host_unit, role=RoleKind.COORDINATOR)
    address, typed = at(consultation, "invitations"), {"name": organisation.name, "language": "fi"}

    told = [client.post(address, typed | {"email": each}) for each in ("", "Yhdistys@example.org")]
    done = client.post(address, typed | {"email": "", "anyway": f"{organisation.pk}:no_number"})

    reasons = ("no e-mail address was given, and the directory has no business ID of it", "came back")
    assert [why in words_of(each) for each, why in zip(told, reasons, strict=True)] == [True, True]
    assert ["Nothing has been sent yet" in words_of(each) for each in told] == [True, True]
    assert (done.status_code, Invitation.objects.get().recipient, Message.objects.count()) == (302, "", 0)
