"""Reads a hearing of Kerro kantasi through its public API, version 1: what was asked, and the comments that are public there.

No key is needed. The API tells of a comment its section, its author's name where one was given, time and language, and
never who wrote two of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from punos.core.languages import LANGUAGES
from punos.core.outside import Outside, OutsideTroubleError, Trouble
from punos.core.text import clean

NAME = "Kerro kantasi"
COMMENTS_AT_ONCE = 100
MOST_COMMENTS = 20_000
NOT_FOUND = 404


@dataclass(frozen=True)
class HearingSection:
    """A part of a hearing that was commented on; `title` in the first language that it has."""

    id: str
    title: str


@dataclass(frozen=True)
class HearingComment:
    """What somebody said: to which section, when (ISO 8601), in which language, under which name if any."""

    id: str
    section: str
    at: str
    language: str
    author: str
    organisation: str
    text: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def is_configured() -> bool:
    """Whether this site reads hearings from there at all."""
    return bool(settings.KERROKANTASI_ADDRESS)


def fetch(slug: str) -> tuple[Sequence[HearingSection], Sequence[HearingComment]]:
    """The sections of a hearing and its public comments, the oldest first; deleted and empty ones are left out.

    Raises OutsideTroubleError when the API is slow, down, busy, refuses (404 where there is no such hearing), or answers
    something else. Not to be called within a transaction.
    """
    hearing = _outside().get(f"/hearing/{quote(slug, safe='')}/")
    try:
        number = str(hearing["id"])
        own = _title(hearing["title"])  # the main section often has no title of its own
        sections = [
            HearingSection(str(each["id"]), _title(each["title"]) or own) for each in hearing["sections"]
        ]
    except (AttributeError, KeyError, TypeError):
        raise OutsideTroubleError(NAME, Trouble.GARBAGE) from None
    found = {
        each.id: each for each in _comments(number)
    }  # one may come twice if others are written meanwhile
    comments = sorted((each for each in found.values() if each.text), key=lambda each: (each.at, each.id))
    return sections, comments


def _comments(hearing: str) -> Iterator[HearingComment]:
    """Page by page; the address of the next page is ours, whatever the answer says."""
    for offset in range(0, MOST_COMMENTS, COMMENTS_AT_ONCE):
        query = {"hearing": hearing, "limit": COMMENTS_AT_ONCE, "offset": offset, "ordering": "created_at"}
        answer = _outside().get("/comment/?" + urlencode(query))
        try:
            listed = list(answer["results"])
            yield from (_comment(each) for each in listed if not each.get("deleted"))
            has_more = bool(answer["next"]) and bool(listed)
        except (AttributeError, KeyError, TypeError):
            raise OutsideTroubleError(NAME, Trouble.GARBAGE) from None
        if not has_more:
            return


def _comment(told: Mapping[str, Any]) -> HearingComment:
    """One comment; what must be there is asked for by name, so that a changed shape is seen."""
    return HearingComment(
        id=str(told["id"]),
        section=str(told["section"]),
        at=str(told["created_at"]),
        language=str(told.get("language_code") or ""),
        author=" ".join(clean(str(told["author_name"] or "")).split()),
        organisation=" ".join(clean(str(told.get("organization") or "")).split()),
        text=clean(str(told["content"] or "")),
    )


def _title(told: Mapping[str, Any]) -> str:
    """What something is called, in the first of our languages in which it is called anything."""
    titles = [clean(str(told.get(language) or "")) for language in LANGUAGES]
    return next((title for title in titles if title), "")


def _outside() -> Outside:
    return outside_at(settings.KERROKANTASI_ADDRESS, settings.OUTSIDE_PRIVATE, settings.OUTSIDE_READ_SECONDS)


@cache  # one breaker for all who ask
def outside_at(address: str, private: bool, read_timeout: float) -> Outside:
    """The system at an address, always the same one."""
    return Outside(NAME, address, private=private, read_timeout=read_timeout)
