"""The index: titles and texts by language, and the words by which they are found."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from punos.core.languages import TranslatedTextField


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, subject_type: str, subject_id: int) -> Self:
        """The row of one thing."""
        return self.filter(subject_type=subject_type, subject_id=subject_id)


class Entry(models.Model):
    """One thing that can be found, public from the moment it stands here; a withdrawn thing leaves at once."""

    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    address = models.CharField(max_length=300)
    process = models.SlugField(max_length=80, blank=True)
    title = TranslatedTextField()
    body = TranslatedTextField()
    words = SearchVectorField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="search_entry_once")
        ]
        indexes = [GinIndex(fields=["words"], name="search_words")]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}"
