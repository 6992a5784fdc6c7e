"""Files, paper and what is asked with how one answers: the pages beside the form of a survey."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from punos.consultations import queries
from punos.consultations.actions import Told
from punos.consultations.models import Option, Question, QuestionKind, Submission
from punos.consultations.tests.answering import fill_in, later, values_of
from punos.consultations.tests.factories import at, make_consultation, taking_part
from punos.consultations.tests.surveys import every_kind, make_survey, question
from punos.consultations.tests.test_answering import sent
from punos.contributions.models import Voice
from punos.contributions.tests.factories import text

pytestmark = pytest.mark.django_db


def test_files_come_along_and_wrong_ones_are_explained() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    good, bad = SimpleUploadedFile("suunnitelma.txt", b"Hei"), SimpleUploadedFile("x.pdf", b"MZ\x90\x00" * 99)

    mixed = fill_in(client, consultation, {"hopes": "Tiloja"}, plan=[good, bad])
    kept = Submission.objects.get().attachments.get()
    file = client.get(at(consultation, "answer_file", number=kept.pk))
    others = taking_part(consultation).get(at(consultation, "answer_file", number=kept.pk))
    client.post(at(consultation, "remove_file", number=kept.pk))

    assert (mixed.status_code, "x.pdf" in mixed.content.decode()) == (422, True)
    assert values_of(consultation)["hopes"] == "Tiloja"
    assert (file.content, file.headers["X-Content-Type-Options"], others.status_code) == (
        b"Hei",
        "nosniff",
        404,
    )
    assert Submission.objects.get().attachments.count() == 0


def test_questions_as_a_word_file_in_each_language() -> None:
    consultation = make_survey()

    for language in ("fi", "sv", "en"):
        file = Client().get(at(consultation, "questions_file", language=language))
        document = zipfile.ZipFile(io.BytesIO(file.content)).read("word/document.xml").decode()
        assert [f"agree? {language}".replace(" fi", "") in document, "yes" in document] == [True, True]
    assert Client().get(at(make_consultation(), "questions_file")).status_code == 404


def test_printed_form_has_a_code_that_leads_back_in_from_another_browser() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    fill_in(client, consultation, {"hopes": "Tiloja"})
    made = client.post(at(consultation, "make_code"))
    code = re.findall(r'<p class="code">([A-Z0-9-]+)</p>', made.content.decode())[0]

    other = Client()
    page = other.get(at(consultation, "use_code"))
    gate = re.findall(r'name="gate_made" value="([^"]*)"', page.content.decode())
    with later(10):
        wrong = other.post(at(consultation, "use_code"), {"code": "AAAA-BBBB-CCCC", "gate_made": gate})
        right = other.post(at(consultation, "use_code"), {"code": code.lower(), "gate_made": gate})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Tiloja" in other.get(at(consultation, "answer")).content.decode()
    assert code not in client.get(at(consultation, "print_form")).content.decode()


def test_questions_of_the_background_are_asked_with_how_one_answers() -> None:
    consultation = make_survey()
    consultation.parts.filter(kind="background").update(background=["age"])
    age = Question.objects.create(code="age", place=1, kind="single", title=text("Ikä?", en="Age?"))
    Option.objects.create(question=age, code="young", place=1, text=text("Nuori", en="Young"))
    client = Client()

    assert "Age?" in client.get(at(consultation, "take_part")).content.decode()
    wrong = client.post(at(consultation, "take_part"), {"capacity": "resident", "age": "old"})
    client.post(at(consultation, "take_part"), {"capacity": "resident", "age": "young", "area": "90"})

    assert wrong.status_code == 422
    assert Voice.objects.get().background == {"area": "90", "age": "young"}
    assert 'value="young"' in client.get(at(consultation, "take_part")).content.decode()


def test_privacy_stands_before_the_first_field() -> None:
    consultation = make_survey(told=Told(privacy=text("Vain tähän.", en="For this alone."), minutes=10))
    client = taking_part(consultation)

    for name in ("take_part", "answer"):
        page = client.get(at(consultation, name)).content.decode()
        assert 0 < page.index("For this alone.") < page.index('<form method="post"', page.index("<main"))


def test_stale_form_gives_the_words_back() -> None:
    client = Client(enforce_csrf_checks=True)
    consultation = make_survey()

    stale = client.post(
        at(consultation, "answer"),
        {"hopes": "Pitkä vastaus, jota ei saa hukata."},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    foreign = client.post(
        at(consultation, "answer"), {"hopes": "Osoita tästä sivua."}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (stale.status_code, "Pitkä vastaus" in stale.content.decode()) == (403, True)
    assert "Osoita" not in foreign.content.decode()


def test_pages_of_an_answer_stay_under_a_number_of_queries(django_assert_max_num_queries: Any) -> None:
    consultation = make_survey([question(f"q{number}", QuestionKind.TEXT) for number in range(40)])
    client = taking_part(consultation)
    fill_in(client, consultation, {f"q{number}": "Hei" for number in range(40)})

    for name, most in (("answer", 14), ("check_answer", 14)):
        with django_assert_max_num_queries(most):
            client.get(at(consultation, name))


def test_api_tells_the_questions_with_what_can_be_chosen() -> None:
    consultation = make_survey()
    address = f"/api/v1/processes/{consultation.process.slug}/consultations"

    told = Client().get(f"{address}/{consultation.slug}/questions").json()

    assert [each["code"] for each in told] == [each.code for each in every_kind()]
    assert (told[1]["shown_if"], told[1]["shown_if_values"]) == ("agree", ["no"])
    matrix = next(each for each in told if each["kind"] == "matrix")
    assert [(each["code"], each["is_row"]) for each in matrix["options"]] == [
        ("grants", True), ("spaces", True), ("news", True), ("bad", False), ("good", False),
    ]  # fmt: skip
    assert matrix["title"] == {"fi": "parts?", "sv": "parts? sv", "en": "parts? en"}


def test_my_answers_tell_where_an_answer_to_a_survey_stands() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    told = [client.get(at(consultation, "my_answers")).content.decode()]
    fill_in(client, consultation, {"agree": "yes"})
    told.append(client.get(at(consultation, "my_answers")).content.decode())

    assert ["not begun" in told[0], "A draft, saved" in told[1], "1 / 11" in told[1]] == [True, True, True]


def test_receipt_is_a_file_whatever_was_written() -> None:
    consultation = make_survey()
    for words in ("\u00c5\u00c4\u00d6 \u20ac", "\U0001f600 hei", "#set page(width: 1pt) *x* $x$"):
        _actor, submission = sent(consultation, {"agree": "yes", "hopes": words})
        receipt = queries.receipt_of(submission)
        assert receipt is not None
        assert queries.receipt_pdf(receipt)[:5] == b"%PDF-"
