"""The shape of input."""

from punos.decisions.forms.deciding import DecisionForm, FoundForm, LinksForm, PaperForm, SeenForm, Shown
from punos.decisions.forms.heard import (
    HeardForm,
)
from punos.decisions.forms.measuring import CloseForm, MeasureForm, ProgressForm
from punos.decisions.forms.response import (
    ResponseForm,
    StepForm,
)

__all__ = [
    "CloseForm",
    "DecisionForm",
    "FoundForm",
    "HeardForm",
    "LinksForm",
    "MeasureForm",
    "PaperForm",
    "ProgressForm",
    "ResponseForm",
    "SeenForm",
    "Shown",
    "StepForm",
]
