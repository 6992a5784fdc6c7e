"""The nouns of this room, each in a file of its own."""

from punos.consultations.models.answer_import import (
    AnswerImport,
    AnswerImportRow,
    AnswerRowOutcome,
    AnswerSource,
)
from punos.consultations.models.consultation import Consultation, Controller, ResultsShown, TimeChange
from punos.consultations.models.invitation import Invitation, Reminder, Reply
from punos.consultations.models.part import Part, PartKind
from punos.consultations.models.question import Option, Question, QuestionKind
from punos.consultations.models.result import Result, ResultFile
from punos.consultations.models.submission import (
    Answer,
    Approval,
    Attachment,
    InformationRequest,
    Receipt,
    Signature,
    Submission,
    SubmissionState,
    Way,
)

__all__ = [
    "Answer",
    "AnswerImport",
    "AnswerImportRow",
    "AnswerRowOutcome",
    "AnswerSource",
    "Approval",
    "Attachment",
    "Consultation",
    "Controller",
    "InformationRequest",
    "Invitation",
    "Option",
    "Part",
    "PartKind",
    "Question",
    "QuestionKind",
    "Receipt",
    "Reminder",
    "Reply",
    "Result",
    "ResultFile",
    "ResultsShown",
    "Signature",
    "Submission",
    "SubmissionState",
    "TimeChange",
    "Way",
]
