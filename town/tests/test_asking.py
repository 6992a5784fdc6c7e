"""Who was asked to answer the open survey stands in every state once at least; what came from elsewhere says so."""

from collections import Counter

import pytest
from django.utils import timezone

from punos.consultations import queries
from punos.consultations.models import Consultation, Submission, Way
from punos.contributions.models import Identified
from punos.mail.rules import check_address
from punos.organisations.models import ImportState
from town.texts import asked_and_told as told
from town.texts import open_survey
from town.texts.addresses import email_of, email_of_body
from town.texts.bodies import BODIES
from town.texts.cast import CAST
from town.texts.registry import registry

COUNCILS = [body.name.fi for body in BODIES if body.kind == "council"]


@pytest.fixture
def survey(town: str, db: None) -> Consultation:
    """The survey that is open in the town."""
    return Consultation.objects.select_related("process").get(slug=open_survey.SLUG)


def test_addresses_are_sound_and_nobodys_and_some_are_missing() -> None:
    rows = registry()
    emails = [email_of(row) for row in rows]
    written = [each for each in [*emails, *map(email_of_body, BODIES)] if each]

    for each in written:
        check_address(each)
    assert {each.rpartition("@")[2] for each in written} == {"example.org"}
    assert len(set(written)) == len(written)
    assert not set(written) & {member.email for member in CAST}
    assert (len(rows), emails.count("")) == (540, 98)


def test_survey_has_asked_organisations_in_every_state(survey: Consultation) -> None:
    found = queries.addressees(survey, timezone.now())
    counts = {value: number for value, _words, number in queries.state_counts(found)}
    letters = Counter(each.letter for each in found)

    assert counts == {
        "invited": 12, "opened": 2, "drafting": 2, "sent": 7, "no_comment": 2, "declined": 1, "unreached": 6,
    }  # fmt: skip
    assert letters["undelivered"] == len(told.BOUNCED)
    assert {each.source.value for each in found} == {"card", "people", "none"}


def test_real_councils_are_asked_and_nothing_is_put_into_their_mouths(survey: Consultation) -> None:
    found = queries.addressees(survey, timezone.now())

    known = {each.invitation.organisation.name: each.state.value for each in found}
    assert {name: known[name] for name in COUNCILS} == dict.fromkeys(COUNCILS, "invited")


def test_import_shows_where_its_answers_come_from_and_what_is_faulty(survey: Consultation) -> None:
    (brought,) = queries.answer_imports_of(survey)
    rows = queries.shown_answers(brought, queries.answer_rows(brought, "faulty"))

    assert (brought.file_name, brought.state) == (told.FILE_NAME, ImportState.DONE)
    counts = queries.answer_outcomes(brought)
    assert (counts["done"], counts["faulty"], counts["same"]) == (9, 3, 0)
    assert [each.row.number for each in rows] == [6, 8, 10]
    imported = Submission.objects.filter(consultation=survey, voice__identified=Identified.IMPORT)
    assert imported.count() == 9


def test_evening_is_noted_as_one_answer_of_all_who_were_there(survey: Consultation) -> None:
    noted = Submission.objects.select_related("voice").get(consultation=survey, typed_in_way=Way.EVENT)

    assert (noted.place, noted.voice.head_count) == (told.PLACE, told.HEADS)
