"""Taking part, saying something, rating what others said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.contributions import rules
from punos.contributions.actions.finding import hide_said, keep_findable
from punos.contributions.models import (
    Capacity,
    Contribution,
    ContributionState,
    Identified,
    ModerationKind,
    Thread,
    Translation,
    Version,
    Voice,
)
from punos.contributions.models.voice import speaker_of
from punos.contributions.queries import first_state
from punos.core.errors import Invalid, Refused
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process
from punos.processes.rules import check_lead_process


@transaction.atomic
def take_part(
    *,
    actor: Actor,
    process: Process,
    capacity: str,
    language: str,
    background: Mapping[str, str],
    organisation: Organisation | None = None,
    organisation_name: str = "",
    head_count: int | None = None,
    pseudonym: str = "",
) -> Voice:
    """Say how one answers in a process, or change what one said; ratings and ideas stay."""
    head_count = head_count if capacity == Capacity.GROUP else None
    pseudonym = " ".join(clean(pseudonym).split())
    rules.check_take_part(actor, process, capacity, head_count, organisation)
    rules.check_pseudonym(capacity, pseudonym)
    if actor.organisation is not None:
        organisation, organisation_name = actor.organisation, ""
    voice, is_new = Voice.objects.update_or_create(
        process=process,
        speaker=speaker_of(actor),
        defaults={
            "capacity": capacity,
            "person": actor.person,
            "organisation": organisation,
            "organisation_name": clean(organisation_name),
            "head_count": head_count,
            "pseudonym": pseudonym,
            "background": dict(background),
            "language": language,
            "identified": _identified(actor),
            "at": timezone.now(),
        },
    )
    journal.record(actor, "voice.joined" if is_new else "voice.changed", voice, process=process.slug)
    return voice


def _identified(actor: Actor) -> Identified:
    """How well it is known who speaks: the strongest of what holds.

    A group that the city has not looked at yet is only as well known as the person who set it up.
    """
    if actor.invited_to is not None:
        return Identified.INVITATION
    if actor.organisation is not None and actor.organisation.is_listed:
        return Identified.MANDATE
    return Identified.ACCOUNT if actor.person else Identified.BROWSER


@transaction.atomic
def confirm_voice(*, actor: Actor, voice: Voice) -> Voice:
    """Stand behind what was answered for one's organisation by the link of an invitation."""
    locked = (
        Voice.objects.select_for_update(of=("self",))
        .select_related("organisation", "process")
        .get(pk=voice.pk)
    )
    rules.check_confirm_voice(actor, locked)
    locked.identified, locked.person = Identified.MANDATE, actor.person
    locked.save(update_fields=["identified", "person"])
    journal.record(actor, "voice.confirmed", locked, process=locked.process.slug, public=True)
    return locked


def rate(
    *,
    voice: Voice | None,
    thread: Thread,
    number: int,
    value: int,
    actor: Actor | None = None,
    is_invited: bool = False,
) -> None:
    """Rate one contribution of the thread; a second time changes the rating rather than adding one.

    One statement, so atomic by itself: this is the most frequent write of all, and it gets no journal line.
    """
    rules.check_rate(voice, thread, value)
    rules.check_speak(actor, thread, voice, is_invited=is_invited)
    assert voice is not None  # the rule refuses whoever has none
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO contributions_rating (contribution_id, voice_id, scale, value, at)
            SELECT id, %s, %s, %s, %s FROM contributions_contribution
            WHERE thread_id = %s AND number = %s AND state = 'published' AND voice_id <> %s
            ON CONFLICT (voice_id, contribution_id, scale) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at
            """,
            [voice.pk, thread.scale, value, timezone.now(), thread.pk, number, voice.pk],
        )
        if cursor.rowcount != 1:
            raise Refused(_("This idea can't be rated: it is your own, or it has been removed."))


@transaction.atomic
def say(
    *,
    voice: Voice | None,
    actor: Actor,
    thread: Thread,
    text: str,
    language: str,
    is_invited: bool = False,
) -> Contribution:
    """Put something one says on record, under the next number of the thread."""
    text = clean(text)
    rules.check_say(voice, thread, text)
    rules.check_speak(actor, thread, voice, is_invited=is_invited)
    assert voice is not None  # the rule refuses whoever has none
    Thread.objects.select_for_update().get(pk=thread.pk)  # two at once would take the same number
    return _added(actor, voice, thread, text, language)


def _added(actor: Actor, voice: Voice, thread: Thread, text: str, language: str) -> Contribution:
    """A new contribution with its first wording; the thread is locked."""
    highest = thread.contributions.aggregate(highest=Max("number"))["highest"] or 0
    now, state = timezone.now(), first_state(thread)
    said = Contribution.objects.create(thread=thread, voice=voice, number=highest + 1, state=state, at=now)
    said.latest = Version.objects.create(contribution=said, text=text, language=language, at=now)
    said.save(update_fields=["latest"])
    keep_findable(said=said)
    _record(actor, "contribution.submitted", said)
    return said


def _record(actor: Actor, verb: str, said: Contribution, *, was_seen: bool = False) -> None:
    """The line of a verb about what was said: public where readers see it, or saw it before."""
    public = was_seen or said.state == ContributionState.PUBLISHED
    journal.record(actor, verb, said, process=said.thread.process.slug, public=public)


@transaction.atomic
def put(
    *,
    actor: Actor,
    voice: Voice | None,
    thread: Thread,
    text: str,
    language: str,
    is_invited: bool = False,
    at: datetime | None = None,
) -> Contribution:
    """Give one's answer in words to what is asked here, or change it: one answer for each voice, in versions.

    An answer that was taken back stands again. The same words once more change nothing.
    `at` is when they reached the server, where that was before now.
    """
    Thread.objects.select_for_update().get(pk=thread.pk)  # two at once would take the same number
    known: dict[str, Any] = {"language": language, "is_invited": is_invited, "at": at}
    given = {thread.pk: text}
    return put_all(actor=actor, voice=voice, threads=[thread], words=given, **known)[thread.pk]


@transaction.atomic
def put_all(
    *,
    actor: Actor,
    voice: Voice | None,
    threads: Sequence[Thread],
    words: Mapping[int, str],
    language: str,
    is_invited: bool = False,
    at: datetime | None = None,
) -> dict[int, Contribution]:
    """Give one's answers in words to all that is asked here, by thread; an answer that is no longer given is taken back.

    The caller has locked the threads. What many send at once waits for one another, so this asks the database as
    seldom as one answer would.
    """
    given = {each.pk: clean(words[each.pk]) for each in threads if each.pk in words}
    for thread in threads:
        if thread.pk in given:
            rules.check_put(voice, thread, given[thread.pk], at)
            rules.check_speak(actor, thread, voice, is_invited=is_invited)
    assert voice is not None  # the rule refuses whoever has none
    own = _answers_of(voice, threads)
    for key, said in own.items():
        if key in given:
            own[key] = _put_again(actor, said, given[key], language)
        elif said.state != ContributionState.WITHDRAWN:
            _withdrawn(actor, said)
    new = {each: given[each.pk] for each in threads if each.pk in given and each.pk not in own}
    return own | _all_added(actor, voice, new, language)


def _answers_of(voice: Voice, threads: Sequence[Thread]) -> dict[int, Contribution]:
    """What this voice has answered in these threads, locked: the first it said in each."""
    own = Contribution.objects.select_for_update(of=("self",)).filter(voice=voice, thread__in=threads)
    found = own.select_related("latest", "thread__process").order_by("thread", "-number")
    return {each.thread_id: each for each in found}


def _all_added(
    actor: Actor, voice: Voice, texts: Mapping[Thread, str], language: str
) -> dict[int, Contribution]:
    """New contributions with their first wordings, one in each thread; the threads are locked."""
    if not texts:
        return {}
    numbers, now = _highest_numbers(texts), timezone.now()
    said = Contribution.objects.bulk_create(
        Contribution(
            thread=thread, voice=voice, number=numbers[thread.pk] + 1, state=first_state(thread), at=now
        )
        for thread in texts
    )
    versions = Version.objects.bulk_create(
        Version(contribution=each, text=text, language=language, at=now)
        for each, text in zip(said, texts.values(), strict=True)
    )
    for each, version in zip(said, versions, strict=True):
        each.latest = version
    Contribution.objects.bulk_update(said, ["latest"])
    process = said[0].thread.process.slug
    for is_public in (False, True):  # a public line raises the stamps, and whoever holds these may not wait
        alike = [each for each in said if (each.state == ContributionState.PUBLISHED) == is_public]
        if alike:
            journal.record_all(actor, "contribution.submitted", alike, process=process, public=is_public)
    return {each.thread_id: each for each in said}


def _highest_numbers(threads: Iterable[Thread]) -> dict[int, int]:
    """The highest number that is taken in each thread, 0 where nothing has been said."""
    of_thread = Contribution.objects.filter(thread=OuterRef("pk")).order_by("-number")
    found = Thread.objects.filter(pk__in=[each.pk for each in threads])
    with_numbers = found.annotate(highest=Subquery(of_thread.values("number")[:1]))
    return {pk: highest or 0 for pk, highest in with_numbers.values_list("pk", "highest")}


def _answer_of(voice: Voice, thread: Thread) -> Contribution | None:
    """What this voice has answered here, locked."""
    own = Contribution.objects.select_for_update(of=("self",)).filter(voice=voice, thread=thread)
    return own.select_related("latest", "thread__process").order_by("number").first()


def _put_again(actor: Actor, said: Contribution, text: str, language: str) -> Contribution:
    """The same answer in new words, or standing again after it was taken back."""
    assert said.latest is not None  # what was put has words
    is_same = (said.latest.text, said.latest.language) == (text, language)
    was_withdrawn = said.state == ContributionState.WITHDRAWN
    if is_same and not was_withdrawn:
        return said
    was_seen = said.state == ContributionState.PUBLISHED
    said.state = _state_again(said, is_same=is_same)
    if not is_same:
        said.latest = Version.objects.create(
            contribution=said, number=said.latest.number + 1, text=text, language=language, at=timezone.now()
        )
    said.save(update_fields=["latest", "state"])
    if was_seen:  # it is found by its old words; the worker enters the new ones
        hide_said(said=[said])
    _record(
        actor,
        "contribution.submitted" if was_withdrawn else "contribution.reworded",
        said,
        was_seen=was_seen,
    )
    return said


def _state_again(said: Contribution, *, is_same: bool) -> ContributionState:
    """What a moderator decided about these very words holds; new words in place of removed ones are looked at first."""
    assert said.latest is not None  # what was put has words
    last = said.moderations.order_by("-pk").first()
    if last is None or not said.thread.is_public:
        return first_state(said.thread)
    was_removed = last.kind == ModerationKind.REMOVED
    if is_same and said.latest.at <= last.at:
        return ContributionState.HIDDEN if was_removed else ContributionState.PUBLISHED
    return ContributionState.WAITING if was_removed else first_state(said.thread)


@transaction.atomic
def take_back(*, actor: Actor, voice: Voice, thread: Thread) -> Contribution | None:
    """Withdraw what this voice answered here, if it did; whether there is still time is the caller's to ask."""
    said = _answer_of(voice, thread)
    if said is None or said.state == ContributionState.WITHDRAWN:
        return said
    return _withdrawn(actor, said)


@transaction.atomic
def take_back_all(*, actor: Actor, voice: Voice, threads: Sequence[Thread]) -> None:
    """Withdraw everything that this voice said here; whether there is still time is the caller's to ask."""
    said = Contribution.objects.standing().filter(voice=voice, thread__in=threads)
    for each in said.select_for_update(of=("self",)).select_related("thread__process").order_by("pk"):
        _withdrawn(actor, each)


@transaction.atomic
def translate_contribution(
    *, actor: Actor, contribution: Contribution, version: Version, language: str, text: str
) -> Translation:
    """Give one version of a contribution in another language; the original stays what was said."""
    check_lead_process(actor, contribution.thread.process)
    if version.contribution_id != contribution.pk or language == version.language:
        raise Invalid(_("This translation does not belong to that text."))
    translation, _is_new = Translation.objects.update_or_create(
        version=version, language=language, defaults={"text": clean(text), "checked_by": actor.person_id}
    )
    process = contribution.thread.process
    keep_findable(said=contribution)
    journal.record(
        actor, "contribution.translated", contribution, process=process.slug, public=True, language=language
    )
    return translation


@transaction.atomic
def withdraw_contribution(*, actor: Actor, voice: Voice | None, contribution: Contribution) -> None:
    """Take back one's own words while the thread is open: they leave publication and every count."""
    locked = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("thread__process")
        .get(pk=contribution.pk)
    )
    rules.check_open(locked.thread)
    if voice is None or locked.voice_id != voice.pk:
        raise Refused(_("Only the one who wrote this can withdraw it."))
    _withdrawn(actor, locked)


def _withdrawn(actor: Actor, said: Contribution) -> Contribution:
    """Out of publication and of every count, at its author's wish."""
    was_seen = said.state == ContributionState.PUBLISHED
    said.state = ContributionState.WITHDRAWN
    said.save(update_fields=["state"])
    if was_seen:
        hide_said(said=[said])
    _record(actor, "contribution.withdrawn", said, was_seen=was_seen)
    return said
