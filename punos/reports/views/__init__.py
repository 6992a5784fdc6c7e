"""One function per address; each subject in a file of its own."""

from punos.reports.views.correcting import correct_summary, summary_version
from punos.reports.views.matrix import matrix, matrix_file
from punos.reports.views.missing import missing
from punos.reports.views.reporting import report_file, reports
from punos.reports.views.summary import draft_summary, edit_summary, publish_summary, summary

__all__ = [
    "correct_summary",
    "draft_summary",
    "edit_summary",
    "matrix",
    "matrix_file",
    "missing",
    "publish_summary",
    "report_file",
    "reports",
    "summary",
    "summary_version",
]
