"""Heads of the journal, kept in a file outside the database: one line of JSON each, only ever added to.

Whoever can change the database can cut its newest lines off together with their seals, and nothing inside the
database shows it. A head that was kept elsewhere does.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from punos.journal.queries import Head

LAST_BYTES = 4_096  # more than any line


@dataclass(frozen=True)
class Kept:
    """What a file holds: its heads, and the numbers of the lines that are none."""

    heads: frozenset[Head]
    unreadable: tuple[int, ...]


def keep(head: Head, *, at: datetime, path: Path) -> bool:
    """Add a head to the file, unless it is the last one there; whether it was added."""
    end = _end_of(path)
    told = json.dumps({"at": at.isoformat(), "position": head.position, "digest": head.digest})
    if not head.position or _head_in(end) == head:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        # a line that a crash cut short stays by itself
        file.write(f"{told}\n" if not end or end.endswith("\n") else f"\n{told}\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def read(path: Path) -> Kept:
    """Every head in a file."""
    heads, unreadable = set(), []
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            head = _head_in(line)
            if head:
                heads.add(head)
            else:
                unreadable.append(number)
    return Kept(frozenset(heads), tuple(unreadable))


def _end_of(path: Path) -> str:
    """The last line of a file with its line break, or what a crash left of it; nothing where there is no file."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LAST_BYTES))
        lines = file.read().splitlines(keepends=True)
    return lines[-1].decode("utf-8", errors="replace") if lines else ""


def _head_in(line: str) -> Head | None:
    """The head that a line tells."""
    try:
        told: Any = json.loads(line)
        position, digest = told["position"], told["digest"]
    except (ValueError, TypeError, KeyError):
        return None
    return Head(position, digest) if isinstance(position, int) and isinstance(digest, str) else None
