"""What follows from every change of a draft: an approval or a signature covers only what was seen."""

from datetime import datetime

from django.db import transaction

from punos.consultations.models import Submission, SubmissionState


@transaction.atomic
def lock_answer(*, submission: Submission) -> Submission:
    """The same row, locked until the transaction ends, with all that rules ask about."""
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("consultation__process", "voice__organisation", "voice__process").get(
        pk=submission.pk
    )


@transaction.atomic
def lift_approval(*, submission: Submission) -> None:
    """Make a draft of it again that had been approved; whoever changed it has locked it."""
    if submission.state == SubmissionState.APPROVED:
        submission.state = SubmissionState.DRAFT
        submission.approved_by = submission.approved_at = None
        submission.save(update_fields=["state", "approved_by", "approved_at"])


@transaction.atomic
def note_files_changed(*, submission: Submission, at: datetime) -> None:
    """Files came or went: that is a change like one in words, so who approves or signs looks again."""
    submission.changed_at = at
    submission.revision += 1
    submission.save(update_fields=["changed_at", "revision"])
    lift_approval(submission=submission)
