"""What this room keeps of people, and what stays when it is destroyed: who was asked, how many answered, the figures."""

from typing import Any

from django.db import models

from punos.consultations.models import (
    Answer,
    AnswerImport,
    AnswerImportRow,
    Attachment,
    Invitation,
    Receipt,
    ResultFile,
    Signature,
    Submission,
)
from punos.core.keeping import FILES_AT_ONCE, Kept
from punos.processes.models import Process

LETTERS_AT_ONCE = 200
# Whatever holds answers one by one, or their words; pictures and figures hold numbers.
ROW_BY_ROW = (
    models.Q(name__endswith=".csv") | models.Q(name__endswith=".zip") | models.Q(name__endswith=".xlsx")
)
UNWRITTEN: dict[str, Any] = {
    "draft": {}, "receipt_email": "", "code_hash": "", "dealt_with_by": "", "place": "",
    "sent_by": None, "approved_by": None,
}  # fmt: skip
UNREAD = {"file_name": "", "headings": [], "content": b""}
UNSIGNED = {"asked_by": None, "confirmed_by": None}
UNINVITED = {"email": "", "mailbox": "", "nonce": "", "replied_by": None}


def kept_words(process: Process) -> list[Kept]:
    """What is kept of what was answered in a process, in the order in which it is destroyed.

    An answer stays as a row with its number, so that its address goes on leading somewhere.
    """
    own = {"consultation__process": process}
    given = {"submission__consultation__process": process}
    rows = AnswerImportRow.objects.filter(answer_import__consultation__process=process)
    receipts = Receipt.objects.filter(**given)
    invitations = Invitation.objects.filter(**own).exclude(**UNINVITED)
    return [
        Kept("answers", Answer.objects.filter(**given)),
        Kept("receipts", receipts, at_once=LETTERS_AT_ONCE),
        Kept("files", Attachment.objects.filter(**given), at_once=FILES_AT_ONCE),
        Kept("imported_rows", rows),
        Kept("imports", AnswerImport.objects.filter(**own).exclude(**UNREAD), UNREAD),
        Kept("signatures", Signature.objects.filter(**given).exclude(**UNSIGNED), UNSIGNED),
        Kept("submissions", Submission.objects.filter(**own).exclude(**UNWRITTEN), UNWRITTEN),
        Kept("invitations", invitations, UNINVITED, at_once=LETTERS_AT_ONCE),
        Kept(
            "open_data",
            ResultFile.objects.filter(ROW_BY_ROW, result__consultation__process=process),
            at_once=FILES_AT_ONCE,
        ),
    ]
