"""The shape of input."""

from punos.reports.forms.matrix import MatrixForm
from punos.reports.forms.missing import MissingForm
from punos.reports.forms.reporting import ReportsForm
from punos.reports.forms.summary import CorrectSummaryForm, PublishSummaryForm, SummaryForm

__all__ = [
    "CorrectSummaryForm",
    "MatrixForm",
    "MissingForm",
    "PublishSummaryForm",
    "ReportsForm",
    "SummaryForm",
]
