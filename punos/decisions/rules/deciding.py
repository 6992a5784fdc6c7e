"""Who enters and corrects decisions, and what a decision must tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.core.holidays import name_of_rest
from punos.core.languages import TranslatedText
from punos.decisions.models import Appeal, Decision, Outcome, PaperKind, Response
from punos.organisations.models import Actor
from punos.processes.models import Phase, Process
from punos.processes.rules import check_lead, check_lead_process
from punos.themes.models import Theme

LONGEST_TITLE = 300
LONGEST_SUMMARY = 10_000
MOST_PAPERS = 30
# Local Government Act 410/2015, sections 139 and 140: a member of the municipality is taken to know of a decision
# seven days after its minutes were put on view; from then on the days of an appeal are counted.
KNOWN_AFTER = timedelta(days=7)
DAYS_TO_APPEAL = {Appeal.RECTIFICATION: timedelta(days=14), Appeal.MUNICIPAL: timedelta(days=30)}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class DecisionFacts:
    """What is told of a decision. `appeal_until` is its last day, of which there is none without an appeal."""

    title: TranslatedText
    decided_on: date
    outcome: str = ""
    summary: TranslatedText = TranslatedText()
    body_name: TranslatedText = TranslatedText()
    takes_effect_on: date | None = None
    case_number: str = ""
    section_mark: str = ""
    appeal: str = ""
    appeal_until: date | None = None
    previous: Decision | None = None
    phase: Phase | None = None


def last_day_to_appeal(appeal: str, on_view: date) -> date | None:
    """The last day of an appeal, as advice, from the day on which the minutes were put on view.

    An appeal whose last day would be a weekend or a public holiday may still come on the next working day (Act on
    the Calculation of Statutory Time Limits 150/1930, section 5).
    """
    if appeal not in DAYS_TO_APPEAL:
        return None
    last = on_view + KNOWN_AFTER + DAYS_TO_APPEAL[Appeal(appeal)]
    while name_of_rest(last):
        last += DAY
    return last


def check_see_decision_work(actor: Actor, process: Process) -> None:
    """Who leads the process, also after it has been closed."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_enter_decision(actor: Actor, process: Process, facts: DecisionFacts, today: date) -> None:
    """Who leads the process enters what has been decided in it, as soon as readers have the process."""
    check_lead_process(actor, process)
    check_process_is_public(process)
    _check_facts(actor, process, facts, today)


def check_correct_decision(
    actor: Actor,
    decision: Decision,
    facts: DecisionFacts,
    why: TranslatedText,
    seen_revision: int,
    today: date,
) -> None:
    """Who leads the process, also after it has been closed, and with a reason: readers see both."""
    check_see_decision_work(actor, decision.process)
    if decision.revision != seen_revision:
        raise NotNow(
            _("Somebody else has corrected this decision in the meantime. Compare the two and save again.")
        )
    if not why:
        raise Invalid(_("Tell why the decision is corrected: readers see it."))
    check_length(why, LONGEST_SUMMARY)
    if all(getattr(decision, name) == value for name, value in vars(facts).items()):
        raise Invalid(_("Nothing has been changed."))
    if facts.previous is not None and facts.previous.pk == decision.pk:
        raise Invalid(_("A decision is not its own earlier handling."))
    _check_facts(actor, decision.process, facts, today)


def _check_facts(actor: Actor, process: Process, facts: DecisionFacts, today: date) -> None:
    """What a decision must tell; what nobody knows any more may stay empty in what the system brings in."""
    if not facts.title:
        raise Invalid(_("Give the decision a title."))
    check_length(facts.title, LONGEST_TITLE)
    check_length(facts.body_name, LONGEST_TITLE)
    check_length(facts.summary, LONGEST_SUMMARY)
    if facts.decided_on > today:
        raise Invalid(_("A decision is entered when it has been made: its day is still to come."))
    may_be_empty = [""] if actor.is_system else []
    if facts.outcome not in [*Outcome.values, *may_be_empty]:
        raise Invalid(_("Choose what was decided."))
    if facts.appeal not in [*Appeal.values, *may_be_empty]:
        raise Invalid(_("Choose how the decision can be appealed against."))
    _check_appeal(facts)
    _check_neighbours(process, facts)


def _check_appeal(facts: DecisionFacts) -> None:
    """An appeal has a last day, and that comes after the decision."""
    if facts.appeal not in DAYS_TO_APPEAL:
        return
    if facts.appeal_until is None:
        raise Invalid(_("Tell the last day of the appeal, or the day on which the minutes were put on view."))
    if facts.appeal_until < facts.decided_on:
        raise Invalid(_("The last day of the appeal comes after the decision."))


def _check_neighbours(process: Process, facts: DecisionFacts) -> None:
    """The phase and the handling before it belong to the same process."""
    if facts.phase is not None and facts.phase.process_id != process.pk:
        raise Invalid(_("This phase belongs to another process."))
    if facts.previous is None:
        return
    if facts.previous.process_id != process.pk:
        raise Invalid(_("The earlier handling belongs to another process."))
    if facts.previous.decided_on > facts.decided_on:
        raise Invalid(_("The earlier handling has a later day than this one."))


def check_link_decision(
    actor: Actor, decision: Decision, themes: Iterable[Theme], responses: Iterable[Response]
) -> None:
    """Who leads the process joins it with themes and responses that readers of the same process have."""
    check_see_decision_work(actor, decision.process)
    check_published(decision.process, themes)
    for response in responses:
        if response.theme.process_id != decision.process_id or response.published_at is None:
            raise Invalid(_("Only published responses of this process can be chosen."))


def check_published(process: Process, themes: Iterable[Theme]) -> None:
    """Only themes that readers of the process have."""
    for theme in themes:
        if theme.process_id != process.pk or theme.published_at is None:
            raise Invalid(_("Only published themes of this process can be chosen."))


def check_note_paper(
    actor: Actor, decision: Decision, kind: str, name: TranslatedText, url: str, so_many: int
) -> None:
    """Who leads the process; the address is public and encrypted, and what is no bulletin and no minutes has a name."""
    check_see_decision_work(actor, decision.process)
    if kind not in PaperKind.values:
        raise Invalid(_("Choose what kind of document this is."))
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise Invalid(_("The address of a document begins with https://."))
    check_length(name, LONGEST_TITLE)
    if kind not in {PaperKind.BULLETIN, PaperKind.MINUTES}:
        if not name:
            raise Invalid(_("Tell what the document is called."))
        if so_many >= MOST_PAPERS:
            raise NotNow(_("A decision has at most %(limit)d documents here.") % {"limit": MOST_PAPERS})


def check_remove_paper(actor: Actor, decision: Decision) -> None:
    """Who leads the process."""
    check_see_decision_work(actor, decision.process)


def check_process_is_public(process: Process) -> None:
    """What is told here is public at once, so the process has to be."""
    if process.published_at is None:
        raise NotNow(_("This process has not been published yet."))


def check_length(text: TranslatedText, longest: int) -> None:
    """Of a readable length in every language."""
    if any(len(part.text) > longest for part in text.texts.values()):
        raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": longest})
