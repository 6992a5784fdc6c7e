"""The shape of what is sent: how one answers, ideas and ratings, invitations."""

from punos.consultations.forms.addressing import AddressingForm, TickedForm
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
from punos.consultations.forms.importing_answers import (
    AnswerColumnsForm,
    AnswersFileForm,
    EventForm,
    HearingForm,
)
from punos.consultations.forms.information import InformationDecisionForm, InformationRequestForm
from punos.consultations.forms.inviting import AddressForm, InviteForm, ReplyForm
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
from punos.consultations.forms.reminding import ReminderForm
from punos.consultations.forms.taking_part import TakePartForm, background_of
from punos.consultations.forms.wording import (
    TextsForm,
)

__all__ = [
    "ASKED",
    "CLASHED",
    "SEEN",
    "WHOSE",
    "AddressForm",
    "AddressingForm",
    "AnnexForm",
    "AnswerColumnsForm",
    "AnswerForm",
    "AnswersFileForm",
    "AnswersForm",
    "ApprovalForm",
    "Asked",
    "BeginForm",
    "ClosingForm",
    "CodeForm",
    "EventForm",
    "GapForm",
    "HearingForm",
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
    "ReminderForm",
    "ReplyForm",
    "SecretForm",
    "SeenForm",
    "SendForm",
    "SettingsForm",
    "SignerForm",
    "TakePartForm",
    "TextsForm",
    "TickedForm",
    "TypedInForm",
    "background_of",
    "sign_voice",
    "voice_in",
]
