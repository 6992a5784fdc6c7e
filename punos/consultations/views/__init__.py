"""The pages of this room: reading, taking part, results."""

from punos.consultations.views.addressing import invite_many
from punos.consultations.views.answering import answer, check_answer, save_answer, send_answer
from punos.consultations.views.attaching import annexes, change_annex, remove_annex, submission_file
from punos.consultations.views.background import (
    background,
    background_question,
)
from punos.consultations.views.building import (
    add_question,
    edit,
    edit_part,
    edit_question,
    shift_part,
    shift_question,
)
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
from punos.consultations.views.importing_answers import (
    answer_import,
    answer_import_columns,
    answer_imports,
    change_answer_import,
    faulty_answers,
    fetch_hearing,
)
from punos.consultations.views.information import decide_information_request, information_requests
from punos.consultations.views.inviting import (
    invitations,
    invitations_file,
    invitations_sheet,
    mend_address,
    withdraw_invitation,
)
from punos.consultations.views.inviting_links import (
    invitation,
    leave_invitation,
    reply,
    reply_by_link,
    use_invitation,
)
from punos.consultations.views.making import (
    change_process,
    clone,
    desk,
    new,
    offer_template,
    settings,
)
from punos.consultations.views.noting_events import note_event
from punos.consultations.views.opening import (
    answer_host,
    explain_gap,
    hosts,
    opening,
    retract,
    set_opening,
    time,
    withdraw_host,
)
from punos.consultations.views.organisation_answers import (
    approve_answer,
    ask_to_look,
    ask_to_sign,
    decline_signature,
    organisation_answer,
    organisation_file,
    signature,
    signature_file,
    withdraw_signature_request,
)
from punos.consultations.views.papers import make_code, print_form, questions_file, use_code
from punos.consultations.views.previewing import (
    change_link,
    draft_by_link,
    preview,
)
from punos.consultations.views.reading import consultation_detail
from punos.consultations.views.reading_answers import answers, submission
from punos.consultations.views.receipts import (
    answer_file,
    receipt,
    receipt_file,
    remove_file,
    withdraw_answer,
)
from punos.consultations.views.reminding import remind
from punos.consultations.views.results import result_file, results
from punos.consultations.views.taking_part import confirm, my_answers, rate, say, take_part, withdraw
from punos.consultations.views.typing_in import typed_in, typed_in_answer
from punos.consultations.views.wording import (
    languages,
    process_languages,
)

__all__ = [
    "add_question",
    "annexes",
    "answer",
    "answer_file",
    "answer_host",
    "answer_import",
    "answer_import_columns",
    "answer_imports",
    "answers",
    "approve_answer",
    "ask_to_look",
    "ask_to_sign",
    "background",
    "background_question",
    "change_annex",
    "change_answer_import",
    "change_link",
    "change_process",
    "check_answer",
    "clone",
    "comment",
    "confirm",
    "consultation_detail",
    "decide_information_request",
    "decline_signature",
    "desk",
    "document",
    "document_changes",
    "document_clause",
    "draft_by_link",
    "edit",
    "edit_clause",
    "edit_document",
    "edit_part",
    "edit_question",
    "explain_gap",
    "faulty_answers",
    "fetch_hearing",
    "hosts",
    "information_requests",
    "invitation",
    "invitations",
    "invitations_file",
    "invitations_sheet",
    "invite_many",
    "languages",
    "leave_invitation",
    "leave_out_clause",
    "make_code",
    "mend_address",
    "move_clause",
    "my_answers",
    "new",
    "new_document",
    "note_event",
    "offer_template",
    "opening",
    "organisation_answer",
    "organisation_file",
    "own_comment",
    "paste_document",
    "preview",
    "print_form",
    "process_languages",
    "publish_document",
    "questions_file",
    "rate",
    "receipt",
    "receipt_file",
    "remind",
    "remove_annex",
    "remove_file",
    "reply",
    "reply_by_link",
    "result_file",
    "results",
    "retract",
    "save_answer",
    "say",
    "send_answer",
    "set_opening",
    "settings",
    "shift_part",
    "shift_question",
    "signature",
    "signature_file",
    "submission",
    "submission_file",
    "take_part",
    "time",
    "typed_in",
    "typed_in_answer",
    "use_code",
    "use_invitation",
    "withdraw",
    "withdraw_answer",
    "withdraw_comment",
    "withdraw_host",
    "withdraw_invitation",
    "withdraw_signature_request",
]
