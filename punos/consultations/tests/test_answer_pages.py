"""The pages of a survey in each state, and that nothing typed is ever lost."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from punos.consultations import actions
from punos.consultations.forms import sign_voice
from punos.consultations.models import Consultation, Submission
from punos.consultations.tests.answering import fields, fill_in, hidden, later, send, values_of
from punos.consultations.tests.factories import at, taking_part
from punos.consultations.tests.surveys import FULL, make_survey
from punos.contributions.tests.factories import make_organisation, make_person, make_voice
from punos.contributions.tests.test_speaking_for import FOR_IT, wearing
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM

pytestmark = pytest.mark.django_db


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

    saved = fill_in(client, consultation, FULL)

    assert saved.headers["Location"] == at(consultation, "answer")
    assert values_of(consultation) == FULL
    page = client.get(at(consultation, "answer")).content.decode()
    assert "11 of 12 answered" in page
    assert [each in page for each in ("Koska tilat puuttuvat.", 'value="20.5.1998"', 'value="60.19"')] == [
        True
    ] * 3


def test_check_send_and_receipt() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    to_check = fill_in(client, consultation, FULL, check="1")
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
    fill_in(client, consultation, {"members": "monta", "order": {"grants": "1", "spaces": "1"}})

    page = client.get(at(consultation, "check_answer")).content.decode()
    refused = send(client, consultation)

    assert [each in page for each in ("has to be answered", "number in digits", "the same place (1)")] == [
        True
    ] * 3
    assert refused.status_code == 422
    assert Submission.objects.get().number is None
    form = client.get(at(consultation, "answer")).content.decode()
    assert 'value="monta"' in form  # a draft keeps what was typed, right or wrong


def test_machine_that_is_too_quick_is_asked_to_send_again(settings: Any) -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    fill_in(client, consultation, FULL)
    settings.GATE = True

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
    assert [
        each in back.content.decode()
        for each in ("Koska tilat puuttuvat.", "Bussiyhteys", "had written when")
    ] == [True] * 3
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

    refused = client.post(
        at(consultation, "answer"), hidden(page) | fields(consultation, {"hopes": "Tiloja"})
    )

    told = refused.content.decode()
    assert (refused.status_code, "no mandate" in told, "Tiloja" in told) == (403, True, True)


def test_what_colleagues_wrote_is_not_shown_to_one_whose_mandate_ended() -> None:
    consultation, organisation = make_survey(), make_organisation()
    leaver, stays = wearing(organisation), wearing(organisation)
    assert leaver.person is not None
    voice = make_voice(consultation.process, stays, **FOR_IT)
    known: dict[str, Any] = {"actor": stays}
    begun = actions.begin(consultation=consultation, voice=voice, language="fi", **known)
    organisations.end_mandate(actor=SYSTEM, mandate=leaver.mandates[0])
    actions.save_draft(submission=begun, values={"secret": "Salaisuus"}, seen_revision=0, **known)
    client = Client()
    client.force_login(leaver.person)

    form = {":whose": sign_voice(voice), ":asked": "hopes", "hopes": "Tiloja"}
    refused = client.post(at(consultation, "answer"), form)

    told = refused.content.decode()
    assert (refused.status_code, "Tiloja" in told, "Salaisuus" in told) == (403, True, False)


def test_closing_while_somebody_writes_keeps_the_draft_readable() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    fill_in(client, consultation, {"hopes": "Tiloja"})
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
    fill_in(client, consultation, FULL)
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
    fill_in(client, consultation, FULL)

    easy = client.get(f"{at(consultation, 'answer')}?easy=1", headers={"Accept-Language": "fi"})
    told = easy.content.decode()
    client.post(
        f"{at(consultation, 'answer')}?easy=1",
        hidden(easy) | fields(consultation, {"agree": "yes", "hopes": "Toive"}),
    )

    assert [each in told for each in ("Kyllä?", "Toive?", "members?")] == [True, True, False]
    assert (values_of(consultation)["agree"], values_of(consultation)["members"]) == ("yes", 120)
    assert Submission.objects.get().is_easy is True


@pytest.mark.parametrize(
    ("language", "has_one", "told"), [("fi", True, "?easy=1"), ("fi", False, ""), ("en", True, "")]
)
def test_who_reads_easy_language_is_asked_in_it_first(language: str, *, has_one: bool, told: str) -> None:
    consultation = make_survey()
    Consultation.objects.update(is_easy=has_one)
    client = Client()
    client.cookies[settings.EASY_COOKIE_NAME] = "1"

    begun = client.post(at(consultation, "take_part", language=language), {"capacity": "resident"})

    assert begun.headers["Location"] == f"{at(consultation, 'answer', language=language)}{told}"


HOSTILE = "<script>alert(1)</script>\u202eabc\u200b\x00 {{ x }} {% now %}"


def test_hostile_words_are_only_words_everywhere() -> None:
    consultation = make_survey()
    client = taking_part(consultation)
    client.get(at(consultation, "answer"))
    typed = dict.fromkeys(
        ("why", "hopes", "secret", "members", "founded", "where:name", "where:lat"), HOSTILE
    )
    client.post(
        at(consultation, "answer"),
        {**typed, "agree": HOSTILE, "parts:grants": HOSTILE, "order:news": HOSTILE},
    )

    pages = [
        client.get(at(consultation, name)).content.decode()
        for name in ("answer", "check_answer", "print_form")
    ]
    assert ["<script>alert" in each for each in pages] == [False] * 3
    assert set(values_of(consultation)["hopes"]) & set("\u202e\u200b\x00") == set()
    fixed = fields(consultation, FULL | {"hopes": HOSTILE, "why": "x" * 100_000})
    client.post(at(consultation, "answer"), hidden(client.get(at(consultation, "answer"))) | fixed)
    send(client, consultation, receipt_email="aino@example.org")
    assert "<script>alert" not in client.get(at(consultation, "receipt")).content.decode()


def test_answer_of_100_kb_is_kept_whole_and_explained() -> None:
    consultation = make_survey()
    client = taking_part(consultation)

    fill_in(client, consultation, {"agree": "yes", "hopes": "x" * 100_001})

    assert len(values_of(consultation)["hopes"]) == 100_001
    assert "at most 100000 fit" in client.get(at(consultation, "check_answer")).content.decode()
