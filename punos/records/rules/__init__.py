"""Who decides on what is kept, and when."""

from punos.records.rules.destruction import (
    Standing,
    check_confirm_destruction,
    check_destroy,
    check_postpone_destruction,
    check_propose_destructions,
)
from punos.records.rules.retention import (
    check_add_class,
    check_change_class,
    check_end_class,
    check_see_retention,
)

__all__ = [
    "Standing",
    "check_add_class",
    "check_change_class",
    "check_confirm_destruction",
    "check_destroy",
    "check_end_class",
    "check_postpone_destruction",
    "check_propose_destructions",
    "check_see_retention",
]
