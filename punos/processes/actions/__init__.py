"""The verbs of this room: leading a process, and drafting texts in it."""

from punos.processes.actions.destroying import destroy_rows, end_words
from punos.processes.actions.hosting import (
    answer_host_request,
    ask_to_host,
    change_process,
    draft_process,
    publish_process,
    withdraw_host_request,
)
from punos.processes.actions.leading import (
    PhaseFacts,
    ProcessFacts,
    announce_process,
    close_process,
    lift_hold,
    raise_hold,
    tell_phase,
    translate_phase,
    translate_process,
)
from punos.processes.actions.texts import (
    SectionFacts,
    draft_document,
    move_section,
    publish_version,
    put_back_section,
    remove_section,
    write_section,
    write_version,
)
from punos.processes.actions.translating import translate_document, translate_section, translate_version

__all__ = [
    "PhaseFacts",
    "ProcessFacts",
    "SectionFacts",
    "announce_process",
    "answer_host_request",
    "ask_to_host",
    "change_process",
    "close_process",
    "destroy_rows",
    "draft_document",
    "draft_process",
    "end_words",
    "lift_hold",
    "move_section",
    "publish_process",
    "publish_version",
    "put_back_section",
    "raise_hold",
    "remove_section",
    "tell_phase",
    "translate_document",
    "translate_phase",
    "translate_process",
    "translate_section",
    "translate_version",
    "withdraw_host_request",
    "write_section",
    "write_version",
]
