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
from punos.consultations.forms.building import (
    NewBackgroundForm,
    NewPartForm,
    NewQuestionForm,
    PartForm,
    QuestionForm,
)
from punos.consultations.forms.ideas import IdeaForm, RatingForm
from punos.consultations.forms.information import InformationDecisionForm, InformationRequestForm
from punos.consultations.forms.inviting import InviteForm
from punos.consultations.forms.making import (
    BeginForm,
    ClosingForm,
    GapForm,
    HostForm,
    NewForm,
    OpeningForm,
    ProcessForm,
    PublishForm,
    SettingsForm,
)
from punos.consultations.forms.organisation_answers import (
    AnnexForm,
    ApprovalForm,
    SecretForm,
    SeenForm,
    SignerForm,
    TypedInForm,
)
from punos.consultations.forms.reading_answers import AnswersForm
from punos.consultations.forms.taking_part import TakePartForm, background_of
from punos.consultations.forms.wording import (
    TextsForm,
)

__all__ = [
    "ASKED",
    "CLASHED",
    "SEEN",
    "WHOSE",
    "AnnexForm",
    "AnswerForm",
    "AnswersForm",
    "ApprovalForm",
    "Asked",
    "BeginForm",
    "ClosingForm",
    "CodeForm",
    "GapForm",
    "HostForm",
    "IdeaForm",
    "InformationDecisionForm",
    "InformationRequestForm",
    "InviteForm",
    "NewBackgroundForm",
    "NewForm",
    "NewPartForm",
    "NewQuestionForm",
    "OpeningForm",
    "PartForm",
    "ProcessForm",
    "PublishForm",
    "QuestionForm",
    "RatingForm",
    "SecretForm",
    "SeenForm",
    "SendForm",
    "SettingsForm",
    "SignerForm",
    "TakePartForm",
    "TextsForm",
    "TypedInForm",
    "background_of",
    "sign_voice",
    "voice_in",
]
