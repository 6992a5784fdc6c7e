"""What came of what somebody said: each of their own contributions with where it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Q

from punos.contributions.models import Capacity, Contribution, ContributionState
from punos.contributions.queries import own_mark
from punos.home.queries.knots import Knot, knot_of
from punos.home.queries.process_thread import Row, rows_of_themes
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes import queries as themes

SAID_A_PAGE: Final = 20


@dataclass(frozen=True)
class MySaid:
    """Something said by this reader or by an organisation that they act for, with the public themes that it is in."""

    said: Contribution
    knot: Knot
    rows: Sequence[Row]

    @property
    def process(self) -> Process:
        return self.said.thread.process


def my_thread(actor: Actor, *, number: str | None, today: date) -> Page[Any]:
    """The latest first, twenty at a time, in a fixed number of queries."""
    assert actor.person is not None  # only who has signed in comes here
    mine = Q(voice__speaker=own_mark(actor.person))
    spoken = [Capacity.ORGANISATION, Capacity.BODY]
    mine |= Q(voice__organisation__in=actor.acts_for, voice__capacity__in=spoken)
    said = Contribution.objects.filter(mine, latest__isnull=False, voice__is_host=False)
    rows = said.exclude(state=ContributionState.WITHDRAWN).select_related(
        "latest", "voice__organisation", "thread__process"
    )
    ordered = rows.prefetch_related("latest__translations").order_by("-at", "-pk")
    page: Page[Any] = Paginator(ordered, SAID_A_PAGE).get_page(number)
    listed = list(page.object_list)
    held = themes.themes_of(listed)
    unique = {each.pk: each for found in held.values() for each in found}
    by_theme = rows_of_themes(actor, list(unique.values()), today)
    page.object_list = [
        MySaid(
            each, knot_of("contribution", each, today), [by_theme[one.pk] for one in held.get(each.pk, [])]
        )
        for each in listed
    ]
    return page
