"""The nouns of this room, each in a file of its own."""

from punos.records.models.case_file import CaseFile, Controller, Publicity
from punos.records.models.handover import Handover, HandoverState
from punos.records.models.information import InformationSearch, SoughtKind
from punos.records.models.retention import Destruction, DestructionState, RetentionClass

__all__ = [
    "CaseFile",
    "Controller",
    "Destruction",
    "DestructionState",
    "Handover",
    "HandoverState",
    "InformationSearch",
    "Publicity",
    "RetentionClass",
    "SoughtKind",
]
