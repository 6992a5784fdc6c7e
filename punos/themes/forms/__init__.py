"""The shape of what is sent to the pages of themes."""

from punos.themes.forms.codebook import EndForm, MakeForm, MergeForm, PublishForm, SplitForm, UndoForm
from punos.themes.forms.wording import ThemeForm
from punos.themes.forms.working import NarrowForm, WorkForm

__all__ = [
    "EndForm",
    "MakeForm",
    "MergeForm",
    "NarrowForm",
    "PublishForm",
    "SplitForm",
    "ThemeForm",
    "UndoForm",
    "WorkForm",
]
