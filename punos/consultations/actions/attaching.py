"""Annexes: files beside the questions, those that their sender believes secret, and reading what is not published."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.actions.changes import lock_answer, note_files_changed
from punos.consultations.models import Attachment, Submission
from punos.core.text import clean
from punos.core.uploads import SafeFile
from punos.journal import actions as journal
from punos.organisations.models import Actor


@transaction.atomic
def attach_annex(
    *,
    actor: Actor,
    submission: Submission,
    file: SafeFile,
    is_secret: bool = False,
    ground: str = "",
    received_at: datetime | None = None,
) -> Attachment:
    """Add a file beside the questions; the same file once more changes nothing.

    The file has been examined before: that takes longer than a row may stay locked.
    """
    locked, now, ground = lock_answer(submission=submission), timezone.now(), clean(ground)
    known = locked.attachments.filter(question=None, sha256=file.sha256, removed_at__isnull=True).first()
    rules.check_save(actor, locked, received_at or now)
    if known is not None:
        return known
    rules.check_attach_annex(
        actor, locked, len(file.content), received_at or now, is_secret=is_secret, ground=ground
    )
    note_files_changed(submission=locked, at=now)
    return Attachment.objects.create(
        submission=locked,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=file.sha256,
        content=file.content,
        is_secret=is_secret,
        ground=ground if is_secret else "",
        added_at=now,
    )


@transaction.atomic
def change_attachment(
    *,
    actor: Actor,
    attachment: Attachment,
    is_secret: bool,
    ground: str = "",
    received_at: datetime | None = None,
) -> Attachment:
    """Say that a file is secret and by which ground, or no longer; of a sent one at once, for its readers too."""
    ground, now = clean(ground) if is_secret else "", timezone.now()
    answer = lock_answer(submission=attachment.submission)
    locked = Attachment.objects.select_for_update().defer("content").get(pk=attachment.pk)
    locked.submission = answer
    rules.check_change_attachment(actor, locked, received_at or now, is_secret=is_secret, ground=ground)
    locked.is_secret, locked.ground = is_secret, ground
    locked.save(update_fields=["is_secret", "ground"])
    journal.record(
        actor, "submission.file_changed", answer, process=answer.consultation.process.slug,
        public=locked.is_sent, file=locked.pk,
    )  # fmt: skip
    return locked


@transaction.atomic
def read_attachment(*, actor: Actor, attachment: Attachment) -> Attachment:
    """Note that somebody who leads the process reads a file that is not published."""
    rules.check_read_attachment(actor, attachment)
    submission = attachment.submission
    slug = submission.consultation.process.slug
    journal.record(actor, "material.read", submission, process=slug, what="attachment", file=attachment.pk)
    return attachment
