"""The pages of a survey in each state, and that nothing typed is ever lost."""

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from punos.consultations import queries
from punos.consultations.actions import Told
from punos.consultations.models import Consultation, Option, Question, QuestionKind, Submission
from punos.consultations.models import values as valued
from punos.consultations.tests.factories import at, make_consultation, taking_part
from punos.consultations.tests.surveys import FULL, make_survey, question
from punos.contributions.models import Voice
from punos.contributions.tests.factories import make_organisation, make_person, text
from punos.contributions.tests.test_speaking_for import wearing
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM

pytestmark = pytest.mark.django_db


def fields(consultation: Consultation, values: dict[str, Any]) -> dict[str, list[str]]:
    """The fields of the form as somebody fills them to give these values."""
    filled: dict[str, list[str]] = {}
    for each in queries.questions_of(consultation):
        filled |= valued.typed(each, values)
    return filled


def hidden(response: Any) -> dict[str, list[str]]:
    """What the page says about itself, to be sent back with the form."""
    html = response.content.decode()
    found = re.findall(r'<input type="hidden" name="(:[a-z]+)" value="([^"]*)"', html)
    names = {name for name, _value in found}
    return {name: [v.replace("&quot;", '"') for n, v in found if n == name] for name in names}


def save(client: Client, consultation: Consultation, values: dict[str, Any], **more: Any) -> Any:
    """Open the form, fill it, press a button."""
    page = client.get(at(consultation, "answer"))
    assert page.status_code == 200
    given = hidden(page) | fields(consultation, values) | more
    return client.post(at(consultation, "answer"), given)


def values_of(consultation: Consultation) -> dict[str, Any]:
    return queries.values_of(Submission.objects.get(consultation=consultation))


def test_form_asks_first_how_one_answers_and_comes_back() -> None:
    consultation, client = make_survey(), Client()

    first = client.get(at(consultation, "answer"))

    assert first.headers["Location"] == f"{at(consultation, 'take_part')}?next={at(consultation, 'answer')}"
    then = client.post(first.headers["Location"], {"capacity": "resident"})
    assert then.headers["Location"] == at(consultation, "answer")
    again = client.post(f"{at(consultation, 'take_part')}?next=//evil.example/", {"capacity": "resident"})
    assert again.headers["Location"] == at(consultation, "answer")
    assert client.get(at(consultation, "answer")).status_code == 200


def test_every_kind_is_kept_and_shown_again() -> None:
    consultation = make_survey()
    client = taking_part(consultation)

    saved = save(client, consultation, FULL)

    assert saved.headers["Location"] == at(consultation, "answer")
    assert values_of(consultation) == FULL
    page = client.get(at(consultation, "answer")).content.decode()
    assert "11 of 12 answered" in page
    assert [each in page for each in ("Koska tilat puuttuvat.", 'value="1998-05-20"', 'value="60.19"')] == [True] * 3


def later(seconds: int) -> Any:
    """A clock that stands still, some seconds from now: the gate takes whoever is quicker than 3 for a machine."""
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def send(client: Client, consultation: Consultation, **more: Any) -> Any:
    """From the summary, by its button, like a person."""
    check = client.get(at(consultation, "check_answer"))
    made = re.findall(r'name="gate_made" value="([^"]*)"', check.content.decode())
    with later(10):
        return client.post(at(consultation, "send_answer"), hidden(check) | {"gate_made": made} | more)


def test_check_send_and_receipt() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    to_check = save(client, consultation, FULL, check="1")
    assert to_check.headers["Location"] == at(consultation, "check_answer")
    assert "Koska tilat puuttuvat." in client.get(to_check.headers["Location"]).content.decode()

    sent = send(client, consultation, receipt_email="aino@example.org")
    again = client.post(at(consultation, "send_answer"), {"receipt_email": "aino@example.org"})

    assert {each.headers["Location"] for each in (sent, again)} == {at(consultation, "receipt")}
    receipt = client.get(at(consultation, "receipt")).content.decode()
    assert [each in receipt for each in ("Bussiyhteys", "aino@example.org", "Not published")] == [True] * 3
    pdf = client.get(at(consultation, "receipt_file"))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert "just as it is here" in client.get(at(consultation, "check_answer")).content.decode()
    assert "Sent" in client.get(at(consultation, "my_answers")).content.decode()


def test_summary_lists_what_is_faulty_and_sends_nothing() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    save(client, consultation, {"members": "monta", "order": {"grants": "1", "spaces": "1"}})

    page = client.get(at(consultation, "check_answer")).content.decode()
    refused = send(client, consultation)

    assert [each in page for each in ("has to be answered", "number in digits", "the same place (1)")] == [True] * 3
    assert refused.status_code == 422
    assert Submission.objects.get().number is None
    form = client.get(at(consultation, "answer")).content.decode()
    assert 'value="monta"' in form  # a draft keeps what was typed, right or wrong


def test_machine_that_is_too_quick_is_asked_to_send_again(settings: Any) -> None:
    settings.GATE = True
    consultation = make_survey()
    client = taking_part(consultation)
    save(client, consultation, FULL)

    with later(0):
        check = client.get(at(consultation, "check_answer"))
        made = re.findall(r'name="gate_made" value="([^"]*)"', check.content.decode())
        refused = client.post(at(consultation, "send_answer"), {"gate_made": made})

    assert (refused.status_code, Submission.objects.get().number) == (422, None)


def test_autosave_sends_back_its_line_alone_and_saves_what_changed() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    page = client.get(at(consultation, "answer"))
    htmx = {"HX-Request": "true", "HX-Target": "saved"}

    first = client.post(
        at(consultation, "save_answer"), hidden(page) | fields(consultation, {"hopes": "Til"}), headers=htmx
    )
    second = client.post(
        at(consultation, "save_answer"),
        hidden(page) | hidden(first) | fields(consultation, {"hopes": "Tiloja"}),
        headers=htmx,
    )

    assert "1 of 12 answered" not in page.content.decode()
    assert ("<html" in first.content.decode(), first.status_code, second.status_code) == (False, 200, 200)
    assert values_of(consultation)["hopes"] == "Tiloja"
    assert Submission.objects.get().revision == 2


def test_two_tabs_that_change_different_questions_both_keep_theirs() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    one, two = (hidden(client.get(at(consultation, "answer"))) for _each in range(2))

    client.post(at(consultation, "answer"), one | fields(consultation, {"hopes": "Tiloja"}))
    saved = client.post(at(consultation, "answer"), two | fields(consultation, {"works": 4}))

    assert saved.status_code == 302
    assert (values_of(consultation)["hopes"], values_of(consultation)["works"]) == ("Tiloja", 4)


def test_two_who_change_the_same_question_see_both_and_lose_nothing() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    one, two = (hidden(client.get(at(consultation, "answer"))) for _each in range(2))
    client.post(at(consultation, "answer"), one | fields(consultation, {"hopes": "Ensin"}))
    htmx = {"HX-Request": "true", "HX-Target": "saved"}

    typed = fields(consultation, {"hopes": "Toisin"})
    by_itself = client.post(at(consultation, "save_answer"), two | typed, headers=htmx)
    still = client.post(at(consultation, "save_answer"), two | hidden(by_itself) | typed, headers=htmx)
    by_button = client.post(at(consultation, "answer"), two | typed)
    knowingly = client.post(at(consultation, "answer"), two | hidden(by_button) | typed)

    assert ["Ensin" in each.content.decode() for each in (by_itself, still)] == [True, True]
    assert (by_button.status_code, knowingly.status_code) == (409, 302)
    page = by_button.content.decode()
    assert [each in page for each in ("Ensin", "Toisin")] == [True, True]
    assert values_of(consultation)["hopes"] == "Toisin"


def test_expired_sign_in_returns_to_the_filled_form() -> None:
    consultation, person = make_survey(), make_person("Maija")
    client = Client()
    client.force_login(person)
    taking_part(consultation, client)
    page = client.get(at(consultation, "answer"))
    client.logout()

    typed = fields(consultation, FULL)
    refused = client.post(at(consultation, "answer"), hidden(page) | typed)

    told = refused.content.decode()
    assert (refused.status_code, "You have been signed out" in told, "Koska tilat puuttuvat." in told) == (
        403, True, True,
    )  # fmt: skip
    assert Submission.objects.count() == 0
    client.force_login(person)
    back = client.get(at(consultation, "answer"))
    assert [each in back.content.decode() for each in ("Koska tilat puuttuvat.", "Bussiyhteys", "had written when")] == [True] * 3
    client.post(at(consultation, "answer"), hidden(back) | typed)
    assert values_of(consultation)["why"] == FULL["why"]
    assert "had written when" not in client.get(at(consultation, "answer")).content.decode()


def test_what_was_typed_waits_for_its_own_speaker_alone() -> None:
    consultation = make_survey()
    client = Client()
    client.force_login(make_person("Maija"))
    taking_part(consultation, client)
    page = client.get(at(consultation, "answer"))
    client.logout()
    client.post(at(consultation, "answer"), hidden(page) | fields(consultation, {"hopes": "Salaisuus"}))

    taking_part(consultation, client)  # somebody else at the same browser

    assert "Salaisuus" not in client.get(at(consultation, "answer")).content.decode()
    assert Session.objects.count() == 1


def test_cookie_that_was_lost_leads_to_a_new_beginning_with_everything_typed() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    page = client.get(at(consultation, "answer"))
    del client.cookies["punos_voice"]

    sent = client.post(at(consultation, "answer"), hidden(page) | fields(consultation, {"hopes": "Tiloja"}))
    assert sent.headers["Location"].startswith(at(consultation, "take_part"))
    taking_part(consultation, client)

    assert "Tiloja" in client.get(at(consultation, "answer")).content.decode()


def test_mandate_that_ended_while_writing_is_told_and_nothing_is_lost() -> None:
    consultation, organisation = make_survey(), make_organisation()
    actor = wearing(organisation)
    assert actor.person is not None
    client = Client()
    client.force_login(actor.person)
    session = client.session
    session["hat"] = organisation.pk
    session.save()
    client.post(at(consultation, "take_part"), {"area": "90"})
    page = client.get(at(consultation, "answer"))
    organisations.end_mandate(actor=SYSTEM, mandate=actor.mandates[0])

    refused = client.post(at(consultation, "answer"), hidden(page) | fields(consultation, {"hopes": "Tiloja"}))

    told = refused.content.decode()
    assert (refused.status_code, "no mandate" in told, "Tiloja" in told) == (403, True, True)


def test_closing_while_somebody_writes_keeps_the_draft_readable() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    save(client, consultation, {"hopes": "Tiloja"})
    page = client.get(at(consultation, "answer"))
    Consultation.objects.update(closes_at=timezone.now())

    late = client.post(at(consultation, "answer"), hidden(page) | fields(consultation, {"hopes": "Myöhässä"}))

    assert (late.status_code, "Myöhässä" in late.content.decode()) == (409, True)
    draft = client.get(at(consultation, "answer"))
    assert (draft.status_code, "was not sent" in draft.content.decode(), "Tiloja" in draft.content.decode()) == (
        200, True, True,
    )  # fmt: skip
    assert Client().get(at(consultation, "answer")).status_code == 409


def test_receipt_stays_after_closing_and_withdrawing_is_over() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    save(client, consultation, FULL)
    send(client, consultation)
    asked = client.get(at(consultation, "withdraw_answer")).content.decode()
    withdrawn = client.post(at(consultation, "withdraw_answer"))

    assert "stays in the record" in asked
    assert "Withdrawn" in client.get(withdrawn.headers["Location"]).content.decode()
    send(client, consultation)
    Consultation.objects.update(closes_at=timezone.now())
    assert client.get(at(consultation, "answer")).headers["Location"] == at(consultation, "receipt")
    assert client.get(at(consultation, "receipt")).status_code == 200
    assert client.get(at(consultation, "withdraw_answer")).status_code == 409


def test_easy_version_asks_less_and_keeps_the_rest() -> None:
    consultation = make_survey()
    Consultation.objects.update(is_easy=True)
    client = taking_part(consultation)
    save(client, consultation, FULL)

    easy = client.get(f"{at(consultation, 'answer')}?easy=1", headers={"Accept-Language": "fi"})
    told = easy.content.decode()
    client.post(
        f"{at(consultation, 'answer')}?easy=1", hidden(easy) | fields(consultation, {"agree": "yes", "hopes": "Toive"})
    )

    assert [each in told for each in ("Kyllä?", "Toive?", "members?")] == [True, True, False]
    assert (values_of(consultation)["agree"], values_of(consultation)["members"]) == ("yes", 120)
    assert Submission.objects.get().is_easy is True


HOSTILE = "<script>alert(1)</script>\u202eabc\u200b\x00 {{ x }} {% now %}"


def test_hostile_words_are_only_words_everywhere() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    client.get(at(consultation, "answer"))
    typed = dict.fromkeys(("why", "hopes", "secret", "members", "founded", "where:name", "where:lat"), HOSTILE)
    client.post(at(consultation, "answer"), {**typed, "agree": HOSTILE, "parts:grants": HOSTILE, "order:news": HOSTILE})

    pages = [client.get(at(consultation, name)).content.decode() for name in ("answer", "check_answer", "print_form")]
    assert ["<script>alert" in each for each in pages] == [False] * 3
    assert set(values_of(consultation)["hopes"]) & set("\u202e\u200b\x00") == set()
    fixed = fields(consultation, FULL | {"hopes": HOSTILE, "why": "x" * 100_000})
    client.post(at(consultation, "answer"), hidden(client.get(at(consultation, "answer"))) | fixed)
    send(client, consultation, receipt_email="aino@example.org")
    assert "<script>alert" not in client.get(at(consultation, "receipt")).content.decode()


def test_answer_of_100_kb_is_kept_whole_and_explained() -> None:
    consultation = make_survey()
    client = taking_part(consultation)

    save(client, consultation, {"agree": "yes", "hopes": "x" * 100_001})

    assert len(values_of(consultation)["hopes"]) == 100_001
    assert "at most 100000 fit" in client.get(at(consultation, "check_answer")).content.decode()


def test_files_come_along_and_wrong_ones_are_explained() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    good, bad = SimpleUploadedFile("suunnitelma.txt", b"Hei"), SimpleUploadedFile("x.pdf", b"MZ\x90\x00" * 99)

    mixed = save(client, consultation, {"hopes": "Tiloja"}, plan=[good, bad])
    kept = Submission.objects.get().attachments.get()
    file = client.get(at(consultation, "answer_file", number=kept.pk))
    others = taking_part(consultation).get(at(consultation, "answer_file", number=kept.pk))
    client.post(at(consultation, "remove_file", number=kept.pk))

    assert (mixed.status_code, "x.pdf" in mixed.content.decode()) == (422, True)
    assert values_of(consultation)["hopes"] == "Tiloja"
    assert (file.content, file.headers["X-Content-Type-Options"], others.status_code) == (b"Hei", "nosniff", 404)
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
    save(client, consultation, {"hopes": "Tiloja"})
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
        assert 0 < page.index("For this alone.") < page.index("<form method=\"post\"", page.index("<main"))


def test_stale_form_gives_the_words_back() -> None:
    client = Client(enforce_csrf_checks=True)
    consultation = make_survey()

    stale = client.post(
        at(consultation, "answer"), {"hopes": "Pitkä vastaus, jota ei saa hukata."}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    foreign = client.post(
        at(consultation, "answer"), {"hopes": "Osoita tästä sivua."}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (stale.status_code, "Pitkä vastaus" in stale.content.decode()) == (403, True)
    assert "Osoita" not in foreign.content.decode()


def test_pages_of_an_answer_stay_under_a_number_of_queries(django_assert_max_num_queries: Any) -> None:
    consultation = make_survey([question(f"q{number}", QuestionKind.TEXT) for number in range(40)])
    client = taking_part(consultation)
    save(client, consultation, {f"q{number}": "Hei" for number in range(40)})

    for name, most in (("answer", 14), ("check_answer", 14)):
        with django_assert_max_num_queries(most):
            client.get(at(consultation, name))
