"""What is to be told, as rooms above hand it over and a job carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from punos.core.languages import TranslatedText


@dataclass(frozen=True, kw_only=True)
class News:
    """One thing that happened, in the words in which it is told.

    `event` names it once and for all, such as `response:12`; `title` is the public name of the thing, `address` its
    page without the language part, `process` the slug of its process. `written_to` are the ids of persons who get a
    letter about it anyway: to them it stands on their page only.
    """

    event: str
    kind: str
    title: TranslatedText
    address: str
    process: str = ""
    written_to: frozenset[int] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """The form in which a job carries it."""
        return {**vars(self), "title": self.title.as_json(), "written_to": sorted(self.written_to)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """The value behind what `as_json` wrote."""
        known = {**told, "title": TranslatedText.from_json(told["title"])}
        return cls(**{**known, "written_to": frozenset(told["written_to"])})
