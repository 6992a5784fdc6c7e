"""The shape of input."""

from punos.reports.forms.matrix import MatrixForm
from punos.reports.forms.missing import MissingForm
from punos.reports.forms.reporting import ReportsForm
from punos.reports.forms.summary import PublishSummaryForm, SummaryForm

__all__ = [
    "MatrixForm",
    "MissingForm",
    "PublishSummaryForm",
    "ReportsForm",
    "SummaryForm",
]
