"""Bringing in what was gathered elsewhere: voices, ideas and ratings, in one transaction or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from punos.contributions import rules
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

STATE = {True: ContributionState.PUBLISHED, False: ContributionState.HIDDEN}


@dataclass(frozen=True)
class ImportedVoice:
    """A speaker as the source knows them; `key` is the source's own number or name for them."""

    key: str
    capacity: str
    at: datetime
    background: Mapping[str, str] = field(default_factory=dict)
    organisation_id: int | None = None
    organisation_name: str = ""
    head_count: int | None = None
    is_host: bool = False
    language: str = "fi"


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
    changed = _bring_voices(thread, source, list(voices))
    numbers = dict(
        Voice.objects.filter(process=thread.process_id, speaker__startswith=f"{source}:").values_list(
            "speaker", "pk"
        )
    )
    changed += _bring_ideas(thread, source, list(ideas), numbers)
    changed += _bring_ratings(thread, source, ratings, numbers)
    if changed:
        process = thread.process
        journal.record(
            actor, "contributions.imported", process, process=process.slug, public=True, thread=thread.pk
        )
    return changed


def _bring_voices(thread: Thread, source: str, voices: Sequence[ImportedVoice]) -> int:
    """New speakers only: what is known of a speaker stays as of the day they spoke."""
    known = set(
        Voice.objects.filter(process=thread.process_id, speaker__startswith=f"{source}:").values_list(
            "speaker", flat=True
        )
    )
    rows = [
        Voice(
            process_id=thread.process_id,
            speaker=f"{source}:{voice.key}",
            capacity=voice.capacity,
            organisation_id=voice.organisation_id,
            organisation_name=voice.organisation_name,
            head_count=voice.head_count,
            is_host=voice.is_host,
            background=dict(voice.background),
            language=voice.language,
            identified=Identified.IMPORT,
            at=voice.at,
        )
        for voice in voices
        if f"{source}:{voice.key}" not in known
    ]
    return len(Voice.objects.bulk_create(rows, batch_size=2_000))


def _bring_ideas(
    thread: Thread, source: str, ideas: Sequence[ImportedIdea], voices: Mapping[str, int]
) -> int:
    """New ideas, and a new state for those that the source has moderated since."""
    known = dict(Contribution.objects.filter(thread=thread).values_list("number", "state"))
    moderated = 0
    for idea in ideas:
        state = STATE[idea.is_published]
        if idea.number in known and known[idea.number] != state:
            moderated += thread.contributions.filter(number=idea.number).update(state=state)
    new = [idea for idea in ideas if idea.number not in known]
    _bring_new_ideas(thread, source, new, voices)
    return len(new) + moderated


def _bring_new_ideas(
    thread: Thread, source: str, new: Sequence[ImportedIdea], voices: Mapping[str, int]
) -> None:
    """Contributions, the wording of each, and what it is called in other languages."""
    said = Contribution.objects.bulk_create(
        [
            Contribution(
                thread=thread,
                voice_id=voices[f"{source}:{idea.author}"],
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
    thread: Thread, source: str, ratings: Iterable[tuple[str, int, int, datetime]], voices: Mapping[str, int]
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
                copy.write_row((numbers[number], voices[f"{source}:{key}"], value, at))
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
