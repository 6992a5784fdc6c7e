"""Why answers that were gathered elsewhere can't be read or brought in, in a sentence each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from punos.core.tables import Limits
from punos.organisations.models.words import FILE_FAULTS

if TYPE_CHECKING:
    from django.utils.functional import Promise

LIMITS: Final = Limits(
    size=20_000_000,
    unpacked=200_000_000,
    rows=50_000,
    columns=400,
    letters=100_001,  # one more than an answer may have, so that a longer one is told of instead of cut
    mends_letters=True,
)
IMPORT_FAULTS: Mapping[str, "Promise"] = {
    **FILE_FAULTS,
    "too_big": _("The file is larger than 20 MB. Send it in parts."),
    "too_many_rows": _("The file has more than 50,000 rows. Send it in parts."),
    "changed": _(
        "What is asked here has changed since the rows were read, so that some no longer fit. Read them again; what was "
        "brought in before stays."
    ),
    "gone": _("Kerro kantasi has no public hearing of this name."),
    "no_comments": _("This hearing has no comments that can be brought in."),
    "slow": _("Kerro kantasi does not answer in time. Nothing was brought in; try again later."),
    "down": _("Kerro kantasi does not answer just now. Nothing was brought in; try again later."),
    "busy": _("Kerro kantasi asks to be asked less often. Nothing was brought in; try again later."),
    "refused": _("Kerro kantasi does not let this site read the hearing. Nothing was brought in."),
    "garbage": _(
        "Kerro kantasi answered in a way that is not known here; perhaps it has changed. Nothing was brought in. Tell "
        "whoever looks after this site."
    ),
}
