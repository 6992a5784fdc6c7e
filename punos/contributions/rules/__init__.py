"""Who may speak, rate and moderate, and when; each subject in a file of its own."""

from punos.contributions.rules.speaking import (
    LARGEST_GROUP,
    LONGEST_ANSWER,
    LONGEST_IDEA,
    LONGEST_PSEUDONYM,
    MOST_IDEAS,
    check_confirm_voice,
    check_forget_person,
    check_import,
    check_open,
    check_pseudonym,
    check_put,
    check_rate,
    check_say,
    check_speak,
    check_take_part,
)

__all__ = [
    "LARGEST_GROUP",
    "LONGEST_ANSWER",
    "LONGEST_IDEA",
    "LONGEST_PSEUDONYM",
    "MOST_IDEAS",
    "check_confirm_voice",
    "check_forget_person",
    "check_import",
    "check_open",
    "check_pseudonym",
    "check_put",
    "check_rate",
    "check_say",
    "check_speak",
    "check_take_part",
]
