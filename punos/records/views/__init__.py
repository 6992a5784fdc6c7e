"""The pages of this room."""

from punos.records.views.destruction import confirm, destruction, postpone, records_file, retention
from punos.records.views.retention import add_usual_classes, classes, edit_class, end_class

__all__ = [
    "add_usual_classes",
    "classes",
    "confirm",
    "destruction",
    "edit_class",
    "end_class",
    "postpone",
    "records_file",
    "retention",
]
