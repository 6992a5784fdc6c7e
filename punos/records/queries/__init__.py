"""What is kept, for how long, and what was destroyed."""

from punos.records.queries.destruction import (
    KINDS,
    administrators,
    destructions,
    in_words,
    is_packing,
    is_received,
    kept_packages,
    preview,
    records,
    rows_of_records,
    waiting_count,
    waiting_link,
)
from punos.records.queries.retention import (
    STARTERS,
    carried_by,
    classes_to_give,
    due,
    due_on,
    retention_classes,
)

__all__ = [
    "KINDS",
    "STARTERS",
    "administrators",
    "carried_by",
    "classes_to_give",
    "destructions",
    "due",
    "due_on",
    "in_words",
    "is_packing",
    "is_received",
    "kept_packages",
    "preview",
    "records",
    "retention_classes",
    "rows_of_records",
    "waiting_count",
    "waiting_link",
]
