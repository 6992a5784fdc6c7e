"""Whether an organisation stands behind its answer in the way that it chose."""

from django.utils.translation import gettext as _

from punos.consultations.models import Approval, Submission
from punos.core.errors import NotNow


def check_approved(submission: Submission) -> None:
    """An answer is sent only once its organisation stands behind it in the way that it chose itself."""
    if submission.approval == Approval.RECORDED and submission.dealt_with_on is None:
        raise NotNow(_("Tell first on which day your organisation dealt with this answer."))
    if submission.approval == Approval.IN_SYSTEM and not submission.is_approved:
        raise NotNow(_("Somebody who represents your organisation has to approve this answer first."))
