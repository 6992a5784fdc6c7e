"""Verbs of this room."""

from punos.records.actions.case_file import file_case
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

__all__ = [
    "ask_for_handover",
    "begin_handover",
    "export_information",
    "fail_handover",
    "fetch_handover",
    "file_case",
    "keep_handover",
    "note_handover_progress",
    "receive_handover",
    "search_information",
]
