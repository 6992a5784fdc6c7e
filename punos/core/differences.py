"""What changed between two texts, word by word, for people who compare wordings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

type Kind = Literal["same", "added", "removed"]

LONGEST: Final = 100_000  # characters of each text; past that everything counts as written anew
MOST_PAIRS: Final = 4_000_000  # of words in one passage; past that the passage counts as written anew
_PASSAGE = re.compile(r"[^.!?:;\n]*[.!?:;\n]*\s*")
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came in its place.

    Joined without what was added they are the old text, without what was removed the new one. Passages are
    compared first and words within those that changed, so that a long text takes no longer than its changes.
    """
    if max(len(old), len(new)) > LONGEST:
        return _joined(iter([("removed", old), ("added", new)]))
    return _joined(_by_passage(_PASSAGE.findall(old), _PASSAGE.findall(new)))


def _by_passage(old: list[str], new: list[str]) -> Iterator[tuple[Kind, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[a:b])
        else:
            yield from _by_word("".join(old[a:b]), "".join(new[c:d]))


def _by_word(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """The words of a passage that changed; a space between two changed words is part of the change."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        yield from (("removed", old), ("added", new))
        return
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(changes):
        went, came = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal" and (went.strip() or place in {0, len(changes) - 1}):
            yield "same", went
        else:
            yield "removed", went
            yield "added", came


def _joined(pieces: Iterator[tuple[Kind, str]]) -> list[Piece]:
    """Neighbours of one kind as one piece, and each stretch of changes as what went and then what came."""
    joined: list[Piece] = []
    changed: dict[Kind, str] = {"removed": "", "added": ""}

    def settle() -> None:
        for kind, text in changed.items():
            if text:
                joined.append(Piece(kind, text))
        changed["removed"] = changed["added"] = ""

    for kind, text in pieces:
        if kind != "same":
            changed[kind] += text
        elif text:
            settle()
            before = joined.pop().text if joined and joined[-1].kind == "same" else ""
            joined.append(Piece("same", before + text))
    settle()
    return joined
