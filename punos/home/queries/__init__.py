"""What the pages of the top floor gather from all rooms."""

from punos.home.queries.about import about, asked_where, feedback_of, spoken
from punos.home.queries.calendar import calendar_of
from punos.home.queries.feeds import Feed, Item, as_atom, as_json, feed_of
from punos.home.queries.gathering import (
    NEWS_VERBS,
    answers_of,
    consultation_news,
    database_version,
    decisions_of,
    feedback_to_answer,
    led_by,
    measures_of,
    next_day,
    standing_page,
    step,
    with_results,
    worker_seen_at,
)
from punos.home.queries.organisation import OrganisationCard, Said, organisation_card
from punos.home.queries.package import in_words, package
from punos.home.queries.places import address_of, places_of
from punos.home.queries.topics import Topic, topic_of

__all__ = [
    "NEWS_VERBS",
    "Feed",
    "Item",
    "OrganisationCard",
    "Said",
    "Topic",
    "about",
    "address_of",
    "answers_of",
    "as_atom",
    "as_json",
    "asked_where",
    "calendar_of",
    "consultation_news",
    "database_version",
    "decisions_of",
    "feed_of",
    "feedback_of",
    "feedback_to_answer",
    "in_words",
    "led_by",
    "measures_of",
    "next_day",
    "organisation_card",
    "package",
    "places_of",
    "spoken",
    "standing_page",
    "step",
    "topic_of",
    "with_results",
    "worker_seen_at",
]
