"""Requests for information that is not published: who notes and decides them, and what the journal says."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations import actions, rules
from punos.consultations.models import Attachment, Consultation, InformationRequest
from punos.consultations.tests.factories import at, signed_in
from punos.consultations.tests.surveys import make_survey
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_process,
    make_unit,
    make_voice,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, RoleKind

pytestmark = pytest.mark.django_db


def officer(role: RoleKind = RoleKind.OFFICER) -> Actor:
    return make_actor("Olli", unit=make_unit(), role=role)


def note(survey: Consultation, **changes: Any) -> InformationRequest:
    """A request noted today by an officer."""
    facts: dict[str, Any] = {
        "what": "The answers of organisations as a table",
        "asked_on": timezone.localdate(),
    }
    return actions.note_information_request(actor=officer(), consultation=survey, **facts | changes)


def secret_file(survey: Consultation) -> Attachment:
    """A file that its sender believes secret, sent with an answer."""
    now, voice = timezone.now(), make_voice(survey.process)
    submission = survey.submissions.create(
        voice=voice, number=1, state="sent", language="fi", started_at=now, changed_at=now, sent_at=now
    )
    return Attachment.objects.create(
        submission=submission, name="budget.pdf", media_type="application/pdf", size=1, sha256="", content=b"x",
        is_secret=True, ground="Trade secret", is_sent=True, added_at=now,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (RoleKind.COORDINATOR, "yes"),
        (RoleKind.OFFICER, "yes"),
        (RoleKind.MODERATOR, "refused"),
        (None, "refused"),
    ],
)
def test_information_requests_are_seen_by_who_leads_the_process(role: RoleKind | None, said: str) -> None:
    survey = make_survey()
    actor = officer(role) if role else make_actor("Aino")

    assert verdict(rules.check_see_information_requests, actor, survey) == said


def test_information_request_is_noted_and_decided_also_after_the_process_was_closed() -> None:
    survey, before = make_survey(), last_line()
    survey.process.closed_at = timezone.now()
    survey.process.save()

    noted = note(survey, what="  Everything  ")
    decided = actions.decide_information_request(
        actor=officer(), request=noted, given=False, ground="Openness Act, section 24(1)(20)"
    )

    assert (decided.what, decided.given, decided.ground) == (
        "Everything", False, "Openness Act, section 24(1)(20)",
    )  # fmt: skip
    assert [each for each in verbs_since(before) if each.startswith("information.")] == [
        "information.requested", "information.decided",
    ]  # fmt: skip


def test_information_that_was_given_needs_no_ground() -> None:
    decided = actions.decide_information_request(
        actor=officer(), request=note(make_survey()), given=True, ground="left over"
    )

    assert (decided.given, decided.ground) == (True, "")


@pytest.mark.parametrize(
    "faulty",
    [
        lambda survey: {"what": " "},
        lambda survey: {"asked_on": timezone.localdate() + timedelta(days=1)},
        lambda survey: {"attachment": secret_file(make_survey(process=make_process()))},
    ],
)
def test_information_request_that_makes_no_sense_is_refused(faulty: Any) -> None:
    survey = make_survey()

    with pytest.raises(Invalid):
        note(survey, **faulty(survey))
    assert InformationRequest.objects.count() == 0


def test_information_request_is_decided_once_and_with_a_ground() -> None:
    noted = note(make_survey())
    decide = actions.decide_information_request

    with pytest.raises(Invalid):
        decide(actor=officer(), request=noted, given=False, ground="")
    with pytest.raises(Refused):
        decide(actor=make_actor("Aino"), request=noted, given=True, ground="")
    decide(actor=officer(), request=noted, given=True, ground="")
    with pytest.raises(NotNow):
        decide(actor=officer(), request=noted, given=True, ground="")


def test_information_requests_are_noted_and_decided_on_their_page() -> None:
    survey = make_survey()
    file, client = secret_file(survey), signed_in(unit=make_unit())
    address = at(survey, "information_requests")
    told = {"what": "The annex", "asked_on": timezone.localdate().isoformat(), "attachment": file.pk}

    faulty = client.post(address, {**told, "what": ""})
    noted = client.post(address, told)
    request = InformationRequest.objects.get()
    decide = at(survey, "decide_information_request", number=request.pk)
    refused = client.post(decide, {f"request-{request.pk}-given": "no"})
    decided = client.post(decide, {f"request-{request.pk}-given": "yes"})

    request.refresh_from_db()
    assert [each.status_code for each in (faulty, noted, refused, decided)] == [422, 302, 422, 302]
    assert (request.attachment, request.given) == (file, True)
    assert "budget.pdf" in client.get(address).content.decode()
    assert client.get(decide)["Location"] == address


def test_information_requests_are_not_for_others() -> None:
    address = at(make_survey(), "information_requests")

    assert (Client().get(address).status_code, signed_in().get(address).status_code) == (302, 403)
