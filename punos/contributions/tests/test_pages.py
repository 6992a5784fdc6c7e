"""Reporting a text, reading a decision and appealing, the rules of discussion, and the log as JSON."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from punos.contributions import actions
from punos.contributions.models import Contribution, ContributionState, Moderation, Reason, Report
from punos.contributions.tests.factories import (
    make_actor,
    make_idea,
    make_organisation,
    make_thread,
    make_voice,
)
from punos.contributions.tests.test_audiences import under_a_hat
from punos.contributions.tests.test_moderating import HOSTILE, remove
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person
from punos.processes.models import Process

pytestmark = pytest.mark.django_db


def at(said: Contribution, what: str, language: str = "en") -> str:
    """The address of a page about one contribution."""
    return f"/{language}{said.address}{what}/"


def said_by(person: Person | None = None, words: str = "Words") -> Contribution:
    """An idea of somebody, or of a browser."""
    thread = make_thread()
    return make_idea(thread, make_voice(thread.process, Actor(person=person) if person else None), words)


def signed_in(person: Person | None) -> Client:
    """The browser of somebody with an account."""
    client = Client()
    assert person is not None
    client.force_login(person)
    return client


# Reporting ----------------------------------------------------------------------------------------------------


def test_visitor_reports_with_a_new_cookie_and_only_once() -> None:
    said, client = said_by(), Client()
    form = client.get(at(said, "report"))

    first = client.post(at(said, "report"), {"reason": "insult", "text": HOSTILE})
    second = client.post(at(said, "report"), {"reason": "hatred"})
    done = client.get(first["Location"])

    assert (form.status_code, first.status_code, second.status_code) == (200, 302, 422)
    assert settings.VOICE_COOKIE_NAME not in form.cookies
    assert settings.VOICE_COOKIE_NAME in first.cookies
    assert "Thank you" in done.content.decode()
    assert Report.objects.get().speaker == f"browser:{_mark(client)}"


def _mark(client: Client) -> str:
    """The mark in a browser's signed cookie."""
    value: str = client.cookies[settings.VOICE_COOKIE_NAME].value
    return value.partition(":")[0]


def test_report_without_a_reason_keeps_what_was_written_and_shows_no_text_of_others() -> None:
    said = said_by(words="Secret before the results")

    answer = Client().post(at(said, "report"), {"text": HOSTILE})

    page = answer.content.decode()
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert ("&lt;script&gt;alert(1)" in page, "<script>alert" in page) == (True, False)
    assert "Secret before the results" not in page


@pytest.mark.parametrize("state", ["waiting", "withdrawn", "not_public"])
def test_what_nobody_sees_can_not_be_reported(state: str) -> None:
    said = said_by()
    Contribution.objects.filter(pk=said.pk).update(state=state)

    assert Client().get(at(said, "report")).status_code == 404


def test_text_of_a_process_in_the_making_can_not_be_reported() -> None:
    said = said_by()
    Process.objects.update(published_at=None)

    assert Client().get(at(said, "report")).status_code == 404


def test_report_of_a_visitor_passes_the_gate(settings: Any) -> None:
    settings.GATE = True
    said, person = said_by(), make_actor("Raimo").person

    fast = Client().post(at(said, "report"), {"reason": "insult", "text": "Kept"})
    known = signed_in(person).post(at(said, "report"), {"reason": "insult"})

    assert (fast.status_code, known.status_code) == (422, 302)
    assert "Kept" in fast.content.decode()


# Appealing ----------------------------------------------------------------------------------------------------


def test_author_reads_the_decision_appeals_and_reads_the_answer() -> None:
    person = make_actor("Kirsi").person
    said, client = said_by(person, HOSTILE), signed_in(person)
    removal = remove(said, note=f"{HOSTILE} note")
    before = client.get(at(said, "appeal")).content.decode()

    empty = client.post(at(said, "appeal"), {"text": " "})
    sent = client.post(at(said, "appeal"), {"text": f"{HOSTILE} appeal"})
    waiting = client.get(at(said, "appeal")).content.decode()
    actions.decide_appeal(actor=SYSTEM, moderation=removal, accepted=False, note=f"{HOSTILE} answer")
    after = client.get(at(said, "appeal")).content.decode()

    assert (empty.status_code, sent.status_code) == (422, 302)
    assert ("Insults or threatens somebody" in before, '<form method="post" novalidate>' in before) == (
        True,
        True,
    )
    assert ("A moderator looks at it" in waiting, "not accepted" in after) == (True, True)
    assert [
        each for page in (before, waiting, after) for each in ("<script>alert", "\u202e") if each in page
    ] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;gnihtyna answer" in after


def test_decision_is_found_by_its_author_alone() -> None:
    said = said_by(make_actor("Kirsi").person)
    untouched = said_by(make_actor("Pertti").person)
    remove(said)

    found = [
        client.get(at(said, "appeal")).status_code for client in (Client(), signed_in(make_actor().person))
    ]
    own = signed_in(untouched.voice.person).get(at(untouched, "appeal")).status_code

    assert (found, own) == ([404, 404], 404)


def test_organisation_s_people_appeal_without_putting_the_hat_on_first() -> None:
    organisation = make_organisation()
    hat, thread = under_a_hat(organisation), make_thread()
    said = make_idea(thread, make_voice(thread.process, hat, capacity="organisation"))
    remove(said)

    sent = signed_in(hat.person).post(at(said, "appeal"), {"text": "Why?"})

    assert (sent.status_code, Moderation.objects.get().appeal) == (302, "Why?")


def test_text_that_was_put_back_has_no_form_to_appeal_with() -> None:
    person = make_actor("Kirsi").person
    said = said_by(person)
    remove(said)
    actions.put_back(actor=SYSTEM, contribution=said)

    page = signed_in(person).get(at(said, "appeal")).content.decode()

    assert ("that is over" in page, 'name="text"' in page) == (True, False)


# The rules and the log ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_rules_explain_each_reason_to_everybody(language: str) -> None:
    answer = Client().get(f"/{language}/moderation/")

    page = answer.content.decode()
    assert (answer.status_code, answer.cookies, "csrfmiddlewaretoken" in page) == (200, {}, False)
    assert [each for each in Reason.values if f'id="{each}"' not in page] == []


def test_log_counts_decisions_and_shows_no_text() -> None:
    said = said_by(words="Somebody's rude words")
    before = Client().get("/en/moderation/").content.decode()
    remove(said, note="Note")

    after = Client().get("/en/moderation/").content.decode()
    told: list[dict[str, Any]] = Client().get("/api/v1/moderation").json()

    assert ("Nothing yet" in before, "Nothing yet" in after) == (True, False)
    assert [each for each in ("rude words", "Note", said.address) if each in after] == []
    row = told[0]
    assert (row.pop("month")[4], told) == ("-", [
        {"kind": "removed", "reason": "insult", "decisions": 1, "appeals": 0, "appeals_accepted": 0}
    ])  # fmt: skip
    assert ContributionState(Contribution.objects.get().state) == ContributionState.HIDDEN
