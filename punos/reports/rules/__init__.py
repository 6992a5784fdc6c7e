"""Who may make reports, and when."""

from punos.reports.rules.reporting import check_ask_for_reports, check_see_reports, is_moving
from punos.reports.rules.summary import (
    check_correct_summary,
    check_correction,
    check_draft_summary,
    check_publish_summary,
    check_see_summary_draft,
    check_summary_texts,
    check_write_summary,
)

__all__ = [
    "check_ask_for_reports",
    "check_correct_summary",
    "check_correction",
    "check_draft_summary",
    "check_publish_summary",
    "check_see_reports",
    "check_see_summary_draft",
    "check_summary_texts",
    "check_write_summary",
    "is_moving",
]
