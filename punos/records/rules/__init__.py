"""Who decides on what is kept, and when."""

from punos.records.rules.destruction import (
    Standing,
    check_confirm_destruction,
    check_destroy,
    check_postpone_destruction,
    check_propose_destructions,
)
from punos.records.rules.handover import (
    check_ask_for_handover,
    check_fetch_handover,
    check_file_case,
    check_receive_handover,
    check_see_handover,
    is_moving,
)
from punos.records.rules.information import check_read_search, check_search_information
from punos.records.rules.retention import (
    check_add_class,
    check_change_class,
    check_end_class,
    check_see_retention,
)

__all__ = [
    "Standing",
    "check_add_class",
    "check_ask_for_handover",
    "check_change_class",
    "check_confirm_destruction",
    "check_destroy",
    "check_end_class",
    "check_fetch_handover",
    "check_file_case",
    "check_postpone_destruction",
    "check_propose_destructions",
    "check_read_search",
    "check_receive_handover",
    "check_search_information",
    "check_see_handover",
    "check_see_retention",
    "is_moving",
]
