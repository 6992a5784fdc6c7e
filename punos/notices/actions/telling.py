"""Telling: a notice for each person, once, and a letter where they want it at once.

A notice and its letter are written in one transaction, so that whoever does it again after a worker was killed
loses nothing and doubles nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from punos.core.languages import TranslatedText
from punos.mail import actions as mail
from punos.mail.models import Draft
from punos.notices import queries
from punos.notices.models import Cadence, News, Notice, NoticeKind, Subscription, TopicKind
from punos.organisations.models import Mandate
from punos.people.models import Person

AT_ONCE = 500
READERS_OWN = "WHAT-ONLY-THIS-READER-HAS"  # stands in a letter that many get, until each has its own token
NAME_LETTERS = (
    "UPDATE notices_notice SET letter = told.letter "
    "FROM unnest(%s::bigint[], %s::bigint[]) AS told (notice, letter) WHERE id = told.notice"
)

type Reader = tuple[int, int | None]  # the ids of a person, and of the organisation for which they hear of it
type Topic = tuple[TopicKind, str]


@transaction.atomic
def tell(
    *,
    event: str,
    kind: NoticeKind,
    title: TranslatedText,
    address: str,
    process: str,
    persons: Iterable[Reader] = (),
    topics: Iterable[Topic] = (),
    written_to: Collection[int] = (),
) -> int:
    """Tell those whom it concerns and those who follow a topic, each once; how many had not been told before.

    All of it is one transaction: where there may be many, `tell_later` does the same in a job, some at a time.
    """
    news = News(
        event=event,
        kind=kind,
        title=title,
        address=address,
        process=process,
        written_to=frozenset(written_to),
    )
    before = Notice.objects.filter(event=event).count()
    for some in batched(persons, AT_ONCE):
        tell_persons(news=news, persons=some)
    for topic_kind, key in topics:
        last: int | None = 0
        while last is not None:
            last = tell_followers(news=news, kind=topic_kind, key=key, after=last)
    return Notice.objects.filter(event=event).count() - before


@transaction.atomic
def tell_later(
    *,
    event: str,
    kind: NoticeKind,
    title: TranslatedText,
    address: str,
    process: str,
    persons: Iterable[Reader] = (),
    topics: Iterable[Topic] = (),
    written_to: Collection[int] = (),
) -> None:
    """Have a job tell it, some at a time, once this transaction has been committed."""
    news = News(
        event=event,
        kind=kind,
        title=title,
        address=address,
        process=process,
        written_to=frozenset(written_to),
    )
    job = app.configure_task("punos.notices.tasks.tell")
    job.defer(
        news=news.as_json(),
        persons=[list[JSONValue](each) for each in persons],
        topics=[[str(topic_kind), key] for topic_kind, key in topics],
    )


@transaction.atomic
def tell_persons(*, news: News, persons: Sequence[Reader]) -> int:
    """Tell some of those whom it concerns; how many had not been told.

    One's own words come before an organisation's, and an organisation's are told only to who acts for it now.
    """
    active = _active({person for person, _organisation in persons})
    held = Mandate.objects.current().filter(person__in=active)
    acting = set(held.values_list("person", "organisation"))
    readers: dict[int, int | None] = {}
    for person, organisation in sorted(persons, key=lambda each: each[1] is not None):
        if person in active and (organisation is None or (person, organisation) in acting):
            readers.setdefault(person, organisation)
    now = timezone.now()
    Subscription.objects.bulk_create(
        [
            Subscription(person_id=each, kind=TopicKind.MINE, cadence=Cadence.INSTANT, at=now)
            for each in readers
        ],
        ignore_conflicts=True,
    )
    own = Subscription.objects.to(TopicKind.MINE, "").filter(person__in=readers)
    return _tell(news, readers, {each.person_id: each for each in own})


@transaction.atomic
def tell_followers(*, news: News, kind: TopicKind | str, key: str, after: int) -> int | None:
    """Tell some of those who follow a topic, in the order of their ids; the last of them, or None after the last."""
    found = Subscription.objects.followed().to(kind, key).filter(person__gt=after)
    some = list(found.order_by("person")[:AT_ONCE])
    active = _active({each.person_id for each in some})
    _tell(news, dict.fromkeys(active), {each.person_id: each for each in some})
    return some[-1].person_id if some else None


def _active(persons: Collection[int]) -> set[int]:
    """Those of these persons whose account is in use."""
    return set(Person.objects.filter(pk__in=persons, is_active=True).values_list("pk", flat=True))


def _tell(news: News, readers: Mapping[int, int | None], topics: Mapping[int, Subscription]) -> int:
    """One notice for each who has not been told; a letter for those who want one now."""
    now = timezone.now()
    rows = [_notice(news, person, readers[person], topics[person], now) for person in sorted(readers)]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    fresh = Notice.objects.filter(event=news.event, person__in=readers, at=now)
    told = list(fresh.select_related("person", "organisation").order_by("person"))
    _write_letters([each for each in told if each.cadence == Cadence.INSTANT], topics)
    return len(told)


def _notice(news: News, person: int, organisation: int | None, topic: Subscription, now: datetime) -> Notice:
    """A notice, not kept yet; where its letter goes out at once, it counts as mailed."""
    cadence = Cadence.NEVER if person in news.written_to else topic.cadence
    return Notice(
        person_id=person,
        event=news.event,
        kind=news.kind,
        topic_kind=topic.kind,
        topic_key=topic.key,
        cadence=cadence,
        title=news.title,
        address=news.address,
        process=news.process,
        organisation_id=organisation,
        at=now,
        mailed_at=now if cadence == Cadence.INSTANT else None,
    )


def _write_letters(notices: Sequence[Notice], topics: Mapping[int, Subscription]) -> None:
    """Queue a letter for each; where an address is none, the notice stands on its reader's page alone."""
    words: dict[tuple[str, bool, int | None], dict[str, Any]] = {}
    drafts = []
    for notice in notices:
        language = notice.person.language
        alike = (language, notice.topic_kind == TopicKind.MINE, notice.organisation_id)
        if alike not in words:
            words[alike] = queries.notice_words(notice, READERS_OWN)
        drafts.append(_draft(notice, words[alike], topics[notice.person_id].token))
    letters = mail.queue_many(drafts=drafts)
    told = {each.pk: letters[key].pk for each in notices if (key := _letter_key(each)) in letters}
    with connection.cursor() as cursor:
        cursor.execute(NAME_LETTERS, [[*told.keys()], [*told.values()]])


def _letter_key(notice: Notice) -> str:
    """What the letter about one notice is about."""
    return f"notice:{notice.pk}"


def _draft(notice: Notice, words: Mapping[str, Any], token: str) -> Draft:
    return Draft(
        key=_letter_key(notice),
        to=notice.person.email,
        language=notice.person.language,
        template="notices/mail/notice",
        context=words,
        blanks={READERS_OWN: token},
        person_id=notice.person_id,
        organisation_id=notice.organisation_id,
        unsubscribe=f"/{notice.person.language}/unsubscribe/{token}/",
    )


@transaction.atomic
def look_again(*, messages: Collection[int]) -> set[int]:
    """Those of these letters that may still leave: their readers may hear of everything in them, and want to.

    The others are not sent; what of them still holds goes into the next letter.
    """
    told = Notice.objects.filter(letter__in=messages)
    ids = dict(told.values_list("pk", "letter"))
    holding = set(told.tellable().asked_for().values_list("pk", flat=True))
    broken = {letter for pk, letter in ids.items() if pk not in holding}
    if broken:
        Notice.objects.filter(pk__in=ids.keys() - holding).update(cadence=Cadence.NEVER)
        Notice.objects.filter(pk__in=holding, letter__in=broken).update(mailed_at=None, letter=None)
    return {letter for letter in ids.values() if letter is not None} - broken


@transaction.atomic
def retract(*, event_prefix: str = "", address: str = "") -> int:
    """Take back notices of something that is no longer to be seen, and letters of it that have not left; how many."""
    standing = Notice.objects.filter(retracted_at__isnull=True)
    if event_prefix:
        standing = standing.filter(event__startswith=event_prefix)
    if address:
        standing = standing.filter(address=address)
    return standing.update(retracted_at=timezone.now()) if event_prefix or address else 0
