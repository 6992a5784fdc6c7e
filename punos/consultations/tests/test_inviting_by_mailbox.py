"""Organisations with a business ID and no e-mail address are written to through Suomi.fi Messages, where that is in use."""

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from punos.consultations import actions, queries
from punos.consultations.models import Invitation
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.invited import invite, invite_all, remind
from punos.contributions.tests.factories import make_organisation
from punos.mail.models import Message
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
