"""Reading what was said, and drawing what to rate next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection, models

from punos.contributions.models import (
    Contribution,
    ContributionState,
    Rating,
    Thread,
    Translation,
    Version,
    Voice,
)
from punos.contributions.models.voice import speaker_of
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.people.models import Person
from punos.processes.models import Process


def voice_of(actor: Actor, process: Process | int) -> Voice | None:
    """Who this actor is in this process, if they have said how they answer.

    In SQL, because it stands before every rating, and putting the query together costs more than asking it.
    """
    found = Voice.objects.raw(
        "SELECT * FROM contributions_voice WHERE process_id = %s AND speaker = %s AND speaker <> ''",
        [process if isinstance(process, int) else process.pk, speaker_of(actor)],
    )
    return next(iter(found), None)


@dataclass(frozen=True)
class Idea:
    """An idea as a reader of one language sees it; `original` is filled when `text` is a translation."""

    number: int
    text: str
    language: str
    original: str = ""
    original_language: str = ""


def _as_idea(row: dict[str, Any]) -> Idea:
    if row["translated"]:
        return Idea(
            row["number"], row["translated"], row["asked"], row["latest__text"], row["latest__language"]
        )
    return Idea(row["number"], row["latest__text"], row["latest__language"])


def _readable(
    contributions: models.QuerySet[Contribution], language: str
) -> models.QuerySet[Contribution, Any]:
    """Texts of contributions, and their translations into this language where there are any."""
    translation = models.FilteredRelation(
        "latest__translations", condition=models.Q(latest__translations__language=language)
    )
    return contributions.annotate(own=translation).values(
        "number",
        "latest__text",
        "latest__language",
        translated=models.F("own__text"),
        asked=models.Value(language),
    )


def ideas_among(said: models.QuerySet[Contribution], language: str, *, numbers: Iterable[int]) -> list[Idea]:
    """The published ideas among contributions of one thread, by their numbers, in the order in which they came."""
    wanted = said.filter(state=ContributionState.PUBLISHED, number__in=list(numbers))
    return [_as_idea(row) for row in _readable(wanted, language).order_by("number")]


def page_of_ideas(thread: Thread, language: str, *, number: str | None, size: int) -> Page[Any]:
    """One page of the published ideas of a thread, in the order in which they came."""
    listed = Paginator(_readable(thread.contributions.published(), language).order_by("number"), size)
    page = listed.get_page(number)
    page.object_list = [_as_idea(row) for row in page.object_list]
    return page


def next_idea(thread: Thread, voice: Voice, language: str) -> Idea | None:
    """An idea of somebody else that this voice has not rated: drawn, those rated least often the likeliest.

    The weight of an idea rated S times is 1/(1+S)^2; the draw is the one-pass method of Efraimidis and Spirakis.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT number FROM contributions_contribution c
            WHERE thread_id = %s AND state = 'published' AND voice_id <> %s AND NOT EXISTS (
                SELECT 1 FROM contributions_rating r WHERE r.voice_id = %s AND r.contribution_id = c.id)
            ORDER BY -ln(1 - random()) * (1 + times_rated)::float8 ^ 2 LIMIT 1
            """,
            [thread.pk, voice.pk, voice.pk],
        )
        drawn = cursor.fetchone()
    return idea_numbered(thread, drawn[0], language) if drawn else None


def idea_numbered(thread: Thread, number: int, language: str) -> Idea | None:
    """One published idea by its number."""
    row = _readable(thread.contributions.published().filter(number=number), language).first()
    return _as_idea(row) if row else None


@dataclass(frozen=True)
class Progress:
    """How far one voice has come: ideas of others rated, and how many there are."""

    rated: int
    of: int


def progress(thread: Thread, voice: Voice) -> Progress:
    """How many of the others' ideas this voice has rated."""
    others = thread.contributions.published().exclude(voice=voice)
    rated = Rating.objects.filter(voice=voice, contribution__in=others).count()
    return Progress(rated, others.count())


def own_ideas(thread: Thread, voice: Voice) -> list[Contribution]:
    """What this voice has said here and not withdrawn, in order."""
    return list(
        thread.contributions.published().filter(voice=voice).select_related("latest").order_by("number")
    )


def last_rated(thread: Thread, voice: Voice, limit: int = 5) -> list[Rating]:
    """The newest ratings of this voice in this thread, to be changed if wished."""
    own = Rating.objects.filter(voice=voice, contribution__thread=thread)
    return list(own.select_related("contribution__latest").order_by("-at", "-id")[:limit])


def own_mark(person: Person) -> str:
    """The mark of a person who speaks for themself; under a hat it is the organisation's, whoever wears it."""
    return speaker_of(Actor(person=person))


def said_by(person: Person) -> models.QuerySet[Contribution]:
    """Everything that a person said: for themself, and with their own hands for an organisation."""
    written = Entry.objects.filter(person_id=person.pk, verb="contribution.submitted").values("subject_id")
    return Contribution.objects.filter(models.Q(voice__speaker=own_mark(person)) | models.Q(pk__in=written))


def voices_of(person: Person) -> models.QuerySet[Voice]:
    """Where a person has taken part: for themself, or as the one who last answered for an organisation."""
    return Voice.objects.filter(person=person)


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything that this room keeps about a person, by kind."""
    voice = ("capacity", "organisation_name", "head_count", "background", "language", "identified", "at")
    versions = Version.objects.filter(contribution__in=said_by(person)).order_by("contribution", "number")
    ratings = Rating.objects.filter(voice__speaker=own_mark(person)).order_by("at", "pk")
    checked = Translation.objects.filter(checked_by=person.pk).order_by("pk")
    taken = {"process": "process__slug", "organisation": "organisation__name"}
    said = _of_contribution("contribution__") | {"version": "number"}
    return {
        "voices": _rows(voices_of(person).order_by("at", "pk"), taken, voice),
        "contributions": _rows(versions, said, ("language", "text", "at")),
        "ratings": _rows(ratings, _of_contribution("contribution__"), ("scale", "value", "at")),
        "translations_checked": _rows(
            checked, _of_contribution("version__contribution__"), ("language", "text")
        ),
    }


def _of_contribution(way: str) -> dict[str, str]:
    """To which contribution a row belongs, and what has become of that."""
    return {"process": f"{way}thread__process__slug", "contribution": f"{way}number", "state": f"{way}state"}


def _rows(
    found: models.QuerySet[Any], named: Mapping[str, str], columns: Iterable[str]
) -> list[dict[str, Any]]:
    """Rows with `named` columns, which may lie further on, then those of the row."""
    ways = {**named, **{column: column for column in columns}}
    return [{name: row[way] for name, way in ways.items()} for row in found.values(*ways.values())]
