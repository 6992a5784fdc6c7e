"""Announcing, telling, translating, closing, holding: each verb's effect, refusal, journal line and stamp."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_unit
from punos.processes import actions
from punos.processes.models import Hold, Phase, Process
from punos.processes.tests.factories import make_facts, make_phase_facts, make_process
from punos.search.queries import find

pytestmark = pytest.mark.django_db
HOLD: dict[str, Any] = {"reason": "no_response", "subject_type": "theme", "subject_id": 1}


def newest() -> Entry:
    """The last line of the journal."""
    return Entry.objects.order_by("-id")[0]


def stamps(process: Process) -> tuple[int, int]:
    """The stamp of the process and that of the whole."""
    scope = f"process:{process.slug}"
    found = read_stamps((scope, "all"))
    return found[scope], found["all"]


def test_announced_process_stands_with_its_phases_and_can_be_found() -> None:
    officer = make_actor(unit=make_unit(), role=RoleKind.OFFICER)
    facts = make_facts(phases=(make_phase_facts(),), addressees=("90",), case_number="ESIM 2026-000001")

    process = actions.announce_process(actor=officer, facts=facts)

    assert (process.title, process.addressees, process.influence) == (facts.title, ["90"], "consulting")
    assert process.published_at is not None
    assert [phase.key for phase in process.phases.all()] == ["comments"]
    assert [entry.address for entry in find("lokaler")] == [process.address]
    line = newest()
    assert (line.verb, line.person_id, line.subject_id, line.process, line.is_public) == (
        "process.announced", officer.person_id, process.pk, process.slug, True,
    )  # fmt: skip
    assert stamps(process) == (1, 1)


def test_phase_is_told_and_then_corrected() -> None:
    process = make_process()

    told = actions.tell_phase(actor=SYSTEM, process=process, facts=make_phase_facts())
    first = newest()
    again = actions.tell_phase(
        actor=SYSTEM, process=process, facts=make_phase_facts(ends_on=date(2022, 11, 18))
    )

    assert (told.pk, Phase.objects.get().ends_on) == (again.pk, date(2022, 11, 18))
    assert [(line.verb, line.ids) for line in (first, newest())] == [
        ("phase.told", {"phase": told.pk}),
        ("phase.corrected", {"phase": told.pk}),
    ]
    assert stamps(process) == (3, 3)


def test_phase_that_ends_before_it_starts_is_refused() -> None:
    process = make_process()

    with pytest.raises(Invalid):
        actions.tell_phase(actor=SYSTEM, process=process, facts=make_phase_facts(ends_on=date(2022, 11, 6)))

    assert (Phase.objects.count(), newest().verb) == (0, "process.announced")


def test_translation_is_written_and_can_be_found() -> None:
    process = make_process()
    officer = make_actor(unit=make_unit(), role=RoleKind.OFFICER)

    actions.translate_process(
        actor=officer, process=process, field="summary", language="sv", text="Vi letar.", seen_revision=0
    )

    summary = Process.objects.get(pk=process.pk).summary
    assert (summary.texts["sv"].text, summary.texts["sv"].checked_by) == ("Vi letar.", officer.person_id)
    assert [entry.address for entry in find("letar")] == [process.address]
    assert (newest().verb, newest().ids) == ("process.translated", {"field": "summary", "language": "sv"})


def test_translation_over_somebody_elses_is_refused() -> None:
    process = make_process()
    told: dict[str, Any] = {"actor": SYSTEM, "process": process, "field": "title", "language": "sv"}
    actions.translate_process(**told, text="Lokaler", seen_revision=1)

    with pytest.raises(NotNow):
        actions.translate_process(**told, text="Utrymmen", seen_revision=1)

    assert Process.objects.get().title.read("sv").text == "Lokaler"


def test_only_texts_of_a_process_are_translated() -> None:
    process = make_process()

    with pytest.raises(Invalid):
        actions.translate_process(
            actor=SYSTEM, process=process, field="contact", language="sv", text="x", seen_revision=0
        )

    assert newest().verb == "process.announced"


def test_process_is_closed_once() -> None:
    process = make_process()

    closed = actions.close_process(actor=SYSTEM, process=process)

    assert closed.closed_at is not None
    assert (newest().verb, newest().is_public) == ("process.closed", True)
    with pytest.raises(NotNow):
        actions.close_process(actor=SYSTEM, process=process)
    assert Entry.objects.filter(verb="process.closed").count() == 1


def test_process_with_a_hold_is_not_closed_until_the_hold_is_lifted() -> None:
    process = make_process()
    actions.raise_hold(actor=SYSTEM, process=process, **HOLD)

    with pytest.raises(NotNow):
        actions.close_process(actor=SYSTEM, process=process)
    actions.lift_hold(actor=SYSTEM, process=process, **HOLD)

    assert actions.close_process(actor=SYSTEM, process=process).closed_at is not None


def test_hold_is_raised_once_and_privately() -> None:
    process = make_process()
    before = stamps(process)

    first = actions.raise_hold(actor=SYSTEM, process=process, **HOLD)
    again = actions.raise_hold(actor=SYSTEM, process=process, **HOLD)

    assert (first, Hold.objects.count()) == (again, 1)
    assert (newest().verb, newest().ids, newest().is_public) == ("hold.raised", {"hold": first.pk}, False)
    assert Entry.objects.filter(verb="hold.raised").count() == 1
    assert stamps(process) == before


def test_hold_can_be_raised_again_after_it_was_lifted() -> None:
    process = make_process()
    actions.raise_hold(actor=SYSTEM, process=process, **HOLD)

    lifted = [actions.lift_hold(actor=SYSTEM, process=process, **HOLD) for _ in range(2)]
    actions.raise_hold(actor=SYSTEM, process=process, **HOLD)

    assert (lifted, Hold.objects.count(), Hold.objects.standing().count()) == ([1, 0], 2, 1)
    assert Entry.objects.filter(verb="hold.lifted").count() == 1


VERBS: dict[str, Callable[[Actor, Process], object]] = {
    "announce": lambda actor, _process: actions.announce_process(actor=actor, facts=make_facts()),
    "tell": lambda actor, process: actions.tell_phase(actor=actor, process=process, facts=make_phase_facts()),
    "translate": lambda actor, process: actions.translate_process(
        actor=actor, process=process, field="title", language="en", text="Rooms", seen_revision=1
    ),
    "close": lambda actor, process: actions.close_process(actor=actor, process=process),
    "raise": lambda actor, process: actions.raise_hold(actor=actor, process=process, **HOLD),
    "lift": lambda actor, process: actions.lift_hold(actor=actor, process=process, **HOLD),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_refused_to_whoever_does_not_lead(verb: str) -> None:
    process = make_process()
    elsewhere = make_actor(unit=make_unit("kulttuuri"), role=RoleKind.OFFICER)
    lines = Entry.objects.count()

    for actor in (elsewhere, Actor(), Actor(browser="mark")):
        with pytest.raises(Refused):
            VERBS[verb](actor, process)

    assert (Entry.objects.count(), Process.objects.count()) == (lines, 1)


@pytest.mark.parametrize("verb", [name for name in VERBS if name != "announce"])
def test_nothing_happens_to_a_closed_process(verb: str) -> None:
    process = actions.close_process(actor=SYSTEM, process=make_process())
    lines = Entry.objects.count()

    with pytest.raises(NotNow):
        VERBS[verb](SYSTEM, process)

    assert Entry.objects.count() == lines


def test_texts_of_a_process_come_back_as_they_were() -> None:
    title = TranslatedText.of("sv", sv="Gemensamma lokaler").changed("fi", "Tilat", seen_revision=0)

    process = make_process(title=title)

    assert Process.objects.get(pk=process.pk).title == title
