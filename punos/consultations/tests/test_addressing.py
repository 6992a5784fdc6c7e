"""Inviting many at once: whom the directory finds, to which address, in which language, with how much to answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from punos.consultations import actions, queries, rules, tasks
from punos.consultations.models import Consultation, Invitation
from punos.consultations.queries import Sought
from punos.consultations.tests.factories import at, make_consultation, signed_in, thread_of
from punos.consultations.tests.invited import invite, invite_all, jobs, letters, with_address
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_unit,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.core.errors import NotNow, Refused
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Scope
from punos.organisations.queries import Wanted
from punos.people.tests.factories import make_account

pytestmark = pytest.mark.django_db


def names(consultation: Consultation, **sought: Any) -> list[str]:
    """The names of those that fit."""
    wanted = Wanted(**{key: sought.pop(key) for key in ("words", "field", "area", "kind") if key in sought})
    found = queries.candidates(SYSTEM, consultation, Sought(wanted=wanted, **sought), timezone.now())
    return [each.organisation.name for each in found.listed]


def test_many_are_invited_each_in_its_language_at_the_address_of_its_card() -> None:
    consultation = make_consultation()
    finnish, swedish = with_address(), with_address(languages=("sv", "fi"))
    silent = make_organisation(languages=("so",))
    line = last_line()

    outcome = invite_all(consultation, finnish, swedish, silent)

    assert (len(outcome.invited), outcome.known, outcome.ended, outcome.to_call) == (3, 0, [], 1)
    assert sorted(letters("invitation:")) == sorted([(finnish.email, "fi"), (swedish.email, "sv")])
    assert Invitation.objects.get(organisation=silent).email == ""
    assert sorted(verbs_since(line)) == ["invitation.sent"] * 3 + ["message.queued"] * 2


def test_same_list_twice_invites_nobody_twice_and_leaves_out_who_has_ended() -> None:
    consultation, first, second, ended = make_consultation(), with_address(), with_address(), with_address()
    organisations.dissolve(actor=SYSTEM, organisation=ended, on=timezone.localdate())
    invite_all(consultation, first)
    kept = Invitation.objects.get().nonce
    line = last_line()

    outcome = invite_all(consultation, first, second, ended)
    again = invite_all(consultation, first, second, ended)

    assert ([each.organisation for each in outcome.invited], outcome.known) == ([second], 1)
    assert [each.name for each in outcome.ended] == [ended.name]
    assert (again.invited, again.known) == ([], 2)
    assert Invitation.objects.get(organisation=first).nonce == kept
    assert verbs_since(line) == ["message.queued", "invitation.sent"]


def test_withdrawn_invitation_stands_again_with_another_link_and_no_old_reply() -> None:
    consultation, organisation = make_consultation(), with_address()
    invitation = invite_all(consultation, organisation).invited[0]
    actions.reply_to_invitation(actor=wearing(organisation), invitation=invitation, reply="declined")
    actions.withdraw_invitation_to_answer(actor=SYSTEM, invitation=invitation)
    line = last_line()

    renewed = invite_all(consultation, organisation).invited[0]

    renewed.refresh_from_db()
    assert (renewed.pk, renewed.reply, renewed.opened_at, renewed.withdrawn_at) == (
        invitation.pk, "", None, None,
    )  # fmt: skip
    assert renewed.nonce != invitation.nonce
    assert verbs_since(line) == ["message.queued", "invitation.renewed"]
    assert len(letters("invitation:")) == 2


def test_only_who_leads_the_process_invites_many_and_only_in_time() -> None:
    unit, organisation = make_unit(), with_address()
    consultation = make_consultation()
    now, later = timezone.now(), timezone.now() + 400 * DAY

    said = [
        verdict(rules.check_invite_any, actor, consultation, moment)
        for actor, moment in (
            (make_actor("Otto", unit=unit), now),
            (make_actor("Otto", unit=unit), later),
            (make_actor("Veikko"), now),
            (Actor(), now),
        )
    ]

    assert said == ["yes", "not_now", "refused", "refused"]
    with pytest.raises(Refused):
        actions.invite_many(
            actor=make_actor("Vilma"), consultation=consultation, organisations=[organisation.pk]
        )
    assert not Invitation.objects.exists()


def test_address_that_is_none_counts_as_no_address_and_stops_nobody_elses_letter() -> None:
    consultation, sound = make_consultation(), with_address()
    broken, run = make_organisation(), make_organisation()
    type(broken).objects.filter(pk__in=[broken.pk, run.pk]).update(email="ei ole osoite")
    manager = make_account("Tuula")
    organisations.grant_mandate(actor=SYSTEM, person=manager, organisation=run, scopes=[Scope.MANAGE_PEOPLE])

    outcome = invite_all(consultation, broken, sound, run)

    assert outcome.to_call == 1
    assert sorted(to for to, _language in letters("invitation:")) == sorted([sound.email, manager.email])
    sources = {each.invitation.organisation_id: each.source.value for each in _addressees(consultation)}
    assert sources == {sound.pk: "card", broken.pk: "none", run.pk: "people"}


def _addressees(consultation: Consultation) -> list[queries.Addressee]:
    return queries.addressees(consultation, timezone.now())


def test_inviting_one_to_what_is_no_address_is_refused_before_anything_is_kept() -> None:
    consultation = make_consultation()

    with pytest.raises(Refused):
        invite(consultation, email="ei ole osoite")

    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)


def test_many_letters_are_left_to_the_worker_which_writes_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("punos.consultations.actions.inviting.LETTERS_AT_ONCE", 2)
    consultation, invited = make_consultation(), [with_address() for _number in range(5)]

    invite_all(consultation, *invited)
    assert (letters("invitation:"), jobs("send_invitations")) == ([], [{"consultation_id": consultation.pk}])
    actions.send_some_letters(consultation=consultation)  # and here the worker dies
    tasks.send_invitations(consultation_id=consultation.pk)
    tasks.send_invitations(consultation_id=consultation.pk)

    assert sorted(to for to, _language in letters("invitation:")) == sorted(each.email for each in invited)


def test_no_letter_is_written_after_closing() -> None:
    consultation = make_consultation()
    invite(consultation, email="yhdistys@example.org")
    Message.objects.all().delete()
    Consultation.objects.update(closes_at=timezone.now())
    consultation.refresh_from_db()

    assert actions.send_some_letters(consultation=consultation) is None
    assert letters("invitation:") == []


def test_organisations_are_found_by_what_they_have_in_common() -> None:
    consultation = make_consultation()
    youth = make_organisation(name="Mallilan nuoret ry", field="youth", size="volunteers")
    sport = make_organisation(name="Mallilan seura ry", field="sport", size="20_plus", areas=("01",))
    body = make_organisation(name="Mallilan virasto", field="other", kind="authority", languages=("sv",))
    answering = make_consultation()
    make_idea(thread_of(answering), make_voice(answering.process, wearing(sport), **FOR_IT))
    make_voice(answering.process, capacity="organisation", organisation=youth)  # chosen from a list

    assert names(consultation) == [youth.name, sport.name, body.name]
    assert names(consultation, field="youth") == [youth.name]
    assert names(consultation, area="01") == [sport.name]
    assert names(consultation, kind="authority") == [body.name]
    assert names(consultation, size="20_plus") == [sport.name]
    assert names(consultation, answered=answering.process.slug) == [sport.name]
    assert names(consultation, answered="nothing") == []
    assert names(consultation, words="virasto") == [body.name]
    invite(consultation, sport)
    assert names(consultation) == [youth.name, body.name]
    assert queries.processes_with_answers(SYSTEM) == [
        (answering.process.slug, answering.process.title.read("fi").text)
    ]


def test_load_counts_requests_of_all_hearings_that_still_wait_at_the_same_time() -> None:
    consultation = make_consultation()
    busy, free = make_organisation(), make_organisation()
    for _number in range(2):
        invite(make_consultation(), busy)
    invite(make_consultation(state="not open", opens=DAY / 2), busy)
    invite(make_consultation(opens=30 * DAY, closes=31 * DAY), busy)  # after this one has closed
    replied = invite(make_consultation(), busy)
    actions.reply_to_invitation(actor=wearing(busy), invitation=replied, reply="no_comment")
    withdrawn = invite(make_consultation(), busy)
    actions.withdraw_invitation_to_answer(actor=SYSTEM, invitation=withdrawn)
    invite(consultation, busy)

    counted = queries.other_requests(consultation, [busy.pk, free.pk], timezone.now())
    endless = make_consultation()
    Consultation.objects.filter(pk=endless.pk).update(closes_at=None)
    endless.refresh_from_db()

    assert (counted[busy.pk], counted[free.pk]) == (3, 0)
    assert queries.other_requests(endless, [busy.pk], timezone.now())[busy.pk] == 5


def test_officer_finds_unticks_and_invites_and_reads_who_has_much_to_answer() -> None:
    unit, consultation = make_unit(), make_consultation()
    busy, other, unreached = with_address(field="youth"), with_address(field="youth"), make_organisation()
    for _number in range(3):
        invite(make_consultation(), busy)
    client, address = signed_in(unit=unit), at(consultation, "invite_many")

    empty = client.get(address)
    found = client.get(address, {"field": "youth", "q": "", "size": ""})
    nobody = client.post(f"{address}?field=youth", {"organisations": []} | {"pressed": "1"})
    no_id = client.post(f"{address}?field=sport", {"organisations": ["\u0662"]})
    done = client.post(f"{address}?field=youth", {"organisations": [busy.pk, unreached.pk]})

    words = found.content.decode()
    again = client.post(f"{address}?field=youth", {"organisations": [busy.pk, unreached.pk]})
    assert "2 had been invited before and got no second letter" in " ".join(again.content.decode().split())
    assert [each.status_code for each in (empty, found, no_id, done)] == [200, 200, 422, 200]
    assert (nobody.status_code, "Tick at least one organisation" in nobody.content.decode()) == (422, True)
    assert "1 of the 3 has 3 or more other requests at the same time" in " ".join(words.split())
    assert other.email in words
    assert "1 organisation to call" in " ".join(words.split())
    assert words.count(" checked") == 2
    assert "2 organisations were invited" in " ".join(done.content.decode().split())
    assert set(consultation.invitations.values_list("organisation", flat=True)) == {busy.pk, unreached.pk}
    assert signed_in().get(address).status_code == 403


def test_officer_reads_how_much_else_an_organisation_is_asked_before_it_is_invited_alone() -> None:
    unit, consultation = make_unit(), make_consultation()
    busy, free = make_organisation(name="Kiireinen ry"), make_organisation(name="Vapaa ry")
    for _number in range(3):
        invite(make_consultation(), busy)
    invite(consultation, free)
    client, address = signed_in(unit=unit), at(consultation, "invitations")
    typed = {"name": busy.name, "email": "", "language": "fi"}

    told = [client.post(address, typed | more) for more in ({}, {"anyway": free.pk})]
    before = consultation.invitations.count()
    done = client.post(address, typed | {"anyway": busy.pk})

    pages = [" ".join(each.content.decode().split()) for each in (*told, client.get(address))]
    assert ([each.status_code for each in told], before, done.status_code) == ([200, 200], 1, 302)
    once = "Kiireinen ry has 3 other requests at the same time. Nothing has been sent yet."
    assert [once in page for page in pages] == [True, True, False]
    assert "1 of the 2 has 3 or more other requests at the same time: Kiireinen ry" in pages[-1]
    assert "\u00b7 3 other requests at the same time" in pages[-1]


def test_many_cannot_be_invited_when_it_has_closed() -> None:
    client = signed_in(unit=make_unit())

    assert client.get(at(make_consultation(state="closed"), "invite_many")).status_code == 409
    with pytest.raises(NotNow):
        invite_all(make_consultation(state="closed"), make_organisation())


def test_contact_that_is_not_public_is_shown_to_the_city_only() -> None:
    organisation = with_address()
    address = queries.addresses_of([organisation])[organisation.pk]
    by_hand = queries.Address("toinen@example.org", queries.AddressSource.HAND)

    shown = queries.shown_address
    assert shown(SYSTEM, organisation, address) == organisation.email
    assert shown(Actor(), organisation, address) == ""
    assert shown(Actor(), organisation, by_hand) == "toinen@example.org"
    organisation.contact_is_public = True
    assert shown(Actor(), organisation, address) == organisation.email


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_those_to_invite_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries: Callable[..., Any], number: int
) -> None:
    consultation = make_consultation()
    for _number in range(number):
        with_address()
    client = signed_in(unit=make_unit())

    with django_assert_max_num_queries(20):
        assert client.get(at(consultation, "invite_many"), {"field": "youth"}).status_code == 200


def test_publishing_writes_to_nobody_who_has_ended_meanwhile() -> None:
    consultation = make_consultation(opens=timedelta(hours=1), closes=DAY)
    stays, ends = with_address(), with_address()
    Consultation.objects.update(published_at=None)
    consultation.refresh_from_db()
    invite_all(consultation, stays, ends)
    organisations.dissolve(actor=SYSTEM, organisation=ends, on=timezone.localdate())
    Consultation.objects.update(published_at=timezone.now())
    consultation.refresh_from_db()

    actions.send_letters(consultation=consultation)

    assert [to for to, _language in letters("invitation:")] == [stays.email]
