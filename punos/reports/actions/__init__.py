"""The verbs of this room."""

from punos.reports.actions.destroying import destroy_words
from punos.reports.actions.reporting import (
    ask_for_reports,
    begin_report,
    fail_report,
    keep_report,
    note_progress,
)
from punos.reports.actions.summary import (
    ask_for_summary,
    ask_no_longer,
    correct_summary,
    draft_summary,
    publish_summary,
    tell_of_summary,
    write_summary,
)

__all__ = [
    "ask_for_reports",
    "ask_for_summary",
    "ask_no_longer",
    "begin_report",
    "correct_summary",
    "destroy_words",
    "draft_summary",
    "fail_report",
    "keep_report",
    "note_progress",
    "publish_summary",
    "tell_of_summary",
    "write_summary",
]
