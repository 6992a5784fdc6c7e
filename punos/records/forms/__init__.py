"""What is typed on the pages of this room."""

from punos.records.forms.handover import CaseForm, ReceivedForm, usual_grounds
from punos.records.forms.information import InformationForm

__all__ = ["CaseForm", "InformationForm", "ReceivedForm", "usual_grounds"]
