"""From sent answers to results: what is computed, what the page and the files say."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from punos.consultations import actions, queries
from punos.consultations.actions import ImportedComment, ImportedSubmission, PartFacts
from punos.consultations.models import (
    Consultation,
    PartKind,
    QuestionKind,
    Result,
    ResultFile,
    ResultsShown,
    Signature,
    Submission,
)
from punos.consultations.queries import submitted
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.organisations import LEADS, make_answer
from punos.consultations.tests.surveys import FULL, make_survey, option, question
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Contribution, Identified, Reason
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_organisation,
    make_unit,
    text,
    verbs_since,
)
from punos.organisations.models.actor import SYSTEM
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db


def answer(key: int | str, capacity: Capacity = Capacity.RESIDENT, **more: Any) -> ImportedSubmission:
    """One of the answers of a survey; what is not said is as in `FULL`."""
    at = timezone.now() - DAY
    values = more.pop("values", FULL)
    voice = {"background": {"field": "youth", "area": "90"}, **more}
    return ImportedSubmission(ImportedVoice(str(key), capacity, at, **voice), values, at, "fi")


def bring(survey: Consultation, *rows: ImportedSubmission) -> None:
    actions.bring_in_submissions(actor=SYSTEM, consultation=survey, rows=rows)


def answered(number: int = 8, **changes: Any) -> Consultation:
    """A closed survey of every kind of question with so many residents, an association and a group."""
    survey = make_survey(**{"state": "closed", **changes})
    association = make_organisation(name="Esimerkkiyhdistys")
    bring(
        survey,
        *[
            answer(key, values=FULL if key % 2 else {**FULL, "agree": "yes", "works": 2})
            for key in range(number)
        ],
        answer("o", Capacity.ORGANISATION, organisation_id=association.pk, identified=Identified.MANDATE),
        answer("g", Capacity.GROUP, head_count=5),
    )
    return survey


def figure(code: str) -> dict[str, Any]:
    """What was computed of one question."""
    questions = Result.objects.get().figures["survey"]["questions"]
    found: dict[str, Any] = next(each for each in questions if each["code"] == code)
    return found


# Computing ------------------------------------------------------------------------------------------------------


def test_survey_is_computed_with_persons_organisations_and_groups_apart() -> None:
    survey, before = answered(), last_line()

    assert computing.compute(survey.pk) is True

    survey_figures = Result.objects.get().figures["survey"]
    assert [survey_figures[name] for name in ("total", "persons", "organisations", "groups")] == [10, 8, 1, 1]
    assert survey_figures["statements"] == ["Esimerkkiyhdistys"]
    assert figure("agree")["answered"] == {"person": "8", "organisation": "1", "group": "1", "all": "10"}
    assert figure("why")["shown"] == {"person": "4", "organisation": "1", "group": "1", "all": "6"}
    assert figure("hopes")["answered"]["all"] == "10"
    assert (figure("secret")["answered"]["all"], figure("secret")["parts"]) == ("10", [])
    assert verbs_since(before) == ["results.published"]


def test_survey_is_computed_anew_only_after_a_change() -> None:
    survey = answered()
    computing.compute(survey.pk)
    again = computing.compute(survey.pk)

    Submission.objects.filter(consultation=survey, number=1).update(state="withdrawn")

    assert (again, computing.compute(survey.pk)) == (False, True)
    assert Result.objects.get().figures["survey"]["total"] == 9


@pytest.mark.parametrize(
    "change",
    [
        lambda survey: bring(survey, answer("new")),
        lambda survey: Contribution.objects.filter(thread__question__code="hopes").update(state="hidden"),
        lambda survey: Submission.objects.filter(number=1).update(sent_at=timezone.now()),
        lambda survey: survey.parts.get(kind="questions").questions.filter(code="agree").update(revision=9),
    ],
)
def test_fingerprint_of_a_survey_changes_with_what_results_are_made_of(change: Any) -> None:
    survey = answered(1)
    before = submitted.survey_fingerprint(survey)

    change(survey)

    assert submitted.survey_fingerprint(survey) != before


def test_survey_that_nobody_answered_has_results_of_zeros() -> None:
    survey = make_survey(state="closed")

    assert computing.compute(survey.pk) is True

    page = Client().get(at(survey, "results"))
    assert (Result.objects.get().figures["survey"]["total"], page.status_code, page.context["headline"]) == (
        0,
        200,
        None,
    )


def test_words_that_a_moderator_removed_are_no_answer_and_in_no_file() -> None:
    survey = answered(8)
    said = Contribution.objects.filter(thread__question__code="hopes").order_by("number").first()
    assert said is not None
    contributions.remove(actor=SYSTEM, contribution=said, reason=Reason.INSULT, note="")

    computing.compute(survey.pk)

    assert figure("hopes")["answered"]["all"] == "9"
    package = zipfile.ZipFile(io.BytesIO(bytes(ResultFile.objects.get(name="survey.zip").content)))
    rows = [line for line in package.read("texts.csv").decode().splitlines() if line.startswith("hopes,1,")]
    assert rows == ["hopes,1,fi,hidden,"]


def test_comments_on_a_draft_text_are_counted_by_clause_and_stance() -> None:
    document = make_document()
    make_version(document, make_section_facts("name"), make_section_facts("tasks"))
    facts = PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document)
    consultation = make_consultation(document.process, parts=[facts], state="closed")
    now = timezone.now()
    resident = ImportedVoice("a", Capacity.RESIDENT, now)
    association = ImportedVoice("b", Capacity.ORGANISATION, now, organisation_name="Yhdistys")
    said = [(resident, "Ei."), (resident, "Ei taas."), (association, "Ei meill\u00e4.")]
    rows = [ImportedComment(voice, "name", words, "fi", now, stance="against") for voice, words in said]
    actions.bring_in_comments(actor=SYSTEM, part=consultation.parts.get(), rows=rows)

    computing.compute(consultation.pk)

    figures = Result.objects.get().figures
    counts = {"name": {"against": {"person": 1, "organisation": 1}}}
    assert figures["draft_texts"] == [{"document": document.slug, "clauses": counts}]
    assert (figures["survey"]["persons"], figures["survey"]["organisations"]) == (1, 1)
    page = Client().get(at(consultation, "results"))
    assert page.context["texts"][0].table.rows[0][2] == "1 person, 1 organisation"


def test_to_compute_takes_surveys_and_leaves_drafts_alone() -> None:
    survey = make_survey()
    Consultation.objects.filter(pk=make_survey().pk).update(published_at=None)

    assert queries.to_compute(timezone.now()) == [survey.pk]


# The page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["", "?per=organisation", "?by=field", "?by=language", "?by=nothing"])
def test_results_page_shows_every_question_in_each_way(
    way: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = answered()
    computing.compute(survey.pk)
    client = Client()
    client.get(at(survey, "results"))

    with django_assert_num_queries(12):
        page = client.get(at(survey, "results") + way)

    assert page.status_code == 200
    first = FULL_ORDER[: 4 if "by=" in way and "nothing" not in way else 8]
    assert [each.question.code for each in page.context["questions"]] == [*first]
    assert [each.question.code for each in page.context["contents"]] == [*FULL_ORDER]
    assert page.context["way"] == way.partition("=")[2].replace("nothing", "")
    assert [each.number for each in page.context["statements"]] == [9]


FULL_ORDER = (
    "agree", "why", "needs", "hopes", "members", "works", "parts", "order", "founded", "where", "plan", "secret",
)  # fmt: skip


def test_results_page_tells_each_denominator_with_its_parts() -> None:
    survey = answered()
    computing.compute(survey.pk)

    pages = [Client().get(at(survey, "results") + query) for query in ("", "?page=2")]

    shown = {each.question.code: each for page in pages for each in page.context["questions"]}
    assert [page.context["contents"][8].url for page in pages] == [
        "?page=2#question-founded",
        "#question-founded",
    ]
    assert shown["agree"].answered == "Answered: 10 of 10 who were asked."
    assert shown["why"].answered == "Answered, of those who were asked:"
    assert shown["why"].parts == "Persons: 1\u20134 of 4 \u00b7 Organisations: 1 of 1 \u00b7 Groups: 1 of 1"
    assert shown["agree"].parts == "Persons: 8 of 8 \u00b7 Organisations: 1 of 1 \u00b7 Groups: 1 of 1"
    table = shown["agree"].blocks[0].tables[0]
    assert [str(column.label) for column in table.columns] == [
        "Answer",
        "Persons",
        "Organisations",
        "Groups",
        "All",
    ]
    assert table.rows[0] == ["yes en", "4 (50%)", "0 (0%)", "0 (0%)", "4 (40%)"]
    assert list(shown["why"].notes) == ["1 to 4 persons answered, so the answers of persons are not shown."]
    assert list(shown["secret"].notes) == ["The answers to this question are not published."]


def test_results_page_tells_points_and_places_in_words_apart() -> None:
    survey = answered()
    words = {**FULL, "where": {"lat": None, "lon": None, "name": "Kirjaston takana"}}
    bring(survey, *[answer(f"w{each}", values=words) for each in range(2)])
    computing.compute(survey.pk)

    page = Client().get(at(survey, "results") + "?page=2")

    shown = next(each for each in page.context["questions"] if each.question.code == "where")
    counted, listed = shown.blocks
    assert shown.answered == "Answered: 12 of 12 who were asked."
    assert counted.tables[0].rows == [
        ["A point on the map", "8 (80%)", "1 (100%)", "1 (100%)", "10 (83%)"],
        ["In words only", "2 (20%)", "0 (0%)", "0 (0%)", "2 (17%)"],
        ["Answered", "10", "1", "1", "12"],
    ]
    assert (len(listed.tables[0].rows), listed.title) == (10, "The points")


def test_results_are_the_hosts_alone_until_the_promised_moment() -> None:
    survey = answered(state="open", results_shown=ResultsShown.WHEN_CLOSED)
    computing.compute(survey.pk)

    public, host = Client().get(at(survey, "results")), signed_in(unit=make_unit()).get(at(survey, "results"))

    assert (public.status_code, host.status_code) == (409, 200)
    assert host.context["seen_from"] == ("later", survey.closes_at)


# Files ----------------------------------------------------------------------------------------------------------


def test_package_can_be_downloaded_and_verified(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    survey = answered()
    computing.compute(survey.pk)

    page = Client().get(at(survey, "result_file", stem="survey", ending="zip"))

    package = tmp_path / "survey.zip"
    package.write_bytes(page.content)
    call_command("verify", str(package))
    call_command("verify", survey.slug)
    assert page["Content-Type"] == "application/zip"
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] != []


def jointly_answered() -> Consultation:
    """Three associations: the second answered first and then signed the first one's yes, as the third did before its own no."""
    choices = [option("yes"), option("no")]
    survey = make_survey([question("agree", QuestionKind.SINGLE, options=choices)])
    (first, joint), (second, early), (third, own) = (make_answer(survey, LEADS) for _each in range(3))
    for actor, submission, value in ((first, joint, "yes"), (second, early, "no"), (third, own, "no")):
        actions.save_draft(actor=actor, submission=submission, values={"agree": value}, seen_revision=9)
    actions.send(actor=second, submission=early)
    for actor in (second, third):
        assert actor.organisation is not None  # they wear its hat
        known: dict[str, Any] = {"actor": first, "submission": joint, "organisation": actor.organisation}
        signature = actions.ask_to_sign(**known).signature
        actions.confirm_signature(actor=actor, signature=signature, seen_revision=2)
    actions.send(actor=first, submission=joint)
    actions.send(actor=third, submission=own)
    Consultation.objects.filter(pk=survey.pk).update(results_shown=ResultsShown.WHILE_OPEN)
    return survey


def test_joint_answer_is_one_and_counts_for_each_organisation_whose_last_it_is(tmp_path: Any) -> None:
    survey = jointly_answered()
    before = submitted.survey_fingerprint(survey)
    computing.compute(survey.pk)
    early = Client().get(at(survey, "results") + "?per=organisation")
    Consultation.objects.update(closes_at=timezone.now())
    computing.compute(survey.pk)

    pages = [Client().get(at(survey, "results") + way) for way in ("", "?per=organisation")]

    rows = [page.context["questions"].object_list[0].blocks[0].tables[0].rows for page in pages]
    assert (early.context["ways"], early.context["way"]) == ([], "")
    assert "are told when this has closed" in early.content.decode()
    assert [[row[2] for row in each] for each in rows] == [
        ["1 (33%)", "2 (67%)", "3"],
        ["2 (67%)", "1 (33%)", "3"],
    ]
    content = bytes(ResultFile.objects.get(name="survey.zip").content)
    (tmp_path / "survey.zip").write_bytes(content)
    call_command("verify", str(tmp_path / "survey.zip"))
    table = zipfile.ZipFile(io.BytesIO(content)).read("statements.csv").decode().splitlines()
    assert sorted(line.partition(",")[2] for line in table[1:]) == [
        "1,sent,no", "2,sent,yes", "2,signed,no", "2,signed,yes", "3,sent,yes", "answer,by,counts",
    ]  # fmt: skip
    Signature.objects.filter(submission__number=2).update(confirmed_at=None)
    assert submitted.survey_fingerprint(survey) != before


def test_answer_that_was_typed_in_counts_from_the_day_on_which_it_came() -> None:
    survey = answered(0)
    organisation = Submission.objects.filter(voice__capacity="organisation")
    organisation.update(arrived_on=date(2022, 5, 20), sent_at=datetime(2022, 6, 1, tzinfo=UTC))

    given = submitted.sent_rows(survey).given

    assert [each.at.isoformat() for each in given.values()] == ["2022-05-20T23:59:59.999999+03:00"]


def test_spreadsheet_holds_a_sheet_for_each_question() -> None:
    survey = answered()
    computing.compute(survey.pk)

    book = openpyxl.load_workbook(
        io.BytesIO(bytes(ResultFile.objects.get(name="results.xlsx", language="en").content))
    )

    names = book.sheetnames
    assert names[0] == "Participation"
    assert [name.split()[0] for name in names[1:13]] == [str(number) for number in range(1, 13)]
    assert {"Answers in words", "Field of activity", "Statements"} <= set(names)
    rows = [[cell.value for cell in row] for row in book.worksheets[1].rows]
    assert ["yes en", "Persons", "All answers", 4, 0.5] in [row[1:6] for row in rows]
