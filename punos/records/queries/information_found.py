"""Everything about what was looked for, whichever of the three it is."""

from collections.abc import Iterator
from datetime import datetime

from punos.organisations.models import Organisation
from punos.people.models import Person
from punos.processes.models import Process
from punos.records.queries.information import Kind
from punos.records.queries.information_person import of_person
from punos.records.queries.information_process import of_organisation, of_process
from punos.records.queries.information_rows import Seen


def found_for(subject: Process | Organisation | Person | None, now: datetime) -> Iterator[Kind]:
    """Kind by kind, those of which there is nothing too; nothing at all where nobody was found."""
    seen = Seen(now)
    match subject:
        case Process():
            yield from of_process(subject, seen)
        case Organisation():
            yield from of_organisation(subject, seen)
        case Person():
            yield from of_person(subject, seen)
