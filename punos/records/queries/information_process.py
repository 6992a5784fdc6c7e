"""Everything about one process, and about one organisation, room by room."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.models import (
    Attachment,
    Consultation,
    InformationRequest,
    Invitation,
    Signature,
    Submission,
)
from punos.contributions.models import Contribution, Moderation, Rating, Report, Voice
from punos.core.languages import TranslatedText, current_language
from punos.decisions.models import Decision, Heard, Measure, Response
from punos.journal.models import Entry
from punos.organisations.models import Mandate, Organisation
from punos.processes.models import DraftVersion, Process
from punos.records.models import Handover
from punos.records.queries import information_rows as rows
from punos.records.queries import told
from punos.records.queries.information import (
    PERSONAL,
    UNFINISHED,
    Found,
    Kind,
    counted_of,
    kind_of,
)
from punos.records.queries.information_rows import Seen, page, short
from punos.records.queries.plain import Row, moment, organisation
from punos.records.queries.publicity import NOT_PUBLISHED, PUBLIC
from punos.records.queries.said import COUNTED
from punos.reports.models import ReportFile, Summary
from punos.themes.models import Assignment, Theme


def of_process(process: Process, seen: Seen) -> Iterator[Kind]:
    """A matter: from what was told first to the line of the journal."""
    yield kind_of("processes", "process", gettext_lazy("The process"), [_process(process)], UNFINISHED)
    yield _texts(process)
    yield _asked(process)
    sent = Submission.objects.filter(consultation__process=process, state__in=COUNTED)
    yield rows.answers(sent, seen)
    yield rows.files(Attachment.objects.filter(submission__in=sent, is_sent=True), seen)
    yield rows.requests(InformationRequest.objects.filter(consultation__process=process))
    invited = Invitation.objects.filter(consultation__process=process).select_related("organisation")
    yield counted_of("consultations", "invitations", gettext_lazy("Invitations to answer"), invited, _invited)
    yield rows.contributions(Contribution.objects.filter(thread__process=process), seen)
    yield from _around(process)
    yield from _city(process)
    yield from _done(process)
    yield from _made(process)
    yield _lines(Entry.objects.filter(process=process.slug))


def of_organisation(found: Organisation, seen: Seen) -> Iterator[Kind]:
    """What an organisation is here, said, signed, was asked and does."""
    yield kind_of("organisations", "organisation", gettext_lazy("The organisation"), [_card(found)], PERSONAL)
    mandates = Mandate.objects.filter(organisation=found).order_by("pk")
    yield counted_of(
        "organisations", "mandates", gettext_lazy("Who may act for it"), mandates, _mandate, ground=PERSONAL
    )
    voices = Voice.objects.filter(organisation=found)
    spoke = voices.select_related("process").order_by("pk")
    yield counted_of("contributions", "voices", gettext_lazy("Where it took part"), spoke, _took_part)
    yield rows.contributions(Contribution.objects.filter(voice__in=voices), seen)
    sent = Submission.objects.filter(voice__in=voices, state__in=COUNTED)
    yield rows.answers(sent, seen)
    yield rows.files(Attachment.objects.filter(submission__in=sent, is_sent=True), seen)
    yield rows.requests(InformationRequest.objects.filter(attachment__submission__in=sent))
    signed = Signature.objects.filter(organisation=found).select_related("submission__consultation__process")
    yield counted_of(
        "consultations", "signatures", gettext_lazy("Answers it was asked to sign"), signed, _signature
    )
    invited = Invitation.objects.filter(organisation=found).select_related("organisation")
    yield counted_of("consultations", "invitations", gettext_lazy("Invitations to answer"), invited, _invited)
    yield kind_of(
        "processes",
        "hosted",
        gettext_lazy("Processes it hosts"),
        [_process(each) for each in Process.objects.filter(host_organisation=found).order_by("pk")],
        UNFINISHED,
    )
    measures = Measure.objects.filter(organisation=found).select_related("process").order_by("pk")
    yield kind_of("decisions", "measures", gettext_lazy("Measures"), [_public(each) for each in measures])
    yield _lines(Entry.objects.filter(organisation_id=found.pk))


def _texts(process: Process) -> Kind:
    versions = DraftVersion.objects.filter(document__process=process).select_related("document__process")
    return kind_of(
        "processes",
        "texts",
        gettext_lazy("Versions of draft texts"),
        [
            _one(
                _("%(title)s, version %(number)d")
                % {"title": _in(each.document.title), "number": each.number},
                is_public=each.published_at is not None,
                address=each.address,
            )
            for each in versions.order_by("document", "number")
        ],
        UNFINISHED,
    )


def _asked(process: Process) -> Kind:
    found = Consultation.objects.filter(process=process).select_related("process").order_by("opens_at")
    return kind_of(
        "consultations",
        "consultations",
        gettext_lazy("What was asked"),
        [
            _one(_in(each.title), is_public=each.published_at is not None, address=each.address)
            for each in found
        ],
        UNFINISHED,
    )


def _around(process: Process) -> Iterator[Kind]:
    """What lies around the words: who spoke, how they were rated, reported and moderated."""
    voices = Voice.objects.filter(process=process).select_related("organisation").order_by("pk")
    yield counted_of(
        "contributions", "voices", gettext_lazy("Who spoke, and their background"), voices, _voice
    )
    rated = Rating.objects.filter(contribution__thread__process=process).order_by("pk")
    yield counted_of("contributions", "ratings", gettext_lazy("Ratings one by one"), rated, _rating)
    reported = Report.objects.filter(contribution__thread__process=process).order_by("pk")
    yield counted_of("contributions", "reports", gettext_lazy("Reports to moderators"), reported, _reported)
    moderated = Moderation.objects.filter(contribution__thread__process=process).order_by("pk")
    yield counted_of(
        "contributions", "moderation", gettext_lazy("Decisions of moderators"), moderated, _moderated
    )


def _city(process: Process) -> Iterator[Kind]:
    """What the city found in it and answered."""
    themes = Theme.objects.filter(process=process).select_related("process").order_by("number")
    yield kind_of(
        "themes",
        "themes",
        gettext_lazy("Themes"),
        [
            _one(_in(t.title), is_public=bool(t.published_at and t.is_chosen), address=t.address)
            for t in themes
        ],
        UNFINISHED,
    )
    given = Assignment.objects.filter(theme__process=process).select_related("theme").order_by("pk")
    yield counted_of("themes", "memberships", gettext_lazy("What belongs to a theme"), given, _given)
    answered = Response.objects.filter(theme__process=process).select_related("theme__process")
    yield kind_of(
        "decisions",
        "responses",
        gettext_lazy("Responses to themes"),
        [
            _one(
                f"{_in(r.theme.title)}: {r.get_outcome_display()}",
                is_public=r.published_at is not None,
                address=r.address,
            )
            for r in answered.order_by("theme__number", "number")
        ],
        UNFINISHED,
    )


def _done(process: Process) -> Iterator[Kind]:
    """What was decided and done, and whether people felt heard."""
    decided = Decision.objects.filter(process=process).select_related("process").order_by("number")
    yield kind_of("decisions", "decisions", gettext_lazy("Decisions"), [_public(each) for each in decided])
    measures = Measure.objects.filter(process=process).select_related("process").order_by("number")
    yield kind_of("decisions", "measures", gettext_lazy("Measures"), [_public(each) for each in measures])
    lines = Heard.objects.filter(process=process).order_by("pk")
    yield counted_of("decisions", "heard", gettext_lazy("Whether people felt heard"), lines, _heard)


def _made(process: Process) -> Iterator[Kind]:
    """What was made of it: summaries, reports, packages."""
    summed = Summary.objects.filter(consultation__process=process).select_related("consultation__process")
    yield kind_of(
        "reports",
        "summaries",
        gettext_lazy("Closing summaries"),
        [_one(_in(s.title), is_public=s.published_at is not None, address=s.address) for s in summed],
        UNFINISHED,
    )
    files = ReportFile.objects.filter(consultation__process=process).defer("content").order_by("pk")
    yield kind_of(
        "reports", "reports", gettext_lazy("Reports that were made"), [_report(each) for each in files]
    )
    packages = Handover.objects.filter(process=process).defer("content").order_by("number")
    yield kind_of(
        "records", "packages", gettext_lazy("Packages for the case system"), [_package(p) for p in packages]
    )


def _lines(entries: models.QuerySet[Entry]) -> Kind:
    """Lines of the journal; who did it stands there in ids, and is for auditors."""
    title = gettext_lazy("Lines of the journal that are not public")
    rows = entries.filter(is_public=False).order_by("pk")
    return counted_of("journal", "lines", title, rows, _line)


# One record ------------------------------------------------------------------------------------------------------


def _in(text: TranslatedText) -> str:
    return str(text.read(current_language()).text)


def _one(line: str, *, is_public: bool, address: str) -> Found:
    publicity = PUBLIC if is_public else NOT_PUBLISHED
    return Found(short(line), publicity, page(address), plain={"line": line, "address": address})


def _process(process: Process) -> Found:
    is_public = process.published_at is not None
    plain = told.process(process)
    publicity = PUBLIC if is_public else NOT_PUBLISHED
    return Found(_in(process.title), publicity, page(process.address), plain=plain)


def _public(each: Any) -> Found:
    return _one(_in(each.title), is_public=each.process.published_at is not None, address=each.address)


def _withheld(line: str, plain: Row) -> Found:
    return Found(short(line), NOT_PUBLISHED, plain=plain)


def _card(found: Organisation) -> Found:
    plain = {**(organisation(found) or {}), "field": found.field, "is_listed": found.is_listed}
    if found.contact_is_public:
        plain |= {"email": found.email, "phone": found.phone, "website": found.website}
    return Found(found.name, PUBLIC if found.is_listed else NOT_PUBLISHED, page(found.address), plain=plain)


def _mandate(each: Mandate) -> Found:
    plain = {"mandate": each.pk, "scopes": list(each.scopes), "ended_at": moment(each.ended_at)}
    return _withheld(f"{each.pk}: {', '.join(each.scopes)}", plain)


def _took_part(each: Voice) -> Found:
    return _withheld(_in(each.process.title), {"process": each.process.slug, "at": moment(each.at)})


def _voice(each: Voice) -> Found:
    plain = {"voice": each.pk, "capacity": each.capacity, "background": each.background}
    return _withheld(f"{each.pk}: {each.get_capacity_display()}", plain)


def _rating(each: Rating) -> Found:
    plain = {"contribution": each.contribution_id, "value": each.value, "at": moment(each.at)}
    return _withheld(f"{each.contribution_id}: {each.value}", plain)


def _reported(each: Report) -> Found:
    plain = {"contribution": each.contribution_id, "reason": each.reason, "text": each.text}
    return _withheld(f"{each.contribution_id}: {each.get_reason_display()}", plain)


def _moderated(each: Moderation) -> Found:
    plain = {
        "contribution": each.contribution_id,
        "kind": each.kind,
        "reason": each.reason,
        "note": each.note,
    }
    return _withheld(f"{each.contribution_id}: {each.get_kind_display()}", plain)


def _given(each: Assignment) -> Found:
    plain = {"theme": each.theme.number, "contribution": each.contribution_id}
    return _withheld(f"{each.theme.number}: {each.contribution_id}", plain)


def _heard(each: Heard) -> Found:
    plain = {"answer": each.answer, "text": each.text, "at": moment(each.at)}
    return _withheld(f"{each.get_answer_display()} {each.text}", plain)


def _invited(each: Invitation) -> Found:
    plain = {"organisation": each.organisation.name, "email": each.email, "at": moment(each.at)}
    return _withheld(each.organisation.name, plain)


def _signature(each: Signature) -> Found:
    plain = {"address": each.submission.address, "confirmed_at": moment(each.confirmed_at)}
    return _withheld(each.submission.address, plain)


def _report(each: ReportFile) -> Found:
    line = f"{each.get_format_display()} ({each.language})"
    return _withheld(
        line, {"format": each.format, "language": each.language, "made_at": moment(each.made_at)}
    )


def _package(each: Handover) -> Found:
    line = _("Package %(number)d") % {"number": each.number}
    plain = {"number": each.number, "sha256": each.sha256, "made_at": moment(each.made_at)}
    return Found(line, NOT_PUBLISHED, page(each.address), plain=plain)


def _line(each: Entry) -> Found:
    plain = {"at": moment(each.at), "verb": each.verb, "address": each.address, "subject": each.subject_type}
    return _withheld(f"{each.at:%Y-%m-%d} {each.verb} {each.address}", plain)
