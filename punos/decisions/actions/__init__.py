"""The verbs of this room: responses, decisions and their papers, the city's feed of decisions, measures, being heard."""

from punos.decisions.actions.deciding import (
    correct_decision,
    enter_decision,
    link_decision,
    note_paper,
    remove_paper,
)
from punos.decisions.actions.destroying import destroy_words
from punos.decisions.actions.finding import (
    UNREADABLE,
    begin_reading,
    end_reading,
    look_for_decisions,
    put_aside,
    take_in,
)
from punos.decisions.actions.heard import (
    answer_heard,
    forget_person,
)
from punos.decisions.actions.loop import (
    note_loop_figures,
)
from punos.decisions.actions.measuring import close_measure, note_progress, revise_measure, start_measure
from punos.decisions.actions.response import (
    ask_second_look,
    check_response,
    correct_response,
    draft_response,
    drop_draft,
    keep_up,
    publish_response,
    send_back,
)

__all__ = [
    "UNREADABLE",
    "answer_heard",
    "ask_second_look",
    "begin_reading",
    "check_response",
    "close_measure",
    "correct_decision",
    "correct_response",
    "destroy_words",
    "draft_response",
    "drop_draft",
    "end_reading",
    "enter_decision",
    "forget_person",
    "keep_up",
    "link_decision",
    "look_for_decisions",
    "note_loop_figures",
    "note_paper",
    "note_progress",
    "publish_response",
    "put_aside",
    "remove_paper",
    "revise_measure",
    "send_back",
    "start_measure",
    "take_in",
]
