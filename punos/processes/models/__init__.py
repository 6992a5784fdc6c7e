"""The nouns of this room, each in a file of its own."""

from punos.processes.models.document import Change, Document, DraftVersion, Section
from punos.processes.models.hold import Hold
from punos.processes.models.phase import Certainty, Phase, Precision, State
from punos.processes.models.process import HostRequest, Influence, Process

__all__ = [
    "Certainty",
    "Change",
    "Document",
    "DraftVersion",
    "Hold",
    "HostRequest",
    "Influence",
    "Phase",
    "Precision",
    "Process",
    "Section",
    "State",
]
