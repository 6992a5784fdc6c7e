"""What the pages of the registry's keepers show: imports with their rows, what registers say, cards that wait."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from punos.organisations.models import (
    Identifier,
    IdentifierScheme,
    ImportRow,
    Organisation,
    Register,
    RegisterChange,
    RegisterRecord,
    RegistryImport,
    RowOutcome,
)
from punos.organisations.models.likeness import skeleton
from punos.organisations.models.words import fact_label, fact_words, fault_words
from punos.organisations.queries.known import as_text

MOST_SHOWN = 50


def look_alikes(name: str) -> list[Organisation]:
    """The organisations whose name a reader may take for this one, listed or not, whatever has become of them."""
    bare = skeleton(name)
    return list(Organisation.objects.filter(skeleton=bare).by_name()[:20]) if bare else []


def found_in_registry(text: str) -> list[Organisation]:
    """The organisations that have this in a name or as a number, unlisted and ended ones too."""
    words = text.strip()[:200]
    if not words:
        return []
    by_name = Q(name__icontains=words) | Q(name_sv__icontains=words) | Q(name_en__icontains=words)
    former = Q(pk__in=Organisation.objects.filter(names__text__icontains=words).values("pk"))
    number = Q(pk__in=Organisation.objects.filter(identifiers__value=words).values("pk"))
    bare = skeleton(words)
    alike = Q(skeleton=bare) if bare else Q()
    found = Organisation.objects.filter(by_name | former | number | alike)
    return list(found.by_name().prefetch_related("identifiers")[:MOST_SHOWN])


def waiting_cards() -> list[Organisation]:
    """Cards that somebody has added and the city has not looked at, the oldest first."""
    found = Organisation.objects.active().filter(is_listed=False).prefetch_related("identifiers")
    return list(found.order_by("id")[:MOST_SHOWN])


def waiting_changes(organisation: Organisation | None = None) -> list[RegisterChange]:
    """Where a register or a file says otherwise than a card, and nobody has settled it yet."""
    found = RegisterChange.objects.waiting().select_related("organisation")
    if organisation:
        found = found.filter(organisation=organisation)
    return list(found.order_by("seen_at", "id")[:MOST_SHOWN])


def last_imports() -> list[RegistryImport]:
    """The files of late."""
    return list(RegistryImport.objects.defer("content")[:20])


def outcome_counts(registry_import: RegistryImport) -> Mapping[str, int]:
    """How many rows of a file would do what; also how many ask, were brought in, and were left."""
    counts: Counter[str] = Counter()
    rows = registry_import.rows.values_list("outcome", "is_question", "done_at", "was_left")
    for outcome, is_question, done_at, was_left in rows.iterator(chunk_size=5_000):
        counts[outcome] += 1
        counts["question"] += is_question
        counts["done"] += done_at is not None and not was_left
        counts["left"] += was_left
        counts["waiting"] += done_at is None and outcome in {RowOutcome.NEW, RowOutcome.CHANGED}
    return counts


def rows_of(registry_import: RegistryImport, outcome: str = "") -> QuerySet[ImportRow]:
    """The rows of a file in its own order, with the organisation that each is about; all, or of one outcome."""
    found = ImportRow.objects.filter(registry_import=registry_import).select_related("organisation")
    return found.filter(outcome=outcome) if outcome in RowOutcome.values else found


def exactly(text: str) -> Organisation | None:
    """The one active organisation with this whole name or this number, if there is one and only one."""
    words = text.strip()
    if not words:
        return None
    name = Q(name__iexact=words) | Q(name_sv__iexact=words)
    number = Q(pk__in=Organisation.objects.filter(identifiers__value=words).values("pk"))
    found = list(Organisation.objects.active().filter(name | number)[:2])
    return found[0] if len(found) == 1 else None


def to_check(limit: int) -> list[tuple[Organisation, str]]:
    """Active organisations with a business ID, first those of which the register was never or long ago asked."""
    answers = RegisterRecord.objects.filter(register=Register.PRH, identifier=OuterRef("value"))
    numbers = Identifier.objects.filter(
        scheme=IdentifierScheme.BUSINESS_ID, organisation__ended_on__isnull=True
    ).annotate(asked=Subquery(answers.values("fetched_at")[:1]))
    oldest = numbers.select_related("organisation").order_by(F("asked").asc(nulls_first=True), "id")
    return [(each.organisation, each.value) for each in oldest[:limit]]


@dataclass(frozen=True)
class ShownRow:
    """A row of a file in words: what is wrong with it, or each fact with its own and its new value."""

    row: ImportRow
    lines: list[tuple[str, str, str]]
    faults: list[str]


def shown_rows(rows: Iterable[ImportRow]) -> list[ShownRow]:
    """Rows as a person reads them; of a new organisation everything that the file tells."""
    return [_shown_row(row) for row in rows]


def _shown_row(row: ImportRow) -> ShownRow:
    changes = row.changes
    if row.outcome == RowOutcome.NEW:
        changes = [(column, "", as_text(fact)) for column, fact in row.facts.items()]
    lines = [
        (fact_label(attribute), fact_words(attribute, own) if own else "", fact_words(attribute, found))
        for attribute, own, found in changes
    ]
    return ShownRow(row, lines, [fault_words(*fault) for fault in row.faults])


@dataclass(frozen=True)
class ShownChange:
    """What a register or a file says otherwise than a card, in words."""

    change: RegisterChange
    label: str
    own: str
    found: str


def shown_changes(changes: Iterable[RegisterChange]) -> list[ShownChange]:
    """Each with the name of the fact and both values."""
    return [
        ShownChange(
            each, fact_label(each.attribute), fact_words(each.attribute, each.own),
            fact_words(each.attribute, each.found),
        )
        for each in changes
    ]  # fmt: skip


def register_records(organisation: Organisation) -> list[RegisterRecord]:
    """What registers answered about an organisation, the newest first."""
    return list(organisation.register_records.order_by(F("fetched_at").desc(nulls_last=True), "id"))


def business_id_of(organisation: Organisation) -> str:
    """The number by which the register is asked about an organisation, or nothing."""
    number = organisation.identifiers.filter(scheme=IdentifierScheme.BUSINESS_ID).order_by("id").first()
    return number.value if number else ""
