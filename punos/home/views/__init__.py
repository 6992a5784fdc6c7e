"""The pages of the top floor."""

from punos.home.views.audit import audit, audit_export
from punos.home.views.closing import close_process
from punos.home.views.desk import answer_feedback, desk
from punos.home.views.documents import document
from punos.home.views.feeds import feed, organisation_feed, process_calendar, process_feed
from punos.home.views.finding import find
from punos.home.views.following import follow
from punos.home.views.health import healthz, readiness
from punos.home.views.languages import check_translation, languages, languages_file, translation
from punos.home.views.me import erase_me, erased, me, my_data, my_thread
from punos.home.views.moderation import contribution, decide_appeal, moderate, moderation, publish_shown
from punos.home.views.organisation import organisation
from punos.home.views.outbox import give_up, outbox, send_again
from punos.home.views.public import (
    choose_language,
    choose_reading,
    front_page,
    open_data,
    process_detail,
    process_list,
)
from punos.home.views.standing import about, accessibility, privacy
from punos.home.views.thread import embedded_thread, loop, process_thread, thread

__all__ = [
    "about",
    "accessibility",
    "answer_feedback",
    "audit",
    "audit_export",
    "check_translation",
    "choose_language",
    "choose_reading",
    "close_process",
    "contribution",
    "decide_appeal",
    "desk",
    "document",
    "embedded_thread",
    "erase_me",
    "erased",
    "feed",
    "find",
    "follow",
    "front_page",
    "give_up",
    "healthz",
    "languages",
    "languages_file",
    "loop",
    "me",
    "moderate",
    "moderation",
    "my_data",
    "my_thread",
    "open_data",
    "organisation",
    "organisation_feed",
    "outbox",
    "privacy",
    "process_calendar",
    "process_detail",
    "process_feed",
    "process_list",
    "process_thread",
    "publish_shown",
    "readiness",
    "send_again",
    "thread",
    "translation",
]
