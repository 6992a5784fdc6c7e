"""Journal lines, their deliveries and seals, and the stamps of what is public."""

import hashlib
import json
from typing import Any, Protocol, Self

from django.db import models


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
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.subject_type}:{self.subject_id}"

    def canonical(self) -> bytes:
        """The bytes that the seal hashes: every column, in a fixed order and form."""
        columns: list[Any] = [
            self.pk,
            self.at.isoformat(),
            self.person_id,
            self.organisation_id,
            self.verb,
            self.subject_type,
            self.subject_id,
            self.address,
            self.process,
            self.is_public,
            self.ids,
        ]
        return json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


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


def seal_digest(previous: str, entry: Entry) -> str:
    """The hash of a line, chained to the hash of the line before it in the sealed order."""
    return hashlib.sha256(previous.encode() + b"\n" + entry.canonical()).hexdigest()


class Stamp(models.Model):
    """A number that grows with each public act: one for the whole (`all`), one for each process (`process:slug`).

    The row lock of the raising UPDATE is held until commit, so the order of stamps is the order of commits.
    """

    EVERYTHING = "all"

    scope = models.CharField(max_length=100, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}={self.value}"
