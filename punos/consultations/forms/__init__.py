"""The shape of what is sent: how one answers, ideas and ratings, invitations."""

from punos.consultations.forms.ideas import IdeaForm, RatingForm
from punos.consultations.forms.inviting import InviteForm
from punos.consultations.forms.taking_part import TakePartForm, background_of

__all__ = ["IdeaForm", "InviteForm", "RatingForm", "TakePartForm", "background_of"]
