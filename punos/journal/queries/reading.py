"""Lines, stamps, and where the sealed journal ends."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from punos.journal.models import Entry, Seal, Stamp


def read_stamps(scopes: Iterable[str]) -> dict[str, int]:
    """The present value of each stamp; one that was never raised is 0."""
    wanted = tuple(scopes)
    found = dict(Stamp.objects.filter(scope__in=wanted).values_list("scope", "value"))
    return {scope: found.get(scope, 0) for scope in wanted}


def news_of_process(process: str, limit: int = 20) -> list[Entry]:
    """The newest public lines of one process, newest first."""
    return list(Entry.objects.public().of_process(process).order_by("-id")[:limit])


@dataclass(frozen=True, order=True)
class Head:
    """Where the sealed journal ends: anyone who kept an older head can prove that nothing before it was changed."""

    position: int
    digest: str


def head() -> Head:
    """The last seal, or position 0 with an empty digest before the first."""
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last else Head(0, "")


def unsealed() -> int:
    """How many committed lines the sealer has not met yet."""
    return Entry.objects.unsealed().count()


@dataclass(frozen=True)
class Sealed:
    """A seal with its line, or without where that is gone."""

    seal: Seal
    entry: Entry | None


def sealed_after(position: int, chunk: int) -> Iterator[Sealed]:
    """The seals behind this position with their lines, in sealed order."""
    later = Seal.objects.order_by("position")
    while some := list(later.filter(position__gt=position)[:chunk]):
        lines = Entry.objects.in_bulk([seal.entry_id for seal in some])
        yield from (Sealed(seal, lines.get(seal.entry_id)) for seal in some)
        position = some[-1].position


def about(person_id: int, subjects: Mapping[str, Collection[int]]) -> dict[str, list[dict[str, Any]]]:
    """The lines of what a person did, and of what was done to them or to these subjects that are theirs."""
    wanted = Q(person_id=person_id) | Q(subject_type="person", subject_id=person_id)
    for subject_type, ids in subjects.items():
        wanted |= Q(subject_type=subject_type, subject_id__in=ids)
    columns = ("at", "verb", "subject_type", "subject_id", "address", "process", "organisation_id")
    return {"journal": list(Entry.objects.filter(wanted).order_by("pk").values(*columns))}
