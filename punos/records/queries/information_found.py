"""Everything about what was looked for, whichever of the three it is."""

from collections.abc import Iterator
from datetime import datetime

from punos.organisations.models import Organisation
from punos.people.models import Person
from punos.processes.models import Process
from punos.records.queries.information import Correspondent, Kind, Subject
from punos.records.queries.information_person import of_address, of_person
from punos.records.queries.information_process import of_organisation, of_process
from punos.records.queries.information_rows import Seen


def found_for(subject: Subject, now: datetime, address: str = "") -> Iterator[Kind]:
    """Kind by kind, those of which there is nothing too; nothing at all where nobody was found.

    `address` is the one by which a person was looked for: what was sent to it belongs to them.
    """
    seen = Seen(now)
    match subject:
        case Process():
            yield from of_process(subject, seen)
        case Organisation():
            yield from of_organisation(subject, seen)
        case Person():
            yield from of_person(subject, seen, address)
        case Correspondent():
            yield from of_address(subject.email)
