"""The pages and files of the results: who sees them when, and what is in them."""

import pytest
from django.test import Client

from punos.consultations.models import ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import at, signed_in, taking_part, thread_of, well_rated
from punos.contributions.tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("shown", list(ResultsShown))
def test_results_and_their_files_are_hidden_from_the_public_while_the_host_wants_it(shown: str) -> None:
    consultation = well_rated(results_shown=shown)
    computing.compute(consultation.pk)
    addresses = [
        at(consultation, "results"),
        at(consultation, "result_file", stem="ideas", ending="csv"),
        f"/api/v1/processes/{consultation.process.slug}/consultations/{consultation.slug}/results",
    ]

    public = [Client().get(address).status_code for address in addresses]
    host = [signed_in(unit=make_unit()).get(address).status_code for address in addresses]

    assert public == ([200] * 3 if shown == ResultsShown.WHILE_OPEN else [409] * 3)
    assert host == [200] * 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ideas.csv", "text/csv; charset=utf-8"),
        ("ratings.csv", "text/csv; charset=utf-8"),
        ("participation.csv", "text/csv; charset=utf-8"),
        ("background.csv", "text/csv; charset=utf-8"),
        ("registry.csv", "text/csv; charset=utf-8"),
        ("figures.json", "application/json"),
        ("results.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("field.svg", "image/svg+xml"),
        ("area.svg", "image/svg+xml"),
    ],
)
def test_every_file_of_the_results_can_be_downloaded(name: str, kind: str) -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)
    stem, ending = name.split(".")

    response = Client().get(at(consultation, "result_file", stem=stem, ending=ending))

    assert (response.status_code, response["Content-Type"]) == (200, kind)
    named = f'attachment; filename="{consultation.slug}-{name}"'
    assert response.get("Content-Disposition", "") == ("" if ending == "svg" else named)


@pytest.mark.parametrize(("stem", "ending"), [("nothing", "csv"), ("ideas", "exe"), ("settings", "py")])
def test_file_that_was_not_made_is_not_there(stem: str, ending: str) -> None:
    consultation = well_rated(state="closed")
    computing.compute(consultation.pk)

    assert Client().get(at(consultation, "result_file", stem=stem, ending=ending)).status_code == 404


def test_results_before_the_first_computation_say_so() -> None:
    response = Client().get(at(well_rated(state="closed"), "results"))

    assert (response.status_code, response.context["result"]) == (200, None)


def test_results_can_be_seen_with_one_answer_per_organisation_and_page_by_page() -> None:
    consultation = well_rated(number_of_ideas=45, state="closed")
    computing.compute(consultation.pk)

    pages = [
        Client().get(at(consultation, "results") + query)
        for query in ("", "?page=2", "?per=organisation", "?page=x")
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert [len(page.context["ranked"].object_list) for page in pages] == [40, 5, 0, 40]
    assert [page.context["per_organisation"] for page in pages] == [False, False, True, False]


def test_thread_of_the_page_is_the_one_that_is_rated() -> None:
    consultation = well_rated(number_of_ideas=1)
    client = taking_part(consultation)

    assert client.get(at(consultation, "rate")).context["thread"] == thread_of(consultation)
