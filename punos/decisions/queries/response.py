"""Responses as readers meet them: which one stands for a theme, its versions, those under a contribution."""

from collections.abc import Iterable, Mapping
from datetime import date

from punos.core.components import Chip, ChipKind
from punos.decisions.models import Response, ResponseOutcome
from punos.themes.models import Assignment, Theme

KINDS: Mapping[str, ChipKind] = {
    ResponseOutcome.TAKEN: "good",
    ResponseOutcome.PARTLY: "good",
    ResponseOutcome.ALREADY: "good",
    ResponseOutcome.NOT_TAKEN: "neutral",
    ResponseOutcome.OUTSIDE: "neutral",
    ResponseOutcome.PREPARING: "wait",
}


def chip_of(response: Response, today: date) -> Chip:
    """The outcome in a word or two; a promise whose day has passed stands out."""
    kind: ChipKind = "late" if is_late(response, today) else KINDS[response.outcome]
    return Chip(text=response.get_outcome_display(), kind=kind)


def is_late(response: Response, today: date) -> bool:
    """Whether the day has passed by which an answer was promised."""
    return bool(not response.settles and response.ready_by and response.ready_by < today)


def draft_of(theme: Theme) -> Response | None:
    """The version that is being written."""
    return theme.responses.filter(published_at=None).select_related("unit").first()


def published_of(theme: Theme) -> Response | None:
    """The version of this theme's own response that readers have."""
    return theme.responses.published().order_by("-number").select_related("unit").first()


def own_responses(themes: Iterable[Theme]) -> dict[int, Response]:
    """By theme, the version of its own response that readers have, in one query."""
    found = Response.objects.current().filter(theme__in=[each.pk for each in themes])
    return {each.theme_id: each for each in found.select_related("unit", "theme__process")}


def response_of(theme: Theme) -> Response | None:
    """The response that stands for a theme; a merged one has that of the theme it leads to."""
    return responses_of([theme]).get(theme.pk)


def responses_of(themes: Iterable[Theme]) -> dict[int, Response]:
    """By theme, the response that stands for it, in two queries however many and however often merged."""
    asked = list(themes)
    ends = standing_for(asked)
    found = Response.objects.current().filter(theme__in=set(ends.values()))
    by_theme = {each.theme_id: each for each in found.select_related("unit", "theme__process")}
    return {each.pk: by_theme[ends[each.pk]] for each in asked if ends[each.pk] in by_theme}


def standing_for(themes: Iterable[Theme]) -> dict[int, int]:
    """By theme id, the id of the theme that it leads to in the end: itself, if it was not merged."""
    asked = list(themes)
    merged = Theme.objects.filter(process__in={each.process_id for each in asked}, merged_into__isnull=False)
    leads = {each.pk: each.merged_into_id for each in merged.only("pk", "merged_into") if each.merged_into_id}
    return {each.pk: _end(each.pk, leads) for each in asked}


def _end(theme: int, leads: Mapping[int, int]) -> int:
    """Where a chain of merges ends."""
    seen = {theme}
    while theme in leads and leads[theme] not in seen:
        theme = leads[theme]
        seen.add(theme)
    return theme


def earlier_responses(theme: Theme, current: Response | None) -> list[Response]:
    """What readers had before: older versions, and the responses of themes that were merged into this one."""
    everything = list(Theme.objects.filter(process=theme.process_id))
    ends = standing_for(everything)
    same = [pk for pk, end in ends.items() if end == ends.get(theme.pk, theme.pk)]
    found = Response.objects.published().filter(theme__in=same).select_related("theme__process", "unit")
    return [each for each in found.order_by("-published_at", "-pk") if each != current]


def version_of(theme: Theme, number: int) -> Response | None:
    """One version of a theme's response that readers have or had."""
    found = theme.responses.published().filter(number=number)
    return found.select_related("theme__process", "unit").first()


def responses_under(contributions: Iterable[int]) -> dict[int, list[Response]]:
    """By contribution id, what was responded to the public themes that it belongs to now, in two queries."""
    given = Assignment.objects.standing().filter(contribution__in=list(contributions))
    public = given.filter(theme__ended_at=None, theme__published_at__isnull=False, theme__is_chosen=True)
    rows = public.order_by("theme__place", "theme", "contribution").values_list("contribution", "theme")
    pairs = list(rows.distinct())
    found = Response.objects.current().filter(theme__in={theme for _contribution, theme in pairs})
    by_theme = (
        {each.theme_id: each for each in found.select_related("theme__process", "unit")} if pairs else {}
    )
    under: dict[int, list[Response]] = {}
    for contribution, theme in pairs:
        if theme in by_theme:
            under.setdefault(contribution, []).append(by_theme[theme])
    return under
