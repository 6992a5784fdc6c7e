"""Invitations to answer: sending, opening, answering without an account, claiming."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.models import Invitation
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.invited import invite
from punos.contributions.models import Voice
from punos.contributions.tests.factories import last_line, make_organisation, make_unit, verbs_since, verdict
from punos.core.errors import NotNow, Refused
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Scope
from punos.organisations.tests.factories import make_actor
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

BACKGROUND = {"field": "youth", "size": "volunteers"}


def use(client: Client, invitation: Invitation) -> Any:
    """Press the button on the page that the link leads to."""
    return client.post(at(invitation.consultation, "use_invitation", token=invitation.token))


def test_invitation_is_sent_in_its_language_with_a_link_that_only_we_can_make() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    line = last_line()

    invitation = invite(consultation, organisation, email="yhdistys@example.org")

    letter = Message.objects.get()
    assert (letter.to, letter.language) == ("yhdistys@example.org", "sv")
    assert f"/sv{consultation.address}invitation/{invitation.token}/" in letter.body
    assert queries.invitation_behind(invitation.token) == invitation
    assert [
        queries.invitation_behind(token) for token in ("", "1.x", f"{invitation.pk}.{invitation.nonce}")
    ] == [None] * 3
    assert verbs_since(line) == ["message.queued", "invitation.sent"]
    assert str(invitation.token) not in str(invitation)


def test_inviting_again_makes_the_old_link_dead() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    first = invite(consultation, organisation).token
    line = last_line()

    again = invite(consultation, organisation, email="uusi@example.org")

    assert queries.invitation_behind(first) is None
    assert queries.invitation_behind(again.token) == again
    assert verbs_since(line) == ["message.queued", "invitation.renewed"]


def test_only_who_leads_the_process_invites_and_withdraws() -> None:
    unit = make_unit()
    consultation = make_consultation()
    officer, stranger = make_actor("Otto", unit=unit), make_actor("Veikko")
    invitation = invite(consultation)
    now = timezone.now()

    said = [
        verdict(rules.check_invite_to_answer, actor, consultation, invitation.organisation, now)
        for actor in (SYSTEM, officer, stranger, Actor())
    ]
    assert said == ["yes", "yes", "refused", "refused"]
    assert verdict(rules.check_withdraw_invitation_to_answer, stranger, invitation) == "refused"
    actions.withdraw_invitation_to_answer(actor=officer, invitation=invitation)
    invitation.refresh_from_db()
    assert verdict(rules.check_withdraw_invitation_to_answer, officer, invitation) == "not_now"
    with pytest.raises(Refused):
        actions.use_invitation(actor=Actor(), consultation=consultation, token=invitation.token)


def test_closed_consultation_and_ended_organisation_invite_nobody() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation = invite(consultation, organisation)
    later = timezone.now() + timedelta(days=400)
    ended = organisations.dissolve(actor=SYSTEM, organisation=organisation, on=timezone.localdate())
    invitation.organisation = ended

    assert (
        verdict(rules.check_invite_to_answer, SYSTEM, consultation, make_organisation(), later) == "not_now"
    )
    assert verdict(rules.check_invite_to_answer, SYSTEM, consultation, ended, timezone.now()) == "not_now"
    with pytest.raises(NotNow):
        rules.check_use_invitation(invitation, timezone.now(), has_people=False)
    invitation.organisation = make_organisation()
    with pytest.raises(NotNow):
        rules.check_use_invitation(invitation, later, has_people=False)


def test_link_lets_a_browser_answer_for_the_organisation_without_an_account(client: Client) -> None:
    consultation = make_consultation()
    invitation = invite(consultation)
    line = last_line()

    page = client.get(at(consultation, "invitation", token=invitation.token))
    used = use(client, invitation)
    form = client.get(used["Location"])
    answered = client.post(used["Location"], BACKGROUND)

    voice = Voice.objects.get(process=consultation.process, organisation=invitation.organisation)
    assert (page.status_code, used.status_code, form.status_code, answered.status_code) == (
        200,
        302,
        200,
        302,
    )
    assert (voice.capacity, voice.identified, voice.background) == ("organisation", "invitation", BACKGROUND)
    assert verbs_since(line) == ["invitation.opened", "voice.joined"]
    assert voice.is_verified is False
    assert use(client, invitation).status_code == 302  # a second time changes nothing
    assert verbs_since(line) == ["invitation.opened", "voice.joined"]


def test_browser_can_stop_answering_for_the_organisation(client: Client) -> None:
    consultation = make_consultation()
    use(client, invite(consultation))

    client.post(at(consultation, "leave_invitation"))

    assert not client.cookies[settings.INVITATION_COOKIE_NAME].value
    assert b'name="capacity"' in client.get(at(consultation, "take_part")).content


def test_withdrawn_link_falls_off_at_the_next_request(client: Client) -> None:
    consultation = make_consultation()
    invitation = invite(consultation)
    use(client, invitation)
    actions.withdraw_invitation_to_answer(actor=SYSTEM, invitation=invitation)

    assert b'name="capacity"' in client.get(at(consultation, "take_part")).content
    assert client.get(at(consultation, "invitation", token=invitation.token)).status_code == 403
    assert use(client, invitation).status_code == 403


def test_organisation_with_people_of_its_own_answers_through_them(client: Client) -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation = invite(consultation, organisation)
    use(client, invitation)
    client.post(at(consultation, "take_part"), BACKGROUND)
    person = make_person("Tuula")
    organisations.grant_mandate(actor=SYSTEM, person=person, organisation=organisation, scopes=[Scope.ANSWER])

    assert use(client, invitation).status_code == 403
    assert client.get(at(consultation, "invitation", token=invitation.token)).status_code == 200
    assert b'name="capacity"' in client.get(at(consultation, "take_part")).content
    tuula = Client()
    tuula.force_login(person)
    assert tuula.get(at(consultation, "invitation", token=invitation.token)).status_code == 200
    tuula.post("/fi/hat/", {"organisation": organisation.pk})
    assert tuula.post(at(consultation, "confirm")).status_code == 302
    assert Voice.objects.get(organisation=organisation).is_verified


def test_link_of_another_consultation_leads_nowhere(client: Client) -> None:
    invitation, other = invite(make_consultation()), make_consultation()

    assert client.get(at(other, "invitation", token=invitation.token)).status_code == 403
    line = last_line()
    answer = client.post(at(other, "use_invitation", token=invitation.token))
    assert (answer.status_code, settings.INVITATION_COOKIE_NAME in answer.cookies) == (403, False)
    assert verbs_since(line) == []


def test_officer_invites_by_name_and_takes_back_from_the_page() -> None:
    unit, organisation = make_unit(), make_organisation()
    consultation = make_consultation()
    client = signed_in(unit=unit)
    told = {"name": organisation.name, "email": "", "language": "fi"}

    sent = client.post(at(consultation, "invitations"), told)
    unknown = client.post(at(consultation, "invitations"), told | {"name": "Tuntematon ry"})
    invitation = Invitation.objects.get()
    page = client.get(at(consultation, "invitations"))
    card = Client().get(f"/fi{organisation.address}").content.decode()
    taken = client.post(at(consultation, "withdraw_invitation", number=invitation.pk))

    assert [each.status_code for each in (sent, unknown, page, taken)] == [302, 422, 200, 302]
    assert invitation.token in page.content.decode()
    assert f'href="/fi{consultation.address}"' in card
    assert invitation.token not in card
    assert queries.addressees(consultation, timezone.now()) == []
    assert not queries.invitations_to(SYSTEM, organisation).exists()
    assert client.post(at(consultation, "withdraw_invitation", number=invitation.pk)).status_code == 404


def test_confirming_without_an_answer_leads_to_the_form(client: Client) -> None:
    consultation = make_consultation()

    assert client.post(at(consultation, "confirm"))["Location"] == at(consultation, "take_part")


@pytest.mark.parametrize("invited", [1, 30])
def test_list_of_the_invited_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries: Callable[..., Any], invited: int
) -> None:
    unit = make_unit()
    consultation = make_consultation()
    for _number in range(invited):
        invite(consultation)
    client = signed_in(unit=unit)

    with django_assert_max_num_queries(18):
        assert client.get(at(consultation, "invitations")).status_code == 200
