"""The verbs of this room."""

from punos.records.actions.case_file import file_case
from punos.records.actions.destruction import (
    begin_destroying,
    confirm_destruction,
    destroy_next,
    destroy_packages,
    end_destroying,
    postpone_destruction,
    propose_destructions,
)
from punos.records.actions.handover import (
    ask_for_handover,
    begin_handover,
    fail_handover,
    fetch_handover,
    keep_handover,
    note_handover_progress,
    receive_handover,
)
from punos.records.actions.information import export_information, search_information
from punos.records.actions.retention import (
    add_retention_class,
    add_usual_classes,
    change_retention_class,
    end_retention_class,
)

__all__ = [
    "add_retention_class",
    "add_usual_classes",
    "ask_for_handover",
    "begin_destroying",
    "begin_handover",
    "change_retention_class",
    "confirm_destruction",
    "destroy_next",
    "destroy_packages",
    "end_destroying",
    "end_retention_class",
    "export_information",
    "fail_handover",
    "fetch_handover",
    "file_case",
    "keep_handover",
    "note_handover_progress",
    "postpone_destruction",
    "propose_destructions",
    "receive_handover",
    "search_information",
]
