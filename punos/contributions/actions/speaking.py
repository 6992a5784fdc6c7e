"""Taking part, saying something, rating what others said."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.contributions import rules
from punos.contributions.models import (
    Capacity,
    Contribution,
    ContributionState,
    Identified,
    Scale,
    Thread,
    Translation,
    Version,
    Voice,
)
from punos.contributions.models.voice import speaker_of
from punos.core.errors import Invalid, Refused
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor, Organisation
from punos.processes.models import Process
from punos.processes.rules import check_lead_process


@transaction.atomic
def open_thread(
    *, actor: Actor, process: Process, scale: Scale | None, takes_contributions: bool = True
) -> Thread:
    """Make a place where something can be said; its times come from the room that asked for it."""
    check_lead_process(actor, process)
    return Thread.objects.create(process=process, scale=scale, takes_contributions=takes_contributions)


@transaction.atomic
def set_times(*, actor: Actor, thread: Thread, opens_at: datetime | None, closes_at: datetime | None) -> None:
    """Pass down from when until when something can be said in this thread."""
    check_lead_process(actor, thread.process)
    Thread.objects.filter(pk=thread.pk).update(opens_at=opens_at, closes_at=closes_at)


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
) -> Voice:
    """Say how one answers in a process, or change what one said; ratings and ideas stay."""
    head_count = head_count if capacity == Capacity.GROUP else None
    rules.check_take_part(actor, process, capacity, head_count, organisation)
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


def rate(*, voice: Voice | None, thread: Thread, number: int, value: int) -> None:
    """Rate one contribution of the thread; a second time changes the rating rather than adding one.

    One statement, so atomic by itself: this is the most frequent write of all, and it gets no journal line.
    """
    rules.check_rate(voice, thread, value)
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
def say(*, voice: Voice | None, actor: Actor, thread: Thread, text: str, language: str) -> Contribution:
    """Put something one says on record, under the next number of the thread."""
    text = clean(text)
    rules.check_say(voice, thread, text)
    assert voice is not None  # the rule refuses whoever has none
    Thread.objects.select_for_update().get(pk=thread.pk)  # two at once would take the same number
    highest = thread.contributions.aggregate(highest=Max("number"))["highest"] or 0
    now = timezone.now()
    said = Contribution.objects.create(thread=thread, voice=voice, number=highest + 1, at=now)
    said.latest = Version.objects.create(contribution=said, text=text, language=language, at=now)
    said.save(update_fields=["latest"])
    journal.record(actor, "contribution.submitted", said, process=thread.process.slug, public=True)
    return said


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
    locked.state = ContributionState.WITHDRAWN
    locked.save(update_fields=["state"])
    journal.record(actor, "contribution.withdrawn", locked, process=locked.thread.process.slug, public=True)
