"""The forms of this room."""

from punos.records.forms.destruction import ConfirmForm, PostponeForm
from punos.records.forms.handover import CaseForm, ReceivedForm, usual_grounds
from punos.records.forms.information import InformationForm
from punos.records.forms.retention import NewRetentionClassForm, RetentionClassForm

__all__ = [
    "CaseForm",
    "ConfirmForm",
    "InformationForm",
    "NewRetentionClassForm",
    "PostponeForm",
    "ReceivedForm",
    "RetentionClassForm",
    "usual_grounds",
]
