"""The nouns of this room, each in a file of its own."""

from punos.reports.models.report import ReportContents, ReportFile, ReportFormat, ReportPart, ReportState
from punos.reports.models.summary import Summary, SummaryVersion

__all__ = [
    "ReportContents",
    "ReportFile",
    "ReportFormat",
    "ReportPart",
    "ReportState",
    "Summary",
    "SummaryVersion",
]
