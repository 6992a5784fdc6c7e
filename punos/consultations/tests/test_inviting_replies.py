"""Where those invited stand, what they reply without answering, and when their page counts as opened."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.models import Consultation, Invitation, QuestionKind
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import at, make_consultation, signed_in, taking_part, thread_of
from punos.consultations.tests.invited import invite, states
from punos.consultations.tests.organisations import LEADS, colleague, make_answer
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions import actions as contributions
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_idea,
    make_organisation,
    make_unit,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_speaking_for import FOR_IT, invited, wearing
from punos.core.errors import Invalid
from punos.mail.models import Message, MessageState
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Organisation, Scope
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

LONG = 400 * DAY


def hopes() -> Consultation:
    """A survey of one question in words."""
    return make_survey([question("hopes", QuestionKind.TEXT)])


def reply(actor: Actor, invitation: Invitation, words: str = "no_comment") -> Invitation:
    return actions.reply_to_invitation(actor=actor, invitation=invitation, reply=words)


def browser(organisation: Organisation, *scopes: str) -> Client:
    """Somebody signed in under the hat of an organisation."""
    person, client = make_person("Tuula"), Client()
    organisations.grant_mandate(
        actor=SYSTEM, person=person, organisation=organisation, scopes=scopes or [Scope.ANSWER]
    )
    client.force_login(person)
    client.post("/fi/hat/", {"organisation": organisation.pk})
    return client


def test_state_follows_what_the_organisation_does() -> None:
    consultation = hopes()
    actor, submission = make_answer(consultation)
    assert submission.voice.organisation is not None  # it is an organisation's
    invitation = invite(consultation, submission.voice.organisation)

    seen = [states(consultation), states(consultation, later=LONG)]
    reply(actor, invitation)
    seen += [states(consultation), states(consultation, later=LONG)]
    reply(actor, invitation, "declined")
    seen.append(states(consultation))
    actions.send(actor=actor, submission=submission)
    seen.append(states(consultation, later=LONG))
    actions.withdraw(actor=actor, submission=submission)
    reply(actor, invitation, "")
    seen.append(states(consultation))

    assert [each for (each,) in seen] == [
        "drafting", "silent", "no_comment", "no_comment", "declined", "sent", "opened",
    ]  # fmt: skip


def test_idea_rating_and_signature_count_as_answers_and_a_name_from_a_list_does_not() -> None:
    consultation = make_consultation()
    thread = thread_of(consultation)
    by_idea, by_rating, by_nobody = (make_organisation() for _each in range(3))
    for organisation in (by_idea, by_rating, by_nobody):
        invite(consultation, organisation)
    idea = make_idea(thread, make_voice(consultation.process, wearing(by_idea), **FOR_IT))
    rater = make_voice(consultation.process, invited(by_rating, consultation.process), **FOR_IT)
    contributions.rate(voice=rater, thread=thread, number=idea.number, value=1)
    chosen = make_voice(consultation.process, capacity="organisation", organisation=by_nobody)
    contributions.rate(voice=chosen, thread=thread, number=idea.number, value=1)

    found = queries.addressees(consultation, timezone.now())

    told = {each.invitation.organisation_id: (each.state.value, each.given) for each in found}
    assert [told[each.pk][0] for each in (by_idea, by_rating, by_nobody)] == ["sent", "sent", "invited"]
    verified = [given.is_verified for _state, given in (told[by_idea.pk], told[by_rating.pk]) if given]
    assert verified == [True, False]


def test_organisation_that_signed_another_answer_has_answered() -> None:
    consultation, signs = hopes(), make_organisation()
    actor, submission = make_answer(consultation)
    invite(consultation, signs)
    asked = actions.ask_to_sign(actor=actor, submission=submission, organisation=signs).signature
    submission.refresh_from_db()
    signer = wearing(signs, make_person("Pekka"), LEADS)
    actions.confirm_signature(actor=signer, signature=asked, seen_revision=submission.revision)
    before = states(consultation)
    actions.send(actor=colleague(submission), submission=submission)

    (found,) = queries.addressees(consultation, timezone.now())

    assert (before, found.state.value) == (["invited"], "sent")
    assert found.given is not None
    assert (found.given.is_signature, found.given.number) == (True, 1)


def test_page_counts_as_opened_when_its_people_come_to_answer(client: Client) -> None:
    consultation, organisation = hopes(), make_organisation()
    invitation = invite(consultation, organisation)
    line = last_line()

    client.get(at(consultation))
    client.get(at(consultation, "take_part"))
    signed_in().get(at(consultation, "take_part"))
    assert states(consultation) == ["invited"]
    tuula = browser(organisation)
    tuula.get(at(consultation, "take_part"))
    opened = Invitation.objects.get(pk=invitation.pk).opened_at
    tuula.get(at(consultation, "answer"))

    assert (states(consultation), Invitation.objects.get(pk=invitation.pk).opened_at) == (["opened"], opened)
    assert verbs_since(line).count("invitation.opened") == 1


def test_who_may_reply_and_when() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation, now = invite(consultation, organisation), timezone.now()
    by_link, elsewhere = invited(organisation, consultation.process), make_consultation().process
    people = [wearing(organisation), wearing(organisation, make_person("Pekka"), (Scope.APPLY,))]
    actors = [*people, by_link, invited(make_organisation(), consultation.process)]
    actors += [invited(organisation, elsewhere), Actor()]

    said = [verdict(rules.check_reply_to_invitation, actor, invitation, "declined", now) for actor in actors]

    assert said == ["yes", "refused", "yes", "refused", "refused", "refused"]
    check = rules.check_reply_to_invitation
    assert verdict(check, by_link, invitation, "", now) == "yes"
    assert verdict(check, by_link, invitation, "perhaps", now) == "invalid"
    assert verdict(check, by_link, invitation, "declined", now + LONG) == "not_now"
    invitation.organisation = organisations.dissolve(
        actor=SYSTEM, organisation=organisation, on=timezone.localdate()
    )
    assert verdict(check, by_link, invitation, "declined", now) == "not_now"
    invitation.withdrawn_at = now
    assert verdict(check, by_link, invitation, "declined", now) == "refused"
    assert verdict(rules.check_standing, None, now) == "refused"


def test_reply_is_kept_once_and_can_be_taken_back() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation, actor = invite(consultation, organisation), wearing(organisation)
    line = last_line()

    said = reply(actor, invitation)
    again = reply(actor, invitation)
    assert (said.reply, said.replied_by, again.replied_at) == ("no_comment", actor.person_id, said.replied_at)
    assert said.opened_at == said.replied_at
    assert queries.no_comment_count(consultation) == 1
    taken = reply(actor, invitation, "")

    assert (taken.reply, taken.replied_at) == ("", None)
    assert verbs_since(line) == ["invitation.replied", "invitation.reply_taken_back"]
    assert queries.no_comment_count(consultation) == 0
    with pytest.raises(Invalid):
        reply(actor, invitation, "perhaps")


def test_organisation_replies_by_its_link_alone_until_it_has_people_of_its_own(client: Client) -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation = invite(consultation, organisation)
    there: dict[str, Any] = {"token": invitation.token}

    page = client.get(at(consultation, "invitation", **there))
    said = client.post(at(consultation, "reply_by_link", **there), {"reply": "declined"})
    told = client.get(said["Location"])
    wrong = client.post(at(consultation, "reply_by_link", **there), {"reply": "perhaps"})

    assert "We have nothing to comment" in page.content.decode()
    assert (states(consultation), wrong.status_code) == (["declined"], 403)
    assert "it will not answer" in told.content.decode()
    tuula = browser(organisation)
    assert client.post(at(consultation, "reply_by_link", **there), {"reply": ""}).status_code == 403
    assert tuula.post(at(consultation, "reply_by_link", **there), {"reply": ""}).status_code == 302
    assert states(consultation) == ["opened"]
    elsewhere = at(make_consultation(), "reply_by_link", **there)
    assert tuula.post(elsewhere, {"reply": "declined"}).status_code == 403


def test_organisation_replies_under_its_hat_from_the_page_where_it_would_answer(client: Client) -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invite(consultation, organisation)
    tuula = browser(organisation)

    page = tuula.get(at(consultation, "take_part")).content.decode()
    said = tuula.post(at(consultation, "reply"), {"reply": "no_comment"})
    told = tuula.get(said["Location"]).content.decode()

    assert "Or reply without answering" in page
    assert "it has nothing to comment" in told
    assert states(consultation) == ["no_comment"]
    assert client.post(at(consultation, "reply"), {"reply": "no_comment"}).status_code == 403
    assert (
        "Or reply without answering"
        not in taking_part(consultation).get(at(consultation, "take_part")).content.decode()
    )


def test_list_is_narrowed_to_a_state_and_taken_along_as_a_table_without_formulas() -> None:
    consultation = make_consultation()
    silent = invite(consultation, make_organisation(name="=2+2 ry"), email="yhdistys@example.org")
    declined = invite(consultation, make_organisation(name="Mallilan seura ry"))
    reply(wearing(declined.organisation), declined, "declined")
    client = signed_in(unit=make_unit())

    page = client.get(at(consultation, "invitations"), {"state": "declined"}).content.decode()
    table = client.get(at(consultation, "invitations_file"))
    before = last_line()
    sheet = client.get(at(consultation, "invitations_sheet"))
    some = client.get(at(consultation, "invitations_file"), {"state": "declined"})

    assert ("Mallilan seura ry" in page, silent.organisation.name in page) == (True, False)
    assert "Will not answer 1" in page
    lines = table.content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == ["'=2+2 ry", "Mallilan seura ry"]
    assert len(some.content.decode().splitlines()) == 2
    assert "yhdistys@example.org" in lines[1]
    cells = [[each.value for each in row] for row in openpyxl.load_workbook(io.BytesIO(sheet.content)).active]
    assert [[each or "" for each in row] for row in cells] == [
        [each.removeprefix("'") for each in line.split(";")] for line in lines
    ]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(sheet.content)).read("xl/worksheets/sheet1.xml")
    assert verbs_since(before) == ["material.read", "material.read"]
    nobody = client.get(at(consultation, "invitations"), {"state": "silent"}).content.decode()
    assert "Nobody is in this state now" in nobody
    stranger = signed_in()
    asked = [stranger.get(at(consultation, name)) for name in ("invitations_file", "invitations_sheet")]
    assert [each.status_code for each in asked] == [403, 403]


def test_letter_that_did_not_arrive_is_told_and_its_address_mended() -> None:
    consultation, organisation = make_consultation(), make_organisation()
    invitation = invite(consultation, organisation, email="vanha@example.org")
    Message.objects.update(state=MessageState.UNDELIVERED)
    client = signed_in(unit=make_unit())
    there = at(consultation, "mend_address", number=invitation.pk)

    before = client.get(at(consultation, "invitations"), {"state": "unreached"}).content.decode()
    wrong = client.post(there, {"email": "ei ole osoite"})
    mended = client.post(there, {"email": "uusi@example.org"})
    (after,) = queries.addressees(consultation, timezone.now())

    assert "Letter did not arrive" in before
    assert (wrong.status_code, mended.status_code) == (422, 302)
    assert "Enter a valid email address" in wrong.content.decode()
    assert (after.invitation.email, after.letter, after.is_unreached) == (
        "uusi@example.org",
        "waiting",
        False,
    )
    assert queries.invitation_behind(invitation.token) is None
    assert signed_in().post(there, {"email": "uusi@example.org"}).status_code == 403


def test_organisation_that_ended_after_it_was_invited_is_told_to_have_ended(client: Client) -> None:
    consultation, organisation, answered = make_consultation(), make_organisation(), make_organisation()
    invitation = invite(consultation, organisation)
    reply(wearing(answered), invite(consultation, answered))
    for each in (organisation, answered):
        organisations.dissolve(actor=SYSTEM, organisation=each, on=timezone.localdate())
    officer = signed_in(unit=make_unit())

    found = {
        each.invitation.organisation_id: each for each in queries.addressees(consultation, timezone.now())
    }
    later = queries.addressees(consultation, timezone.now() + LONG)
    page = client.get(at(consultation, "invitation", token=invitation.token))
    shown = officer.get(at(consultation, "invitations"), {"state": "ended"}).content.decode()
    table = officer.get(at(consultation, "invitations_file"), {"state": "ended"}).content.decode("utf-8-sig")

    told = found[organisation.pk]
    assert (told.state, told.has_ended, told.is_unreached) == ("ended", True, False)
    assert (found[answered.pk].state, found[answered.pk].has_ended) == ("no_comment", True)
    assert sorted(each.state for each in later) == ["ended", "no_comment"]  # never silent
    assert [row[::2] for row in queries.state_counts(later)] == [("no_comment", 1), ("ended", 1)]
    assert page.status_code == 409
    assert (organisation.name in shown, shown.count("Ended since")) == (True, 2)  # its tab and its chip
    assert [line.split(";")[:2] for line in table.splitlines()[1:]] == [[organisation.name, "Ended since"]]


def test_results_tell_how_many_have_nothing_to_comment_and_never_who(client: Client) -> None:
    consultation, quiet = hopes(), make_organisation(name="Mallilan hiljaiset ry")
    actor, submission = make_answer(consultation)
    actions.send(actor=actor, submission=submission)
    reply(wearing(quiet), invite(consultation, quiet))
    Consultation.objects.update(closes_at=timezone.now())
    computing.compute(consultation.pk)

    words = " ".join(client.get(at(consultation, "results")).content.decode().split())

    assert "1 invited organisation told that it has nothing to comment" in words
    assert quiet.name not in words


def test_reply_page_of_a_closed_consultation_says_that_time_is_over(client: Client) -> None:
    invitation = invite(make_consultation(closes=timedelta(hours=1)))
    consultation = invitation.consultation
    Consultation.objects.update(closes_at=timezone.now())

    answer = client.post(at(consultation, "reply_by_link", token=invitation.token), {"reply": "declined"})

    assert answer.status_code == 409
