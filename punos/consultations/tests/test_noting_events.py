"""Notes of an event: one answer of all who were there; effect, refusal, journal line, and the page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, queries, rules
from punos.consultations.actions import PartFacts
from punos.consultations.models import PartKind, Receipt, Submission, SubmissionState, Way
from punos.consultations.tests.factories import at, make_consultation
from punos.consultations.tests.gathered import led
from punos.contributions.models import Capacity, Contribution, Identified
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_process,
    make_unit,
    text,
    verbs_since,
)
from punos.core.dates import day, local_date
from punos.core.errors import Invalid, Refused
from punos.processes.tests.factories import make_document, make_section_facts, make_version

pytestmark = pytest.mark.django_db
MARK = "abcdefghijklmnop"


def told_today(**changes: Any) -> dict[str, Any]:
    """What is told of an event of this day."""
    return {
        "held_on": timezone.localdate(), "place": "Kirjasto", "head_count": 14, "language": "sv", "mark": MARK,
        "notes": {"hopes": "Rum."},
    } | changes  # fmt: skip


def test_event_is_one_answer_of_a_group_and_comes_once() -> None:
    survey, officer = led()
    before = last_line()

    told = told_today()
    first, second = (actions.note_event(actor=officer, consultation=survey, **told) for _time in range(2))

    sent = Submission.objects.select_related("voice").get()
    assert first == second == sent
    assert (sent.state, sent.number, sent.typed_in_way, sent.arrived_on, sent.place, sent.typed_in_by) == (
        SubmissionState.SENT, 1, Way.EVENT, told["held_on"], "Kirjasto", officer.person_id,
    )  # fmt: skip
    assert (sent.voice.capacity, sent.voice.head_count, sent.voice.identified, sent.language) == (
        Capacity.GROUP, 14, Identified.STAFF, "sv",
    )  # fmt: skip
    assert list(Contribution.objects.values_list("latest__text", "latest__language")) == [("Rum.", "sv")]
    assert list(Receipt.objects.values_list("language", "told")) == [
        ("sv", [{"question": "hopes? sv", "answer": "Rum.", "is_public": True}])
    ]
    assert verbs_since(before)[:2] == ["submissions.imported", "submission.typed_in"]


def test_event_is_noted_at_clauses_too() -> None:
    unit = make_unit()
    process = make_process(host_unit=unit)
    document = make_document(process)
    make_version(document, make_section_facts("name"), make_section_facts("tasks"))
    asked = make_consultation(
        process, parts=[PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document)]
    )
    target = next(target for target, _label in queries.targets_in_words(asked) if target.endswith(":name"))

    actions.note_event(
        actor=make_actor("Olli", unit=unit), consultation=asked, **told_today(notes={target: "Bra namn."})
    )

    said = Contribution.objects.values_list("section__key", "latest__text", "voice__submissions__place")
    assert list(said) == [("name", "Bra namn.", "Kirjasto")]


def test_question_that_is_asked_of_some_alone_is_no_topic() -> None:
    survey, officer = led()
    of_some = next(
        each.code for each in queries.questions_of(survey) if each.shown_if and each.kind == "text"
    )

    assert of_some not in {target for target, _label in queries.targets_in_words(survey)}
    with override("en"), pytest.raises(Invalid, match="not asked here"):
        actions.note_event(actor=officer, consultation=survey, **told_today(notes={of_some: "Tilat."}))


def test_event_before_closing_is_noted_after_it() -> None:
    survey, officer = led(state="closed")
    held_on = local_date(timezone.now() - DAY)

    noted = actions.note_event(actor=officer, consultation=survey, **told_today(held_on=held_on))

    assert survey.closes_at is not None
    assert noted.sent_at == rules.last_moment(survey.closes_at)


@pytest.mark.parametrize(
    "changed",
    [
        {"notes": {}},
        {"notes": {"nothing": "x"}},
        {"head_count": 1},
        {"mark": "x"},
        {"held_on": date(2999, 1, 1)},
    ],
)
def test_event_has_to_be_told_of(changed: dict[str, Any]) -> None:
    survey, officer = led()

    with pytest.raises(Invalid):
        actions.note_event(actor=officer, consultation=survey, **told_today(**changed))

    assert Submission.objects.count() == 0


def test_event_is_noted_by_those_who_lead_alone() -> None:
    survey, _officer = led()

    with pytest.raises(Refused):
        actions.note_event(actor=make_actor("Muu"), consultation=survey, **told_today())


def test_event_is_noted_on_its_page_and_read_as_an_answer_of_a_group() -> None:
    survey, officer = led(results_shown="while_open")
    client, stranger = Client(), Client()
    assert officer.person is not None
    client.force_login(officer.person)
    page = at(survey, "note_event")
    topics = client.get(page).context["form"].topics
    hopes = next(name for name, target in topics.items() if target == "hopes")
    told = told_today() | {hopes: "Lisää tiloja."}

    slip = client.post(page, {**told, hopes: ""})
    sent = client.post(page, told)
    listed = client.get(at(survey, "typed_in")).content.decode()
    noted = Submission.objects.get()
    again = client.get(at(survey, "typed_in_answer", number=noted.pk))
    receipt = client.get(again["Location"]).content.decode()
    shown = stranger.get(at(survey, "submission", number=1)).content.decode()

    assert (slip.status_code, sent.status_code, sent["Location"], again["Location"]) == (
        422, 302, *[f"{at(survey, 'receipt')}?typed={noted.voice_id}"] * 2,
    )  # fmt: skip
    assert "The notes of the event are in" in receipt
    assert "Lisää tiloja." in receipt
    assert receipt.count(at(survey, "submission", number=1)) == 2
    assert "At an event, Kirjasto" in listed
    assert f'At an event, Kirjasto <span class="num">{day(told["held_on"], "en")}</span>' in shown
    assert "Lisää tiloja." in shown
    assert stranger.get(page).status_code == 302


def test_notes_about_clauses_alone_have_a_receipt_as_page_and_as_file_for_those_who_lead() -> None:
    unit = make_unit()
    process = make_process(host_unit=unit)
    document = make_document(process)
    make_version(document, make_section_facts("name"))
    parts = [PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document)]
    asked, officer = make_consultation(process, parts=parts), make_actor("Olli", unit=unit)
    (target, _label), *_rest = queries.targets_in_words(asked)
    noted = actions.note_event(
        actor=officer, consultation=asked, **told_today(language="en", notes={target: "A good name."})
    )
    client, stranger = Client(), Client()
    assert officer.person is not None
    client.force_login(officer.person)
    query = {"typed": noted.voice_id}

    page = client.get(at(asked, "receipt"), query)
    file = client.get(at(asked, "receipt_file"), query)

    told = noted.receipts.get().told
    assert [each["answer"] for each in told] == ["A good name."]
    assert page.context["receipt"].told == told
    assert page.context["can_change"] is False  # there is no form of questions to change it in
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert stranger.get(at(asked, "receipt"), query).status_code == 403
    assert page.context["can_withdraw"] is True
    actions.withdraw(actor=officer, submission=noted)
    assert Contribution.objects.standing().count() == 0
    assert "The notes of the event are withdrawn" in client.get(at(asked, "receipt"), query).content.decode()
    assert stranger.get(at(asked, "receipt")).status_code == 404
