"""Journal lines, their deliveries and seals, and the stamps of what is public."""

import hashlib
import json
from datetime import datetime
from json.encoder import encode_basestring_ascii as quoted
from typing import Protocol, Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

# The columns of a line in the order of the model, the further ids as canonical text.
type Columns = tuple[int, datetime, int | None, int | None, str, str, int, str, str, bool, str]

_compact = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Doer(Protocol):
    """Whoever acts: a person, perhaps on behalf of an organisation; both ids are None for the system."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...


class EntryQuerySet(models.QuerySet["Entry"]):
    def public(self) -> Self:
        """What anyone may read."""
        return self.filter(is_public=True)

    def of_process(self, process: str) -> Self:
        """Lines that belong to one process."""
        return self.filter(process=process)

    def unsealed(self) -> Self:
        """Committed lines that the sealer has not met yet."""
        return self.filter(~models.Exists(Seal.objects.filter(entry_id=models.OuterRef("pk"))))


class Entry(models.Model):
    """One verb that was done: who, for whom, what, to what, in which process, when.

    Plain ids without foreign keys: this table stands on the lowest floor, and erasing a person breaks nothing.
    UPDATE and DELETE are refused by a trigger.
    """

    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    address = models.CharField(max_length=300, blank=True)
    process = models.SlugField(max_length=80, blank=True)
    is_public = models.BooleanField(default=False)
    ids = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(
                fields=["process", "-id"],
                condition=models.Q(is_public=True),
                name="journal_public_of_process",
            ),
            models.Index(fields=["subject_type", "subject_id"], name="journal_subject"),
            # what the auditor looks for, newest first
            models.Index(
                fields=["person_id", "-id"],
                condition=models.Q(person_id__isnull=False),
                name="journal_of_person",
            ),
            models.Index(
                fields=["organisation_id", "-id"],
                condition=models.Q(organisation_id__isnull=False),
                name="journal_of_organisation",
            ),
            models.Index(
                fields=["process", "-id"], condition=~models.Q(process=""), name="journal_of_process"
            ),
            models.Index(fields=["verb", "-id"], name="journal_of_verb"),
            BrinIndex(fields=["at"], name="journal_at"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.subject_type}:{self.subject_id}"

    def canonical(self) -> bytes:
        """The bytes that the seal hashes: every column, in a fixed order and form."""
        return canonical(
            (
                self.pk,
                self.at,
                self.person_id,
                self.organisation_id,
                self.verb,
                self.subject_type,
                self.subject_id,
                self.address,
                self.process,
                self.is_public,
                canonical_ids(self.ids),
            )
        )


def canonical(columns: Columns) -> bytes:
    """One JSON array of all columns of a line in ASCII, without spaces; its time is in UTC.

    Put together by hand, because a pass over the whole journal spends most of its time here.
    """
    pk, at, person, organisation, verb, subject_type, subject, address, process, is_public, ids = columns
    return (
        f'[{pk},"{at.isoformat()}",{"null" if person is None else person},'
        f"{'null' if organisation is None else organisation},{quoted(verb)},{quoted(subject_type)},"
        f"{subject},{quoted(address)},{quoted(process)},{'true' if is_public else 'false'},{ids}]"
    ).encode()


def canonical_ids(ids: dict[str, int | str]) -> str:
    """The further ids of a line as JSON with sorted keys, without spaces."""
    return _compact(ids) if ids else "{}"


class Delivery(models.Model):
    """One reaction to one line, done; its row is written in the reaction's own transaction."""

    entry_id = models.BigIntegerField()
    reaction = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "reaction"], name="journal_delivered_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} to {self.reaction}"


class Seal(models.Model):
    """The place of a line in the sealed order, and a hash that holds this line and all before it (SHA-256)."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"


def seal_digest(previous: str, line: bytes) -> str:
    """The hash of a line's canonical bytes, chained to the hash of the line before it in the sealed order."""
    return hashlib.sha256(previous.encode() + b"\n" + line).hexdigest()


class Shipment(models.Model):
    """How far the sealed lines have been shipped to one log store outside."""

    store = models.CharField(max_length=40, unique=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.store} up to {self.position}"


class Stamp(models.Model):
    """A number that grows with each public act: one for the whole (`all`), one for each process (`process:slug`).

    The row lock of the raising UPDATE is held until commit, so the order of stamps is the order of commits.
    """

    EVERYTHING = "all"

    scope = models.CharField(max_length=100, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}={self.value}"
