"""Asking something, and changing until when: effect, refusal, journal line, and the facts passed down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from punos.consultations import actions
from punos.consultations.actions import PartFacts
from punos.consultations.models import Consultation, Part, PartKind
from punos.consultations.tests.factories import TITLE, make_consultation, thread_of
from punos.contributions.models import Scale, Thread
from punos.contributions.tests.factories import DAY, last_line, make_actor, make_process, text, verbs_since
from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models.actor import SYSTEM
from punos.search.queries import find

pytestmark = pytest.mark.django_db


def test_publish_makes_the_parts_in_their_order_with_a_thread_for_ideas() -> None:
    process, now, before = make_process(), timezone.now(), last_line()
    stamp = read_stamps([f"process:{process.slug}"])

    made = actions.publish_consultation(
        actor=SYSTEM,
        process=process,
        slug="tilat",
        title=TITLE,
        summary=text("Kerro."),
        opens_at=now,
        closes_at=now + DAY,
        parts=[
            PartFacts(PartKind.BACKGROUND, text("Tausta"), fields=("youth",)),
            PartFacts(PartKind.IDEAS, text("Ideat"), scale=Scale.SEVEN, low=text("Ei"), high=text("Kyllä")),
        ],
    )

    background, ideas = Part.objects.order_by("place")
    assert (background.place, background.kind, background.fields, background.thread) == (
        1,
        "background",
        ["youth"],
        None,
    )
    assert (ideas.place, ideas.kind, str(ideas.low), str(ideas.high)) == (2, "ideas", "Ei", "Kyllä")
    assert ideas.thread is not None
    assert (ideas.thread.scale, ideas.thread.process_id) == (Scale.SEVEN, process.pk)
    assert made.address == f"/processes/{process.slug}/tilat/"
    assert verbs_since(before) == ["consultation.published"]
    assert (
        read_stamps([f"process:{process.slug}"])[f"process:{process.slug}"]
        == stamp[f"process:{process.slug}"] + 1
    )


def test_publish_can_be_found_by_its_words() -> None:
    made = make_consultation(title=text("Kaupunkiviljely"))

    assert [each.address for each in find("kaupunkiviljely")] == [made.address]


def test_publish_is_refused_to_those_who_do_not_lead_and_leaves_nothing() -> None:
    process, now = make_process(), timezone.now()
    before = last_line()

    with pytest.raises(Refused):
        actions.publish_consultation(
            actor=make_actor("Resident"),
            process=process,
            slug="tilat",
            title=TITLE,
            summary=text("Kerro."),
            opens_at=now,
            closes_at=now + DAY,
            parts=[PartFacts(PartKind.IDEAS, text("Ideat"), scale=Scale.SEVEN)],
        )

    assert (Consultation.objects.count(), Thread.objects.count()) == (0, 0)
    assert [verb for verb in verbs_since(before) if verb.startswith("consultation")] == []


def times(consultation: Consultation) -> list[object]:
    """From when until when, of the consultation and of its thread."""
    kept, thread = Consultation.objects.get(pk=consultation.pk), thread_of(consultation)
    return [(kept.opens_at, kept.closes_at), (thread.opens_at, thread.closes_at)]


def test_threads_have_the_times_of_their_consultation_after_every_verb() -> None:
    consultation, now = make_consultation(), timezone.now()
    pairs = [times(consultation)]

    for closes_at in (now + 9 * DAY, now + timedelta(hours=1)):
        actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=closes_at)
        pairs.append(times(consultation))
    with pytest.raises(Invalid):
        actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=now - DAY)
    pairs.append(times(consultation))

    assert [own for own, _threads in pairs] == [threads for _own, threads in pairs]
    assert len({own for own, _threads in pairs}) == 3


@pytest.mark.parametrize(
    ("closes", "verb"), [(2 * DAY, "consultation.extended"), (DAY / 2, "consultation.cut_short")]
)
def test_set_closing_tells_which_way_the_time_went(closes: timedelta, verb: str) -> None:
    consultation, at = make_consultation(), timezone.now() + closes
    before = last_line()

    changed = actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=at)

    line = Entry.objects.get(pk__gt=before)
    assert changed.closes_at == at
    assert (line.verb, line.subject_id, line.is_public) == (verb, consultation.pk, True)


def test_set_closing_gives_an_end_to_one_without() -> None:
    consultation, at = make_consultation(), timezone.now() + 9 * DAY
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=None)
    before = last_line()

    actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=at)

    assert verbs_since(before) == ["consultation.cut_short"]


def test_set_closing_leaves_a_closed_one_closed() -> None:
    consultation, before = make_consultation(state="closed"), last_line()
    kept = times(consultation)

    with pytest.raises(NotNow):
        actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=timezone.now() + DAY)

    assert (times(consultation), verbs_since(before)) == (kept, [])


def test_database_refuses_a_consultation_that_closes_before_it_opens() -> None:
    consultation = make_consultation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(closes_at=consultation.opens_at)


def test_database_refuses_ideas_without_a_thread() -> None:
    consultation = make_consultation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(consultation=consultation, kind=PartKind.IDEAS).update(thread=None)


@pytest.mark.parametrize(
    ("state", "is_open", "is_closed"),
    [("not open", False, False), ("open", True, False), ("closed", False, True)],
)
def test_state_comes_from_the_clock(state: str, is_open: bool, is_closed: bool) -> None:
    consultation, now = make_consultation(state=state), timezone.now()
    next_change = {"not open": consultation.opens_at, "open": consultation.closes_at, "closed": None}[state]

    assert (consultation.is_open(now), consultation.is_closed(now)) == (is_open, is_closed)
    assert consultation.next_change(now) == next_change
    assert list(Consultation.objects.open(now)) == ([consultation] if is_open else [])
