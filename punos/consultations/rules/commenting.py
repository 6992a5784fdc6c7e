"""Which clause can be commented on: one of the version that readers have now."""

from django.utils.translation import gettext as _

from punos.consultations.models import Part
from punos.core.errors import NotNow, Refused
from punos.processes.models import DraftVersion, Section


def check_comment_on_clause(
    part: Part, current: DraftVersion | None, section: Section | None, seen_version: int
) -> None:
    """A clause of the current version of the text of this part, and the version that the writer had before them."""
    if part.document_id is None or current is None or current.document_id != part.document_id:
        raise Refused(_("Comments are not collected here."))
    if current.number != seen_version:
        raise NotNow(
            _(
                "A new version of this text was published while you were writing. Your comment is still here: look at"
                " the clause as it stands now, and send it again if it still holds."
            )
        )
    if section is None or not section.stands:
        raise NotNow(_("This clause has been left out of the text."))
