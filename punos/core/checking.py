"""Who wrote or checked a version of a text, and when, as an editor is told; and what is missing or stale."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from punos.core.languages import VERSIONS, TranslatedText

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object

type NamesOf = Callable[[Collection[int]], Mapping[int, str]]

# Who people are is known on a floor above, which says so here when it starts.
_known: list[NamesOf] = []


def ask_for_names(names: NamesOf) -> None:
    """From now on the names of persons are asked here."""
    _known[:] = [names]


def names_of(texts: Iterable[TranslatedText]) -> Mapping[int, str]:
    """The names of all who wrote or checked these texts, by id, in one query; who has left has none."""
    people = {part.checked_by for text in texts for part in text.texts.values()} - {None}
    return _known[0]([each for each in people if each is not None]) if people and _known else {}


@dataclass(frozen=True)
class Check:
    """When a version was written or checked last, and by whom; `is_checked` by a person who answers for it."""

    at: datetime | None
    by: str
    is_source: bool
    is_checked: bool


def check_of(text: TranslatedText, version: str, names: Mapping[int, str]) -> Check | None:
    """What is known of a version; nothing of one that has not been written."""
    part = text.texts.get(version)
    if part is None or not part.text:
        return None
    is_source, is_checked = version == text.source, part.checked_by is not None
    by = names.get(part.checked_by, _("somebody who has left")) if part.checked_by is not None else ""
    return Check(part.at, by, is_source, is_checked)


@dataclass(frozen=True, kw_only=True)
class TextIn:
    """A text of a process: the row and column that hold it, what it belongs to, and where it is written.

    `address` is without the language part. `versions` are those in which it can be written, `standing` those that
    stay as they are for ever. `is_public` says that readers have it.
    """

    subject: Any
    field: str
    label: Text
    process_id: int
    of: TranslatedText
    address: str
    is_public: bool
    versions: Sequence[str] = VERSIONS
    standing: Sequence[str] = ()

    @property
    def kind(self) -> str:
        """What sort of row holds it, as an address names it: "response"."""
        return type(self.subject).__name__.lower()

    @property
    def key(self) -> str:
        """How the journal names it: "response-12-reasons"."""
        return f"{self.kind}-{self.subject.pk}-{self.field}"

    @property
    def text(self) -> TranslatedText:
        """What is written now."""
        value: TranslatedText = getattr(self.subject, self.field)
        return value


@dataclass(frozen=True)
class Gap:
    """A version that a text lacks, that is behind its source, or that nobody has checked; since when, if that is known."""

    at: TextIn
    version: str
    kind: str
    since: datetime | None


def gaps_in(texts: Iterable[TextIn], wanted: Collection[str]) -> list[Gap]:
    """What is missing in the languages that are wanted, and what is stale or has not been checked in any version."""
    return [gap for each in texts for gap in _gaps(each, wanted) if each.text]


def _gaps(at: TextIn, wanted: Collection[str]) -> Iterable[Gap]:
    text = at.text
    source = text.texts.get(text.source)
    changed = source.at if source else None
    for version in at.versions:
        part = text.texts.get(version)
        if part is None or not part.text:
            if version in wanted or version == text.source:
                yield Gap(at, version, "missing", changed)
        elif text.is_stale(version) and version not in at.standing:
            yield Gap(at, version, "stale", changed)
        elif version != text.source and part.checked_by is None:
            yield Gap(at, version, "unchecked", part.at)
