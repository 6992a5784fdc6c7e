"""The pages of themes: reading them, the codebook, shaping a theme, the workbench."""

from punos.themes.views.codebook import change, make, publish, undo
from punos.themes.views.reading import codebook_file, themes
from punos.themes.views.shaping import edit, end, merge, split
from punos.themes.views.working import work

__all__ = [
    "change",
    "codebook_file",
    "edit",
    "end",
    "make",
    "merge",
    "publish",
    "split",
    "themes",
    "undo",
    "work",
]
