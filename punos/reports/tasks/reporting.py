"""Making one report from what stands now, and telling how far it is. Worker only."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import translation

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Result
from punos.reports import actions, queries
from punos.reports.models import ReportFile, ReportFormat
from punos.reports.queries.contents import Section
from punos.reports.queries.look import look
from punos.reports.tasks import pdf, slides, spreadsheet, word

LOG = logging.getLogger(__name__)
MAKERS: dict[str, Callable[..., bytes]] = {
    ReportFormat.WORD: word.made,
    ReportFormat.SLIDES: slides.made,
    ReportFormat.PDF: pdf.made,
}


def make(report_id: int, asked_at: datetime) -> bool:
    """Make the file that was asked for; False if it is no longer wanted, or could not be made."""
    report = actions.begin_report(report_id=report_id, asked_at=asked_at)
    if report is None:
        return False
    try:
        content, mark = _made(report)
    except Exception:  # whatever it was: whoever waits has to know
        LOG.exception("report %s could not be made", report_id)
        actions.fail_report(report=report)
        return False
    return actions.keep_report(report=report, content=content, fingerprint=mark) is not None


def _made(report: ReportFile) -> tuple[bytes, str]:
    """The bytes of the file, and of what they were made."""
    consultation = Consultation.objects.select_related("process").get(pk=report.consultation_id)
    result = consultations.result_of(consultation)
    assert result is not None  # nothing is asked for before there are results
    parts = queries.contents_of(consultation)
    mark = queries.fingerprint(consultation, result, parts)
    with translation.override(report.language):
        if report.format == ReportFormat.SHEETS:
            content = spreadsheet.made(consultation, result, parts, progress=_progress(report))
        else:
            sections = _counted(report, consultation, result, parts)
            content = MAKERS[report.format](consultation, sections, language=report.language, look=look())
    return content, mark


def _progress(report: ReportFile) -> Callable[[int], None]:
    return lambda percent: actions.note_progress(report=report, progress=percent)


def _counted(
    report: ReportFile, consultation: Consultation, result: Result, parts: list[str]
) -> Iterator[Section]:
    """The sections one after another, each noted when it is begun."""
    found = queries.sections(consultation, result, parts)
    for place, section in enumerate(found):
        actions.note_progress(report=report, progress=place * 90 // len(found))
        yield section
