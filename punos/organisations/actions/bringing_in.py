"""Verbs of the worker about a file that has been read: bringing its rows into the registry, and taking them out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.actions.registry import Registration, add_to_registry, give_name
from punos.organisations.models import (
    Actor,
    Column,
    DataSource,
    Identifier,
    ImportRow,
    ImportState,
    Organisation,
    Register,
    RegisterChange,
    RegistryImport,
    RowOutcome,
)
from punos.organisations.models.register import LONGEST_FACT
from punos.organisations.queries.known import NUMBERS, Known
from punos.search import actions as search

ROWS_AT_ONCE = 500
CARDS_AT_ONCE = 200
NOTE_CARDS = """
UPDATE organisations_importrow SET organisation_id = brought.card
FROM unnest(%s::bigint[], %s::bigint[]) AS brought (id, card) WHERE organisations_importrow.id = brought.id
"""
LANGUAGE_OF: Mapping[str, str] = {Column.NAME: "fi", Column.NAME_SV: "sv", Column.NAME_EN: "en"}


@transaction.atomic
def bring_in_some(*, actor: Actor, registry_import: RegistryImport) -> int:
    """Bring in the next rows of a file, all of them or none; how many there were. After the last one it is done.

    Each row is compared with the registry once more: where that has changed since the file was shown, the row is
    left as it is, so that nothing happens that nobody has seen.
    """
    locked = RegistryImport.objects.select_for_update().get(pk=registry_import.pk)
    rules.check_keep_registry(actor)
    if locked.state != ImportState.BRINGING:
        return 0
    rows = list(locked.rows.waiting().select_related("organisation")[:ROWS_AT_ONCE])
    known = Known.now()
    sound = [row for row in rows if _is_as_shown(known, row)]
    added = _add([row for row in sound if row.outcome == RowOutcome.NEW])
    changed = [row for row in sound if row.outcome == RowOutcome.CHANGED]
    for row in changed:
        (_ask if row.is_question else _change)(row)
    now = timezone.now()
    _note_done(rows, sound, now)
    locked.moved_at = now
    if len(rows) < ROWS_AT_ONCE:
        locked.state, locked.brought_in_at, locked.content = ImportState.DONE, now, b""
    locked.save(update_fields=["moved_at", "state", "brought_in_at", "content"])
    _record(actor, locked, added, changed)
    return len(rows)


def _note_done(rows: Sequence[ImportRow], sound: Sequence[ImportRow], now: datetime) -> None:
    """Each row remembers when it was done, which card it brought, and whether it was left."""
    sound_ids = {row.pk for row in sound}
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(done_at=now)
    ImportRow.objects.filter(pk__in={row.pk for row in rows} - sound_ids).update(was_left=True)
    brought = [(row.pk, row.organisation_id) for row in sound if row.outcome == RowOutcome.NEW]
    with connection.cursor() as cursor:  # in one statement; bulk_update takes longer than all the rest
        cursor.execute(NOTE_CARDS, [[row for row, _card in brought], [card for _row, card in brought]])


def _is_as_shown(known: Known, row: ImportRow) -> bool:
    """Whether bringing in a row would still do what its page said."""
    verdict = known.judge(row.number, row.facts)
    return (verdict.outcome, verdict.organisation_id, [list(each) for each in verdict.changes]) == (
        row.outcome,
        row.organisation_id,
        row.changes,
    )


def _add(rows: Sequence[ImportRow]) -> list[Organisation]:
    """The new cards; each row remembers which one it brought."""
    added = add_to_registry(told=[Registration.of(row.facts) for row in rows], source=DataSource.FILE)
    for row, organisation in zip(rows, added, strict=True):
        row.organisation = organisation
    return added


def _ask(row: ImportRow) -> None:
    """Put what a file says before those who manage the card, once for the same."""
    assert row.organisation is not None  # a question is about a card
    for attribute, own, found in row.changes:
        RegisterChange.objects.get_or_create(
            organisation=row.organisation,
            register=Register.FILE,
            attribute=attribute,
            found=found[:LONGEST_FACT],
            defaults={"own": own[:LONGEST_FACT], "seen_at": timezone.now()},
        )


def _change(row: ImportRow) -> None:
    """Write what a file says into a card that nobody manages."""
    assert row.organisation is not None  # a change is of a card
    organisation = Organisation.objects.select_for_update().get(pk=row.organisation.pk)
    for attribute, _own, found in row.changes:
        write_fact(organisation=organisation, attribute=attribute, found=found, source=DataSource.FILE)


@transaction.atomic
def write_fact(*, organisation: Organisation, attribute: str, found: str, source: DataSource) -> None:
    """Write one fact into a locked card; lists are parted by `;`. A new name leaves the former in its history."""
    if attribute in LANGUAGE_OF:
        language = LANGUAGE_OF[attribute]
        give_name(
            organisation=organisation, language=language, name=found, on=timezone.localdate(), source=source
        )
    elif attribute in NUMBERS:
        rules.check_new_numbers([found])
        Identifier.objects.create(
            organisation=organisation, scheme=attribute, value=found, source=source, at=timezone.now()
        )
    else:
        is_list = isinstance(getattr(organisation, attribute), list)
        setattr(organisation, attribute, found.split(";") if is_list else found)
        organisation.changed_at = timezone.now()
        organisation.save(update_fields=[attribute, "changed_at"])


def _record(
    actor: Actor, done: RegistryImport, added: Sequence[Organisation], changed: Sequence[ImportRow]
) -> None:
    """The lines of one batch: each new card, each changed one, each that was asked; and the last of all."""
    journal.record_all(actor, "organisation.registered", added, registry_import=done.pk)
    for row in changed:
        assert row.organisation is not None  # a changed row is about one
        verb = "register.differs" if row.is_question else "organisation.changed"
        journal.record(actor, verb, row.organisation, registry_import=done.pk)
    if done.state == ImportState.DONE:
        journal.record(actor, "registry_import.brought_in", done)
    journal.raise_stamps()


@transaction.atomic
def take_back_rows(*, actor: Actor, registry_import: RegistryImport) -> int:
    """Remove the cards that a file brought and that nobody has touched since; how many. Changes of others stay."""
    locked = RegistryImport.objects.select_for_update().get(pk=registry_import.pk)
    rules.check_keep_registry(actor)
    if locked.state != ImportState.TAKING_BACK:
        return 0
    brought = locked.rows.filter(outcome=RowOutcome.NEW, was_left=False, organisation__isnull=False)
    removed = sum(_removed(some) for some in batched(_untouched(brought), CARDS_AT_ONCE))
    locked.state, locked.moved_at = ImportState.TAKEN_BACK, timezone.now()
    locked.save(update_fields=["state", "moved_at"])
    journal.record(actor, "registry_import.taken_back", locked, public=True, removed=removed)
    return removed


def _untouched(brought: QuerySet[ImportRow]) -> list[Organisation]:
    """The cards that are as the file left them: unchanged, and nobody acts, asks or was invited to act for them."""
    cards = Organisation.objects.select_for_update(of=("self",)).filter(
        pk__in=brought.values("organisation"),
        ended_on__isnull=True,
        mandates__isnull=True,
        mandate_invitations__isnull=True,
        join_requests__isnull=True,
        life_events__isnull=True,
        register_changes__isnull=True,
    )
    done = dict(brought.values_list("organisation_id", "done_at"))
    return [card for card in cards if _is_before(card.changed_at, done[card.pk])]


def _is_before(changed_at: datetime | None, done_at: datetime | None) -> bool:
    return changed_at is not None and done_at is not None and changed_at <= done_at


def _removed(cards: Sequence[Organisation]) -> int:
    """Remove some cards, but none on which something of an upper room hangs; how many."""
    ids = [card.pk for card in cards]
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk__in=ids).delete()
    except ProtectedError:
        return 0 if len(cards) == 1 else sum(_removed([card]) for card in cards)
    for card in cards:
        search.leave(card)
    return len(cards)
