"""What the pages of the top floor gather from all rooms."""

from punos.home.queries.about import about, about_address, asked_where, feedback_of, spoken
from punos.home.queries.calendar import calendar_of
from punos.home.queries.closing import InTheWay, in_the_way
from punos.home.queries.feeds import Feed, Item, as_atom, as_json, feed_of
from punos.home.queries.front import Open, Promised, decided_lately, latest_responses, open_for, promised
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
from punos.home.queries.languages import GapsOfProcess, gap_rows, gaps_of, led_now, text_led, texts_led
from punos.home.queries.loop import Looped, loop_of_process, loops
from punos.home.queries.my_thread import MySaid, my_thread
from punos.home.queries.organisation import OrganisationCard, Said, organisation_card
from punos.home.queries.package import in_words, package
from punos.home.queries.places import address_of, places_of
from punos.home.queries.process_thread import ProcessThread, figures, process_thread
from punos.home.queries.searching import Searched, searched
from punos.home.queries.thread import Chain, chain
from punos.home.queries.topics import Topic, topic_of

__all__ = [
    "NEWS_VERBS",
    "Chain",
    "Feed",
    "GapsOfProcess",
    "InTheWay",
    "Item",
    "Looped",
    "MySaid",
    "Open",
    "OrganisationCard",
    "ProcessThread",
    "Promised",
    "Said",
    "Searched",
    "Topic",
    "about",
    "about_address",
    "address_of",
    "answers_of",
    "as_atom",
    "as_json",
    "asked_where",
    "calendar_of",
    "chain",
    "consultation_news",
    "database_version",
    "decided_lately",
    "decisions_of",
    "feed_of",
    "feedback_of",
    "feedback_to_answer",
    "figures",
    "gap_rows",
    "gaps_of",
    "in_the_way",
    "in_words",
    "latest_responses",
    "led_by",
    "led_now",
    "loop_of_process",
    "loops",
    "measures_of",
    "my_thread",
    "next_day",
    "open_for",
    "organisation_card",
    "package",
    "places_of",
    "process_thread",
    "promised",
    "searched",
    "spoken",
    "standing_page",
    "step",
    "text_led",
    "texts_led",
    "topic_of",
    "with_results",
    "worker_seen_at",
]
