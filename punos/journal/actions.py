"""Writing a line, raising stamps, sealing, delivering."""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from punos.journal import queries, reactions
from punos.journal.models import Delivery, Doer, Entry, Seal, Shipment, Stamp, seal_digest

SEALER_LOCK = 7_041  # an arbitrary number that only the sealer uses as an advisory lock


class Subject(Protocol):
    """What a line is about: a row that knows its address without the language part, such as /processes/x/."""

    pk: int

    @property
    def address(self) -> str: ...


def record(
    by: Doer, verb: str, subject: Subject, *, process: str = "", public: bool = False, **ids: int | str
) -> Entry:
    """Write down that a verb was done; the last statement of an action's transaction.

    A public verb raises the stamp of its process and of the whole, which empties the pages made before it.
    """
    entry = _entry(by, verb, subject, process=process, public=public, ids=ids)
    entry.save(force_insert=True)
    if reactions.reactions_to(verb):
        reactions.deliver_later(entry.pk)
    if public:
        raise_stamps(process)
    return entry


def record_all(
    by: Doer,
    verb: str,
    subjects: Iterable[Subject],
    *,
    process: str = "",
    public: bool = False,
    **ids: int | str,
) -> list[Entry]:
    """Write down that one verb was done to many subjects: what `record` would write one by one, in one statement."""
    entries = Entry.objects.bulk_create(
        _entry(by, verb, subject, process=process, public=public, ids=ids) for subject in subjects
    )
    if reactions.reactions_to(verb):
        for entry in entries:
            reactions.deliver_later(entry.pk)
    if public and entries:
        raise_stamps(process)
    return entries


def _entry(
    by: Doer, verb: str, subject: Subject, *, process: str, public: bool, ids: dict[str, int | str]
) -> Entry:
    """A line, not written yet."""
    return Entry(
        at=timezone.now(),
        person_id=by.person_id,
        organisation_id=by.organisation_id,
        verb=verb,
        subject_type=subject.__class__.__name__.lower(),  # which a lazy request.user passes on
        subject_id=subject.pk,
        address=subject.address,
        process=process,
        is_public=public,
        ids=ids,
    )


@transaction.atomic
def note_reading(*, actor: Doer, what: str, subject: Subject, process: str = "") -> Entry:
    """Write down that somebody read material that is not for everybody; whether they may is the page's to ask.

    `what` is a word of the code for the kind of material, never a name or a text.
    """
    return record(actor, "material.read", subject, process=process, what=what)


def raise_stamps(process: str = "") -> None:
    """Raise the stamp of a process and of the whole, always in this order, so that two writers never deadlock."""
    scopes = [f"process:{process}"] if process else []
    with connection.cursor() as cursor:
        for scope in [*scopes, Stamp.EVERYTHING]:
            cursor.execute(
                "INSERT INTO journal_stamp (scope, value) VALUES (%s, 1) "
                "ON CONFLICT (scope) DO UPDATE SET value = journal_stamp.value + 1",
                [scope],
            )


@transaction.atomic
def deliver(*, entry_id: int) -> int:
    """Call each reaction to a line that has not been called yet; the number of those called.

    The delivery row and the reaction's own writes commit together, so that a repeated job does nothing twice.
    """
    entry = Entry.objects.get(pk=entry_id)
    called = 0
    for name, react in reactions.reactions_to(entry.verb).items():
        _row, is_new = Delivery.objects.get_or_create(
            entry_id=entry_id, reaction=name, defaults={"at": timezone.now()}
        )
        if is_new:
            react(entry)
            called += 1
    return called


@transaction.atomic
def seal(*, limit: int = 10_000) -> int:
    """Give each committed line its place in the sealed order; the number of lines sealed.

    Alone under an advisory lock. A line that commits late, with an id lower than one already sealed, simply gets
    a later place: the order is that in which the sealer met the lines.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        row = cursor.fetchone()
        if not (row and row[0]):
            return 0
    last = queries.head()
    position, digest, now = last.position, last.digest, timezone.now()
    seals = []
    for entry in Entry.objects.unsealed().order_by("id")[:limit]:
        position, digest = position + 1, seal_digest(digest, entry.canonical())
        seals.append(Seal(position=position, entry_id=entry.pk, digest=digest, at=now))
    Seal.objects.bulk_create(seals)
    return len(seals)


@transaction.atomic
def begin_shipment(*, store: str) -> int:
    """The position up to which a log store has every sealed line.

    Until the transaction around this ends, nobody else ships to that store.
    """
    Shipment.objects.get_or_create(store=store)
    return Shipment.objects.select_for_update().get(store=store).position


@transaction.atomic
def note_shipped(*, store: str, position: int) -> None:
    """Note that a log store has every sealed line up to this position."""
    Shipment.objects.filter(store=store).update(position=position)
