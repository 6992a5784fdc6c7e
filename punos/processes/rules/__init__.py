"""Who may lead a process and draft texts in it, and when."""

from punos.processes.rules.destroying import check_destroy_words, check_end_words
from punos.processes.rules.hosting import (
    check_answer_host_request,
    check_ask_to_host,
    check_draft_process,
    check_publish_process,
    check_withdraw_host_request,
)
from punos.processes.rules.leading import (
    check_announce,
    check_close_process,
    check_lead,
    check_lead_process,
)
from punos.processes.rules.texts import (
    check_draft_document,
    check_move_section,
    check_publish_version,
    check_put_back_section,
    check_remove_section,
    check_translate_version,
    check_write_draft,
    check_write_version,
)

__all__ = [
    "check_announce",
    "check_answer_host_request",
    "check_ask_to_host",
    "check_close_process",
    "check_destroy_words",
    "check_draft_document",
    "check_draft_process",
    "check_end_words",
    "check_lead",
    "check_lead_process",
    "check_move_section",
    "check_publish_process",
    "check_publish_version",
    "check_put_back_section",
    "check_remove_section",
    "check_translate_version",
    "check_withdraw_host_request",
    "check_write_draft",
    "check_write_version",
]
