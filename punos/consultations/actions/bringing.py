"""Brainstorms that were held elsewhere, brought in whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from punos.consultations.actions.asking import Told, publish_consultation
from punos.consultations.actions.parts import PartFacts
from punos.consultations.models import Consultation, PartKind
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import Capacity, Scale, Thread
from punos.core.languages import TranslatedText
from punos.organisations import queries as organisations
from punos.organisations.models import Actor
from punos.processes.models import Process

if TYPE_CHECKING:  # the library brings numpy, which the web server does without
    from punos_analysis.polis import Comment, Conversation
    from punos_analysis.ratings_file import Participant, RatingsFile


@dataclass(frozen=True)
class Brought:
    """What an import did: the consultation, whether it is new, and how many rows changed."""

    consultation: Consultation
    is_new: bool
    changed: int


def _text(language: str, text: str) -> TranslatedText:
    return TranslatedText.of(language, **{language: text})


def _thread(consultation: Consultation) -> Thread:
    """The one thread of a brainstorm."""
    return Thread.objects.select_related("process").get(part__consultation=consultation)


def _brainstorm(
    actor: Actor,
    process: Process,
    *,
    source: str,
    slug: str,
    title: TranslatedText,
    about: TranslatedText,
    times: tuple[datetime, datetime],
    scale: Scale,
) -> tuple[Consultation, bool]:
    """The consultation that this source was imported into before, or a new one."""
    known = Consultation.objects.select_related("process").filter(process=process, source=source).first()
    if known:
        return known, False
    parts = [PartFacts(PartKind.IDEAS, title, scale=scale, takes_contributions=False)]
    if about:
        parts.insert(0, PartFacts(PartKind.INFORMATION, title, about))
    consultation = publish_consultation(
        actor=actor,
        process=process,
        slug=slug,
        title=title,
        summary=TranslatedText(),
        opens_at=times[0],
        closes_at=times[1],
        parts=parts,
        told=Told(source=source),
    )
    return consultation, True


@transaction.atomic
def import_polis(
    *, actor: Actor, process: Process, conversation: "Conversation", language: str = "en"
) -> Brought:
    """Bring in a conversation exported from Polis; the same set a second time changes nothing."""
    mark = (
        slugify(conversation.url.rstrip("/").rsplit("/", 1)[-1])
        or slugify(conversation.topic)
        or "conversation"
    )
    moments = [comment.at for comment in conversation.comments]
    moments += [vote.at for vote in conversation.votes if vote.at]
    first, last = min(moments), max(moments)
    consultation, is_new = _brainstorm(
        actor,
        process,
        source=f"polis:{mark}",
        slug=f"polis-{mark}"[:80],
        title=_text(language, conversation.topic),
        about=_text(language, conversation.description),
        times=(first, last + timedelta(seconds=1)),
        scale=Scale.AGREEMENT,
    )
    people = {comment.author: comment.at for comment in conversation.comments}
    people |= {vote.voter: vote.at or last for vote in conversation.votes}
    speakers = sorted(people.items())
    changed = contributions.bring_in(
        actor=actor,
        thread=_thread(consultation),
        source=consultation.source,
        voices=(ImportedVoice(str(key), Capacity.RESIDENT, at, language=language) for key, at in speakers),
        ideas=(_polis_idea(comment, language) for comment in conversation.comments),
        ratings=((str(vote.voter), vote.comment, vote.value, vote.at or last) for vote in conversation.votes),
    )
    return Brought(consultation, is_new, changed)


def _polis_idea(comment: "Comment", language: str) -> ImportedIdea:
    """A comment of a Polis conversation; one that its moderators rejected stays hidden."""
    return ImportedIdea(
        comment.id,
        str(comment.author),
        comment.text,
        language,
        comment.at,
        is_published=comment.moderated >= 0,
    )


@transaction.atomic
def import_ratings(
    *, actor: Actor, process: Process, slug: str, title: str, gathered: "RatingsFile"
) -> Brought:
    """Bring in a brainstorm with ratings from 1 to 7 and the background of each participant."""
    now = timezone.now()
    language = gathered.ideas[0].language
    consultation, is_new = _brainstorm(
        actor,
        process,
        source=f"ratings:{slug}",
        slug=slug,
        title=_text(language, title),
        about=TranslatedText(),
        times=(now - timedelta(seconds=1), now),
        scale=Scale.SEVEN,
    )
    host = ImportedVoice("host", Capacity.BODY, now, language=language, is_host=True)
    changed = contributions.bring_in(
        actor=actor,
        thread=_thread(consultation),
        source=consultation.source,
        voices=[host, *_voices(gathered.participants, now)],
        ideas=(
            ImportedIdea(number, host.key, idea.text, idea.language, now)
            for number, idea in enumerate(gathered.ideas, start=1)
        ),
        ratings=(
            (f"p:{person.participant}", place + 1, value, now)
            for person in gathered.participants
            for place, value in person.ratings
        ),
    )
    return Brought(consultation, is_new, changed)


def _voices(participants: Iterable["Participant"], now: datetime) -> Iterable[ImportedVoice]:
    """Each participant as a voice; an organisation is found in the registry by its exact name, or kept as written."""
    for person in participants:
        organisation = organisations.named(person.organisation) if person.organisation else None
        background = {
            name: value
            for name in ("field", "field_other", "area", "size")
            if (value := getattr(person, name))
        }
        yield ImportedVoice(
            key=f"p:{person.participant}",
            capacity=person.capacity,
            at=now,
            background=background,
            organisation_id=organisation.pk if organisation else None,
            organisation_name="" if organisation else person.organisation,
            head_count=person.head_count if person.capacity == Capacity.GROUP else None,
            language=person.language,
        )
