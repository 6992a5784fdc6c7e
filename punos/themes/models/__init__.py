"""The nouns of this room, each in a file of its own."""

from punos.themes.models.assignment import Assignment
from punos.themes.models.change import ChangeKind, ThemeChange
from punos.themes.models.figures import ThemeFigures
from punos.themes.models.theme import Origin, Theme

__all__ = ["Assignment", "ChangeKind", "Origin", "Theme", "ThemeChange", "ThemeFigures"]
