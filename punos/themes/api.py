"""Themes as JSON: the published ones of a process, and what was said on each."""

from datetime import datetime

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from punos.organisations.models import ActingRequest
from punos.processes import queries as processes
from punos.themes import queries
from punos.themes.models import Theme
from punos.themes.queries.reading import given_after, published_themes

router = Router(tags=["themes"])
MOST_AT_ONCE = 100


class ThemeOut(Schema):
    """A theme with how many hold it, persons, organisations, groups and public bodies apart; texts by language."""

    number: int
    source_language: str
    title: dict[str, str]
    body: dict[str, str]
    published_at: datetime
    persons: int
    organisations: int
    groups: int
    bodies: int
    heads: int = Field(description="people in the groups")
    contributions: int
    address: str

    @classmethod
    def of(cls, theme: Theme, counts: queries.Counts) -> "ThemeOut":
        assert theme.published_at is not None  # only published ones are asked for
        texts = {
            name: {language: part.text for language, part in getattr(theme, name).texts.items()}
            for name in ("title", "body")
        }
        return cls(
            number=theme.number,
            source_language=theme.title.source,
            published_at=theme.published_at,
            address=theme.address,
            title=texts["title"],
            body=texts["body"],
            **vars(counts),
        )


class GivenOut(Schema):
    """A contribution to a theme; `starts` and `ends` are characters of its wording where only a passage is meant."""

    contribution: int
    version: int
    starts: int | None
    ends: int | None
    origin: str = Field(description="person, or machine where a machine proposed it")
    address: str


@router.get("/{slug:process}/themes", response=list[ThemeOut])
def theme_list(request: ActingRequest, process: str) -> list[ThemeOut]:
    """The published themes of a process in the order of its codebook."""
    found = processes.process_detail(request.actor, process)
    if found is None:
        raise Http404
    counted = queries.counts(found)
    return [ThemeOut.of(each, counted.get(each.pk, queries.Counts())) for each in published_themes(found)]


@router.get("/{slug:process}/themes/{int:number}/contributions", response=list[GivenOut])
def theme_contributions(request: ActingRequest, process: str, number: int, after: int = 0) -> list[GivenOut]:
    """What everybody may read of a theme, at most 100; `after` is the last contribution of the page before."""
    theme = queries.theme_numbered(request.actor, process, number)
    if theme is None or theme.published_at is None:
        raise Http404
    rows = given_after(theme, after=after, most=MOST_AT_ONCE, now=timezone.now())
    return [
        GivenOut(
            contribution=row.contribution_id,
            version=row.version.number,
            starts=row.starts,
            ends=row.ends,
            origin=row.origin,
            address=row.address,
        )
        for row in rows
    ]
