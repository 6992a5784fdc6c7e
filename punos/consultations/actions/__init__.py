"""The verbs of this room: asking, closing, importing, publishing results."""

from punos.consultations.actions.answering import (
    Clash,
    Saved,
    attach,
    begin,
    detach,
    make_code,
    save_draft,
    use_code,
)
from punos.consultations.actions.asking import Told, publish_consultation, set_closing
from punos.consultations.actions.attaching import attach_annex, change_attachment, read_attachment
from punos.consultations.actions.bringing import import_polis, import_ratings
from punos.consultations.actions.bringing_answers import (
    ImportedComment,
    ImportedSubmission,
    bring_in_comments,
    bring_in_submissions,
)
from punos.consultations.actions.building import (
    add_part,
    change_part,
    move_part,
    remove_part,
)
from punos.consultations.actions.cloning import (
    clone_consultation,
)
from punos.consultations.actions.commenting import comment_on_clause
from punos.consultations.actions.destroying import destroy_words
from punos.consultations.actions.forgetting import forget_person
from punos.consultations.actions.importing_answers import (
    begin_reading_answers,
    bring_in_answers,
    drop_answers,
    end_reading_answers,
    go_on_with_answers,
    halt_answers,
    keep_answer_rows,
    keep_hearing,
    name_answer_columns,
    take_answers,
    take_back_answers,
    take_hearing,
)
from punos.consultations.actions.importing_answers_moving import (
    bring_in_some_answers,
    take_back_some_answers,
)
from punos.consultations.actions.information import (
    decide_information_request,
    note_information_request,
)
from punos.consultations.actions.inviting import (
    InvitedMany,
    invite_many,
    invite_to_answer,
    note_list_taken,
    send_letters,
    send_some_letters,
    withdraw_invitation_to_answer,
)
from punos.consultations.actions.inviting_replies import note_opened, reply_to_invitation, use_invitation
from punos.consultations.actions.making import (
    change_consultation,
    draft_consultation,
    make_preview_link,
    mark_template,
    withdraw_preview_link,
)
from punos.consultations.actions.noting_events import note_event
from punos.consultations.actions.opening import (
    explain_gap,
    publish_draft,
    retract_consultation,
    set_opening,
)
from punos.consultations.actions.organisation_answers import (
    approve,
    ask_to_look,
    choose_approval,
    record_dealing,
)
from punos.consultations.actions.parts import OptionFacts, PartFacts, QuestionFacts
from punos.consultations.actions.questioning import (
    OptionsTold,
    OptionTold,
    add_question,
    change_background_question,
    change_question,
    define_background_question,
    move_question,
    remove_question,
)
from punos.consultations.actions.reminding import remind, send_some_reminders
from punos.consultations.actions.resulting import publish_results
from punos.consultations.actions.sending import IncompleteError, send, withdraw
from punos.consultations.actions.signing import (
    AskedToSign,
    ask_to_sign,
    confirm_signature,
    decline_signature,
    withdraw_signature_request,
)
from punos.consultations.actions.starters import (
    Starter,
)
from punos.consultations.actions.typing_in import begin_typed_in
from punos.consultations.actions.wording import (
    translate,
    translate_in_process,
)

__all__ = [
    "AskedToSign",
    "Clash",
    "ImportedComment",
    "ImportedSubmission",
    "IncompleteError",
    "InvitedMany",
    "OptionFacts",
    "OptionTold",
    "OptionsTold",
    "PartFacts",
    "QuestionFacts",
    "Saved",
    "Starter",
    "Told",
    "add_part",
    "add_question",
    "approve",
    "ask_to_look",
    "ask_to_sign",
    "attach",
    "attach_annex",
    "begin",
    "begin_reading_answers",
    "begin_typed_in",
    "bring_in_answers",
    "bring_in_comments",
    "bring_in_some_answers",
    "bring_in_submissions",
    "change_attachment",
    "change_background_question",
    "change_consultation",
    "change_part",
    "change_question",
    "choose_approval",
    "clone_consultation",
    "comment_on_clause",
    "confirm_signature",
    "decide_information_request",
    "decline_signature",
    "define_background_question",
    "destroy_words",
    "detach",
    "draft_consultation",
    "drop_answers",
    "end_reading_answers",
    "explain_gap",
    "forget_person",
    "go_on_with_answers",
    "halt_answers",
    "import_polis",
    "import_ratings",
    "invite_many",
    "invite_to_answer",
    "keep_answer_rows",
    "keep_hearing",
    "make_code",
    "make_preview_link",
    "mark_template",
    "move_part",
    "move_question",
    "name_answer_columns",
    "note_event",
    "note_information_request",
    "note_list_taken",
    "note_opened",
    "publish_consultation",
    "publish_draft",
    "publish_results",
    "read_attachment",
    "record_dealing",
    "remind",
    "remove_part",
    "remove_question",
    "reply_to_invitation",
    "retract_consultation",
    "save_draft",
    "send",
    "send_letters",
    "send_some_letters",
    "send_some_reminders",
    "set_closing",
    "set_opening",
    "take_answers",
    "take_back_answers",
    "take_back_some_answers",
    "take_hearing",
    "translate",
    "translate_in_process",
    "use_code",
    "use_invitation",
    "withdraw",
    "withdraw_invitation_to_answer",
    "withdraw_preview_link",
    "withdraw_signature_request",
]
