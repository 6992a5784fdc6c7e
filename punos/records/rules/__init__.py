"""Who may do what in this room."""

from punos.records.rules.handover import (
    check_ask_for_handover,
    check_fetch_handover,
    check_file_case,
    check_receive_handover,
    check_see_handover,
    is_moving,
)
from punos.records.rules.information import check_read_search, check_search_information

__all__ = [
    "check_ask_for_handover",
    "check_fetch_handover",
    "check_file_case",
    "check_read_search",
    "check_receive_handover",
    "check_search_information",
    "check_see_handover",
    "is_moving",
]
