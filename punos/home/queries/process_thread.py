"""The whole of one process in a table and a picture: who said what on which theme, and what came of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.core.languages import current_language
from punos.core.numbers import number
from punos.decisions import queries as decisions
from punos.decisions.models import Decision, Measure, ResponseOutcome
from punos.home.queries.knots import Knot, knot_of
from punos.home.queries.picture import Band, Box, Picture
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.themes import queries as themes
from punos.themes.models import Theme
from punos.themes.queries import Counts
from punos.themes.queries.telling import in_words

MOST_THEMES: Final = 12  # drawn one by one; the others together
MOST_DECISIONS: Final = 8
MOST_MEASURES: Final = 10
NO_RESPONSE: Final = "none"
REST: Final = "rest"
MOST_TOLD: Final = 5  # themes named at one band
PARTS: Final = ("persons", "organisations", "groups", "bodies")


@dataclass(frozen=True)
class Row:
    """One theme with who holds it, its response, and what was decided and is done because of it."""

    theme: Knot
    counts: Counts
    told: str
    response: Knot | None
    decisions: Sequence[Knot]
    measures: Sequence[Knot]


@dataclass(frozen=True)
class ProcessThread:
    """The public themes in the order of the codebook; `loose` is what hangs on none of them.

    `came_from` says of each measure from which decisions it came, by their ids.
    """

    process: Process
    rows: Sequence[Row]
    loose: Sequence[Knot]
    came_from: Mapping[int, Collection[int]]

    @property
    def decisions(self) -> list[Knot]:
        return _unique(each for row in self.rows for each in row.decisions) + self._loose("decision")

    @property
    def measures(self) -> list[Knot]:
        return _unique(each for row in self.rows for each in row.measures) + self._loose("measure")

    def _loose(self, kind: str) -> list[Knot]:
        return [each for each in self.loose if each.kind == kind]


def process_thread(actor: Actor, process: Process, today: date) -> ProcessThread:
    """Everything public of a process from themes to measures, in a fixed number of queries."""
    standing = Theme.objects.standing().filter(process=process, published_at__isnull=False)
    held = list(standing.order_by("place", "pk"))
    for each in held:
        each.process = process
    counts = themes.kept_counts(process) if held else {}
    decided = _decisions(Decision.objects.visible_to(actor).filter(process=process))
    done = _measures(Measure.objects.visible_to(actor).filter(process=process))
    rows = rows_of(held, counts, decided, done, today)
    tied = {each.thread for row in rows for each in (*row.decisions, *row.measures)}
    others = [knot_of("decision", each, today) for each in decided]
    others += [knot_of("measure", each, today) for each in done]
    loose = [each for each in others if each.thread not in tied]
    came_from = {each.pk: {one.pk for one in each.decisions.all()} for each in done}
    return ProcessThread(process, rows, loose, came_from)


def rows_of(
    held: Sequence[Theme],
    counts: Mapping[int, Counts],
    decided: Sequence[Decision],
    done: Sequence[Measure],
    today: date,
) -> list[Row]:
    """Each of these themes with its response, and with those of the decisions and measures that hang on it."""
    responses = decisions.own_responses(held)
    because = {
        each.pk: {one.pk for one in each.themes.all()} | {one.theme_id for one in each.responses.all()}
        for each in decided
    }
    knots = {each.pk: knot_of("decision", each, today) for each in decided}
    deeds = {each.pk: knot_of("measure", each, today) for each in done}
    of_themes = {each.pk: {one.pk for one in each.themes.all()} for each in done}
    of_decisions = {each.pk: {one.pk for one in each.decisions.all()} for each in done}
    rows = []
    for each in held:
        near = {pk: knot for pk, knot in knots.items() if each.pk in because[pk]}
        of = counts.get(each.pk, Counts())
        rows.append(
            Row(
                theme=knot_of("theme", each, today),
                counts=of,
                told=in_words(of),
                response=knot_of("response", responses[each.pk], today) if each.pk in responses else None,
                decisions=list(near.values()),
                measures=[
                    deed
                    for pk, deed in deeds.items()
                    if each.pk in of_themes[pk] or not of_decisions[pk].isdisjoint(near)
                ],
            )
        )
    return rows


def rows_of_themes(actor: Actor, held: Sequence[Theme], today: date) -> dict[int, Row]:
    """The same for public themes of any processes, by their ids, without counts."""
    ids = [each.pk for each in held]
    near = Q(themes__in=ids) | Q(responses__theme__in=ids)
    found = Decision.objects.visible_to(actor).filter(pk__in=Decision.objects.filter(near).values("pk"))
    decided = _decisions(found)
    near = Q(themes__in=ids) | Q(decisions__in=[each.pk for each in decided])
    done = Measure.objects.visible_to(actor).filter(pk__in=Measure.objects.filter(near).values("pk"))
    rows = rows_of(held, {}, decided, _measures(done), today)
    return {row.theme.pk: row for row in rows}


def _decisions(rows: QuerySet[Decision]) -> list[Decision]:
    found = rows.select_related("process").prefetch_related("themes", "responses")
    return list(found.order_by("decided_on", "number"))


def _measures(rows: QuerySet[Measure]) -> list[Measure]:
    found = rows.select_related("process", "unit", "organisation").prefetch_related("themes", "decisions")
    return list(found.order_by("due_on", "number"))


def _unique(knots: Iterable[Knot]) -> list[Knot]:
    return list({each.thread: each for each in knots}.values())


def figures(thread: ProcessThread) -> Picture:
    """What is drawn: who said, themes, responses by outcome, decisions, measures; many small ones together."""
    drawing = _Drawing(thread, f"/{current_language()}")
    return Picture(
        title=_("From what was said to what is done"),
        about=_(
            "Bands are as wide as the voices that hold a theme; who holds several themes is in several bands. Persons,"
            " organisations and groups are told apart at each band. The table below tells the same."
        ),
        columns=[
            _("Who said it"),
            _("Themes"),
            _("What was answered"),
            _("What was decided"),
            _("What is done"),
        ],
        boxes=list(drawing.boxes()),
        bands=list(drawing.bands()),
    )


class _Drawing:
    """Which box each thing is drawn in, and what leads from one box to the next."""

    def __init__(self, thread: ProcessThread, language: str) -> None:
        self.thread, self.language = thread, language
        by_size = sorted(thread.rows, key=lambda row: -row.counts.voices)
        self.shown = {row.theme.pk for row in by_size[:MOST_THEMES]}
        self.decisions = {each.pk for each in thread.decisions[-MOST_DECISIONS:]}
        self.measures = {each.pk for each in thread.measures[:MOST_MEASURES]}

    def boxes(self) -> Iterator[Box]:
        rows, base = self.thread.rows, f"{self.language}{self.thread.process.address}"
        yield from self._who(rows, base)
        yield from self._column(1, [row.theme for row in rows], self.shown, f"{base}themes/")
        outcomes = {_outcome(row) for row in rows}
        for value, label in (*ResponseOutcome.choices, (NO_RESPONSE, _("No response yet"))):
            if value in outcomes:
                told = self._told([row for row in rows if _outcome(row) == value])
                quiet = "quiet" if value == NO_RESPONSE else ""
                yield Box(f"outcome:{value}", 2, str(label), told, f"{base}responses/", quiet)
        yield from self._column(3, self.thread.decisions, self.decisions, f"{base}decisions/")
        yield from self._column(4, self.thread.measures, self.measures, f"{base}measures/")

    def _who(self, rows: Sequence[Row], base: str) -> Iterator[Box]:
        for name, label in _parts().items():
            if any(getattr(row.counts, name) for row in rows):
                yield Box(f"who:{name}", 0, label, "", f"{base}themes/")

    def _column(self, column: int, knots: Sequence[Knot], shown: set[int], address: str) -> Iterator[Box]:
        for each in knots:
            if each.pk in shown:
                label = each.title.read(current_language()).text
                own = f"{self.language}{each.thread}"
                yield Box(
                    self._key(each),
                    column,
                    label,
                    self._behind(each),
                    own,
                    "late" if each.state == "overdue" else "",
                )
        others = len(knots) - len([each for each in knots if each.pk in shown])
        if others:
            yield Box(f"{KINDS[column]}:{REST}", column, _others(others), "", address)

    def _behind(self, knot: Knot) -> str:
        """Who stands behind one thing, and how far it is."""
        rows = [row for row in self.thread.rows if knot in (row.theme, *row.decisions, *row.measures)]
        state = str(knot.chip.text) if knot.chip else ""
        return ". ".join(each for each in (state, self._told(rows) if rows else "") if each)

    def _key(self, knot: Knot) -> str:
        shown = {"theme": self.shown, "decision": self.decisions, "measure": self.measures}[knot.kind]
        return f"{knot.kind}:{knot.pk if knot.pk in shown else REST}"

    def _told(self, rows: Sequence[Row]) -> str:
        """The voices in each of these themes; never summed, for many hold several."""
        if len(rows) == 1:
            return rows[0].told
        told = [f"{row.theme.title.read(current_language()).text}: {row.told}" for row in rows[:MOST_TOLD]]
        others = len(rows) - len(told)
        return ". ".join([*told, *([_others(others)] if others else [])])

    def bands(self) -> Iterator[Band]:
        """The bands between the same two boxes together."""
        together: dict[tuple[str, str], list[tuple[float, Row, str]]] = {}
        for row in self.thread.rows:
            for source, target, size, address in self._leads(row):
                together.setdefault((source, target), []).append((size, row, address))
        for (source, target), each in together.items():
            address = each[0][2] if len(each) == 1 else self._all(target)
            yield Band(
                source, target, sum(size for size, _row, _to in each), self._words(source, each), address
            )

    def _words(self, source: str, each: Sequence[tuple[float, Row, str]]) -> str:
        rows = list({row.theme.pk: row for _size, row, _to in each}.values())
        name, _colon, part = source.partition(":")
        if name == "who" and len(rows) == 1:
            return f"{_parts()[part]}: {number(getattr(rows[0].counts, part), current_language())}"
        return self._told(rows)

    def _all(self, target: str) -> str:
        """The list that a band leads to which holds several things."""
        lists = {"theme": "themes", "outcome": "responses", "decision": "decisions", "measure": "measures"}
        return f"{self.language}{self.thread.process.address}{lists[target.partition(':')[0]]}/"

    def _leads(self, row: Row) -> Iterator[tuple[str, str, float, str]]:
        """Where the voices of one theme go; what leads to several things is shared out evenly among them."""
        theme, outcome = self._key(row.theme), f"outcome:{_outcome(row)}"
        voices, to = float(row.counts.voices), f"{self.language}{row.theme.thread}"
        for name in PARTS:
            if getattr(row.counts, name):
                yield f"who:{name}", theme, float(getattr(row.counts, name)), to
        answered = f"{self.language}{row.response.thread}" if row.response else to
        yield theme, outcome, voices, answered
        for each in row.decisions:
            yield outcome, self._key(each), voices / len(row.decisions), f"{self.language}{each.thread}"
        for each in row.measures:
            near = [one for one in row.decisions if one.pk in self.thread.came_from[each.pk]]
            source = self._key(near[-1]) if near else outcome
            yield source, self._key(each), voices / len(row.measures), f"{self.language}{each.thread}"


KINDS: Final[Mapping[int, str]] = {1: "theme", 3: "decision", 4: "measure"}


def _others(many: int) -> str:
    words = ngettext("%(many)s other", "%(many)s others", many)
    return words % {"many": number(many, current_language())}


def _parts() -> dict[str, str]:
    return {
        "persons": _("Persons"),
        "organisations": _("Organisations"),
        "groups": _("Groups"),
        "bodies": _("Public bodies"),
    }


def _outcome(row: Row) -> str:
    return row.response.state if row.response else NO_RESPONSE
