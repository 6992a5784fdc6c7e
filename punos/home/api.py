"""The thread from word to deed as JSON: of a whole process, and of any one thing in it."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema

from punos.core.languages import TranslatedText
from punos.home import queries
from punos.home.queries.knots import Knot
from punos.home.queries.process_thread import Row
from punos.organisations.models import ActingRequest
from punos.processes import queries as processes
from punos.themes.queries import Counts

router = Router(tags=["thread"])


def by_language(text: TranslatedText) -> dict[str, str]:
    """A text as its words by language."""
    return {language: part.text for language, part in text.texts.items()}


class KnotOut(Schema):
    """One thing in the chain, with where it is read and where the chain from it begins; texts by language."""

    kind: str = Field(description="contribution, theme, response, section, decision, measure or came_of")
    id: int
    title: dict[str, str]
    source_language: str
    on: date | None
    state: str = Field(description="outcome, change or state; overdue where a measure is late; may be empty")
    address: str
    thread: str

    @classmethod
    def of(cls, knot: Knot) -> "KnotOut":
        return cls(
            kind=knot.kind,
            id=knot.pk,
            title=by_language(knot.title),
            source_language=knot.title.source,
            on=knot.at,
            state=knot.state,
            address=knot.address,
            thread=knot.thread,
        )


class CountsOut(Schema):
    """How many hold a theme: persons, organisations, groups and public bodies apart."""

    theme: int
    persons: int
    organisations: int
    groups: int
    bodies: int
    heads: int = Field(description="people in the groups")
    contributions: int

    @classmethod
    def of(cls, theme: Knot, counts: Counts) -> "CountsOut":
        return cls(theme=theme.pk, **vars(counts))


class StageOut(Schema):
    """One stage of the chain; `more` are counted beside those told here."""

    kind: str
    knots: list[KnotOut]
    more: int


class ChainOut(Schema):
    """The chain that one thing belongs to, from what was said to what came of it."""

    process: str
    start: KnotOut
    stages: list[StageOut]
    counts: list[CountsOut]


class RowOut(Schema):
    """One theme with what came of it."""

    theme: KnotOut
    counts: CountsOut
    response: KnotOut | None
    decisions: list[KnotOut]
    measures: list[KnotOut]

    @classmethod
    def of(cls, row: Row) -> "RowOut":
        return cls(
            theme=KnotOut.of(row.theme),
            counts=CountsOut.of(row.theme, row.counts),
            response=KnotOut.of(row.response) if row.response else None,
            decisions=[KnotOut.of(each) for each in row.decisions],
            measures=[KnotOut.of(each) for each in row.measures],
        )


class ProcessThreadOut(Schema):
    """The public themes of a process in the order of its codebook; `loose` hangs on none of them."""

    process: str
    rows: list[RowOut]
    loose: list[KnotOut]


@router.get("/processes/{slug:process}/thread", response=ProcessThreadOut)
def process_thread(request: ActingRequest, process: str) -> ProcessThreadOut:
    """From what was said to what is done in a process, theme by theme."""
    found = processes.process_detail(request.actor, process)
    if found is None or not found.published_at:
        raise Http404
    told = queries.process_thread(request.actor, found, timezone.localdate())
    return ProcessThreadOut(
        process=found.slug,
        rows=[RowOut.of(each) for each in told.rows],
        loose=[KnotOut.of(each) for each in told.loose],
    )


@router.get("/thread/{slug:kind}/{int:number}", response=ChainOut)
def thread(request: ActingRequest, kind: str, number: int) -> ChainOut:
    """The chain of one contribution, theme, response, section, decision or measure."""
    told = queries.chain(request.actor, kind, number, now=timezone.now())
    if told is None:
        raise Http404
    return ChainOut(
        process=told.process.slug,
        start=KnotOut.of(told.start),
        stages=[
            StageOut(kind=each.kind, knots=[KnotOut.of(one) for one in each.knots], more=each.more)
            for each in told.stages
        ],
        counts=[CountsOut.of(knot, counts) for knot, counts in told.themes],
    )
