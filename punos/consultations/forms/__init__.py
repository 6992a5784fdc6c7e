"""The shape of what is sent: how one answers, ideas and ratings, invitations."""

from punos.consultations.forms.answering import (
    ASKED,
    CLASHED,
    SEEN,
    WHOSE,
    AnswerForm,
    Asked,
    CodeForm,
    SendForm,
    sign_voice,
    voice_in,
)
from punos.consultations.forms.ideas import IdeaForm, RatingForm
from punos.consultations.forms.inviting import InviteForm
from punos.consultations.forms.taking_part import TakePartForm, background_of

__all__ = [
    "ASKED",
    "CLASHED",
    "SEEN",
    "WHOSE",
    "AnswerForm",
    "Asked",
    "CodeForm",
    "IdeaForm",
    "InviteForm",
    "RatingForm",
    "SendForm",
    "TakePartForm",
    "background_of",
    "sign_voice",
    "voice_in",
]
