"""Announcing, telling, translating, closing and holding a process."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from punos.core.errors import Invalid
from punos.core.languages import LANGUAGES, VERSIONS, TranslatedText
from punos.journal import actions as journal
from punos.organisations.models import Actor, CityUnit, Organisation
from punos.processes import rules
from punos.processes.actions.finding import enter_process
from punos.processes.models import Hold, Influence, Phase, Process
from punos.processes.rules.texts import LONGEST_BODY, check_lengths


@dataclass(frozen=True)
class PhaseFacts:
    """What is told of a phase; `ends_on` may be the first day again."""

    key: str
    place: int
    title: TranslatedText
    body: TranslatedText
    starts_on: date
    ends_on: date
    precision: str = "day"
    certainty: str = "certain"
    open_question: TranslatedText = TranslatedText()
    leads_to: str = ""


@dataclass(frozen=True)
class ProcessFacts:
    """What is told of a process when it is announced."""

    slug: str
    title: TranslatedText
    summary: TranslatedText
    body: TranslatedText = TranslatedText()
    case_number: str = ""
    host_unit: CityUnit | None = None
    host_organisation: Organisation | None = None
    addressees: tuple[str, ...] = ()
    contact: str = ""
    influence: str = Influence.CONSULTING
    phases: tuple[PhaseFacts, ...] = ()


@transaction.atomic
def announce_process(*, actor: Actor, facts: ProcessFacts) -> Process:
    """Start a process with the phases that are known, and show it to everybody."""
    rules.check_announce(actor, facts.host_unit, facts.host_organisation)
    process = Process.objects.create(
        slug=facts.slug,
        title=facts.title,
        summary=facts.summary,
        body=facts.body,
        case_number=facts.case_number,
        host_unit=facts.host_unit,
        host_organisation=facts.host_organisation,
        addressees=list(facts.addressees),
        contact=facts.contact,
        influence=facts.influence,
        published_at=timezone.now(),
    )
    Phase.objects.bulk_create([Phase(process=process, **vars(phase)) for phase in facts.phases])
    enter_process(process=process)
    journal.record(actor, "process.announced", process, process=process.slug, public=True)
    return process


@transaction.atomic
def tell_phase(*, actor: Actor, process: Process, facts: PhaseFacts) -> Phase:
    """Add a phase to the timeline, or correct what was told of it."""
    rules.check_lead_process(actor, _locked(process))
    if facts.ends_on < facts.starts_on:
        raise Invalid(f"{facts.key}: {facts.ends_on} < {facts.starts_on}")
    known = {name: value for name, value in vars(facts).items() if name != "key"}
    phase, is_new = Phase.objects.update_or_create(process=process, key=facts.key, defaults=known)
    verb = "phase.told" if is_new else "phase.corrected"
    journal.record(actor, verb, process, process=process.slug, public=True, phase=phase.pk)
    return phase


@transaction.atomic
def translate_process(
    *, actor: Actor, process: Process, field: str, language: str, text: str, seen_revision: int
) -> Process:
    """Write one language of a process's title, summary or body; refused if somebody rewrote it in between."""
    locked = _locked(process)
    rules.check_lead_process(actor, locked)
    if field not in {"title", "summary", "body"} or language not in VERSIONS:
        raise Invalid(f"{field} {language}")
    old: TranslatedText = getattr(locked, field)
    new = old.changed(language, text, seen_revision=seen_revision, by=actor.person_id, at=timezone.now())
    check_lengths(new, LONGEST_BODY)
    setattr(locked, field, new)
    locked.save(update_fields=[field])
    is_public = locked.published_at is not None
    if is_public:
        enter_process(process=locked)
    told = {"field": field, "language": language}
    journal.record(actor, "process.translated", locked, process=locked.slug, public=is_public, **told)
    return locked


@transaction.atomic
def translate_phase(
    *, actor: Actor, phase: Phase, field: str, language: str, text: str, seen_revision: int
) -> Phase:
    """Write one language of what is told of a phase; refused if somebody rewrote it in between."""
    process = _locked(phase.process)
    rules.check_lead_process(actor, process)
    locked = Phase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    if field not in {"title", "body", "open_question"} or language not in LANGUAGES:
        raise Invalid(f"{field} {language}")
    old: TranslatedText = getattr(locked, field)
    new = old.changed(language, text, seen_revision=seen_revision, by=actor.person_id, at=timezone.now())
    check_lengths(new, LONGEST_BODY)
    setattr(locked, field, new)
    locked.save(update_fields=[field])
    told: dict[str, int | str] = {"phase": locked.pk, "field": field, "language": language}
    is_public = process.published_at is not None
    journal.record(actor, "phase.translated", process, process=process.slug, public=is_public, **told)
    return locked


@transaction.atomic
def close_process(*, actor: Actor, process: Process, at: datetime | None = None) -> Process:
    """End a process in which nothing is left to be done.

    `at` is the moment at which it was closed elsewhere, where it is brought in afterwards.
    """
    locked = _locked(process)
    rules.check_close_process(actor, locked)
    locked.closed_at = at or timezone.now()
    locked.save(update_fields=["closed_at"])
    journal.record(actor, "process.closed", locked, process=locked.slug, public=True)
    return locked


@transaction.atomic
def raise_hold(*, actor: Actor, process: Process, reason: str, subject_type: str, subject_id: int) -> Hold:
    """Note something that must be done before the process can be closed; noting it twice is noting it once."""
    rules.check_lead_process(actor, _locked(process))
    hold, is_new = Hold.objects.get_or_create(
        process=process,
        reason=reason,
        subject_type=subject_type,
        subject_id=subject_id,
        lifted_at=None,
        defaults={"raised_at": timezone.now()},
    )
    if is_new:
        journal.record(actor, "hold.raised", process, process=process.slug, hold=hold.pk)
    return hold


@transaction.atomic
def lift_hold(*, actor: Actor, process: Process, reason: str, subject_type: str, subject_id: int) -> int:
    """Note that it has been done; the number of holds lifted (0 or 1)."""
    rules.check_lead_process(actor, _locked(process))
    standing = process.holds.standing().filter(
        reason=reason, subject_type=subject_type, subject_id=subject_id
    )
    lifted = standing.update(lifted_at=timezone.now())
    if lifted:
        journal.record(actor, "hold.lifted", process, process=process.slug)
    return lifted


def _locked(process: Process) -> Process:
    """The process as it is now, kept so until the verb is done: nobody closes it in between."""
    return Process.objects.select_for_update(of=("self",)).get(pk=process.pk)
