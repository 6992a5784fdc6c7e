"""The shape of a theme with its response."""

from dataclasses import dataclass
from datetime import datetime

from town.texts.board_draft import HELSINKI
from town.texts.shapes import Words

AFTER_SURVEY = datetime(2022, 6, 15, 10, tzinfo=HELSINKI)
AFTER_COMMENTS = datetime(2022, 12, 14, 11, tzinfo=HELSINKI)


@dataclass(frozen=True, slots=True)
class ThemeText:
    """A theme, what belongs to it, and what was answered on a day.

    `words` is a pattern of what was answered to questions, `clauses` are those whose comments belong to it, and `changed` those that
    its response changed, each with the address of its text. `decision` is the paragraph of the decision that settles
    it. What is being prepared is ready three months from the day on which the town is built.
    """

    key: str
    title: Words
    body: Words
    words: str
    outcome: str
    reasons: Words
    at: datetime
    clauses: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    decision: str = ""
