"""Who starts measures and tells how they go on, and what a measure must tell."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.decisions.models import Decision, Measure, MeasureState
from punos.decisions.rules.deciding import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    check_length,
    check_process_is_public,
    check_published,
)
from punos.organisations.models import Actor, CityUnit, Organisation, RoleKind, Scope
from punos.processes.models import Precision, Process
from punos.processes.rules import check_lead, check_lead_process
from punos.themes.models import Theme

ENDED = (MeasureState.DONE, MeasureState.DROPPED)


@dataclass(frozen=True)
class MeasureFacts:
    """What is told of a measure: what is done, who answers for it, until when, by what one sees that it works."""

    title: TranslatedText
    due_from: date
    due_on: date
    body: TranslatedText = TranslatedText()
    unit: CityUnit | None = None
    organisation: Organisation | None = None
    precision: str = Precision.DAY
    indicator: TranslatedText = TranslatedText()
    review_on: date | None = None


def span_of(day: date, precision: str) -> tuple[date, date]:
    """The first and the last possible day of a time that is known as roughly as this and holds that day.

    Winter is from December to the end of February; the end of a year is its December.
    """
    if precision == Precision.MONTH:
        return day.replace(day=1), _end_of_month(day)
    if precision == Precision.SEASON:
        first = day.replace(day=1)
        for _month in range(day.month % 3):
            first = (first - timedelta(days=1)).replace(day=1)
        return first, _end_of_month(first + timedelta(days=62))
    if precision == Precision.END_OF_YEAR:
        return date(day.year, 12, 1), date(day.year, 12, 31)
    if precision == Precision.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def check_start_measure(
    actor: Actor,
    process: Process,
    facts: MeasureFacts,
    decisions: Iterable[Decision],
    themes: Iterable[Theme],
) -> None:
    """Who leads the process, as soon as readers have it."""
    check_lead_process(actor, process)
    check_process_is_public(process)
    _check_facts(process, facts, decisions, themes)


def check_revise_measure(
    actor: Actor,
    measure: Measure,
    facts: MeasureFacts,
    decisions: Iterable[Decision],
    themes: Iterable[Theme],
    seen_revision: int,
) -> None:
    """Who leads the process, also after it has been closed: a measure goes on until it has been closed itself."""
    check_lead(actor, measure.process.host_unit_id, measure.process.host_organisation_id)
    _check_goes_on(measure)
    if measure.revision != seen_revision:
        raise NotNow(
            _("Somebody else has changed this measure in the meantime. Compare the two and save again.")
        )
    _check_facts(measure.process, facts, decisions, themes)


def _check_facts(
    process: Process, facts: MeasureFacts, decisions: Iterable[Decision], themes: Iterable[Theme]
) -> None:
    if not facts.title:
        raise Invalid(_("Tell what is done."))
    check_length(facts.title, LONGEST_TITLE)
    check_length(facts.body, LONGEST_SUMMARY)
    check_length(facts.indicator, LONGEST_SUMMARY)
    if (facts.unit is None) == (facts.organisation is None):
        raise Invalid(_("Choose who answers for it: one unit of the city, or one organisation."))
    if facts.precision not in Precision.values or facts.due_on < facts.due_from:
        raise Invalid(_("Tell until when it is done."))
    if any(each.process_id != process.pk for each in decisions):
        raise Invalid(_("Only decisions of this process can be chosen."))
    check_published(process, themes)


def check_note_progress(actor: Actor, measure: Measure, text: TranslatedText, state: str) -> None:
    """Who leads the process, and the people of whoever answers for the measure, as long as it goes on."""
    check_tell_of_measure(actor, measure)
    _check_goes_on(measure)
    if state not in MeasureState.values or state in ENDED:
        raise Invalid(_("Choose how far the measure is."))
    if not text:
        raise Invalid(_("Tell how it is going on."))
    check_length(text, LONGEST_SUMMARY)


def check_close_measure(actor: Actor, measure: Measure, state: str, came_of: TranslatedText) -> None:
    """As for progress; once, and with what came of it."""
    check_tell_of_measure(actor, measure)
    _check_goes_on(measure)
    if state not in ENDED:
        raise Invalid(_("Choose whether it was done or dropped."))
    if not came_of:
        raise Invalid(_("Tell what came of it: those who spoke have waited for that."))
    check_length(came_of, LONGEST_SUMMARY)


def check_tell_of_measure(actor: Actor, measure: Measure) -> None:
    """Co-ordinators and officers of the host and of the unit that answers for it, and who represents that organisation."""
    process, leading = measure.process, (RoleKind.COORDINATOR, RoleKind.OFFICER)
    if actor.is_system or any(
        actor.holds(unit, *leading) for unit in (process.host_unit_id, measure.unit_id) if unit
    ):
        return
    for organisation in (process.host_organisation_id, measure.organisation_id):
        if organisation is not None and Scope.REPRESENT in actor.scopes_for(organisation):
            return
    raise Refused(_("Only who answers for this measure, or leads the process, may do this."))


def _check_goes_on(measure: Measure) -> None:
    if measure.closed_at:
        raise NotNow(_("This measure has been closed."))
