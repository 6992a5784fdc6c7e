"""Asking for reports, and what the worker notes while it makes them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation
from punos.core.errors import Refused
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person
from punos.reports import rules
from punos.reports.models import ReportContents, ReportFile, ReportPart, ReportState


@transaction.atomic
def ask_for_reports(
    *,
    actor: Actor,
    consultation: Consultation,
    parts: Sequence[str],
    formats: Sequence[str],
    languages: Sequence[str],
) -> list[ReportFile]:
    """Keep what goes in, and have each file made that nobody is making already; those that were asked for anew.

    The consultation's own row is locked, so that two who press the button at once ask for one job.
    """
    locked = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    has_results = consultations.result_of(locked) is not None
    rules.check_ask_for_reports(
        actor,
        consultation,
        parts=parts,
        formats=formats,
        languages=languages,
        has_results=has_results,
    )
    now = timezone.now()
    chosen = [part for part in ReportPart.values if part in parts]
    ReportContents.objects.update_or_create(
        consultation=locked,
        defaults={"parts": chosen, "changed_by": actor.person_id, "changed_at": now},
    )
    wanted = [(each, language) for each in formats for language in languages]
    asked = [report for each in wanted if (report := _ask(actor, consultation, *each, now))]
    if asked:
        journal.record_all(actor, "report.asked", asked, process=consultation.process.slug)
    return asked


def _ask(
    actor: Actor, consultation: Consultation, report_format: str, language: str, now: datetime
) -> ReportFile | None:
    """One file to be made, or nothing where it is on its way; the file that was made last stays meanwhile."""
    report, is_new = ReportFile.objects.get_or_create(
        consultation=consultation,
        format=report_format,
        language=language,
        defaults={"asked_at": now, "asked_by": actor.person_id},
    )
    if not is_new and rules.is_moving(report, now):
        return None
    report.consultation = consultation
    report.state, report.progress = ReportState.WAITING, 0
    report.asked_by, report.asked_at = actor.person_id, now
    report.save(update_fields=["state", "progress", "asked_by", "asked_at"])
    app.configure_task("punos.reports.tasks.make_report").defer(report_id=report.pk, asked_at=now.isoformat())
    return report


@transaction.atomic
def begin_report(*, report_id: int, asked_at: datetime) -> ReportFile | None:
    """Take a report in hand; nothing where it has been made since, or asked for anew by a later job."""
    found = ReportFile.objects.select_for_update().filter(pk=report_id, asked_at=asked_at).first()
    if found is None or found.state not in {ReportState.WAITING, ReportState.MAKING}:
        return None
    found.state, found.progress = ReportState.MAKING, 0
    found.save(update_fields=["state", "progress"])
    return found


@transaction.atomic
def note_progress(*, report: ReportFile, progress: int) -> None:
    """How far it is, in per cent."""
    ReportFile.objects.filter(pk=report.pk, asked_at=report.asked_at).update(progress=min(99, progress))


@transaction.atomic
def keep_report(*, report: ReportFile, content: bytes, fingerprint: str) -> ReportFile | None:
    """Put the file in place of the one before, and tell whoever asked for it; nothing if it was asked for anew."""
    locked = _in_hand(report)
    if locked is None:
        return None
    locked.state, locked.progress, locked.made_at = ReportState.MADE, 100, timezone.now()
    locked.content, locked.fingerprint = content, fingerprint
    locked.save()
    _tell(locked)
    journal.record(SYSTEM, "report.made", locked, process=locked.consultation.process.slug)
    return locked


@transaction.atomic
def fail_report(*, report: ReportFile) -> None:
    """Note that a report could not be made; the file that was made last stays."""
    locked = _in_hand(report)
    if locked is None:
        return
    locked.state = ReportState.FAILED
    locked.save(update_fields=["state"])
    _tell(locked)
    journal.record(SYSTEM, "report.failed", locked, process=locked.consultation.process.slug)


def _in_hand(report: ReportFile) -> ReportFile | None:
    """The report as it is being made, locked; the consultation's row too, so that of two the last knows that it is."""
    Consultation.objects.select_for_update(no_key=True).get(pk=report.consultation_id)
    mine = ReportFile.objects.filter(pk=report.pk, asked_at=report.asked_at, state=ReportState.MAKING)
    return mine.select_for_update(of=("self",)).select_related("consultation__process").first()


def _tell(report: ReportFile) -> None:
    """One letter to whoever asked, when the last of what they asked for is there; else they see it on the page."""
    asked = ReportFile.objects.filter(
        consultation=report.consultation_id, asked_by=report.asked_by, asked_at=report.asked_at
    )
    files = list(asked.defer("content").order_by("format", "language"))
    if any(each.state in {ReportState.WAITING, ReportState.MAKING} for each in files):
        return
    person = Person.objects.filter(pk=report.asked_by or 0, is_active=True).first()
    if person is None:
        return
    language, consultation = person.language, report.consultation
    with override(language):
        context = {
            "title": consultation.title.read(language).text,
            "made": _listed(files, ReportState.MADE),
            "failed": _listed(files, ReportState.FAILED),
            "link": f"/{language}{report.address}",
            "link_label": _("To the reports"),
        }
    try:
        with transaction.atomic():
            mail.queue(
                key=f"report:{consultation.pk}:{person.pk}:{int(report.asked_at.timestamp() * 1_000)}",
                to=person.email,
                language=language,
                template="reports/mail/report",
                context=context,
                person_id=person.pk,
            )
    except Refused:  # an address that can't be used: the page tells it too
        return


def _listed(files: Sequence[ReportFile], state: str) -> str:
    """The files in this state, by format and language, between commas."""
    return ", ".join(
        f"{each.get_format_display()} ({each.language})" for each in files if each.state == state
    )
