"""Bringing in what was gathered elsewhere: voices, ideas and ratings, in one transaction or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from punos.contributions import rules
from punos.contributions.actions.finding import hide_said
from punos.contributions.models import (
    Contribution,
    ContributionState,
    Identified,
    Thread,
    Translation,
    Version,
    Voice,
)
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process

STATE = {True: ContributionState.PUBLISHED, False: ContributionState.HIDDEN}


@dataclass(frozen=True)
class ImportedVoice:
    """A speaker as the source knows them; `key` is the source's own number or name for them.

    Where the source knows an account or a mandate, `speaker` is their mark here ("person:7", "organisation:12"), so
    that they find what they said; else it is made of the source and the key.
    """

    key: str
    capacity: str
    at: datetime
    background: Mapping[str, str] = field(default_factory=dict)
    organisation_id: int | None = None
    organisation_name: str = ""
    head_count: int | None = None
    is_host: bool = False
    language: str = "fi"
    person_id: int | None = None
    pseudonym: str = ""
    speaker: str = ""
    identified: Identified = Identified.IMPORT

    def mark(self, source: str) -> str:
        """By which this speaker is one and the same in a process."""
        return self.speaker or f"{source}:{self.key}"


@dataclass(frozen=True)
class ImportedIdea:
    """An idea as the source knows it; `number` is its number there and becomes its number here."""

    number: int
    author: str
    text: str
    language: str
    at: datetime
    is_published: bool = True
    translations: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def bring_in(
    *,
    actor: Actor,
    thread: Thread,
    source: str,
    voices: Iterable[ImportedVoice],
    ideas: Iterable[ImportedIdea],
    ratings: Iterable[tuple[str, int, int, datetime]],
) -> int:
    """Add or bring up to date what a source holds; the number of rows that changed.

    `ratings` are (voice key, idea number, value, when). What is the same already is left alone, so that the same
    set twice changes nothing, and nothing comes in twice. The journal gets one line if anything changed.
    """
    rules.check_import(actor)
    speaking = list(voices)
    changed = _bring_voices(thread.process_id, source, speaking)
    numbers = _voices_by_key(thread.process_id, source, speaking)
    changed += _bring_ideas(thread, list(ideas), numbers)
    changed += _bring_ratings(thread, ratings, numbers)
    if changed:
        process = thread.process
        journal.record(
            actor, "contributions.imported", process, process=process.slug, public=True, thread=thread.pk
        )
    return changed


@transaction.atomic
def bring_in_voices(
    *, actor: Actor, process: Process, source: str, voices: Iterable[ImportedVoice]
) -> dict[str, int]:
    """Add the speakers that are not here yet; the ids of those named by the key of the source.

    No line of its own: what they said brings one.
    """
    rules.check_import(actor)
    speaking = list(voices)
    _bring_voices(process.pk, source, speaking)
    marks = {voice.mark(source): voice.key for voice in speaking}
    found = Voice.objects.filter(process=process, speaker__in=marks).values_list("speaker", "pk")
    return {marks[mark]: pk for mark, pk in found}


def _voices_by_key(process_id: int, source: str, voices: Sequence[ImportedVoice]) -> dict[str, int]:
    """The ids of the voices of a source: those of this time by their marks, those of earlier times by their keys."""
    ids = dict(Voice.objects.filter(process=process_id).values_list("speaker", "pk"))
    start = f"{source}:"
    earlier = {mark.removeprefix(start): pk for mark, pk in ids.items() if mark.startswith(start)}
    return earlier | {voice.key: ids[voice.mark(source)] for voice in voices}


def _bring_voices(process_id: int, source: str, voices: Iterable[ImportedVoice]) -> int:
    """New speakers only: what is known of a speaker stays as of the day they spoke."""
    voices = list(voices)
    marks = [voice.mark(source) for voice in voices]
    own = Voice.objects.filter(process=process_id, speaker__in=marks)
    known = set(own.values_list("speaker", flat=True))
    rows = {
        voice.mark(source): Voice(
            process_id=process_id,
            speaker=voice.mark(source),
            capacity=voice.capacity,
            person_id=voice.person_id,
            organisation_id=voice.organisation_id,
            organisation_name=voice.organisation_name,
            head_count=voice.head_count,
            pseudonym=voice.pseudonym,
            is_host=voice.is_host,
            background=dict(voice.background),
            language=voice.language,
            identified=voice.identified,
            at=voice.at,
        )
        for voice in voices
        if voice.mark(source) not in known
    }
    return len(Voice.objects.bulk_create(rows.values(), batch_size=2_000))


def _bring_ideas(thread: Thread, ideas: Sequence[ImportedIdea], voices: Mapping[str, int]) -> int:
    """New ideas, and a new state for those that the source has moderated since."""
    known = dict(Contribution.objects.filter(thread=thread).values_list("number", "state"))
    moderated = 0
    for idea in ideas:
        state = STATE[idea.is_published]
        if idea.number in known and known[idea.number] != state:
            changed = thread.contributions.filter(number=idea.number)
            hide_said(said=changed.only("pk"))
            moderated += changed.update(state=state)
    new = [idea for idea in ideas if idea.number not in known]
    _bring_new_ideas(thread, new, voices)
    return len(new) + moderated


def _bring_new_ideas(thread: Thread, new: Sequence[ImportedIdea], voices: Mapping[str, int]) -> None:
    """Contributions, the wording of each, and what it is called in other languages."""
    said = Contribution.objects.bulk_create(
        [
            Contribution(
                thread=thread,
                voice_id=voices[idea.author],
                number=idea.number,
                state=STATE[idea.is_published],
                at=idea.at,
            )
            for idea in new
        ]
    )
    pairs = list(zip(said, new, strict=True))
    versions = Version.objects.bulk_create(
        [
            Version(contribution=row, text=clean(idea.text), language=idea.language, at=idea.at)
            for row, idea in pairs
        ]
    )
    for row, version in zip(said, versions, strict=True):
        row.latest = version
    Contribution.objects.bulk_update(said, ["latest"], batch_size=500)
    Translation.objects.bulk_create(
        [
            Translation(version=version, language=language, text=clean(text))
            for version, idea in zip(versions, new, strict=True)
            for language, text in idea.translations.items()
        ]
    )


def _bring_ratings(
    thread: Thread, ratings: Iterable[tuple[str, int, int, datetime]], voices: Mapping[str, int]
) -> int:
    """Ratings through COPY into a temporary table, then one statement that touches only what differs."""
    numbers = dict(Contribution.objects.filter(thread=thread).values_list("number", "pk"))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE brought (contribution_id bigint, voice_id bigint, value smallint, at timestamptz) "
            "ON COMMIT DROP"
        )
        with cursor.copy("COPY brought (contribution_id, voice_id, value, at) FROM STDIN") as copy:
            for key, number, value, at in ratings:
                copy.write_row((numbers[number], voices[key], value, at))
        cursor.execute(
            """
            INSERT INTO contributions_rating AS held (contribution_id, voice_id, scale, value, at)
            SELECT contribution_id, voice_id, %s, value, at FROM brought
            ON CONFLICT (voice_id, contribution_id, scale)
            DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at WHERE held.value <> EXCLUDED.value
            """,
            [thread.scale],
        )
        changed: int = cursor.rowcount
        cursor.execute("DROP TABLE brought")
    return changed


@transaction.atomic
def note_exposure(*, thread: Thread, times_rated: Mapping[int, int]) -> int:
    """Write down how often each idea was rated, for the draw of the next one; the number of ideas that changed."""
    rows = {row.number: row for row in thread.contributions.all()}
    moved = []
    for number, times in times_rated.items():
        if rows[number].times_rated != times:
            rows[number].times_rated = times
            moved.append(rows[number])
    Contribution.objects.bulk_update(moved, ["times_rated"], batch_size=500)
    return len(moved)
