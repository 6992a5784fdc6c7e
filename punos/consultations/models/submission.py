"""Answers: drafts, what was sent, who stands behind it, and the files that came with it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models.consultation import Consultation
from punos.consultations.models.question import Question
from punos.contributions.models import Voice
from punos.organisations.models import Organisation


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved by the organisation")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Approval(models.TextChoices):
    """How an organisation's own board stands behind its answer, as the organisation chooses."""

    NONE = "none", _("Not needed")
    RECORDED = "recorded", _("Dealt with in our board, told here")
    IN_SYSTEM = "in_system", _("Approved here by somebody who represents the organisation")


class Way(models.TextChoices):
    """How an answer came that an officer typed in."""

    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    DESK = "desk", _("At a service point")
    MAIL = "mail", _("By e-mail")
    EVENT = "event", _("At an event")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def sent(self) -> Self:
        """What counts: sent and not withdrawn."""
        return self.filter(state=SubmissionState.SENT)


class Submission(models.Model):
    """What one speaker answers in one consultation: draft > approved > sent > withdrawn.

    `draft` holds, by the code of each question, {"value", "revision", "by"}: what is being written, the save at which
    it last changed, and the person who changed it. Only drafts live here; what was sent is in `Answer` rows and in
    contributions. `revision` counts the saves. `number` is its fixed address, given when it is first sent. `code_hash` is what is kept
    of the code on a printed form. `changed_at` is later than `sent_at` where something has been written since it was
    last sent. `arrived_on` is the day on which an answer came that an officer typed in, be it later. `place` is where
    an event was at which a group said this.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="submissions")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT)
    draft = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=2)
    is_easy = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    sent_by = models.BigIntegerField(null=True)
    receipt_email = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    approval = models.CharField(max_length=10, choices=Approval, default=Approval.NONE)
    dealt_with_on = models.DateField(null=True)
    dealt_with_by = models.CharField(max_length=120, blank=True)
    approved_by = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    typed_in_by = models.BigIntegerField(null=True)
    typed_in_way = models.CharField(max_length=6, choices=Way, blank=True)
    arrived_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "voice"], name="submission_once_a_voice"),
            models.UniqueConstraint(fields=["consultation", "number"], name="submission_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state=SubmissionState.SENT)
                | models.Q(number__isnull=False, sent_at__isnull=False),
                name="submission_sent_has_a_number",
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "sent_at"], name="submission_by_time"),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk}"

    @property
    def address(self) -> str:
        """Its fixed page, without the language part; its consultation until it has been sent."""
        return (
            f"{self.consultation.address}answers/{self.number}/" if self.number else self.consultation.address
        )

    @property
    def has_unsent_changes(self) -> bool:
        """Whether something has been written since it was last sent."""
        return self.sent_at is not None and self.changed_at > self.sent_at

    @property
    def is_approved(self) -> bool:
        """Whether the organisation has approved just what stands here now."""
        return self.approved_at is not None and self.approved_at >= self.changed_at


class Answer(models.Model):
    """What was sent to one question that is not answered in words.

    `value` by kind: single "code"; multiple ["code"]; number 12; scale 4; matrix {"row": "option"}; ranking ["code"], best
    first; date "2022-05-20"; place {"lat", "lon", "name"}; file ["name"]. Text answers, and what was written
    beside "other, which?", are contributions in the thread of the question.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    value = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "question"], name="answer_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} to {self.question_id}"


class Attachment(models.Model):
    """A file that came with an answer: to a question of that kind, or as an annex (`question` is empty).

    `is_secret` and `ground` are what the sender believes; the law decides, when somebody asks for the file. `is_sent`
    turns true when the answer is sent. A file that the sender removes after sending stays, as part of what was sent, with `removed_at`.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="attachments")
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    is_secret = models.BooleanField(default=False)
    ground = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    is_sent = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.pk}"


class Signature(models.Model):
    """Another organisation is asked to stand behind an answer; it counts once somebody of its own has confirmed."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="signatures")
    asked_by = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    seen_revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "organisation"], name="signature_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} signs {self.submission_id}"


class InformationRequest(models.Model):
    """Somebody asked for something that is not published; an officer answers by hand, and that is logged.

    `what` is told in words without naming the one who asks. `attachment` is the file that was asked for. `given`
    is empty until it is decided; `ground` is the section of the law by which something was not given.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="information_requests")
    attachment = models.ForeignKey(
        Attachment, models.SET_NULL, null=True, related_name="information_requests"
    )
    what = models.TextField()
    asked_on = models.DateField()
    noted_by = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField()
    given = models.BooleanField(null=True)
    ground = models.CharField(max_length=300, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"information request {self.pk}"


class Receipt(models.Model):
    """Everything that was sent at one moment, in the words that the sender saw; a later sending makes another.

    `told` is a list of {"question", "answer", "is_public"}; the page, the letter and the file are made from it.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="receipts")
    language = models.CharField(max_length=2)
    sent_at = models.DateTimeField()
    told = models.JSONField()

    def __str__(self) -> str:
        return f"receipt of {self.submission_id}"
