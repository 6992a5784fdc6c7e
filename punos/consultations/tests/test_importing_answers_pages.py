"""The pages on which an officer brings in answers."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from punos.consultations import actions
from punos.consultations.models import AnswerImport, Submission
from punos.consultations.models.answer_faults import IMPORT_FAULTS, LIMITS
from punos.consultations.tasks import importing_answers as tasks
from punos.consultations.tests.factories import at
from punos.consultations.tests.gathered import as_csv, brought_in, led, read, work
from punos.contributions.tests.factories import make_person
from punos.organisations.models import Actor

pytestmark = pytest.mark.django_db
ROWS = [("1", "1.5.2022", "yes", "Tilat."), ("2", "never", "no", "=1+1"), ("3", "", "no", "")]
HTMX = {"HX-Request": "true", "HX-Target": "progress"}


def browser(actor: Actor) -> Client:
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def sent(content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("a.csv", content), "language": "fi"}


def test_officer_brings_in_a_table_page_by_page() -> None:
    survey, officer = led()
    client = browser(officer)

    first = client.get(at(survey, "answer_imports"))
    answer = client.post(at(survey, "answer_imports"), sent(as_csv(ROWS)))
    page, taken = answer["Location"], AnswerImport.objects.get()
    waiting = client.get(page, headers=HTMX)
    work(taken)
    asked = client.get(page)
    named = {
        "column_0": "@key",
        "column_1": "@time",
        "column_2": "agree",
        "column_3": "hopes",
        "named": "organisation",
    }
    client.post(at(survey, "answer_import_columns", number=taken.pk), named)
    work(taken)
    dry = client.get(page)
    faulty = client.get(page, {"outcome": "faulty"})
    client.post(at(survey, "change_answer_import", number=taken.pk, what="bring-in"))
    part = client.get(page, headers=HTMX)
    work(taken)
    done, ended = client.get(page), client.get(page, headers=HTMX)

    pages = (first, waiting, asked, dry, done)
    assert ([each.status_code for each in pages], answer.status_code) == ([200] * 5, 302)
    assert asked.context["form"].fields["column_2"].initial == "agree"
    assert [len(each.context["shown"]) for each in (dry, faulty)] == [3, 1]
    assert (dry.context["counts"]["waiting"], done.context["counts"]["done"]) == (2, 2)
    assert (waiting.headers.get("HX-Refresh"), part.headers.get("HX-Refresh"), ended["HX-Refresh"]) == (
        None, None, "true",
    )  # fmt: skip
    assert Submission.objects.count() == 2


def test_officer_takes_back_on_the_page_what_came_in() -> None:
    survey, officer = led()
    client, taken = browser(officer), brought_in(read(survey, officer, as_csv([ROWS[0]])), officer)
    page = at(survey, "answer_import", number=taken.pk)

    client.post(at(survey, "change_answer_import", number=taken.pk, what="take-back"))
    back = client.get(page)
    work(taken)

    assert (back.status_code, client.get(page).status_code, Submission.objects.count()) == (200, 200, 0)


def test_slip_in_the_columns_and_a_file_that_is_none_cost_nothing() -> None:
    survey, officer = led()
    client, taken = browser(officer), read(survey, officer, as_csv(ROWS))

    wrong = client.post(
        at(survey, "answer_import_columns", number=taken.pk), {"column_2": "agree", "column_3": "agree"}
    )
    broken = client.post(at(survey, "answer_imports"), sent(b"%PDF-\x00"))
    empty = client.post(at(survey, "answer_imports"), sent(b""))
    again = client.post(at(survey, "answer_imports"), sent(as_csv(ROWS)))

    assert [each.status_code for each in (wrong, broken, empty, again)] == [422, 422, 422, 422]
    assert broken.context["form"].errors["file"] == [str(IMPORT_FAULTS["no_table"])]
    assert (AnswerImport.objects.count(), taken.rows.count()) == (1, 3)


def test_file_without_rows_or_with_too_many_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    survey, officer = led()
    monkeypatch.setattr(tasks, "LIMITS", replace(LIMITS, rows=2))
    taken = actions.take_answers(
        actor=officer, consultation=survey, file_name="a.csv", content=as_csv(ROWS), language="fi"
    )
    work(actions.name_answer_columns(actor=officer, answer_import=work(taken), columns={"2": "agree"}))
    taken.refresh_from_db()

    shown = browser(officer).get(at(survey, "answer_import", number=taken.pk))

    assert (taken.fault, taken.rows.count(), bytes(taken.content)) == ("too_many_rows", 0, b"")
    assert str(shown.context["fault"]) == str(IMPORT_FAULTS["too_many_rows"])


def test_faulty_rows_are_given_back_without_formulas() -> None:
    survey, officer = led()
    taken = read(
        survey, officer, as_csv([("1", "", "boats", "@SUM(A1)")]), columns={"2": "parts:grants", "3": "hopes"}
    )

    answer = browser(officer).get(at(survey, "faulty_answers", number=taken.pk))

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Row", "What is wrong", "agree? en", "hopes?"]
    assert lines[1][0] == "2"
    assert lines[1][2:] == ["boats", "'@SUM(A1)"]


def test_pages_of_imports_are_closed_to_everybody_else() -> None:
    survey, officer = led()
    taken = read(survey, officer, as_csv(ROWS))
    number: dict[str, Any] = {"number": taken.pk}
    pages = [
        at(survey, "answer_imports"), at(survey, "answer_import", **number), at(survey, "faulty_answers", **number),
    ]  # fmt: skip
    stranger = Client()
    stranger.force_login(make_person("Sanna"))
    bring_in = at(survey, "change_answer_import", **number, what="bring-in")

    assert [Client().get(each).status_code for each in pages] == [302] * 3
    assert [stranger.get(each).status_code for each in pages] == [403] * 3
    assert (stranger.post(bring_in).status_code, Client().post(bring_in).status_code) == (403, 302)
    assert browser(officer).post(at(survey, "change_answer_import", **number, what="x")).status_code == 404
    assert browser(officer).get(bring_in).status_code == 302


def test_stuck_import_offers_to_go_on() -> None:
    survey, officer = led()
    client = browser(officer)
    client.post(at(survey, "answer_imports"), sent(as_csv(ROWS)))
    AnswerImport.objects.update(moved_at=timezone.now() - timedelta(minutes=3))

    shown = client.get(at(survey, "answer_import", number=AnswerImport.objects.get().pk))

    assert shown.context["is_stuck"] is True


@pytest.mark.parametrize("rows", [1, 30])
def test_page_of_an_import_asks_as_much_for_many_rows_as_for_one(
    rows: int, django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]]
) -> None:
    survey, officer = led()
    client = browser(officer)
    taken = read(survey, officer, as_csv([(str(each), "", "yes", "Toive") for each in range(rows)]))

    with django_assert_max_num_queries(30):
        answer = client.get(at(survey, "answer_import", number=taken.pk))

    assert len(answer.context["shown"]) == rows
