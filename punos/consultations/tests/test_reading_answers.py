"""Answers to read: who sees them when, what a page tells of whom, and what narrows the list."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from punos.consultations import actions
from punos.consultations.actions import ImportedSubmission
from punos.consultations.models import Attachment, Consultation, Question, ResultsShown, Signature, Submission
from punos.consultations.tests.factories import at, signed_in
from punos.consultations.tests.surveys import FULL, make_survey
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Contribution, Identified, Reason
from punos.contributions.tests.factories import DAY, make_organisation, make_unit
from punos.core.pages import STAMPS_HEADER
from punos.organisations.models import Organisation
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db

PERSON, ASSOCIATION, GROUP = 1, 2, 3  # the numbers of the answers
WORDS = {
    "hopes": "Tapaamisia lis\u00e4\u00e4.",
    "agree": "no",
    "why": "Tilat puuttuvat.",
    "secret": "Salaista",
}


def sent(
    key: str, minutes: int, capacity: Capacity, values: dict[str, Any], **voice: Any
) -> ImportedSubmission:
    """An answer that came so many minutes after the others."""
    when = timezone.now() - DAY + minutes * DAY / 1_440
    known = {"background": {"field": "youth"}, "pseudonym": "", **voice}
    return ImportedSubmission(ImportedVoice(key, capacity, when, **known), values, when, "fi")


@pytest.fixture
def survey() -> Consultation:
    """A closed survey with the answers of a person, an association and a group."""
    made = make_survey(state="closed")
    association = make_organisation(name="Esimerkkiyhdistys")
    rows = [
        sent("p", 0, Capacity.RESIDENT, WORDS),
        sent(
            "o", 1, Capacity.ORGANISATION, FULL, organisation_id=association.pk, identified=Identified.MANDATE
        ),
        sent("g", 2, Capacity.GROUP, {"hopes": "M\u00f6tesplatser", "works": 2}, head_count=7),
    ]
    actions.bring_in_submissions(actor=SYSTEM, consultation=made, rows=rows)
    return made


def read(survey: Consultation, number: int) -> Any:
    """The page of one answer."""
    return Client().get(at(survey, "submission", number=number))


def told(page: Any) -> dict[str, tuple[str, str]]:
    """What a page tells of one answer: by question what was chosen and what was said."""
    answers = page.context["whole"].answers
    return {each.question.code: (each.told, each.words.text if each.words else "") for each in answers}


def test_answers_are_public_when_the_results_are() -> None:
    survey = make_survey(results_shown=ResultsShown.WHEN_CLOSED)
    actions.bring_in_submissions(
        actor=SYSTEM, consultation=survey, rows=[sent("p", 0, Capacity.RESIDENT, WORDS)]
    )
    addresses = [at(survey, "answers"), at(survey, "submission", number=1)]

    public = [Client().get(address).status_code for address in addresses]
    host = [signed_in(unit=make_unit()).get(address).status_code for address in addresses]

    assert (public, host) == ([409, 409], [200, 200])


def test_contact_stands_beside_an_organisations_answer_as_long_as_its_card_publishes_it(
    survey: Consultation,
) -> None:
    card = Organisation.objects.get(name="Esimerkkiyhdistys")
    card.email, card.phone = "info@example.org", "09 123 4567"
    addresses = [at(survey, "answers"), at(survey, "submission", number=ASSOCIATION)]

    seen = []
    for is_public, is_listed in ((True, True), (False, True), (True, False)):
        card.contact_is_public, card.is_listed = is_public, is_listed
        card.save()
        pages = [Client().get(address) for address in addresses]
        seen.append([page.content.decode().count("mailto:info@example.org") for page in pages])

    assert seen == [[3, 1], [0, 0], [0, 0]]
    assert "mailto:" not in read(survey, PERSON).content.decode()
    assert [page.headers[STAMPS_HEADER].partition("=")[0] for page in pages] == ["all", "all"]


def test_answers_in_words_are_listed_question_by_question(
    survey: Consultation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.get(at(survey, "answers"))

    with django_assert_num_queries(9):
        page = client.get(at(survey, "answers"))

    cards = [(each.question.code, each.submission.number) for each in page.context["listed"]]
    assert cards == [("why", 1), ("why", 2), ("needs", 2), ("hopes", 1), ("hopes", 2), ("hopes", 3)]
    assert "Salaista" not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?question=hopes", [1, 2, 3]),
        ("?question=hopes&kind=person", [1]),
        ("?question=hopes&kind=organisation", [2]),
        ("?question=hopes&kind=group", [3]),
        ("?question=hopes&field=youth", [2]),
        ("?question=hopes&field=older", []),
        ("?question=hopes&language=sv", []),
        ("?q=TAPAAMISIA+lis", [1]),
        ("?question=nothing&kind=nobody&field=x", [1, 2, 2, 1, 2, 3]),
        ("?question=secret", [1, 2, 2, 1, 2, 3]),
    ],
)
def test_answers_are_narrowed_and_never_persons_by_their_background(
    survey: Consultation, query: str, found: list[int]
) -> None:
    page = Client().get(at(survey, "answers") + query)

    assert [each.submission.number for each in page.context["listed"]] == found


def test_answer_of_an_organisation_is_shown_whole(survey: Consultation) -> None:
    page = read(survey, ASSOCIATION)

    answers = told(page)
    assert list(answers) == [
        "agree", "why", "needs", "hopes", "members", "works", "parts", "order", "founded", "where",
    ]  # fmt: skip
    assert (answers["agree"], answers["works"][0]) == (("no en", ""), "4 on a scale from 1 to 5")
    assert answers["needs"] == ("grants en\nother en", FULL["needs:other"])
    assert "Esimerkkiyhdistys" in page.content.decode()


def test_answer_of_a_person_shows_words_alone(survey: Consultation) -> None:
    page = read(survey, PERSON)

    assert told(page) == {"why": ("", WORDS["why"]), "hopes": ("", WORDS["hopes"])}


def test_answer_of_a_group_tells_how_many_it_is(survey: Consultation) -> None:
    page = read(survey, GROUP)

    assert told(page)["works"] == ("2 on a scale from 1 to 5", "")
    assert "A group of 7" in page.content.decode()


def test_answer_names_who_confirmed_it_and_lists_public_annexes_only(survey: Consultation) -> None:
    submission, now = Submission.objects.get(number=ASSOCIATION), timezone.now()
    yes, no = make_organisation(name="Allekirjoittaja"), make_organisation(name="Pyydetty")
    Signature.objects.create(submission=submission, organisation=yes, asked_at=now, confirmed_at=now)
    Signature.objects.create(submission=submission, organisation=no, asked_at=now)
    for name, more in (
        ("open.pdf", {}), ("secret.pdf", {"is_secret": True}), ("draft.pdf", {"is_sent": False}), ("gone.pdf", {"removed_at": now}),
    ):  # fmt: skip
        facts = {"media_type": "application/pdf", "size": 1, "sha256": "", "content": b"x", "added_at": now}
        Attachment.objects.create(submission=submission, name=name, **{"is_sent": True, **facts, **more})

    whole = read(survey, ASSOCIATION).context["whole"]

    assert [str(each.organisation) for each in whole.signers] == ["Allekirjoittaja"]
    assert [each.name for each in whole.annexes] == ["open.pdf"]


def test_removed_words_are_replaced_by_the_reason(survey: Consultation) -> None:
    said = Contribution.objects.get(thread__question__code="hopes", voice__speaker="file:p")
    contributions.remove(actor=SYSTEM, contribution=said, reason=Reason.INSULT, note="")

    pages = [read(survey, PERSON), Client().get(at(survey, "answers"))]
    found = Client().get(at(survey, "answers") + "?q=tapaamisia+lis")

    assert [WORDS["hopes"] in page.content.decode() for page in pages] == [False, False]
    assert pages[0].context["whole"].answers[1].words.removed_for == Reason.INSULT
    assert found.context["listed"].paginator.count == 0


def test_withdrawn_answer_is_gone_and_one_never_sent_is_not_there(survey: Consultation) -> None:
    Submission.objects.filter(number=PERSON).update(state="withdrawn", withdrawn_at=timezone.now())

    statuses = [read(survey, number).status_code for number in (PERSON, GROUP, 99)]

    assert statuses == [410, 200, 404]
    assert 1 not in {each.submission.number for each in Client().get(at(survey, "answers")).context["listed"]}


def test_question_that_hangs_on_one_that_is_not_public_is_not_shown(survey: Consultation) -> None:
    Question.objects.filter(code="agree").update(is_public=False)

    page = Client().get(at(survey, "answers"))

    assert {each.question.code for each in page.context["listed"]} == {"needs", "hopes"}
    assert not {"agree", "why"} & set(told(read(survey, ASSOCIATION)))


def test_fixed_address_of_words_leads_to_their_answer(survey: Consultation) -> None:
    said = Contribution.objects.get(thread__question__code="hopes", voice__speaker="file:p")

    response = Client().get(f"/en{said.address}")

    assert response["Location"] == f"{at(survey, 'submission', number=PERSON)}#answer-{said.pk}"


def test_answers_are_given_to_machines_page_by_page(survey: Consultation) -> None:
    address = f"/api/v1/processes/{survey.process.slug}/consultations/{survey.slug}/answers"

    first = Client().get(f"{address}?question=hopes").json()
    rest = Client().get(f"{address}?question=hopes&after={first[0]['id']}").json()

    columns = ("answer", "speaker", "organisation", "head_count", "text", "language", "removed_for")
    assert [tuple(row[name] for name in columns) for row in first] == [
        (1, "person", "", None, WORDS["hopes"], "fi", ""),
        (2, "organisation", "Esimerkkiyhdistys", None, FULL["hopes"], "fi", ""),
        (3, "group", "", 7, "M\u00f6tesplatser", "fi", ""),
    ]
    assert rest == first[1:]


def test_answers_are_not_given_to_machines_before_the_results() -> None:
    survey = make_survey()
    address = f"/api/v1/processes/{survey.process.slug}/consultations/{survey.slug}/answers"

    assert Client().get(address).status_code == 409
