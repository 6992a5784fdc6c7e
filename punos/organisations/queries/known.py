"""What the registry holds, as far as the rows of a file are compared with it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from punos.organisations.models import (
    Column,
    District,
    Identifier,
    Mandate,
    Organisation,
    Register,
    RegisterChange,
    RowOutcome,
)
from punos.organisations.models.card_row import Fault
from punos.organisations.models.likeness import plain_name, scripts_of, skeleton

NUMBERS = (Column.BUSINESS_ID, Column.ASSOCIATION_NUMBER)
OF_THE_CARD = [str(column) for column in Column if column not in NUMBERS]

type Change = tuple[str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What bringing in a row would do; `changes` are attribute, own and new value, lists parted by `;`."""

    outcome: RowOutcome
    organisation_id: int | None = None
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_question: bool = False


def as_text(value: Any) -> str:
    """A fact as it is compared and shown: lists in order, parted by `;`."""
    return ";".join(sorted(value)) if isinstance(value, list) else str(value or "")


@dataclass
class Known:
    """The registry by number, name and skeleton of a name; rows of the file itself stand in it with negative ids."""

    cards: dict[int, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by_number: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_skeleton: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    managed: set[int] = field(default_factory=set)
    asked: set[tuple[int, str, str]] = field(default_factory=set)
    met: dict[int, int] = field(default_factory=dict)
    districts: frozenset[str] = frozenset()

    @classmethod
    def now(cls) -> Self:
        """The registry as it stands at this moment."""
        known = cls(districts=frozenset(District.objects.values_list("code", flat=True)))
        for card in Organisation.objects.values("id", "ended_on", *OF_THE_CARD).iterator(chunk_size=2_000):
            known.add(card["id"], card)
        for owner, scheme, value in Identifier.objects.values_list("organisation_id", "scheme", "value"):
            known.by_number[(scheme, value)] = owner
            known.numbers[owner][scheme] = value
        held = Mandate.objects.current().managing().values_list("organisation_id", flat=True)
        known.managed = set(held)
        asked = RegisterChange.objects.filter(register=Register.FILE)
        known.asked = set(asked.values_list("organisation_id", "attribute", "found"))
        return known

    def add(self, number: int, card: Mapping[str, Any]) -> None:
        """Know an organisation by its names."""
        self.cards[number] = dict(card)
        for name in {card.get(column) or "" for column in (Column.NAME, Column.NAME_SV)} - {""}:
            self.by_name[plain_name(name)].add(number)
            self.by_skeleton[skeleton(name)].add(number)

    def judge(self, row: int, facts: Mapping[str, Any]) -> Verdict:
        """What bringing in this row would do. The row is remembered, so that the next one can't say the same."""
        faults, owner = self._owner(facts)
        if not faults and owner is not None:
            faults = self._faults_of_owner(owner, row, facts)
        if not faults and owner is None:
            faults = self._likeness(facts)
        if faults:
            return Verdict(RowOutcome.FAULTY, owner if owner and owner > 0 else None, faults=tuple(faults))
        if owner is None:
            self._learn(row, facts)
            return Verdict(RowOutcome.NEW)
        self.met[owner] = row
        changes = self._changes(owner, facts)
        outcome = RowOutcome.CHANGED if changes else RowOutcome.SAME
        return Verdict(outcome, owner, changes, is_question=bool(changes) and owner in self.managed)

    def _owner(self, facts: Mapping[str, Any]) -> tuple[list[Fault], int | None]:
        """Whose row this is: by its numbers, else by its name; faults where they contradict each other."""
        owners = [
            (scheme, self.by_number[(scheme, facts[scheme])])
            for scheme in NUMBERS
            if (scheme, facts.get(scheme)) in self.by_number
        ]
        named = self.by_name.get(plain_name(self._name(facts)), set())
        if len({owner for _scheme, owner in owners}) > 1:
            return [Fault("two_organisations", Column.BUSINESS_ID)], None
        if owners:
            scheme, owner = owners[0]
            if named and owner not in named:  # another bears this name already
                return [Fault("number_of_other", scheme, self._title(owner))], owner
            return [], owner
        if len(named) > 1:
            return [Fault("several_of_name", Column.NAME, self._name(facts))], None
        return [], next(iter(named), None)

    def _faults_of_owner(self, owner: int, row: int, facts: Mapping[str, Any]) -> list[Fault]:
        if owner < 0:
            return [Fault("twice_in_file", Column.NAME, str(-owner))]
        if owner in self.met and self.met[owner] != row:
            return [Fault("twice_in_file", Column.NAME, str(self.met[owner]))]
        if self.cards[owner].get("ended_on"):
            return [Fault("has_ended", Column.NAME, self._title(owner))]
        own = self.numbers.get(owner, {})
        return [
            Fault("other_number", scheme, own[scheme])
            for scheme in NUMBERS
            if own.get(scheme) and facts.get(scheme, own[scheme]) != own[scheme]
        ]

    def _likeness(self, facts: Mapping[str, Any]) -> list[Fault]:
        """A new name that a reader would take for another's, unless each has a number of its own to tell them apart."""
        name = self._name(facts)
        for other in sorted(self.by_skeleton.get(skeleton(name), ()) if skeleton(name) else ()):
            title = self._title(other)
            if scripts_of(name) != scripts_of(title):
                return [Fault("looks_like", Column.NAME, title)]
            told = {scheme for scheme in NUMBERS if facts.get(scheme)}
            if not (told & set(self.numbers.get(other, {}))):
                return [Fault("looks_like", Column.NAME, title)]
        return []

    def _learn(self, row: int, facts: Mapping[str, Any]) -> None:
        self.add(-row, facts)
        for scheme in NUMBERS:
            if facts.get(scheme):
                self.by_number[(scheme, facts[scheme])] = -row
                self.numbers[-row][scheme] = facts[scheme]

    def _changes(self, owner: int, facts: Mapping[str, Any]) -> tuple[Change, ...]:
        card: dict[str, Any] = {**self.cards[owner], **self.numbers.get(owner, {})}
        told = (  # in the order of the columns, which JSON does not keep
            (column, as_text(card.get(column)), as_text(facts[column]))
            for column in Column
            if column in facts
        )
        return tuple(
            (str(column), own, found)
            for column, own, found in told
            if own != found
            and (owner, str(column), found) not in self.asked
            and not (column == Column.NAME and plain_name(found) == plain_name(card.get("name_sv") or ""))
        )

    def _title(self, number: int) -> str:
        card = self.cards[number]
        return str(card.get("name") or card.get("name_sv") or "")

    @staticmethod
    def _name(facts: Mapping[str, Any]) -> str:
        return str(facts.get(Column.NAME) or facts.get(Column.NAME_SV) or "")
