"""The pages of this room."""

from punos.records.views.handover import handover, handover_file, make_handover, receive_handover
from punos.records.views.information import information, information_found, information_package

__all__ = [
    "handover",
    "handover_file",
    "information",
    "information_found",
    "information_package",
    "make_handover",
    "receive_handover",
]
