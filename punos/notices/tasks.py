"""Jobs of this room: telling many, some at a time; the letters of the morning; what follows when a thing is taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import batched
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.mail.reactions import before_sending
from punos.notices import actions
from punos.notices.models import News
from punos.notices.models.notice import seven

PERSONS_AT_ONCE = 1_000


@app.task(name="punos.notices.tasks.tell", retry=3)
def tell(*, news: dict[str, Any], persons: list[list[int | None]], topics: list[list[str]]) -> None:
    """Tell those whom it concerns, then those who follow a topic. Begun anew, it goes on where it was."""
    told = News.from_json(news)
    readers = [(person, organisation) for person, organisation in persons if person is not None]
    for some in batched(readers, PERSONS_AT_ONCE):
        actions.tell_persons(news=told, persons=some)
    for kind, key in topics:
        _in_turn(partial(_tell_followers, told, kind, key))


def _tell_followers(news: News, kind: str, key: str, after: int) -> int | None:
    return actions.tell_followers(news=news, kind=kind, key=key, after=after)


@app.periodic(cron="*/15 * * * *")
@app.task(
    name="punos.notices.tasks.send_digests", queueing_lock="notices.send_digests", lock="notices.send_digests"
)
def send_digests(timestamp: int) -> None:
    """The letters of the last seven o'clock, once each, however late the worker comes to it."""
    day = latest_morning()
    _in_turn(lambda after: actions.send_some_digests(day=day, after=after))


@app.periodic(cron="41 3 * * *")
@app.task(name="punos.notices.tasks.clear_old", queueing_lock="notices.clear_old")
def clear_old(timestamp: int) -> None:
    """Every night, remove notices that are kept no longer, some at a time."""
    while actions.clear_old(now=timezone.now()):
        continue


def latest_morning() -> date:
    """The last day on which it has been seven in the morning."""
    today = timezone.localdate()
    return today if timezone.now() >= seven(today) else today - timedelta(days=1)


def _in_turn(write: Callable[[int], int | None]) -> None:
    last: int | None = 0
    while last is not None:
        last = write(last)


@before_sending("notice", "digest")
def still_to_be_told(message_ids: set[int]) -> set[int]:
    """A letter that waited is sent only if its reader may still hear of what it tells."""
    return actions.look_again(messages=message_ids)
