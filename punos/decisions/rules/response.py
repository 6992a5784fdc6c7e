"""Who responds to a theme, who looks at it first, and what a response needs before readers get it."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.decisions.models import Response, ResponseOutcome, ResponseState
from punos.organisations.models import Actor, CityUnit
from punos.processes.models import Change, Process, Section
from punos.processes.rules import check_lead, check_lead_process
from punos.themes.models import Theme

LONGEST_REASONS = 20_000
LONGEST_CORRECTION = 2_000


def check_see_drafts(actor: Actor, process: Process) -> None:
    """Who leads the process, also after it has been closed."""
    check_lead(actor, process.host_unit_id, process.host_organisation_id)


def check_draft_response(
    actor: Actor, theme: Theme, draft: Response | None, published: Response | None
) -> None:
    """Who leads the process, for a theme that stands; what has been published is corrected, not rewritten."""
    _check_lead(actor, theme, published)
    if theme.ended_at or not theme.is_chosen:
        raise NotNow(_("This theme is no longer in use, so it gets no response of its own."))
    if draft is None and published is not None:
        raise NotNow(_("This response has been published. Begin a correction to change it."))


def check_facts(
    theme: Theme,
    outcome: str,
    ready_by: date | None,
    unit: CityUnit | None,
    changed_sections: Iterable[Section],
) -> None:
    """What can be said of a response at all: a promise has its day, clauses are those that readers have."""
    if outcome not in ResponseOutcome:
        raise Invalid(outcome)
    if outcome == ResponseOutcome.PREPARING and ready_by is None:
        raise Invalid(_("Tell by which day the response is ready."))
    if unit is not None and unit.closed_at:
        raise Invalid(_("This unit has been closed. Choose one that can answer for the response."))
    for each in changed_sections:
        version = each.version
        if (
            version.document.process_id != theme.process_id
            or not version.published_at
            or each.change == Change.KEPT
        ):
            raise Invalid(_("Choose clauses that a published version has changed."))


def check_seen(response: Response | None, seen_revision: int) -> None:
    """Nobody has changed it since it was read."""
    if (response.revision if response else 0) != seen_revision:
        raise NotNow(
            _("Somebody else has changed this response since you read it. Compare the two and send it again.")
        )


def check_lengths(reasons: TranslatedText, correction: TranslatedText) -> None:
    """Of a readable length."""
    for text, longest in ((reasons, LONGEST_REASONS), (correction, LONGEST_CORRECTION)):
        if any(len(part.text) > longest for part in text.texts.values()):
            raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": longest})


def check_drop_draft(actor: Actor, response: Response) -> None:
    """Who leads the process, what nobody has read yet."""
    check_see_drafts(actor, response.theme.process)
    if response.published_at:
        raise NotNow(_("This response has been published. Begin a correction to change it."))


def check_correct_response(actor: Actor, response: Response, *, is_current: bool, has_draft: bool) -> None:
    """Who leads the process, also after it has been closed: the version that stands, once at a time."""
    check_see_drafts(actor, response.theme.process)
    if not is_current:
        raise NotNow(_("A newer version of this response stands already."))
    if has_draft:
        raise NotNow(_("A correction of this response has been begun already."))
    if response.theme.ended_at:
        raise NotNow(_("This theme is no longer in use, so it gets no response of its own."))


def check_ask_second_look(actor: Actor, response: Response, today: date) -> None:
    """Who leads the process, of a draft in which nothing is missing."""
    _check_writable(actor, response)
    if response.state != ResponseState.DRAFT:
        raise NotNow(_("Somebody has been asked to look at this response already."))
    _check_whole(response, today)


def check_check_response(actor: Actor, response: Response) -> None:
    """Somebody else than who wrote it last."""
    _check_writable(actor, response)
    if response.state != ResponseState.TO_CHECK:
        raise NotNow(_("Nobody has asked for this response to be looked at."))
    if not actor.is_system and actor.person_id == response.drafted_by:
        raise Refused(_("Somebody else than the writer looks at a response."))


def check_send_back(actor: Actor, response: Response) -> None:
    """Who leads the process; the writer may take it back too."""
    _check_writable(actor, response)
    if response.state != ResponseState.TO_CHECK:
        raise NotNow(_("Nobody has asked for this response to be looked at."))


def check_publish_response(actor: Actor, response: Response, today: date) -> None:
    """When nothing is missing, everybody can read the theme, and a second person has looked where that is asked."""
    _check_writable(actor, response)
    theme = response.theme
    if theme.ended_at or not theme.published_at or not theme.process.published_at:
        raise NotNow(_("Publish the theme first: nobody else can read it yet."))
    _check_whole(response, today)
    if needs_second_look(response) and not response.checked_at:
        raise NotNow(_("Somebody else than the writer has to look at this response before it is published."))
    if theme.process.closed_at and not response.settles:
        raise NotNow(_("The process has been closed, so its responses can no longer be put off."))


def needs_second_look(response: Response) -> bool:
    """Whether the unit that answers for it, or that leads the process, wants somebody else to look first."""
    units = (response.unit, response.theme.process.host_unit)
    return any(unit.second_look for unit in units if unit is not None)


def faults_of(response: Response, today: date) -> Iterator[str]:
    """Everything that is missing before it can be published."""
    yield from _missing(response.reasons, _("The reasons are missing in: %(names)s."))
    if is_correction(response):
        yield from _missing(response.correction, _("Why it is corrected is missing in: %(names)s."))
    if not response.settles and response.ready_by and response.ready_by < today:
        yield _("The day by which the response is ready has passed already.")
    if response.unit is None and response.theme.process.host_unit_id:
        yield _("Choose the unit that answers for the response.")


def is_correction(response: Response) -> bool:
    """Whether it replaces an answer that readers had; what comes after a promise is the answer itself."""
    before = response.theme.responses.published().filter(number__lt=response.number).order_by("-number")
    latest = before.first()
    return latest is not None and latest.settles


def _missing(text: TranslatedText, words: str) -> Iterator[str]:
    """The languages that are required, the one it is written in among them, and have no words."""
    gaps = set(text.missing()) & {text.source, *settings.REQUIRED_LANGUAGES}
    if gaps:
        names = ", ".join(str(name).lower() for code, name in settings.LANGUAGES if code in gaps)
        yield words % {"names": names}


def _check_whole(response: Response, today: date) -> None:
    faults = list(faults_of(response, today))
    if faults:
        raise Invalid(" ".join(faults))


def _check_writable(actor: Actor, response: Response) -> None:
    """Who leads the process, and nobody has read it yet."""
    _check_lead(actor, response.theme, response if response.number > 1 else None)
    if response.published_at:
        raise NotNow(_("This response has been published, so it stands as it is."))


def _check_lead(actor: Actor, theme: Theme, earlier: Response | None) -> None:
    """Who leads the process; once it has been closed only mistakes of what was published are corrected."""
    if earlier is None:
        check_lead_process(actor, theme.process)
    else:
        check_see_drafts(actor, theme.process)
