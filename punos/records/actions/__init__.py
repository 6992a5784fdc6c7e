"""The verbs of this room."""

from punos.records.actions.destruction import (
    begin_destroying,
    confirm_destruction,
    destroy_next,
    destroy_packages,
    end_destroying,
    postpone_destruction,
    propose_destructions,
)
from punos.records.actions.retention import (
    add_retention_class,
    add_usual_classes,
    change_retention_class,
    end_retention_class,
)

__all__ = [
    "add_retention_class",
    "add_usual_classes",
    "begin_destroying",
    "change_retention_class",
    "confirm_destruction",
    "destroy_next",
    "destroy_packages",
    "end_destroying",
    "end_retention_class",
    "postpone_destruction",
    "propose_destructions",
]
