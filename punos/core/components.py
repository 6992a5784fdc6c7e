"""What the components in templates/core/components are given: small frozen values in the reader's words.

A component draws what it gets and knows no subject. Texts are plain and get escaped; `body_html` alone is
HTML that has been made safe already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

type State = Literal["done", "now", "coming"]
type ChipKind = Literal["neutral", "good", "late", "wait"]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way to go: a menu entry, a tab, a crumb (which has no address when it is the page itself)."""

    label: Text
    url: str = ""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A state in a word or two."""

    text: Text
    kind: ChipKind = "neutral"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of what a reader wants to know first."""

    label: Text
    value: Text
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A knot on the thread: something that was done, goes on now, or is to come.

    `when` is the time as text; `iso` the same for machines where the day is known.
    """

    state: State
    when: Text
    title: Text
    iso: str = ""
    url: str = ""
    language: str = ""
    body_html: SafeString = SafeString("")
    chips: Sequence[Chip] = ()
    links: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class Knot:
    """A knot of the chain from a sentence to a measure."""

    state: State
    label: Text
    body_html: SafeString = SafeString("")
    text: Text = ""
    url: str = ""
    note: Text = ""
    chips: Sequence[Chip] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A count with what was counted."""

    number: Text
    label: Text


@dataclass(frozen=True, kw_only=True)
class Total:
    """A total together with its parts. It can't be made without them: a total never stands alone."""

    whole: Part
    parts: Sequence[Part]
    beside: Sequence[Part] = ()

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("A total is shown together with its parts.")


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a bar chart: its label, its size (any unit, 0 or more) and the size as text.

    A size of None is a number that is not shown, such as "1-4".
    """

    label: Text
    size: float | None
    text: Text
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One row of a ranking: its shared places as text, its mean with an interval, and how many rated it."""

    place: Text
    text: Text
    low: float
    mean: float
    high: float
    mean_text: Text
    voices: Text = ""
    language: str = ""
    url: str = ""
    new_band: bool = False


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One area of a tile map: its place (rows from 1, columns from 0), its names and its number.

    A count of None is not shown as a number; `text` is what stands in the cell.
    """

    row: int
    column: int
    short: Text
    name: Text
    count: int | None
    text: Text


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table."""

    label: Text
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first cell in each row names the row."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    note: Text = ""
    quiet_caption: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer of a rating: the value that is sent and its words."""

    value: str
    label: Text


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What a person answers to an idea: a few words, or numbers between two ends.

    Each choice is a button that sends the form, so that one tap is enough and no script is needed.
    """

    legend: Text
    choices: Sequence[Choice]
    name: str = "value"
    low: Text = ""
    high: Text = ""
    current: str = ""

    @property
    def chosen(self) -> Text:
        """The words of the present answer."""
        return next((each.label for each in self.choices if each.value == self.current), "")
