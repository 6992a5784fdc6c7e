"""Reading what was said, and drawing what to rate next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection, models

from punos.contributions.models import Contribution, ContributionState, Rating, Reason, Thread, Voice
from punos.contributions.models.contribution import words_of_end
from punos.contributions.models.voice import speaker_of
from punos.contributions.queries.moderating import listed, removed_for
from punos.organisations.models import Actor
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


def first_state(thread: Thread) -> ContributionState:
    """In which state something new stands here: published, waiting for a moderator, or never published."""
    if not thread.is_public:
        return ContributionState.NOT_PUBLIC
    return ContributionState.WAITING if thread.moderated_before else ContributionState.PUBLISHED


@dataclass(frozen=True)
class Idea:
    """An idea as a reader of one language sees it; `original` is filled when `text` is a translation.

    In place of a removed text stands the reason, `removed_for`.
    """

    number: int
    text: str
    language: str
    original: str = ""
    original_language: str = ""
    removed_for: Reason | None = None
    id: int = field(default=0, compare=False)

    @property
    def address(self) -> str:
        """Its fixed address, without the language part."""
        return f"/contributions/{self.id}/"


def _as_idea(row: dict[str, Any]) -> Idea:
    if row.get("reason") and row["state"] == ContributionState.HIDDEN:
        return Idea(row["number"], "", row["asked"], removed_for=Reason(row["reason"]), id=row["id"])
    said, language = row["latest__text"], row["latest__language"]
    if row["latest__destroyed_at"]:
        return Idea(row["number"], words_of_end(row["latest__destroyed_at"]), row["asked"], id=row["id"])
    if row["translated"]:
        return Idea(row["number"], row["translated"], row["asked"], said, language, id=row["id"])
    return Idea(row["number"], said, language, id=row["id"])


def _readable(
    contributions: models.QuerySet[Contribution], language: str, *also: str
) -> models.QuerySet[Contribution, Any]:
    """Texts of contributions, and their translations into this language where there are any."""
    translation = models.FilteredRelation(
        "latest__translations", condition=models.Q(latest__translations__language=language)
    )
    found: models.QuerySet[Contribution, Any] = contributions.annotate(own=translation).values(
        *(*also, "id", "number", "latest__text", "latest__language", "latest__destroyed_at"),
        translated=models.F("own__text"),
        asked=models.Value(language),
    )
    return found


def ideas_among(said: models.QuerySet[Contribution], language: str, *, numbers: Iterable[int]) -> list[Idea]:
    """The published ideas among contributions of one thread, by their numbers, in the order in which they came."""
    wanted = said.filter(state=ContributionState.PUBLISHED, number__in=list(numbers))
    return [_as_idea(row) for row in _readable(wanted, language).order_by("number")]


def page_of_ideas(thread: Thread, language: str, *, number: str | None, size: int) -> Page[Any]:
    """One page of the ideas of a thread in the order in which they came, with the places of those removed."""
    shown = listed(thread.contributions.all()).annotate(reason=removed_for())
    rows = _readable(shown, language, "reason", "state").order_by("number")
    page = Paginator(rows, size).get_page(number)
    page.object_list = [_as_idea(row) for row in page.object_list]
    return page


def place_in_list(said: Contribution) -> int:
    """How many stand before this one in its list: that of its clause, or of the whole thread."""
    before = said.thread.contributions.filter(number__lt=said.number, section=said.section_id)
    return listed(before).count()


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
    """What this voice has said here and not withdrawn, published or not, in order."""
    own = thread.contributions.filter(voice=voice).exclude(state=ContributionState.WITHDRAWN)
    return list(own.select_related("latest").order_by("number"))


def last_rated(thread: Thread, voice: Voice, limit: int = 5) -> list[Rating]:
    """The newest ratings of this voice in this thread, to be changed if wished."""
    own = Rating.objects.filter(voice=voice, contribution__thread=thread)
    return list(own.select_related("contribution__latest").order_by("-at", "-id")[:limit])
