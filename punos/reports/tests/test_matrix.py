"""The matrix of statements: what stands in a cell, who sees it, what the filters and the files hold."""

import io
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from punos.consultations import actions
from punos.consultations.actions import ImportedComment
from punos.consultations.models import Consultation, ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import make_consultation, signed_in
from punos.consultations.tests.test_survey_results import answered
from punos.consultations.tests.texts import make_hearing, next_version, part_of, words
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Contribution, Identified, Reason
from punos.contributions.tests.factories import DAY, make_organisation, make_unit
from punos.organisations import actions as organisations
from punos.organisations.models.actor import SYSTEM
from punos.reports.queries import matrix as matrices
from punos.reports.queries.matrix import Wanted

EVERYTHING = Wanted()
pytestmark = pytest.mark.django_db


def at(consultation: Consultation, name: str = "matrix", *, read_in: str = "en", **more: Any) -> str:
    """The address of a page of this room."""
    names = {"process": consultation.process.slug, "consultation": consultation.slug}
    with translation.override(read_in):
        return reverse(f"reports:{name}", kwargs=names | more)


def comment(key: str, clause: str, text: str = "Hyvä.", field: str = "youth", **more: Any) -> ImportedComment:
    """What somebody said of a clause; an organisation called by its key unless told otherwise."""
    told: dict[str, Any] = {"capacity": Capacity.ORGANISATION, "identified": Identified.MANDATE}
    voice = {each: more.pop(each) for each in list(more) if each in ImportedVoice.__dataclass_fields__}
    told |= voice
    if told["capacity"] == Capacity.ORGANISATION:
        told.setdefault("organisation_id", make_organisation(name=key, field=field).pk)
    now = timezone.now() - DAY
    speaker = ImportedVoice(key, told.pop("capacity"), now, **told)
    return ImportedComment(speaker, clause, text, "fi", now, **more)


def hearing(*comments: ImportedComment, **changes: Any) -> Consultation:
    """A closed hearing on a text of two clauses with these comments, and its results."""
    found, _document = make_hearing(state="closed")
    if changes:
        Consultation.objects.filter(pk=found.pk).update(**changes)
        found.refresh_from_db()
    actions.bring_in_comments(actor=SYSTEM, part=part_of(found), rows=comments)
    computing.compute(found.pk)
    return found


def cells(found: Consultation, wanted: Wanted = EVERYTHING) -> dict[tuple[str, str], list[str]]:
    """Stance and words by clause and organisation."""
    with translation.override("en"):
        shown, _page = matrices.matrix(found, wanted, lines=matrices.lines_of(found), number=None)
    return {
        (line.key, str(voice.organisation)): [f"{each.stance}:{each.text}" for each in said]
        for line, _counts, row in shown.rows
        for voice, said in row
        if said
    }


def test_cell_holds_what_an_organisation_said_of_a_clause() -> None:
    found = hearing(
        comment("Alfa", "tehtavat", "Hyvä.", stance="for"),
        comment("Beeta", "jasenet", "Huono.", stance="against", rewording="Jäseniä on 20."),
        comment("p", "jasenet", "Minä.", capacity=Capacity.RESIDENT, identified=Identified.BROWSER),
    )

    assert cells(found) == {
        ("tehtavat.tehtavat", "Alfa"): ["for:Hyvä."],
        ("tehtavat.jasenet", "Beeta"): ["against:Huono."],
    }


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(clause="tehtavat.tehtavat"), {"Alfa"}),
        (Wanted(field="older"), {"Beeta"}),
        (Wanted(stance="against"), {"Beeta"}),
        (Wanted(reworded=True), {"Beeta"}),
        (Wanted(stance="neutral"), set()),
    ],
)
def test_matrix_is_narrowed(wanted: Wanted, names: set[str]) -> None:
    found = hearing(
        comment("Alfa", "tehtavat", stance="for"),
        comment("Beeta", "jasenet", stance="against", rewording="Jäseniä on 20.", field="older"),
    )

    assert {name for _clause, name in cells(found, wanted)} == names


def test_page_shows_twelve_organisations_at_once_and_persons_as_counts() -> None:
    found = hearing(
        *(comment(f"Yhdistys {number:02}", "tehtavat", stance="for") for number in range(13)),
        comment("p", "tehtavat", "Salattu.", capacity=Capacity.RESIDENT, identified=Identified.BROWSER),
    )

    first, second = (Client().get(at(found), {"page": number}) for number in ("1", "2"))

    assert [len(each.context["matrix"].speakers) for each in (first, second)] == [12, 1]
    assert "Without a stance: persons 1 " in words(Client(), at(found))
    assert "Salattu" not in first.content.decode()


def test_what_a_moderator_removed_is_in_no_cell_and_no_file() -> None:
    found = hearing(comment("Alfa", "tehtavat", "Poistettava.", stance="for"))
    contributions.remove(actor=SYSTEM, contribution=Contribution.objects.get(), reason=Reason.INSULT, note="")

    assert cells(found) == {}
    assert "Poistettava" not in text_of(found)


def test_matrix_of_a_survey_has_questions_down() -> None:
    survey = answered(1)
    computing.compute(survey.pk)

    found = cells(survey)

    assert found["hopes", "Esimerkkiyhdistys"] == [":Säännölliset tapaamiset."]
    assert found["agree", "Esimerkkiyhdistys"] == [":no en"]
    assert ("secret", "Esimerkkiyhdistys") not in found


@pytest.mark.parametrize(
    ("shown", "status", "of_leader"),
    [(ResultsShown.WHEN_CLOSED, 200, 200), (ResultsShown.TO_HOST, 409, 200)],
)
def test_matrix_is_seen_by_all_as_soon_as_the_results_are(shown: str, status: int, of_leader: int) -> None:
    found = hearing(comment("Alfa", "tehtavat"), results_shown=shown)
    leader = signed_in(unit=make_unit())

    assert (Client().get(at(found)).status_code, leader.get(at(found)).status_code) == (status, of_leader)
    for ending in ("docx", "xlsx"):
        assert Client().get(at(found, "matrix_file", ending=ending)).status_code == status


@pytest.mark.parametrize("make", [hearing, lambda: make_consultation(state="closed")])
def test_matrix_without_statements_says_why(make: Any) -> None:
    response = Client().get(at(make()))

    assert (response.status_code, b'class="empty"' in response.content) == (200, True)


def test_page_with_filters_that_find_nothing_leads_back() -> None:
    found = hearing(comment("Alfa", "tehtavat", stance="for"))

    assert "Show all statements" in words(Client(), f"{at(found)}?stance=neutral&clause=none")


# Files ----------------------------------------------------------------------------------------------------------


def text_of(found: Consultation, client: Client | None = None) -> str:
    """Everything that the summary of statements says."""
    response = (client or Client()).get(at(found, "matrix_file", ending="docx"))
    read = docx.Document(io.BytesIO(response.content))
    return "\n".join(each.text for each in read.paragraphs)


def test_document_has_each_clause_with_quotes_by_name_and_room_for_the_response() -> None:
    found = hearing(
        comment("Alfa", "tehtavat", "Hyvä.", stance="for", rewording="Kokoontuu kuusi kertaa."),
        comment("p", "tehtavat", "Salattu.", capacity=Capacity.RESIDENT, identified=Identified.BROWSER),
    )

    told = text_of(found)

    lines = told.split("\n")
    here = lines.index("Tehtavat")
    assert lines[here + 1] == "Kokoontuu neljä kertaa."
    assert [line for line in lines[here + 2 :] if line][:5] == [
        "Alfa (For)",
        "\u201dHyvä.\u201d",
        "Proposed wording:",
        "\u201dKokoontuu kuusi kertaa.\u201d",
        "Response of the city",
    ]
    assert "No organisation said anything of this." in lines
    assert "Salattu" not in told


def test_document_names_who_was_invited_and_silent_to_those_who_lead_alone() -> None:
    found = hearing(comment("Alfa", "tehtavat"))
    silent = make_organisation(name="Hiljainen")
    found.invitations.create(organisation=silent, nonce="x", at=timezone.now())

    assert "Hiljainen" not in text_of(found)
    assert "1 organisation was invited by name." in text_of(found)
    assert "Invited, no statement: Hiljainen" in text_of(found, signed_in(unit=make_unit()))


def test_document_tells_who_was_invited_and_has_ended_since() -> None:
    found = hearing(comment("Alfa", "tehtavat"))
    ended = make_organisation(name="Lakannut")
    found.invitations.create(organisation=ended, nonce="x", at=timezone.now())
    organisations.dissolve(actor=SYSTEM, organisation=ended, on=timezone.localdate())

    told = text_of(found, signed_in(unit=make_unit()))

    assert "Invited, no statement: Lakannut (ended since)" in told


def test_spreadsheet_has_the_matrix_and_every_statement_and_no_formula() -> None:
    found = hearing(comment("=Alfa", "tehtavat", "=1+1", stance="for"))

    content = Client().get(at(found, "matrix_file", ending="xlsx")).content

    matrix, listed = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert matrix["C1"].value == "=Alfa"
    assert (matrix["C2"].value, matrix["C1"].data_type) == ("[For]\n=1+1", "s")
    assert [cell.value for cell in listed[2]][:5] == ["Tehtavat", "=Alfa", "For", None, "=1+1"]


def test_other_endings_are_not_found() -> None:
    assert Client().get(at(hearing(), "matrix_file", ending="pdf")).status_code == 404


def test_page_asks_no_more_of_thirteen_organisations_than_of_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    found = hearing(*(comment(f"Yhdistys {number:02}", "tehtavat") for number in range(13)))

    with django_assert_max_num_queries(15):
        Client().get(at(found))


def test_clause_that_only_an_older_version_has_stands_last_with_what_was_said_of_it() -> None:
    found, document = make_hearing()
    actions.bring_in_comments(actor=SYSTEM, part=part_of(found), rows=[comment("Alfa", "jasenet", "Vanha.")])
    next_version(document)

    lines = matrices.lines_of(found)

    assert [line.key for line in lines] == ["tehtavat.tehtavat", "tehtavat.jasenet"]
    assert cells(found) == {("tehtavat.jasenet", "Alfa"): [":Vanha."]}
