"""Who may ask, answer, invite and see results; each subject in a file of its own."""

from punos.consultations.rules.asking import (
    check_address_is_free,
    check_answerable,
    check_publish_consultation,
    check_set_closing,
)
from punos.consultations.rules.inviting import (
    check_invite_to_answer,
    check_use_invitation,
    check_withdraw_invitation_to_answer,
)
from punos.consultations.rules.results import check_see_results

__all__ = [
    "check_address_is_free",
    "check_answerable",
    "check_invite_to_answer",
    "check_publish_consultation",
    "check_see_results",
    "check_set_closing",
    "check_use_invitation",
    "check_withdraw_invitation_to_answer",
]
