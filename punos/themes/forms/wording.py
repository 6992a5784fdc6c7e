"""A theme in three languages side by side; what was seen goes along, so that two who write notice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from punos.core.languages import TranslatedText
from punos.core.side_by_side import SideBySideForm
from punos.themes.models import Theme
from punos.themes.rules import LONGEST_BODY, LONGEST_TITLE


def texts_of(theme: Theme) -> dict[str, TranslatedText]:
    """What is written of a theme."""
    return {"title": theme.title, "body": theme.body}


class ThemeForm(SideBySideForm):
    """The title and the text."""

    columns = {"title": (_("Title"), 2, LONGEST_TITLE), "body": (_("What belongs here"), 8, LONGEST_BODY)}
    easy = frozenset({"body"})

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, texts=texts_of(theme), **kwargs)

    def renew(self, theme: Theme) -> None:
        """Take the texts as they are now: what clashed is shown beside, and has been seen when it is sent again."""
        self.texts = texts_of(theme)
