"""The verbs of this room: leading a process, and drafting texts in it."""

from punos.processes.actions.drafting import (
    SectionFacts,
    Wording,
    draft_document,
    move_section,
    publish_version,
    put_back_section,
    remove_section,
    write_section,
    write_version,
)
from punos.processes.actions.leading import (
    PhaseFacts,
    ProcessFacts,
    announce_process,
    close_process,
    lift_hold,
    raise_hold,
    tell_phase,
    translate_process,
)

__all__ = [
    "PhaseFacts",
    "ProcessFacts",
    "SectionFacts",
    "Wording",
    "announce_process",
    "close_process",
    "draft_document",
    "lift_hold",
    "move_section",
    "publish_version",
    "put_back_section",
    "raise_hold",
    "remove_section",
    "tell_phase",
    "translate_process",
    "write_section",
    "write_version",
]
