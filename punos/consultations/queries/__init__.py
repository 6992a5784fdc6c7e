"""What the pages, the computation of results and the downloads need."""

from punos.consultations.queries.about import about
from punos.consultations.queries.asked import (
    consultation_detail,
    consultations_in,
    consultations_of,
    fingerprint,
    ideas_part,
    open_consultations,
    parts_of,
    raw_answers,
    result_file,
    result_of,
    thread_of,
    thread_to_rate,
    times_rated,
    to_compute,
)
from punos.consultations.queries.inviting import (
    has_people,
    invitation_behind,
    invitations_of,
    invitations_to,
    usable_invitation,
)

__all__ = [
    "about",
    "consultation_detail",
    "consultations_in",
    "consultations_of",
    "fingerprint",
    "has_people",
    "ideas_part",
    "invitation_behind",
    "invitations_of",
    "invitations_to",
    "open_consultations",
    "parts_of",
    "raw_answers",
    "result_file",
    "result_of",
    "thread_of",
    "thread_to_rate",
    "times_rated",
    "to_compute",
    "usable_invitation",
]
