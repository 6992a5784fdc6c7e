"""The pages of this room."""

from punos.records.views.destruction import confirm, destruction, postpone, records_file, retention
from punos.records.views.handover import handover, handover_file, make_handover, receive_handover
from punos.records.views.information import information, information_found, information_package
from punos.records.views.retention import add_usual_classes, classes, edit_class, end_class

__all__ = [
    "add_usual_classes",
    "classes",
    "confirm",
    "destruction",
    "edit_class",
    "end_class",
    "handover",
    "handover_file",
    "information",
    "information_found",
    "information_package",
    "make_handover",
    "postpone",
    "receive_handover",
    "records_file",
    "retention",
]
