"""The forms of this room."""

from punos.records.forms.destruction import ConfirmForm, PostponeForm
from punos.records.forms.retention import NewRetentionClassForm, RetentionClassForm

__all__ = ["ConfirmForm", "NewRetentionClassForm", "PostponeForm", "RetentionClassForm"]
