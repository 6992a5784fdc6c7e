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
from punos.consultations.actions.forgetting import forget_person
from punos.consultations.actions.information import (
    decide_information_request,
    note_information_request,
)
from punos.consultations.actions.inviting import (
    invite_to_answer,
    use_invitation,
    withdraw_invitation_to_answer,
)
from punos.consultations.actions.making import (
    change_consultation,
    draft_consultation,
    make_preview_link,
    mark_template,
    withdraw_preview_link,
)
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
    "begin_typed_in",
    "bring_in_comments",
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
    "detach",
    "draft_consultation",
    "explain_gap",
    "forget_person",
    "import_polis",
    "import_ratings",
    "invite_to_answer",
    "make_code",
    "make_preview_link",
    "mark_template",
    "move_part",
    "move_question",
    "note_information_request",
    "publish_consultation",
    "publish_draft",
    "publish_results",
    "read_attachment",
    "record_dealing",
    "remove_part",
    "remove_question",
    "retract_consultation",
    "save_draft",
    "send",
    "set_closing",
    "set_opening",
    "translate",
    "translate_in_process",
    "use_code",
    "use_invitation",
    "withdraw",
    "withdraw_invitation_to_answer",
    "withdraw_preview_link",
    "withdraw_signature_request",
]
