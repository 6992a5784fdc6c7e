"""The nouns of this room, each in a file of its own."""

from punos.consultations.models.consultation import Consultation, Controller, ResultsShown, TimeChange
from punos.consultations.models.invitation import Invitation
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
    "Result",
    "ResultFile",
    "ResultsShown",
    "Signature",
    "Submission",
    "SubmissionState",
    "TimeChange",
    "Way",
]
