"""The pages of this room: reading, taking part, results."""

from punos.consultations.views.answering import answer, check_answer, save_answer, send_answer
from punos.consultations.views.commenting import comment, own_comment, withdraw_comment
from punos.consultations.views.draft_texts import document, document_changes, document_clause
from punos.consultations.views.drafting import (
    edit_clause,
    edit_document,
    leave_out_clause,
    move_clause,
    new_document,
    paste_document,
    publish_document,
)
from punos.consultations.views.inviting import (
    invitation,
    invitations,
    leave_invitation,
    use_invitation,
    withdraw_invitation,
)
from punos.consultations.views.papers import make_code, print_form, questions_file, use_code
from punos.consultations.views.reading import consultation_detail
from punos.consultations.views.receipts import answer_file, receipt, receipt_file, remove_file, withdraw_answer
from punos.consultations.views.results import result_file, results
from punos.consultations.views.taking_part import confirm, my_answers, rate, say, take_part, withdraw

__all__ = [
    "answer",
    "answer_file",
    "check_answer",
    "comment",
    "confirm",
    "consultation_detail",
    "document",
    "document_changes",
    "document_clause",
    "edit_clause",
    "edit_document",
    "invitation",
    "invitations",
    "leave_invitation",
    "leave_out_clause",
    "make_code",
    "move_clause",
    "my_answers",
    "new_document",
    "own_comment",
    "paste_document",
    "print_form",
    "publish_document",
    "questions_file",
    "rate",
    "receipt",
    "receipt_file",
    "remove_file",
    "result_file",
    "results",
    "save_answer",
    "say",
    "send_answer",
    "take_part",
    "use_code",
    "use_invitation",
    "withdraw",
    "withdraw_answer",
    "withdraw_comment",
    "withdraw_invitation",
]
