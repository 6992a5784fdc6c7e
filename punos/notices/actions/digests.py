"""Gathered letters: all that somebody wants to hear of once a day or once a week, in one."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from punos.core.errors import Invalid
from punos.mail import actions as mail
from punos.mail import queries as outbox
from punos.notices import queries
from punos.notices.models import GATHERED, Cadence, Notice, Subscription

AT_ONCE = 100


@transaction.atomic
def send_some_digests(*, day: date, after: int = 0) -> int | None:
    """Write the letters of this morning to some readers, in the order of their ids; the last, or None after the last.

    Whoever has had a letter of this day gets no second one. One that was kept back, because something in it no longer
    held, is written anew without that.
    """
    due = Notice.objects.due(day).exclude(cadence=Cadence.NEVER).filter(person__gt=after)
    readers = list(due.order_by("person").values_list("person", flat=True).distinct()[:AT_ONCE])
    for person in readers:
        _write_to(person, day)
    return readers[-1] if readers else None


def _write_to(person: int, day: date) -> None:
    """One letter with all that is due; what its reader may not hear of any more, or no longer wants, is left out."""
    key = f"digest:{person}:{day:%Y-%m-%d}"
    held = Notice.objects.due(day).filter(person=person).select_for_update(of=("self",), skip_locked=True)
    ids = set(held.values_list("pk", flat=True))
    kept_back = outbox.kept_back(key) if ids else None
    if kept_back is None:
        return
    fit = Notice.objects.filter(pk__in=ids).tellable().asked_for().select_related("person").order_by("pk")
    told = list(fit)
    Notice.objects.filter(pk__in=ids - {each.pk for each in told}).update(cadence=Cadence.NEVER)
    if told:
        letter = _queue(f"{key}:{kept_back + 1}" if kept_back else key, told)
        Notice.objects.filter(pk__in=[each.pk for each in told]).update(
            mailed_at=timezone.now(), letter=letter
        )


def _queue(key: str, told: list[Notice]) -> int | None:
    """The letter in the outbox; None where its reader's address is none."""
    reader = told[0].person
    topics = {each.topic: each for each in Subscription.objects.filter(person=reader)}
    among = {each.topic for each in told}
    alone = topics.get(next(iter(among))) if len(among) == 1 else None
    token = alone.token if alone else GATHERED.token(reader.pk, "all")
    try:
        return mail.queue(
            key=key,
            to=reader.email,
            language=reader.language,
            template="notices/mail/digest",
            context=queries.digest_words(told, topics, reader.language),
            person_id=reader.pk,
            unsubscribe=f"/{reader.language}/unsubscribe/{token}/",
        ).pk
    except Invalid:
        return None
