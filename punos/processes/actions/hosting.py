"""Beginning a process before it is shown, and hosting one together by consent."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.errors import Invalid
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations import queries as organisations
from punos.organisations.models import Actor, CityUnit, Organisation
from punos.processes import queries, rules
from punos.processes.actions.finding import enter_process
from punos.processes.actions.leading import ProcessFacts
from punos.processes.models import HostRequest, Process

PROCESS_SETTINGS = {"case_number", "contact", "influence", "addressees"}


@transaction.atomic
def draft_process(*, actor: Actor, facts: ProcessFacts) -> Process:
    """Begin a process that only its hosts see."""
    rules.check_draft_process(actor, facts.host_unit, facts.host_organisation, facts.slug)
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
    )
    journal.record(actor, "process.drafted", process, process=process.slug)
    return process


@transaction.atomic
def publish_process(*, actor: Actor, process: Process) -> Process:
    """Show a process that was begun as a draft to everybody."""
    locked = _locked(process)
    rules.check_publish_process(actor, locked)
    locked.published_at = timezone.now()
    locked.save(update_fields=["published_at"])
    enter_process(process=locked)
    journal.record(actor, "process.announced", locked, process=locked.slug, public=True)
    return locked


@transaction.atomic
def change_process(*, actor: Actor, process: Process, values: Mapping[str, Any]) -> Process:
    """Change the case number, the contact, the level of influence or whom it is addressed to; the rest stays."""
    locked = _locked(process)
    rules.check_lead_process(actor, locked)
    if set(values) - PROCESS_SETTINGS:
        raise Invalid("There is no such setting.")
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, values[name])
    if not changed:
        return locked
    locked.save(update_fields=changed)
    is_public = locked.published_at is not None
    journal.record(actor, "process.changed", locked, process=locked.slug, public=is_public)
    return locked


@transaction.atomic
def ask_to_host(
    *,
    actor: Actor,
    process: Process,
    unit: CityUnit | None = None,
    organisation: Organisation | None = None,
) -> HostRequest:
    """Ask a unit or an organisation to host a process together; it becomes a host when it accepts.

    Whoever may answer gets a letter.
    """
    locked = _locked(process)
    rules.check_ask_to_host(actor, locked, unit, organisation)
    request = HostRequest.objects.create(
        process=locked,
        unit=unit,
        organisation=organisation,
        asked_by=actor.person_id,
        asked_at=timezone.now(),
    )
    request.process = locked
    _tell_asked(request)
    asked = organisation.pk if organisation else 0
    journal.record(actor, "host.asked", request, process=locked.slug, organisation=asked)
    return request


def _tell_asked(request: HostRequest) -> None:
    """A letter to everybody who may answer, in their language."""
    process, organisation = request.process, request.organisation
    for person in queries.asked_to_host(request):
        language = person.language
        unit = request.unit.name.read(language).text if request.unit else ""
        for address in organisations.addresses_of(person)[:1]:
            mail.queue(
                key=f"host:{request.pk}:{person.pk}",
                to=address,
                language=language,
                template="processes/mail/host",
                context={
                    "asked": organisation.name_in(language) if organisation else unit,
                    "hosts": ", ".join(process.hosts(language)),
                    "title": process.title.read(language).text,
                    "link": f"/{language}/desk/consultations/#request-{request.pk}",
                    "link_label": _("Accept or decline"),
                },
                person_id=person.pk,
                organisation_id=request.organisation_id,
            )


@transaction.atomic
def answer_host_request(*, actor: Actor, request: HostRequest, accepted: bool) -> HostRequest:
    """Accept or decline to host a process together, in the name of the unit or organisation that was asked."""
    process, kept = _locked(request.process), _locked_request(request)
    kept.process = process
    rules.check_answer_host_request(actor, kept, accepted=accepted)
    kept.accepted, kept.answered_by, kept.answered_at = accepted, actor.person_id, timezone.now()
    kept.save(update_fields=["accepted", "answered_by", "answered_at"])
    if accepted:
        process.host_unit = kept.unit or process.host_unit
        process.host_organisation = kept.organisation or process.host_organisation
        process.save(update_fields=["host_unit", "host_organisation"])
    verb = "host.accepted" if accepted else "host.declined"
    is_public = accepted and process.published_at is not None
    journal.record(actor.wearing(kept.organisation), verb, kept, process=process.slug, public=is_public)
    return kept


@transaction.atomic
def withdraw_host_request(*, actor: Actor, request: HostRequest) -> HostRequest:
    """Take a request back that nobody has answered."""
    process, kept = _locked(request.process), _locked_request(request)
    kept.process = process
    rules.check_withdraw_host_request(actor, kept)
    kept.answered_by, kept.answered_at = actor.person_id, timezone.now()
    kept.save(update_fields=["answered_by", "answered_at"])
    journal.record(actor, "host.request_withdrawn", kept, process=process.slug)
    return kept


def _locked(process: Process) -> Process:
    """The process as it is now, kept so until the verb is done."""
    rows = Process.objects.select_for_update(of=("self",)).select_related("host_unit", "host_organisation")
    return rows.get(pk=process.pk)


def _locked_request(request: HostRequest) -> HostRequest:
    """The request as it is now; its process has been locked before."""
    return HostRequest.objects.select_related("unit", "organisation").get(pk=request.pk)
