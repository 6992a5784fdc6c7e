"""Commenting on a clause of a draft text, and changing one's comment."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from punos.contributions import rules
from punos.contributions.actions.finding import keep_findable
from punos.contributions.models import Contribution, ContributionState, Thread, Version, Voice
from punos.contributions.queries import first_state
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Section


@dataclass(frozen=True)
class Remark:
    """What is said of a clause: words, a stance, an exact passage, other words for it. One of them is enough."""

    text: str = ""
    stance: str = ""
    quote: str = ""
    rewording: str = ""

    def cleaned(self) -> "Remark":
        """The same as it is kept; a passage stands on one line."""
        quote = " ".join(clean(self.quote).split())
        return Remark(clean(self.text), self.stance, quote, clean(self.rewording))


@transaction.atomic
def comment(
    *,
    actor: Actor,
    voice: Voice | None,
    thread: Thread,
    section: Section,
    remark: Remark,
    language: str,
    is_invited: bool = False,
    received_at: datetime | None = None,
) -> Contribution:
    """Say something about a clause, or about a passage of it; a stance alone is enough.

    The same comment sent twice, as by a second press of the button, is one comment. `received_at` is when it
    reached the server: what came in time counts.
    """
    remark = remark.cleaned()
    locked = Thread.objects.select_for_update()  # two at once would take the same number
    thread = locked.get(pk=thread.pk)
    known = _sent_before(voice, thread, section, remark)
    if known:
        return known
    rules.check_open(thread, received_at)
    rules.check_comment(voice, thread, section, **asdict(remark))
    rules.check_speak(actor, thread, voice, is_invited=is_invited)
    assert voice is not None  # the rule refuses whoever has none
    said = _made(voice, thread, section, remark)
    _word(said, 1, remark, language)
    keep_findable(said=said)
    is_seen = said.state == ContributionState.PUBLISHED
    journal.record(
        actor, "contribution.submitted", said, process=thread.process.slug, public=is_seen, section=section.pk
    )
    return said


def _sent_before(
    voice: Voice | None, thread: Thread, section: Section, remark: Remark
) -> Contribution | None:
    """The very same comment, if this speaker has sent it already and not withdrawn it."""
    if voice is None:
        return None
    same = voice.contributions.filter(
        thread=thread,
        section=section,
        stance=remark.stance,
        quote=remark.quote,
        latest__text=remark.text,
        latest__rewording=remark.rewording,
    )
    return same.exclude(state=ContributionState.WITHDRAWN).first()


def _made(voice: Voice, thread: Thread, section: Section, remark: Remark) -> Contribution:
    """A comment under the next number of its thread, which is locked; its words follow."""
    highest = thread.contributions.aggregate(highest=Max("number"))["highest"] or 0
    return Contribution.objects.create(
        thread=thread,
        voice=voice,
        number=highest + 1,
        state=first_state(thread),
        section=section,
        stance=remark.stance,
        quote=remark.quote,
        at=timezone.now(),
    )


@transaction.atomic
def revise_contribution(
    *,
    actor: Actor,
    voice: Voice | None,
    contribution: Contribution,
    remark: Remark,
    language: str,
    received_at: datetime | None = None,
) -> Contribution:
    """Change one's own comment while it is open; its earlier wordings stay on record.

    Where a moderator looks first, or has removed it, the new words are looked at before anybody else reads them.
    """
    remark = remark.cleaned()
    said = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("thread__process", "latest")
        .get(pk=contribution.pk)
    )
    rules.check_open(said.thread, received_at)
    rules.check_revise(voice, said, text=remark.text, stance=remark.stance, rewording=remark.rewording)
    assert said.latest is not None  # what was sent has words
    if (said.latest.text, said.latest.rewording, said.stance) == (
        remark.text,
        remark.rewording,
        remark.stance,
    ):
        return said
    was_seen = said.state == ContributionState.PUBLISHED
    is_removed = said.state == ContributionState.HIDDEN
    said.state = ContributionState.WAITING if is_removed else first_state(said.thread)
    said.stance = remark.stance
    _word(said, said.latest.number + 1, remark, language)
    keep_findable(said=said)
    is_seen = was_seen or said.state == ContributionState.PUBLISHED
    journal.record(actor, "contribution.reworded", said, process=said.thread.process.slug, public=is_seen)
    return said


def _word(said: Contribution, number: int, remark: Remark, language: str) -> None:
    """Give a contribution its next wording."""
    said.latest = Version.objects.create(
        contribution=said,
        number=number,
        text=remark.text,
        rewording=remark.rewording,
        language=language,
        at=timezone.now(),
    )
    said.save(update_fields=["latest", "state", "stance"])
