"""Questions, and what can be chosen in them."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.part import Part
from punos.contributions.models import Thread
from punos.core.languages import TranslatedTextField


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("One of several")
    MULTIPLE = "multiple", _("Any of several")
    TEXT = "text", _("In words")
    NUMBER = "number", _("Number")
    SCALE = "scale", _("Scale")
    MATRIX = "matrix", _("Matrix")
    RANKING = "ranking", _("Ranking")
    DATE = "date", _("Date")
    PLACE = "place", _("Place on a map")
    FILE = "file", _("File")


class Question(models.Model):
    """One question of a consultation; or, without a part, a background question of the whole installation.

    `code` names it in drafts, files and open data, and is the same in the Easy Finnish and Easy Swedish set, where a
    question with `in_easy` is asked in the words of `easy_title` and `easy_help`. `lowest` and `highest` are the ends of a
    scale or the bounds of a number, `unit` what the number counts. `limit` is the most characters of a text, choices of a multiple choice or ranking, files. The question is shown only where the question
    `shown_if` was answered with one of `shown_if_values`. What is not public is counted and not published. A question that takes words
    (a text, or "other, which?") has the thread in which they are said.
    """

    part = models.ForeignKey(Part, models.CASCADE, null=True, related_name="questions")
    code = models.SlugField(max_length=40)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=QuestionKind)
    title = TranslatedTextField()
    help = TranslatedTextField()
    required = models.BooleanField(default=False)
    is_public = models.BooleanField(default=True)
    lowest = models.IntegerField(null=True)
    highest = models.IntegerField(null=True)
    low = TranslatedTextField()
    high = TranslatedTextField()
    unit = TranslatedTextField()
    limit = models.PositiveIntegerField(null=True)
    shown_if = models.SlugField(max_length=40, blank=True)
    shown_if_values = ArrayField(models.SlugField(max_length=40), default=list)
    in_easy = models.BooleanField(default=False)
    easy_title = TranslatedTextField()
    easy_help = TranslatedTextField()
    revision = models.PositiveIntegerField(default=0)
    thread = models.OneToOneField(Thread, models.PROTECT, null=True, related_name="question")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "code"], name="question_code_once_a_part"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(part__isnull=True), name="background_question_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.code}"

    @property
    def address(self) -> str:
        """The page on which it is asked, without the language part; background stands on the administrators' page."""
        return self.part.consultation.address if self.part else "/desk/background-questions/"

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in words, or by a choice with words beside it; `options` must be read already."""
        if self.kind == QuestionKind.TEXT:
            return True
        return any(option.asks_which for option in self.options.all())

    def is_shown(self, values: Mapping[str, Any]) -> bool:
        """Whether it is asked of somebody who gave these values by code; the question it depends on comes first."""
        if not self.shown_if:
            return True
        given = values.get(self.shown_if)
        chosen = given if isinstance(given, list) else [given]
        return any(str(each) in self.shown_if_values for each in chosen if each not in (None, ""))


class Option(models.Model):
    """Something to choose, to rank, or a row of a matrix. With `asks_which` it has a field for words beside it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    code = models.SlugField(max_length=40)
    place = models.PositiveSmallIntegerField()
    is_row = models.BooleanField(default=False)
    asks_which = models.BooleanField(default=False)
    text = TranslatedTextField()
    easy_text = TranslatedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "is_row", "code"], name="option_code_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.code}"
