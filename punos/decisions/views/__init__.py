"""One function for each address."""

from punos.decisions.views.deciding import (
    correct_decision,
    decision,
    decision_list,
    enter_decision,
    link_decision,
    note_paper,
    remove_paper,
)
from punos.decisions.views.finding import found, found_list, look_for_decisions, put_aside
from punos.decisions.views.heard import (
    heard,
)
from punos.decisions.views.measuring import (
    close_measure,
    measure,
    measure_list,
    note_progress,
    revise_measure,
    start_measure,
)
from punos.decisions.views.overview import (
    responses,
)
from punos.decisions.views.response import (
    edit_response,
    response,
    response_version,
    step_response,
)
from punos.decisions.views.theme import (
    theme,
)

__all__ = [
    "close_measure",
    "correct_decision",
    "decision",
    "decision_list",
    "edit_response",
    "enter_decision",
    "found",
    "found_list",
    "heard",
    "link_decision",
    "look_for_decisions",
    "measure",
    "measure_list",
    "note_paper",
    "note_progress",
    "put_aside",
    "remove_paper",
    "response",
    "response_version",
    "responses",
    "revise_measure",
    "start_measure",
    "step_response",
    "theme",
]
