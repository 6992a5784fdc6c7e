"""The pages of this room: reading, taking part, results."""

from punos.consultations.views.inviting import (
    invitation,
    invitations,
    leave_invitation,
    use_invitation,
    withdraw_invitation,
)
from punos.consultations.views.reading import consultation_detail
from punos.consultations.views.results import result_file, results
from punos.consultations.views.taking_part import confirm, my_answers, rate, say, take_part, withdraw

__all__ = [
    "confirm",
    "consultation_detail",
    "invitation",
    "invitations",
    "leave_invitation",
    "my_answers",
    "rate",
    "result_file",
    "results",
    "say",
    "take_part",
    "use_invitation",
    "withdraw",
    "withdraw_invitation",
]
