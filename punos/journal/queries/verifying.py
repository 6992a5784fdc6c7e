"""One pass over the sealed journal that finds whatever was changed, removed or put elsewhere."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from punos.journal.models import canonical, canonical_ids, seal_digest
from punos.journal.queries.reading import Head

CHUNK = 2_000  # rows that are held at a time
MOST_FAULTS = 1_000  # that are told one by one; the others are counted
EMPTY = Head(0, "")

# Position, line and digest of a seal, then the columns of the line (None where it is gone), its ids as text.
SEALED = """
SELECT seal.position, seal.entry_id, seal.digest, line.id, line.at, line.person_id, line.organisation_id,
    line.verb, line.subject_type, line.subject_id, line.address, line.process, line.is_public, line.ids::text
FROM journal_seal seal LEFT JOIN journal_entry line ON line.id = seal.entry_id
ORDER BY seal.position
"""
type SealedRow = tuple[Any, ...]


class Kind(StrEnum):
    """What is wrong at one place."""

    LINE_CHANGED = "line_changed"
    LINE_GONE = "line_gone"
    SEAL_CHANGED = "seal_changed"
    SEALS_GONE = "seals_gone"
    SEAL_OUT_OF_ORDER = "seal_out_of_order"
    HEAD_DIFFERS = "head_differs"
    HEAD_GONE = "head_gone"


WORDS = {
    Kind.LINE_CHANGED: "position {position}: line {entry} is not what was sealed here"
    " (changed, exchanged, or its seal was)",
    Kind.LINE_GONE: "position {position}: line {entry} is gone",
    Kind.SEAL_CHANGED: "position {position}: the seal of line {entry} was changed, the line was not",
    Kind.SEALS_GONE: "positions {position} to {last}: the seals are gone",
    Kind.SEAL_OUT_OF_ORDER: "position {position}: the seal of line {entry} stands twice or out of order",
    Kind.HEAD_DIFFERS: "position {position}: the seal is not the one that was kept elsewhere",
    Kind.HEAD_GONE: "position {position}: a head was kept elsewhere, and the journal has no such seal any more",
}


@dataclass(frozen=True)
class Fault:
    """Something that is wrong; `entry` is the line's id where there is one, `last` the end of a gap."""

    kind: Kind
    position: int
    entry: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        return WORDS[self.kind].format(position=self.position, entry=self.entry, last=self.last)


@dataclass(frozen=True)
class Verdict:
    """What a pass found: the number of seals read, where they end, and the faults in sealed order.

    `faults` holds the first thousand; `found` counts them all.
    """

    read: int
    head: Head
    faults: tuple[Fault, ...]
    found: int

    @property
    def is_unbroken(self) -> bool:
        """Whether everything is as it was sealed."""
        return self.found == 0


@dataclass
class Pass:
    """Where a pass stands: the last seal, and the heads still to be compared, the next one last.

    Where a seal does not fit its line, `suspect` is the digest that would, and `suspected` the place of that fault.
    """

    position: int
    digest: str
    kept: list[Head]
    suspect: str = ""
    suspected: int = 0
    faults: list[Fault] = field(default_factory=list)
    found: int = 0

    def blame(self, fault: Fault) -> None:
        """Note a fault."""
        self.found += 1
        if self.found <= MOST_FAULTS:
            self.faults.append(fault)

    def stumble(self, row: SealedRow) -> None:
        """Tell what is wrong with a row that does not follow from the one before it."""
        position, entry, digest = row[:3]
        if position <= self.position:
            self.blame(Fault(Kind.SEAL_OUT_OF_ORDER, position, entry))
            return
        suspect, self.suspect = self.suspect, ""
        if position > self.position + 1:
            # what this seal was chained to is gone with the gap, so that nothing can be said of its line
            self.blame(Fault(Kind.SEALS_GONE, self.position + 1, last=position - 1))
            if row[3] is None:
                self.blame(Fault(Kind.LINE_GONE, position, entry))
        elif row[3] is None:
            self.blame(Fault(Kind.LINE_GONE, position, entry))
        elif suspect and follows(suspect, row) == digest:
            # the line before is as it was, and this one was sealed after it
            self.faults[self.suspected] = replace(self.faults[self.suspected], kind=Kind.SEAL_CHANGED)
        else:
            self.blame(Fault(Kind.LINE_CHANGED, position, entry))
            if self.found <= MOST_FAULTS:
                self.suspect, self.suspected = follows(self.digest, row), len(self.faults) - 1
        self.position, self.digest = position, digest

    def compare(self, row: SealedRow) -> None:
        """Hold a row against the heads that were kept up to its position."""
        while self.kept and self.kept[-1].position <= row[0]:
            head = self.kept.pop()
            if head.position < row[0]:
                self.blame(Fault(Kind.HEAD_GONE, head.position))
            elif head.digest != row[2]:
                self.blame(Fault(Kind.HEAD_DIFFERS, head.position, row[1]))


def follows(previous: str, row: SealedRow) -> str:
    """The digest that the line of this row gets after that one."""
    ids = row[13]
    text = "{}" if ids == "{}" else canonical_ids(json.loads(ids))
    return seal_digest(previous, canonical((*row[3:13], text)))


def check(rows: Iterable[SealedRow], *, after: Head = EMPTY, heads: Iterable[Head] = ()) -> Verdict:
    """Look at each seal with its line: whether it follows from the one before, and fits the heads that were kept.

    Each digest is held against the digest that stands before it, so that one change is one fault where it was
    made, and not a fault in all that follows. `after` is the head behind which the rows begin.
    """
    state = Pass(after.position, after.digest, sorted(set(heads), reverse=True))
    next_head = state.kept[-1].position if state.kept else None
    read = 0
    for row in rows:
        read += 1
        if row[0] == state.position + 1 and row[3] is not None and follows(state.digest, row) == row[2]:
            state.position, state.digest, state.suspect = row[0], row[2], ""
        else:
            state.stumble(row)
        if next_head is not None and row[0] >= next_head:
            state.compare(row)
            next_head = state.kept[-1].position if state.kept else None
    for head in reversed(state.kept):
        state.blame(Fault(Kind.HEAD_GONE, head.position))
    return Verdict(read, Head(state.position, state.digest), tuple(state.faults), state.found)


def sealed_rows() -> Iterator[SealedRow]:
    """Every seal with its line in sealed order, as the database has them at this moment."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(SEALED)
        while some := cursor.fetchmany(CHUNK):
            yield from some


def verify(*, heads: Iterable[Head] = ()) -> Verdict:
    """Check the whole journal against its seals, and against heads that were kept elsewhere."""
    return check(sealed_rows(), heads=heads)
