"""Reading the journal and the stamps."""

from collections.abc import Iterable
from dataclasses import dataclass

from punos.journal.models import Entry, Seal, Stamp, seal_digest


def read_stamps(scopes: Iterable[str]) -> dict[str, int]:
    """The present value of each stamp; one that was never raised is 0."""
    wanted = tuple(scopes)
    found = dict(Stamp.objects.filter(scope__in=wanted).values_list("scope", "value"))
    return {scope: found.get(scope, 0) for scope in wanted}


def news_of_process(process: str, limit: int = 20) -> list[Entry]:
    """The newest public lines of one process, newest first."""
    return list(Entry.objects.public().of_process(process).order_by("-id")[:limit])


@dataclass(frozen=True)
class Head:
    """Where the sealed journal ends: anyone who kept an older head can prove that nothing before it was changed."""

    position: int
    digest: str


def head() -> Head:
    """The last seal, or position 0 with an empty digest before the first."""
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last else Head(0, "")


def first_broken_seal() -> int:
    """The first sealed position whose hash no longer fits the journal, or 0 if all fit."""
    previous = ""
    for place, seal in enumerate(Seal.objects.order_by("position").iterator(), start=1):
        entry = Entry.objects.filter(pk=seal.entry_id).first()
        if seal.position != place or entry is None or seal.digest != seal_digest(previous, entry):
            return place
        previous = seal.digest
    return 0
