"""Commenting on a clause of a draft text, and changing one's comment."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from punos.contributions import rules
from punos.contributions.actions.speaking import first_state
from punos.contributions.models import Contribution, ContributionState, Thread, Version, Voice
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Section


@transaction.atomic
def comment(
    *,
    actor: Actor,
    voice: Voice | None,
    thread: Thread,
    section: Section,
    text: str,
    stance: str,
    quote: str,
    rewording: str,
    language: str,
    is_invited: bool = False,
    received_at: datetime | None = None,
) -> Contribution:
    """Say something about a clause, or about a passage of it; a stance alone is enough.

    The same comment sent twice, as by a second press of the button, is one comment. `received_at` is when it
    reached the server: what came in time counts.
    """
    text, quote, rewording = clean(text), " ".join(clean(quote).split()), clean(rewording)
    locked = Thread.objects.select_for_update()  # two at once would take the same number
    thread = locked.get(pk=thread.pk)
    sent = thread.contributions.filter(
        voice=voice,
        section=section,
        stance=stance,
        quote=quote,
        latest__text=text,
        latest__rewording=rewording,
    )
    known = sent.exclude(state=ContributionState.WITHDRAWN).first() if voice else None
    if known:
        return known
    rules.check_open(thread, received_at)
    rules.check_comment(voice, thread, section, text=text, stance=stance, quote=quote, rewording=rewording)
    rules.check_speak(actor, thread, voice, is_invited=is_invited)
    assert voice is not None  # the rule refuses whoever has none
    highest = thread.contributions.aggregate(highest=Max("number"))["highest"] or 0
    said = Contribution.objects.create(
        thread=thread,
        voice=voice,
        number=highest + 1,
        state=first_state(thread),
        section=section,
        stance=stance,
        quote=quote,
        at=timezone.now(),
    )
    _word(said, 1, text=text, rewording=rewording, language=language)
    is_seen = said.state == ContributionState.PUBLISHED
    journal.record(
        actor, "contribution.submitted", said, process=thread.process.slug, public=is_seen, section=section.pk
    )
    return said


@transaction.atomic
def revise_contribution(
    *,
    actor: Actor,
    voice: Voice | None,
    contribution: Contribution,
    text: str,
    stance: str,
    rewording: str,
    language: str,
    received_at: datetime | None = None,
) -> Contribution:
    """Change one's own comment while it is open; its earlier wordings stay on record.

    Where a moderator looks first, or has removed it, the new words are looked at before anybody else reads them.
    """
    text, rewording = clean(text), clean(rewording)
    said = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("thread__process", "latest")
        .get(pk=contribution.pk)
    )
    rules.check_open(said.thread, received_at)
    rules.check_revise(voice, said, text=text, stance=stance, rewording=rewording)
    assert said.latest is not None  # what was sent has words
    if (said.latest.text, said.latest.rewording, said.stance) == (text, rewording, stance):
        return said
    was_seen = said.state == ContributionState.PUBLISHED
    is_removed = said.state == ContributionState.HIDDEN
    said.state = ContributionState.WAITING if is_removed else first_state(said.thread)
    said.stance = stance
    _word(said, said.latest.number + 1, text=text, rewording=rewording, language=language)
    is_seen = was_seen or said.state == ContributionState.PUBLISHED
    journal.record(actor, "contribution.reworded", said, process=said.thread.process.slug, public=is_seen)
    return said


def _word(said: Contribution, number: int, *, text: str, rewording: str, language: str) -> None:
    """Give a contribution its next wording."""
    said.latest = Version.objects.create(
        contribution=said, number=number, text=text, rewording=rewording, language=language, at=timezone.now()
    )
    said.save(update_fields=["latest", "state", "stance"])
