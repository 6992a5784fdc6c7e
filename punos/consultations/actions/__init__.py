"""The verbs of this room: asking, closing, importing, publishing results."""

from punos.consultations.actions.asking import Told, publish_consultation, set_closing
from punos.consultations.actions.bringing import import_polis, import_ratings
from punos.consultations.actions.forgetting import forget_person
from punos.consultations.actions.inviting import (
    invite_to_answer,
    use_invitation,
    withdraw_invitation_to_answer,
)
from punos.consultations.actions.parts import OptionFacts, PartFacts, QuestionFacts
from punos.consultations.actions.resulting import publish_results

__all__ = [
    "OptionFacts",
    "PartFacts",
    "QuestionFacts",
    "Told",
    "forget_person",
    "import_polis",
    "import_ratings",
    "invite_to_answer",
    "publish_consultation",
    "publish_results",
    "set_closing",
    "use_invitation",
    "withdraw_invitation_to_answer",
]
