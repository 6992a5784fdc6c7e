"""A draft text as clauses that can be commented one by one, from Markdown, a plain paste, or a Word document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from django.utils.text import slugify
from django.utils.translation import gettext as _

from punos.core.errors import Invalid
from punos.core.text import clean

if TYPE_CHECKING:
    from punos.core.outline import Line

LONGEST_HEADING: Final = 120
LONGEST_KEY: Final = 60
_MARKED = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_SECTION = re.compile(
    r"(?:(\d+\s?[a-z]?)\s*\u00a7|\u00a7\s*(\d+\s?[a-z]?))[.:]?\s*(.*)$"
)  # 3 a \u00a7, as laws write
_CHAPTER = re.compile(r"(\d+)\s+(?:luku|kap\.?|kapitlet|chapter)\b\.?\s*(.*)$", re.IGNORECASE)
_DEEP = re.compile(r"(\d+(?:\.\d+)+)[.)]?\s+(\S.*)$")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(\S.*)$")
_LEADING_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+\S")
_SENTENCE_END = (".", ";", ",", ":")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: a key that stays while its number or heading stays, its heading, its depth from 1, its text."""

    key: str
    heading: str
    level: int
    body: str


@dataclass(frozen=True)
class _Start:
    """Where a clause begins: its number if it has one, its heading, its depth, and what follows on the same line."""

    number: str
    heading: str
    level: int
    rest: str = ""


def clauses_from_markdown(text: str) -> list[Clause]:
    """The clauses of a text in Markdown or pasted as plain text; its headings may be numbered in any usual way.

    Text before the first heading is a clause of its own, without a heading. A list within a clause stays there;
    a text that is nothing but a numbered list has a clause for each number.
    """
    lines = clean(text.replace("\u00a0", " ").replace("\t", " ")).split("\n")
    starts = {at: start for at in range(len(lines)) if (start := _start(lines, at))}
    if not starts:
        starts = {
            at: _numbered(found) for at, line in enumerate(lines) if (found := _NUMBER.match(line.strip()))
        }
    return _with_keys(_clauses(lines, starts))


def clauses_from_docx(content: bytes) -> list[Clause]:
    """The clauses of a Word document, examined first; its own numbering of headings and lists is kept.

    Raises `Invalid` where it is no such document.
    """
    from punos.core.outline import lines_of_docx
    from punos.core.uploads import examine, words
    from punos.core.uploads.kinds import DOCX
    from punos.core.uploads.words import refusal

    file = examine("document.docx", content)
    if file.media_type != DOCX.media_type:
        raise Invalid(_("This is not a Word document. Save the text as DOCX and send that, or paste it."))
    try:
        lines = lines_of_docx(file.content)
    except (AttributeError, IndexError, LookupError, SyntaxError, ValueError) as error:
        raise refusal(words.DAMAGED, file.name) from error
    return clauses_from_markdown("\n\n".join(_as_markdown(line) for line in lines))


def _as_markdown(line: "Line") -> str:
    text = f"{line.number} {line.text}".strip()
    if line.level:
        return f"{'#' * min(line.level, 6)} {' '.join(text.split())}"
    return re.sub(r"(?m)^#", r"\\#", text)


def _start(lines: list[str], at: int) -> _Start | None:
    """The clause that begins on this line, if one does."""
    line = lines[at].strip()
    before = lines[at - 1].strip() if at else ""
    after = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if not line:
        return None
    if marked := _MARKED.match(line):
        return _from_heading(marked[2], len(marked[1]))
    if after and _UNDERLINE.match(after) and not before and not _UNDERLINE.match(line):
        return _from_heading(line, 1 if after[0] == "=" else 2)
    if section := _SECTION.match(line):
        number = re.sub(r"\s", "", section[1] or section[2])
        return _headed(number, line, 2, section[3])
    if (chapter := _CHAPTER.match(line)) and len(line) <= LONGEST_HEADING:
        return _Start(f"luku-{chapter[1]}", line, 1)
    return _numbered_start(line, before, after)


def _numbered_start(line: str, before: str, after: str) -> _Start | None:
    """A clause that begins with 2.3, or with 1. on a line of its own; items of a list one after the other do not."""
    if deep := _DEEP.match(line):
        return _headed(deep[1], line, deep[1].count(".") + 1, deep[2])
    number = _NUMBER.match(line)
    if not number or before or _NUMBER.match(after):
        return None
    return _headed(number[1], line, 1, number[2])


def _headed(number: str, line: str, level: int, words: str) -> _Start:
    """A numbered line as a heading, or, where it is a whole paragraph, its number as heading and the rest as text."""
    if len(line) <= LONGEST_HEADING and not words.endswith(_SENTENCE_END):
        return _Start(number, line, level)
    return _Start(number, line.removesuffix(words).strip(), level, words)


def _numbered(found: re.Match[str]) -> _Start:
    return _Start(found[1], found[0].removesuffix(found[2]).strip(), 1, found[2])


def _from_heading(words: str, level: int) -> _Start:
    if section := _SECTION.match(words):
        return _Start(re.sub(r"\s", "", section[1] or section[2]), words, level)
    number = _LEADING_NUMBER.match(words)
    return _Start(number[1] if number else "", words, level)


def _clauses(lines: list[str], starts: dict[int, _Start]) -> Iterator[tuple[_Start, str]]:
    """Each beginning with the text down to the next one; empty text before the first is none."""
    first = min(starts, default=len(lines))
    if before := "\n".join(lines[:first]).strip():
        yield _Start("", "", 1), before
    places = sorted(starts)
    for place, end in pairwise([*places, len(lines)]):
        body = lines[place + 1 : end]
        if body and _UNDERLINE.match(body[0].strip()) and not lines[place].lstrip().startswith("#"):
            body = body[1:]
        yield starts[place], "\n".join([starts[place].rest, *body]).strip()


def _with_keys(found: Iterator[tuple[_Start, str]]) -> list[Clause]:
    """Clauses with keys that are used once each: from the number, else from the heading, else `text`."""
    clauses: list[Clause] = []
    used: set[str] = set()
    for start, body in found:
        base = slugify((start.number or start.heading).replace(".", "-"))[:LONGEST_KEY].strip("-") or "text"
        key = next(
            key for n in range(1, len(used) + 2) if (key := base if n == 1 else f"{base}-{n}") not in used
        )
        used.add(key)
        clauses.append(Clause(key=key, heading=start.heading, level=start.level, body=body))
    return _from_one(clauses)


def _from_one(clauses: list[Clause]) -> list[Clause]:
    """Depths begin at 1: a text whose headings are all of the second degree is no deeper for that."""
    least = min((each.level for each in clauses if each.heading), default=1)
    return [replace(each, level=max(1, each.level - least + 1)) for each in clauses]
