"""The reports of a consultation as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation
from punos.organisations.queries import language_names
from punos.reports import rules
from punos.reports.models import ReportFile, ReportState
from punos.reports.queries.contents import contents_of, fingerprint


@dataclass(frozen=True)
class Listed:
    """One report: the file, whether it is being made, was made of figures that have changed since, or has failed."""

    file: ReportFile
    is_moving: bool
    has_file: bool
    is_behind: bool

    @property
    def language(self) -> str:
        """Its language in that of the page."""
        return dict(language_names([self.file.language]))[self.file.language]

    @property
    def has_failed(self) -> bool:
        """Whether the last attempt came to nothing, or nobody has heard of it for long."""
        return self.file.state != ReportState.MADE and not self.is_moving


def reports_of(consultation: Consultation, now: datetime) -> list[Listed]:
    """Every report that was asked for, in the order of formats and languages; never the bytes of the files."""
    result = consultations.result_of(consultation)
    mark = fingerprint(consultation, result, contents_of(consultation)) if result else ""
    files = ReportFile.objects.filter(consultation=consultation).defer("content")
    found = []
    for each in files.order_by("format", "language"):
        each.consultation = consultation
        has_file = each.made_at is not None
        found.append(
            Listed(each, rules.is_moving(each, now), has_file, has_file and each.fingerprint != mark)
        )
    return found


def report_file(consultation: Consultation, language: str, ending: str) -> ReportFile | None:
    """A report that has been made, with its bytes."""
    files = ReportFile.objects.filter(consultation=consultation, language=language, format=ending)
    return files.filter(content__isnull=False).first()


def moving(listed: Sequence[Listed]) -> int:
    """How many are on their way."""
    return sum(1 for each in listed if each.is_moving)
