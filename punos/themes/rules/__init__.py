"""Who works on the themes of a process, and when."""

from punos.themes.rules.assigning import check_assign, check_review, check_see_workbench, check_unassign
from punos.themes.rules.codebook import (
    LONGEST_BODY,
    LONGEST_TITLE,
    check_choose_theme,
    check_end_theme,
    check_make_theme,
    check_merge_themes,
    check_move_theme,
    check_publish_themes,
    check_put_aside,
    check_reword_theme,
    check_split_theme,
)
from punos.themes.rules.undoing import check_undo

__all__ = [
    "LONGEST_BODY",
    "LONGEST_TITLE",
    "check_assign",
    "check_choose_theme",
    "check_end_theme",
    "check_make_theme",
    "check_merge_themes",
    "check_move_theme",
    "check_publish_themes",
    "check_put_aside",
    "check_review",
    "check_reword_theme",
    "check_see_workbench",
    "check_split_theme",
    "check_unassign",
    "check_undo",
]
