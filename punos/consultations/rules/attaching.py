"""Files that come along with an answer: how many, how large, which are believed secret, and who reads them."""

from datetime import datetime
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from punos.consultations.models import Attachment, Signature, Submission
from punos.consultations.rules.answering import check_save
from punos.consultations.rules.information import check_see_information_requests
from punos.consultations.rules.organisation_answers import check_see_organisation_answer, check_see_signature
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor

MOST_FILES_AN_ANSWER: Final = 10
MOST_MEGABYTES: Final = 30


def check_room_for_file(submission: Submission, size: int) -> None:
    """A few files with each answer, not too much together; those that were removed count no more. Size in bytes."""
    standing = submission.attachments.filter(removed_at__isnull=True)
    if standing.count() >= MOST_FILES_AN_ANSWER:
        raise NotNow(
            _("An answer takes %(most)d files at most. Remove one first.") % {"most": MOST_FILES_AN_ANSWER}
        )
    taken = standing.aggregate(total=Sum("size"))["total"] or 0
    if taken + size > MOST_MEGABYTES * 1024**2:
        raise NotNow(
            _(
                "The files of an answer have %(most)d MB at most together. Remove one first, or send a smaller one."
            )
            % {"most": MOST_MEGABYTES}
        )


def check_attach_annex(
    actor: Actor, submission: Submission, size: int, at: datetime, *, is_secret: bool, ground: str
) -> None:
    """One's own answer, while it is open and there is room."""
    check_save(actor, submission, at)
    check_ground(is_secret=is_secret, ground=ground)
    check_room_for_file(submission, size)


def check_ground(*, is_secret: bool, ground: str) -> None:
    """Whoever believes that a file is secret says why; the law decides when somebody asks for it."""
    if is_secret and not ground:
        raise Invalid(_("Tell why you believe that it is secret."))


def check_change_attachment(
    actor: Actor, attachment: Attachment, at: datetime, *, is_secret: bool, ground: str
) -> None:
    """One's own, while it is open and the file stands."""
    check_save(actor, attachment.submission, at)
    if attachment.removed_at:
        raise NotNow(_("This file has been removed."))
    check_ground(is_secret=is_secret, ground=ground)


def check_open_file(actor: Actor, attachment: Attachment, signature: Signature | None = None) -> None:
    """Before it is sent too: whoever may see the organisation's answer, and whoever is asked to sign it."""
    if signature is not None:
        check_see_signature(actor, signature)
    else:
        check_see_organisation_answer(actor, attachment.submission)
    if attachment.removed_at:
        raise NotNow(_("This file has been removed."))


def check_read_attachment(actor: Actor, attachment: Attachment) -> None:
    """What is not published is read by those who lead the process, once it has been sent."""
    try:
        check_see_information_requests(actor, attachment.submission.consultation)
    except Refused as refusal:
        raise Refused(
            _(
                "This file is not published. Ask for it from those who lead this consultation; they decide by law."
            )
        ) from refusal
    if not attachment.is_sent:
        raise NotNow(_("This file has not been sent yet."))
