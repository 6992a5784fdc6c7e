"""What the pages of the top floor gather from all rooms."""

from punos.home.queries.gathering import (
    NEWS_VERBS,
    answers_of,
    consultation_news,
    database_version,
    decisions_of,
    feedback_to_answer,
    led_by,
    next_day,
    standing_page,
    step,
    with_results,
    worker_seen_at,
)
from punos.home.queries.organisation import OrganisationCard, Said, organisation_card

__all__ = [
    "NEWS_VERBS",
    "OrganisationCard",
    "Said",
    "answers_of",
    "consultation_news",
    "database_version",
    "decisions_of",
    "feedback_to_answer",
    "led_by",
    "next_day",
    "organisation_card",
    "standing_page",
    "step",
    "with_results",
    "worker_seen_at",
]
