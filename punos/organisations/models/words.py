"""What stands in a file or a register, and what is wrong with it, in words for whoever has to decide."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.organisations.models.areas import AreaCode
from punos.organisations.models.imports import Column
from punos.organisations.models.organisation import Field, OrganisationKind, SizeBand

if TYPE_CHECKING:
    from django.utils.functional import Promise

FILE_FAULTS: Mapping[str, "Promise"] = {
    "empty": gettext_lazy("The file is empty."),
    "too_big": gettext_lazy("The file is larger than 10 MB. Send it in parts."),
    "too_big_inside": gettext_lazy(
        "The file unpacks to more than can be read. Save it as CSV, or send it in parts."
    ),
    "too_many_rows": gettext_lazy("The file has more than 20,000 rows. Send it in parts."),
    "old_excel": gettext_lazy(
        "This is an old Excel file, or one with a password. Save it as .xlsx without a password, or as CSV."
    ),
    "no_table": gettext_lazy("This is not a table. Send a spreadsheet as .xlsx, or a CSV file."),
    "encoding": gettext_lazy("The letters of this file can't be read. Save it as CSV in UTF-8."),
    "broken": gettext_lazy(
        "The file is broken, or made in a way that can't be read. Save it anew and send it again."
    ),
    "not_allowed": gettext_lazy(
        "The work stopped, because who began it may not do it any more. What was done before stays done."
    ),
}
ROW_FAULTS: Mapping[str, "Promise"] = {
    "no_name": gettext_lazy("The name is missing."),
    "too_long": gettext_lazy("The text is too long."),
    "formula": gettext_lazy("This looks like a formula, not like a name."),
    "mixed_letters": gettext_lazy("A word of this name mixes letters of two alphabets. Write it in one."),
    "number_empty": gettext_lazy("The number is missing."),
    "number_shape": gettext_lazy("%(detail)s is not a number of this kind. Compare: 1234567-8, or 123.456."),
    "number_check_digit": gettext_lazy(
        "The check digit of %(detail)s is wrong. There is a slip of the pen in the number."
    ),
    "unknown_word": gettext_lazy("What \u201c%(detail)s\u201d means here is not known."),
    "nationwide_alone": gettext_lazy("Choose the areas, or the whole country alone."),
    "no_address": gettext_lazy("\u201c%(detail)s\u201d is not an address."),
    "twice_in_file": gettext_lazy("The same organisation is on row %(detail)s of the file too."),
    "two_organisations": gettext_lazy(
        "The two numbers belong to two different organisations in the registry."
    ),
    "number_of_other": gettext_lazy(
        "The number belongs to %(detail)s in the registry, and another organisation has this name."
    ),
    "several_of_name": gettext_lazy(
        "The registry has several organisations named %(detail)s. Give a number."
    ),
    "other_number": gettext_lazy("The registry has another number for this organisation: %(detail)s."),
    "has_ended": gettext_lazy("According to the registry this organisation has ended: %(detail)s."),
    "looks_like": gettext_lazy(
        "The name looks like %(detail)s. If it is the same, write the name in the same way; if not, give the number of"
        " each."
    ),
}


def fault_words(code: str, column: str, detail: str = "") -> str:
    """What is wrong with a row: the column and a sentence."""
    words = str(ROW_FAULTS[code]) % {"detail": detail}
    return _("%(column)s: %(fault)s") % {"column": Column(column).label, "fault": words}


CODED: Mapping[str, type[models.TextChoices]] = {
    Column.KIND: OrganisationKind,
    Column.FIELD: Field,
    Column.OTHER_FIELDS: Field,
    Column.AREAS: AreaCode,
    Column.SIZE: SizeBand,
}


def fact_label(attribute: str) -> str:
    """What a fact of a card is called."""
    return _("Ended on") if attribute == "ended_on" else str(Column(attribute).label)


def fact_words(attribute: str, text: str) -> str:
    """A fact as it is kept (lists parted by `;`) in words; a dash for nothing."""
    if not text:
        return "\u2013"
    choices = CODED.get(attribute)
    if choices is None:
        return text.replace(";", ", ")
    labels = dict(choices.choices)
    return "; ".join(str(labels.get(code, code)) for code in text.split(";"))
