"""Files of organisations: the shape of what is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.organisations.models import Column


class ImportForm(Form):
    """A spreadsheet or a CSV file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A spreadsheet (.xlsx) or a CSV file, at most 10 MB and 20,000 rows, with headings on the first row."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"empty": _("The file is empty.")},
        allow_empty_file=True,
    )


class ColumnsForm(Form):
    """What each column of a file tells; one that tells nothing known is left out."""

    def __init__(
        self, *args: Any, headings: Sequence[str], columns: Mapping[str, int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        told = {place: column for column, place in (columns or {}).items()}
        for place, heading in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("(no heading)"),
                choices=[("", _("not used")), *Column.choices],
                initial=told.get(place, ""),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Column by place, as the registry keeps it."""
        cleaned: dict[str, Any] = super().clean() or {}
        columns: dict[str, int] = {}
        for name, column in list(cleaned.items()):  # an error takes its field away
            if column in columns:
                self.add_error(name, _("Another column of the file is this already."))
            elif column:
                columns[column] = int(name.removeprefix("column_"))
        return {"columns": columns}
