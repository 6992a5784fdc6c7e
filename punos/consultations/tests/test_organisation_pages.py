"""The pages of an organisation's answer: together, approved, signed."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions
from punos.consultations.models import Approval, QuestionKind, Signature, Submission, SubmissionState
from punos.consultations.tests.factories import at
from punos.consultations.tests.organisations import colleague, make_answer, rewrite
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.tests.factories import make_organisation
from punos.contributions.tests.test_speaking_for import wearing
from punos.core.uploads import examine
from punos.organisations.models import Actor, Scope

pytestmark = pytest.mark.django_db
HOPES = [question("hopes", QuestionKind.TEXT)]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def browser(actor: Actor) -> Client:
    """The browser of somebody who has signed in, without a hat."""
    client = Client()
    assert actor.person is not None  # whoever has a mandate is a person
    client.force_login(actor.person)
    return client


def test_organisation_page_leads_from_draft_to_approval() -> None:
    consultation = make_survey(HOPES)
    actor, submission = make_answer(consultation)
    chair = colleague(submission, (Scope.REPRESENT,), "Pekka")
    writer, approver = browser(actor), browser(chair)
    hat = f"?for={actor.organisation_id}"
    page = at(consultation, "organisation_answer") + hat
    approve = at(consultation, "approve_answer") + hat

    faulty = writer.post(page, {"approval": "recorded", "on": "2999-01-01", "by": "Board"})
    told = writer.post(page, {"approval": "recorded", "on": "2022-05-03", "by": "Board"})
    shown = writer.get(page).content.decode()
    chosen = writer.post(page, {"approval": "in_system"})
    looked = writer.post(at(consultation, "ask_to_look") + hat).content.decode()
    rewrite(actor, submission, "Tilat ja bussit.")
    stale = approver.post(approve, {"seen_revision": 1})
    seen = approver.get(page)
    approved = approver.post(approve, {"seen_revision": seen.context["seen_form"]["seen_revision"].value()})

    assert (faulty.status_code, told.status_code, chosen.status_code) == (422, 302, 302)
    assert ("Dealt with on" in shown, "Tuula" in shown, "1 person got a letter" in looked) == (
        True,
        True,
        True,
    )
    assert (stale.status_code, "changed since you read it" in stale.content.decode()) == (422, True)
    assert ("Go on writing" in seen.content.decode(), approved.status_code) == (False, 302)
    kept = Submission.objects.get()
    assert (kept.state, kept.approval, kept.approved_by) == (
        SubmissionState.APPROVED, Approval.IN_SYSTEM, chair.person_id,
    )  # fmt: skip


def test_organisation_page_is_not_for_others() -> None:
    consultation = make_survey(HOPES)
    actor, _submission = make_answer(consultation)
    other = wearing(make_organisation())
    page = at(consultation, "organisation_answer")

    nobody = Client().get(page)
    without_hat = browser(actor).get(page)
    stranger = browser(other).get(f"{page}?for={actor.organisation_id}")
    not_begun = browser(other).get(f"{page}?for={other.organisation_id}")

    assert "/sign-in/" in nobody["Location"]
    assert [without_hat.status_code, stranger.status_code, not_begun.status_code] == [403, 403, 404]


def test_signature_goes_from_asking_to_signing_on_the_desk_and_back() -> None:
    consultation = make_survey(HOPES)
    actor, _submission = make_answer(consultation)
    other = make_organisation(name="Naapuri ry")
    signer, stranger = wearing(other, scopes=(Scope.REPRESENT,)), wearing(make_organisation())
    writer, reader = browser(actor), browser(signer)
    sign = f"{at(consultation, 'ask_to_sign')}?for={actor.organisation_id}"

    unknown = writer.post(sign, {"name": "No such"})
    asked = writer.post(sign, {"name": "Naapuri ry"}).content.decode()
    signature = Signature.objects.get()
    page = at(consultation, "signature", number=signature.pk)
    desk = reader.get("/en/desk/").content.decode()
    read = reader.get(page).content.decode()
    refused = browser(stranger).get(page)
    stale = reader.post(page, {"seen_revision": 0})
    signed = reader.post(page, {"seen_revision": 1})
    shown = reader.get(page).content.decode()
    declined = reader.post(at(consultation, "decline_signature", number=signature.pk))
    removed = writer.post(
        f"{at(consultation, 'withdraw_signature_request', number=signature.pk)}?for={actor.organisation_id}"
    )

    assert (unknown.status_code, "1 person got a letter" in asked) == (422, True)
    assert (page in desk, "Tilat." in read, refused.status_code) == (True, True, 403)
    assert (stale.status_code, signed.status_code, "Take the signature back" in shown) == (422, 302, True)
    assert (declined.status_code, removed.status_code, Signature.objects.count()) == (302, 302, 0)
    gone = [reader.get(page), reader.post(at(consultation, "decline_signature", number=signature.pk))]
    assert [each.status_code for each in gone] == [404, 404]
    assert "/sign-in/" in Client().get(page)["Location"]


def test_files_are_opened_before_sending_by_its_own_people_and_by_who_is_asked_to_sign() -> None:
    consultation = make_survey(HOPES)
    actor, submission = make_answer(consultation)
    file = actions.attach_annex(
        actor=actor, submission=submission, file=examine("liite.txt", b"Sanoja"), is_secret=True, ground="S"
    )
    chair = colleague(submission, (Scope.REPRESENT,), "Pekka")
    other = make_organisation(name="Naapuri ry")
    signer, clerk = wearing(other, scopes=(Scope.REPRESENT,)), wearing(other, scopes=(Scope.ANSWER,))
    asked = actions.ask_to_sign(actor=actor, submission=submission, organisation=other).signature
    hat = f"?for={actor.organisation_id}"
    own = at(consultation, "organisation_file", file=file.pk) + hat
    signed = at(consultation, "signature_file", number=asked.pk, file=file.pk)

    pages = [
        browser(chair).get(at(consultation, "organisation_answer") + hat).content.decode(),
        browser(signer).get(at(consultation, "signature", number=asked.pk)).content.decode(),
    ]
    found = [browser(chair).get(own), browser(signer).get(signed)]
    refused = [browser(clerk).get(signed), browser(signer).get(own), browser(signer).get(f"{signed}9")]
    submission.attachments.update(removed_at=timezone.now())
    removed = [browser(chair).get(own), browser(signer).get(signed)]

    links = [f'<a href="{address}">liite.txt</a>' for address in (own, signed)]
    assert [link in page for link, page in zip(links, pages, strict=True)] == [True, True]
    assert [(each.status_code, each.content) for each in found] == [(200, b"Sanoja")] * 2
    assert [each.status_code for each in refused] == [403, 403, 404]
    assert [each.status_code for each in removed] == [409, 409]
    gone = at(consultation, "signature_file", number=asked.pk + 1, file=file.pk)
    assert [browser(signer).get(gone).status_code, Client().get(own).status_code] == [404, 302]
    assert "/sign-in/" in Client().get(signed)["Location"]


def test_check_page_tells_who_has_not_signed_and_refuses_what_is_not_approved() -> None:
    consultation = make_survey(HOPES)
    actor, submission = make_answer(consultation)
    client = browser(actor)
    client.post("/en/hat/", {"organisation": actor.organisation_id})
    Submission.objects.update(approval=Approval.RECORDED)
    client.post(f"{at(consultation, 'ask_to_sign')}?for={actor.organisation_id}", {"name": make_organisation(name="Naapuri ry").name})  # fmt: skip

    check = client.get(at(consultation, "check_answer"))
    form = client.get(at(consultation, "answer")).content.decode()
    refused = client.post(at(consultation, "send_answer"), {":whose": check.context["whose"]})

    assert "1 organisation that was asked to sign has not signed" in check.content.decode()
    assert at(consultation, "organisation_answer") in form
    assert (refused.status_code, "on which day" in refused.content.decode()) == (422, True)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.DRAFT
