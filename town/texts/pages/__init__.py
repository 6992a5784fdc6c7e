"""Pages that every public service must have, as the demo town has them (Markdown)."""

from town.texts.pages.about import ABOUT
from town.texts.pages.accessibility import ACCESSIBILITY
from town.texts.pages.privacy import PRIVACY
from town.texts.shapes import PageText

PAGES: tuple[PageText, ...] = (ACCESSIBILITY, PRIVACY, ABOUT)

__all__ = ["ABOUT", "ACCESSIBILITY", "PAGES", "PRIVACY"]
