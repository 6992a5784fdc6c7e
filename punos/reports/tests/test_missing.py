"""Who is missing: organisations that were heard against the registry, whom to ask still, what asking changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from punos.consultations.models import Consultation, Invitation, Signature, Submission
from punos.consultations.tests.factories import fill, make_consultation, signed_in
from punos.consultations.tests.surveys import make_survey
from punos.consultations.tests.test_survey_results import answer, bring
from punos.consultations.tests.texts import words
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Identified
from punos.contributions.tests.factories import DAY, make_organisation, make_unit
from punos.organisations.models import Organisation
from punos.reports.queries import missing
from punos.reports.queries.missing import Effect, Narrowed
from punos.reports.tests.test_matrix import at

pytestmark = pytest.mark.django_db


def surveyed(*organisations: Organisation) -> Consultation:
    """A closed survey that these organisations answered a day ago, and one resident."""
    survey = make_survey(state="closed")
    told = {"identified": Identified.MANDATE}
    rows = [answer(each.pk, Capacity.ORGANISATION, organisation_id=each.pk, **told) for each in organisations]
    bring(survey, *rows, answer("resident"))
    return survey


def invite(found: Consultation, organisation: Organisation, *, days_ago: float) -> Invitation:
    at_that_time = timezone.now() - days_ago * DAY
    return found.invitations.create(organisation=organisation, nonce="x", at=at_that_time)


def names(found: Consultation, **wanted: str) -> list[str]:
    page = missing.still_to_ask(found, missing.heard_in(found), Narrowed(**wanted), number=None, size=10)
    return [str(each.organisation) for each in page]


def test_organisations_are_counted_against_the_registry_by_field_area_size_and_language() -> None:
    youth, other = make_organisation(field="youth"), make_organisation(field="youth")
    make_organisation(field="older", areas=("01",), languages=("sv",))
    make_organisation(kind="authority")
    found = surveyed(youth)

    with override("en"):
        told = {
            each.key: {one.name: (one.known, one.heard) for one in each.shares} for each in _coverage(found)
        }

    assert told["field"] == {"Young people": (2, 1), "Older people and pensioners": (1, 0)}
    assert told["area"] == {"Wellbeing services county of East Uusimaa": (1, 0), "City of Helsinki": (2, 1)}
    assert told["size"] == {"Volunteers only": (3, 1)}
    assert told["language"] == {"Finnish": (2, 1), "Swedish": (1, 0)}
    assert other.name in names(found)


def _coverage(found: Consultation) -> list[missing.Coverage]:
    return missing.coverage(found, missing.heard_in(found))


def test_who_signed_an_answer_is_heard() -> None:
    own, signer, silent = (make_organisation() for _each in range(3))
    found = surveyed(own)
    submission = Submission.objects.get(voice__organisation=own)
    now = timezone.now()
    for each, confirmed in ((signer, now), (silent, None)):
        Signature.objects.create(
            submission=submission, organisation=each, asked_at=now, confirmed_at=confirmed
        )

    assert set(missing.heard_in(found)) == {own.pk, signer.pk}


def test_who_rated_ideas_is_heard() -> None:
    own, silent = make_organisation(), make_organisation()
    found = make_consultation(state="closed")
    voices = [
        ImportedVoice(str(each.pk), Capacity.ORGANISATION, timezone.now(), organisation_id=each.pk)
        for each in (own, silent)
    ]
    fill(found, ideas=["Tilat"], voices=voices, ratings=[(str(own.pk), 1, 1)])

    assert set(missing.heard_in(found)) == {own.pk}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["Alfa", "Beeta"]),
        ({"field": "older"}, ["Beeta"]),
        ({"area": "01"}, ["Beeta"]),
        ({"size": "20_plus"}, ["Beeta"]),
        ({"language": "sv"}, ["Beeta"]),
        ({"invited": "yes"}, ["Alfa"]),
        ({"invited": "no"}, ["Beeta"]),
    ],
)
def test_whom_to_ask_still_is_narrowed(wanted: dict[str, str], expected: list[str]) -> None:
    alfa = make_organisation(name="Alfa")
    make_organisation(name="Beeta", field="older", areas=("01",), size="20_plus", languages=("sv",))
    found = surveyed(make_organisation(name="Kuultu"))
    invite(found, alfa, days_ago=1)

    assert names(found, **wanted) == expected


def test_what_asking_changed_is_told_by_when_they_were_asked() -> None:
    early, late, first, silent, unasked = (make_organisation() for _each in range(5))
    found = surveyed(early, late, first, unasked)
    Consultation.objects.filter(pk=found.pk).update(opens_at=timezone.now() - 5 * DAY)
    found.refresh_from_db()
    for each, days_ago in ((early, 9), (late, 2), (silent, 2), (first, 0.1)):
        invite(found, each, days_ago=days_ago)

    with override("en"):
        told = missing.effects(found, missing.heard_in(found))

    assert told == [
        Effect("Invited before it opened", 1, 1),
        Effect("Invited after it opened", 2, 1),
        Effect("Answered without being invited, or before it", None, 2),
    ]


def test_page_leads_on_to_inviting_with_what_was_chosen(client: Client) -> None:
    make_organisation(field="older", name="Vanhat")
    found = make_survey()
    leader = signed_in(unit=make_unit())

    page = leader.get(at(found, "missing"), {"field": "older", "area": "", "invited": ""})

    assert "/invitations/many/?field=older" in page.content.decode()
    assert "1 organisation of the directory has not been heard." in words(
        leader, f"{at(found, 'missing')}?field=older"
    )


def test_page_of_a_closed_consultation_invites_nobody() -> None:
    make_organisation()
    leader, found = signed_in(unit=make_unit()), surveyed()

    assert "Invite from among these" not in words(leader, at(found, "missing"))


def test_page_where_everybody_was_heard_says_so() -> None:
    found = surveyed(make_organisation())

    assert "Nobody is left to ask" in words(signed_in(unit=make_unit()), at(found, "missing"))


def test_page_asks_no_more_of_thirty_organisations_than_of_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _each in range(30):
        make_organisation()
    found, leader = surveyed(make_organisation()), signed_in(unit=make_unit())

    with django_assert_max_num_queries(30):
        leader.get(at(found, "missing"))


def test_narrowed_list_is_told_as_a_query() -> None:
    assert Narrowed(field="older", language="sv", invited="yes").query == "field=older&language=sv"


def test_later_answer_of_one_organisation_does_not_move_the_first() -> None:
    own = make_organisation()
    found = surveyed(own)
    submission = Submission.objects.get(voice__organisation=own)
    Signature.objects.create(
        submission=submission,
        organisation=own,
        asked_at=timezone.now(),
        confirmed_at=timezone.now() + timedelta(days=1),
    )

    assert missing.heard_in(found)[own.pk] == submission.sent_at
