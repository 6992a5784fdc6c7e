"""What the pages of the top floor gather from all rooms."""

from punos.home.queries.about import about, asked_where, feedback_of, spoken
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
from punos.home.queries.package import in_words, package
from punos.home.queries.places import address_of, places_of

__all__ = [
    "NEWS_VERBS",
    "OrganisationCard",
    "Said",
    "about",
    "address_of",
    "answers_of",
    "asked_where",
    "consultation_news",
    "database_version",
    "decisions_of",
    "feedback_of",
    "feedback_to_answer",
    "in_words",
    "led_by",
    "next_day",
    "organisation_card",
    "package",
    "places_of",
    "spoken",
    "standing_page",
    "step",
    "with_results",
    "worker_seen_at",
]
