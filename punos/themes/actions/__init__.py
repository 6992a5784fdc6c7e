"""The verbs of themes: only these write."""

from punos.themes.actions.assigning import assign, review_assignment, unassign
from punos.themes.actions.codebook import (
    choose_theme,
    end_theme,
    make_theme,
    move_theme,
    publish_themes,
    put_aside,
    reword_theme,
)
from punos.themes.actions.figures import keep_figures
from punos.themes.actions.shaping import merge_theme, split_theme
from punos.themes.actions.undoing import undo

__all__ = [
    "assign",
    "choose_theme",
    "end_theme",
    "keep_figures",
    "make_theme",
    "merge_theme",
    "move_theme",
    "publish_themes",
    "put_aside",
    "review_assignment",
    "reword_theme",
    "split_theme",
    "unassign",
    "undo",
]
