"""What changed between two texts, word by word, for people who compare wordings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

type Kind = Literal["same", "added", "removed"]

LONGEST: Final = 100_000  # characters of each text; past that everything counts as written anew
# How often words of one text meet themselves in the other: past it the commonest are passed over where changes are
# looked for, and if that is not enough everything counts as written anew. So no text takes long, a hostile one neither.
MOST_PAIRS: Final = 300_000
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
    for is_same, went, came in _changes(old, new):
        if is_same:
            yield "same", went
        else:
            yield from _by_word(went, came)


def _by_word(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """The words of a passage that changed; a space between two changed words is part of the change."""
    changes = list(_changes(_WORD.findall(old), _WORD.findall(new)))
    for place, (is_same, went, came) in enumerate(changes):
        if is_same and (went.strip() or place in {0, len(changes) - 1}):
            yield "same", went
        else:
            yield "removed", went
            yield "added", came


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches of both lists: whether they are the same, and the text of each."""
    ours, theirs = Counter(old), Counter(new)
    pairs = {word: count * theirs[word] for word, count in ours.items()}
    is_common = sum(pairs.values()) > MOST_PAIRS
    if (
        is_common and len(new) >= 200
    ):  # from which length on difflib passes over words that make up a hundredth
        pairs = {word: times for word, times in pairs.items() if theirs[word] <= len(new) // 100 + 1}
    if sum(pairs.values()) > MOST_PAIRS:
        yield False, "".join(old), "".join(new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=is_common).get_opcodes():
        yield tag == "equal", "".join(old[a:b]), "".join(new[c:d])


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
