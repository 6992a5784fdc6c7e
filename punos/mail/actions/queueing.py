"""Queueing: a letter is kept in the transaction of the verb it tells about, and a job sends it afterwards."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from punos.core.errors import allowed
from punos.journal import actions as journal
from punos.mail import queries, rules
from punos.mail.actions.states import ASKED_FOR, MANY, OUTBOX, SINGLE, defer, keep_back
from punos.mail.models import Draft, Message, Reason, digest_of


@transaction.atomic
def queue(
    *,
    key: str,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    person_id: int | None = None,
    organisation_id: int | None = None,
    unsubscribe: str = "",
    is_asked_for: bool = False,
) -> Message:
    """Keep a letter to be sent once this transaction has been committed; the same key again sends nothing twice.

    `to` is an e-mail address, or the business ID of an organisation where Suomi.fi Messages are in use.
    `key` says what the letter is about, in ids alone, such as `invitation:12:2`: it outlives the reader's data.
    `template` without its ending: see `queries.compose`. `person_id` is the reader's, where they have an account.
    `unsubscribe` is the address, without the site's name, at which one click ends letters of this kind. Where
    earlier mail came back, only what its reader waits for at this moment (`is_asked_for`) is sent all the same.
    """
    rules.check_recipient(to)
    draft = Draft(
        key=key, to=to, language=language, template=template, context=context, person_id=person_id,
        organisation_id=organisation_id, unsubscribe=unsubscribe,
    )  # fmt: skip
    return _keep([draft], urgency=ASKED_FOR if is_asked_for else SINGLE, is_asked_for=is_asked_for)[key]


@transaction.atomic
def queue_many(*, drafts: Sequence[Draft]) -> dict[str, Message]:
    """The same for many letters, by their keys, with as few questions to the database as for one.

    Where an address is none there is no letter. Letters of one context and language are composed once.
    """
    return _keep([each for each in drafts if allowed(rules.check_recipient, each.to)], urgency=MANY)


def _keep(drafts: Collection[Draft], *, urgency: int, is_asked_for: bool = False) -> dict[str, Message]:
    """Put letters into the outbox, unless they are there; one that may not leave is there to be seen."""
    known = {each.key: each for each in Message.objects.filter(key__in=[each.key for each in drafts])}
    new = [each for each in drafts if each.key not in known]
    kept, fresh = _written(_messages(new))
    returned = set() if is_asked_for else queries.returned_among([each.to for each in new])
    leaving = [each for each in fresh if each.to.lower() not in returned]
    for message in fresh:
        if message.to.lower() in returned:
            keep_back(message=message, reason=Reason.RETURNED)
    defer(messages=leaving, urgency=urgency)
    journal.record_all(OUTBOX, "message.queued", leaving)
    return known | kept


def _messages(drafts: Collection[Draft]) -> list[Message]:
    """The letters of these drafts, composed and not written yet."""
    now, composed = timezone.now(), {}
    for each in drafts:
        about = (each.template, each.language, id(each.context))
        if about not in composed:
            composed[about] = queries.compose(each.template, each.language, each.context)
            rules.check_subject(composed[about].subject)
    return [_message(each, composed[each.template, each.language, id(each.context)], now) for each in drafts]


def _message(draft: Draft, words: queries.Composed, now: datetime) -> Message:
    """One letter with its reader's own words in it."""
    body, html = words.body, words.html
    for blank, own in draft.blanks.items():
        body, html = body.replace(blank, own), html.replace(blank, own)
    return Message(
        key=draft.key, digest=digest_of(draft.key), to=draft.to, language=draft.language, template=draft.template,
        person_id=draft.person_id, organisation_id=draft.organisation_id, subject=words.subject, body=body,
        html=html, unsubscribe=settings.PUBLIC_ADDRESS + draft.unsubscribe if draft.unsubscribe else "",
        queued_at=now, next_attempt_at=now,
    )  # fmt: skip


def _written(messages: Sequence[Message]) -> tuple[dict[str, Message], list[Message]]:
    """The rows by their keys, and those among them that are new: where somebody writes the same now, theirs stands."""
    try:
        with transaction.atomic():
            fresh = Message.objects.bulk_create(messages)
    except IntegrityError:
        return _written_in_turn(messages)
    return {each.key: each for each in fresh}, fresh


def _written_in_turn(messages: Sequence[Message]) -> tuple[dict[str, Message], list[Message]]:
    """The same one by one, after somebody was quicker with some of them."""
    kept: dict[str, Message] = {}
    fresh: list[Message] = []
    for each in messages:
        each.pk = None
        try:
            with transaction.atomic():
                each.save(force_insert=True)
            fresh.append(each)
            kept[each.key] = each
        except IntegrityError:
            kept[each.key] = Message.objects.get(key=each.key)
    return kept, fresh
