"""What was decided in the town, and what is done because of it, put into the database through actions."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.decisions import actions
from punos.decisions.models import Decision, MeasureState
from punos.decisions.rules import DecisionFacts, MeasureFacts, span_of
from punos.organisations.models import CityUnit
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from town.texts import deeds
from town.texts.co_operation import PROCESS
from town.texts.shapes import DecisionText, MeasureText
from town.who import text


def done() -> None:
    """The decisions of the real process and their measures; what is there already stays as it is."""
    process = Process.objects.get(slug=PROCESS.slug)
    if not process.decisions.exists():
        done_in(process, deeds.DECISIONS, deeds.MEASURES)


def done_in(process: Process, decided: Iterable[DecisionText], measures: Iterable[MeasureText]) -> None:
    """What was decided in the phases of a process, and what is done because of it."""
    entered: dict[str, Decision] = {}
    for told in decided:
        before = next((each for each in entered.values() if each.case_number == told.case_number), None)
        facts = decision_facts(process, told, before)
        entered[told.phase] = actions.enter_decision(actor=SYSTEM, process=process, facts=facts)
    for each in measures:
        begun(process, each, [entered[phase] for phase in each.decisions])


def decision_facts(process: Process, told: DecisionText, before: Decision | None) -> DecisionFacts:
    """A decision as the action takes it."""
    return DecisionFacts(
        title=text(told.title),
        summary=text(told.summary),
        body_name=text(told.body),
        decided_on=told.on,
        outcome=told.outcome,
        case_number=told.case_number,
        section_mark=told.section_mark,
        appeal=told.appeal,
        previous=before,
        phase=process.phases.get(key=told.phase.replace("_", "-")),
    )


def begun(process: Process, told: MeasureText, decisions: list[Decision]) -> None:
    """A measure with how it went on."""
    first, last = span_of(told.due, told.precision)
    measure = actions.start_measure(
        actor=SYSTEM,
        process=process,
        decisions=decisions,
        facts=MeasureFacts(
            title=text(told.title),
            body=text(told.body),
            unit=CityUnit.objects.get(slug=told.unit),
            due_from=first,
            due_on=last,
            precision=told.precision,
            indicator=text(told.indicator) if told.indicator else TranslatedText(),
        ),
    )
    for note in told.notes:
        actions.note_progress(
            actor=SYSTEM,
            measure=measure,
            text=text(note.words),
            state=MeasureState.UNDER_WAY,
            at=moment(note.on),
        )
    if told.came_of:
        actions.close_measure(
            actor=SYSTEM,
            measure=measure,
            state=MeasureState.DONE,
            came_of=text(told.came_of.words),
            at=moment(told.came_of.on),
        )


def moment(day: date) -> datetime:
    """Noon of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))
