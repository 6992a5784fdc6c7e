"""The pages of readers: what was said on a theme, as far as everybody may read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from punos.contributions.models import Contribution, ContributionState
from punos.contributions.queries import Source, sources_of
from punos.core.languages import current_language
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes.models import Assignment, Theme
from punos.themes.queries.counting import Counts, counts_of
from punos.themes.queries.figures import Shown, figures_of
from punos.themes.queries.lineage import Lineage, lineage

CONTRIBUTIONS_A_PAGE = 50


@dataclass(frozen=True)
class Read:
    """Something said on a theme as a reader of one language meets it, with the passages that are meant.

    Without passages all of it is meant. `original` is filled where `text` is a translation.
    """

    said: Contribution
    text: str
    language: str
    original: str = ""
    original_language: str = ""
    passages: Sequence[str] = ()
    source: Source | None = None


@dataclass(frozen=True)
class ThemePage:
    """Everything on the page of a theme. `unshown` are contributions that count and are not published.

    `until` is when the clock alone will change what is shown.
    """

    theme: Theme
    counts: Counts
    listed: Page[Any]
    unshown: int
    lineage: Lineage
    figures: Shown | None
    until: datetime | None


def theme_page(actor: Actor, theme: Theme, *, number: str | None, now: datetime) -> ThemePage:
    """The page of a theme, fifty contributions at a time, in a fixed number of queries."""
    sources = sources_of(theme.process, now)
    said = readable_in(theme, sources).order_by("pk")
    page: Page[Any] = Paginator(said, CONTRIBUTIONS_A_PAGE).get_page(number)
    page.object_list = read_on(theme, list(page.object_list), sources)
    counted = counts_of([theme.pk]).get(theme.pk, Counts())
    return ThemePage(
        theme=theme,
        counts=counted,
        listed=page,
        unshown=max(0, counted.contributions - page.paginator.count),
        lineage=lineage(actor, theme),
        figures=figures_of(theme),
        until=min((each.changes_at for each in sources.values() if each.changes_at), default=None),
    )


def shown_threads(sources: Mapping[int, Source]) -> models.Q:
    """Contributions of threads that are read by everybody now: all but those whose owner says otherwise."""
    hidden = [thread for thread, source in sources.items() if not source.is_shown]
    return models.Q(thread__is_public=True) & ~models.Q(thread__in=hidden)


def readable_in(theme: Theme, sources: Mapping[int, Source]) -> models.QuerySet[Contribution]:
    """What everybody may read of what was given to a theme; the host's own ideas are not what was said to it."""
    given = Assignment.objects.standing().filter(theme=theme).values("contribution")
    found = Contribution.objects.filter(shown_threads(sources), pk__in=given, voice__is_host=False)
    rows = found.filter(state=ContributionState.PUBLISHED, latest__isnull=False)
    return rows.select_related("latest", "voice__organisation").prefetch_related("latest__translations")


def read_on(theme: Theme, said: Sequence[Contribution], sources: Mapping[int, Source]) -> list[Read]:
    """Each with the passages that were given to this theme; where all of it was given as well, without them."""
    rows = Assignment.objects.standing().filter(theme=theme, contribution__in=[each.pk for each in said])
    passages: dict[int, list[str]] = {}
    whole = set()
    for row in rows.select_related("version").order_by("starts", "pk"):
        if row.starts is None:
            whole.add(row.contribution_id)
        else:
            passages.setdefault(row.contribution_id, []).append(row.passage)
    language = current_language()
    return [
        as_read(
            each,
            language,
            passages=[] if each.pk in whole else passages.get(each.pk, []),
            source=sources.get(each.thread_id),
        )
        for each in said
    ]


def as_read(
    said: Contribution, language: str, *, passages: Sequence[str] = (), source: Source | None = None
) -> Read:
    """What was said, in this language where there is a translation; translations must be read already."""
    latest = said.latest
    assert latest is not None  # what is listed has words
    own = next((each for each in latest.translations.all() if each.language == language), None)
    if latest.destroyed_at is not None:
        return Read(said, latest.shown, language, source=source)
    if own is None or latest.language == language:
        return Read(said, latest.text, latest.language, passages=passages, source=source)
    return Read(said, own.text, language, latest.text, latest.language, passages, source)


def themes_of(contributions: Iterable[Contribution]) -> dict[int, list[Theme]]:
    """The published themes that each of these contributions is in, by their ids, in one query."""
    ids = [each.pk for each in contributions]
    rows = (
        Assignment.objects.standing()
        .filter(contribution__in=ids, theme__published_at__isnull=False, theme__is_chosen=True)
        .filter(theme__ended_at=None)
        .select_related("theme__process")
        .order_by("theme__place", "theme_id")
    )
    found: dict[int, list[Theme]] = {}
    for row in rows:
        themes = found.setdefault(row.contribution_id, [])
        if row.theme not in themes:
            themes.append(row.theme)
    return found


def published_themes(process: Process) -> list[Theme]:
    """The themes of the codebook that readers see, in its order."""
    found = Theme.objects.standing().filter(process=process, published_at__isnull=False)
    listed = list(found.order_by("place", "pk"))
    for each in listed:
        each.process = process
    return listed


def given_after(theme: Theme, *, after: int, most: int, now: datetime) -> list[Assignment]:
    """What everybody may read of a theme, contribution by contribution after this one; all rows of so many."""
    said = readable_in(theme, sources_of(theme.process, now)).filter(pk__gt=after).order_by("pk")
    ids = list(said.values_list("pk", flat=True)[:most])
    rows = Assignment.objects.standing().filter(theme=theme, contribution__in=ids)
    return list(rows.select_related("version", "contribution").order_by("contribution", "starts", "pk"))
