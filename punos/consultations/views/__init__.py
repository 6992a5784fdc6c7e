"""The pages of this room: reading, taking part, results."""

from punos.consultations.views.reading import consultation_detail
from punos.consultations.views.results import result_file, results
from punos.consultations.views.taking_part import my_answers, rate, say, take_part, withdraw

__all__ = [
    "consultation_detail",
    "my_answers",
    "rate",
    "result_file",
    "results",
    "say",
    "take_part",
    "withdraw",
]
