"""A page of what is found: narrowed by kind, process, organisation and time, with how many each choice would leave."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from punos.search.models import Entry
from punos.search.queries.asking import Known, Piece, asked_of, known_of, pieces_of, written_out
from punos.search.queries.explaining import Reason, reasons

# Comparing how well something fits takes as long as reading all its words: of more than this the newest are compared.
MOST_RANKED = 5_000
NUMEROUS = (
    "contribution"  # of these there are so many that all else goes before them where not all can be compared
)
# One pass over everything that has the words: it is read once, and each choice of each filter is counted on the way.
PAGE = """
WITH found AS MATERIALIZED (SELECT *, of_kind AND of_process AND of_organisation AND of_time AS of_all FROM (
    SELECT id, subject_type, process, organisation_id, at,
        extract(year FROM at AT TIME ZONE %(zone)s)::int AS year,
        %(kind)s = '' OR subject_type = %(kind)s AS of_kind,
        %(process)s = '' OR process = %(process)s AS of_process,
        %(organisation)s::bigint IS NULL OR coalesce(organisation_id = %(organisation)s, FALSE) AS of_organisation,
        (%(since)s::timestamptz IS NULL OR coalesce(at >= %(since)s, FALSE))
            AND (%(until)s::timestamptz IS NULL OR coalesce(at < %(until)s, FALSE)) AS of_time
    FROM search_entry WHERE {condition}) AS has_words)
SELECT
    CASE 0 WHEN GROUPING(subject_type) THEN 'kind' WHEN GROUPING(process) THEN 'process'
        WHEN GROUPING(organisation_id) THEN 'organisation' WHEN GROUPING(year) THEN 'year' ELSE 'all' END,
    coalesce(subject_type, process, organisation_id::text, year::text, of_all::text),
    CASE 0 WHEN GROUPING(subject_type) THEN count(*) FILTER (WHERE of_process AND of_organisation AND of_time)
        WHEN GROUPING(process) THEN count(*) FILTER (WHERE of_kind AND of_organisation AND of_time)
        WHEN GROUPING(organisation_id) THEN count(*) FILTER (WHERE of_kind AND of_process AND of_time)
        WHEN GROUPING(year) THEN count(*) FILTER (WHERE of_kind AND of_process AND of_organisation)
        ELSE count(*) END
FROM found GROUP BY GROUPING SETS ((subject_type), (process), (organisation_id), (year), (of_all))
UNION ALL SELECT 'shown', place::text, id FROM ({shown} ORDER BY place LIMIT %(size)s OFFSET %(skipped)s) AS shown
"""
BEST = """SELECT id, row_number() OVER (ORDER BY {rank} DESC, id) AS place FROM search_entry JOIN (
    SELECT id FROM found WHERE of_all ORDER BY subject_type = %(numerous)s, id DESC LIMIT %(most)s
) AS compared USING (id)"""
NEWEST = (
    "SELECT id, row_number() OVER (ORDER BY at DESC NULLS LAST, id DESC) AS place FROM found WHERE of_all"
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader looks for; what is empty asks nothing. `kind` is the type of thing; `until` is no longer part of it."""

    words: str = ""
    kind: str = ""
    process: str = ""
    organisation: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    by_date: bool = False


@dataclass(frozen=True)
class Hit:
    """One thing that was found, and why."""

    entry: Entry
    reason: Reason


@dataclass(frozen=True)
class Found:
    """A page of what was found. `total` counts all of it, `reachable` what the pages together show.

    The counts say how many there would be with another choice of one filter, the other filters staying as they are.
    `is_near` says that nothing has the words, and these have titles that are written nearly so; `is_loose` that nothing
    has all of the words, and these have some.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    is_near: bool = False
    is_loose: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    processes: Mapping[str, int] = field(default_factory=dict)
    organisations: Mapping[int, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)

    @property
    def reachable(self) -> int:
        return min(self.total, MOST_RANKED)


@dataclass(frozen=True)
class _Question:
    """What stands in the index for a question, and how well a row fits it: both as SQL with named values."""

    groups: list[list[Piece]]
    known: Known
    condition: str
    rank: str
    values: Mapping[str, Any]
    is_near: bool = False
    is_loose: bool = False


@dataclass(frozen=True)
class _Numbers:
    """The ids of a page in their order, and how many there are by each choice of each filter.

    Under `all` stands how many pass every filter ("true") and how many do not ("false").
    """

    shown: Sequence[int]
    counts: Mapping[str, Mapping[str, int]]


def found_page(wanted: Wanted, *, number: int = 1, size: int = 20) -> Found:
    """One page of what is found, in a fixed number of queries however much there is."""
    groups = pieces_of(wanted.words)
    if not groups:
        return Found()
    question, told = _asked(groups, wanted, {"size": size, "skipped": (number - 1) * size})
    rows = Entry.objects.defer("words").in_bulk(told.shown)
    entries = [rows[each] for each in told.shown if each in rows]  # what was withdrawn meanwhile is gone
    why = reasons(entries, question.groups, question.known, is_near=question.is_near)
    return Found(
        hits=[Hit(entry, reason) for entry, reason in zip(entries, why, strict=True)],
        total=told.counts["all"]["true"],
        is_near=question.is_near,
        is_loose=question.is_loose,
        kinds=told.counts["kind"],
        processes=told.counts["process"],
        organisations={int(each): many for each, many in told.counts["organisation"].items()},
        years={int(each): many for each, many in told.counts["year"].items()},
    )


def _asked(groups: list[list[Piece]], wanted: Wanted, place: Mapping[str, int]) -> tuple[_Question, _Numbers]:
    """The question with its numbers; where nothing answers it, titles written nearly so, then what has some of the words."""
    known = known_of(groups)
    question = _exact(groups, known)
    told = _numbers(question, wanted, place)
    written = written_out(groups)
    if not told.counts["all"] and written:
        question = _near(question, written)
        told = _numbers(question, wanted, place)
        singly = _singly(groups, known)
        if not told.counts["all"] and len(singly) > 1:
            question = replace(_exact(singly, known), is_loose=True)
            told = _numbers(question, wanted, place)
    return question, told


def _singly(groups: list[list[Piece]], known: Known) -> list[list[Piece]]:
    """Each word by itself, without those that stand in every text."""
    return [[piece] for group in groups for piece in group if set(piece.words) - known.common]


def _exact(groups: list[list[Piece]], known: Known) -> _Question:
    """What has the words in some form."""
    sql, values = asked_of(groups, known).written_out
    named = {f"word_{place}": value for place, value in enumerate(values)}
    asked = sql % tuple(f"%({name})s" for name in named)
    return _Question(groups, known, f"words @@ {asked}", f"ts_rank(words, {asked})", named)


def _near(question: _Question, written: str) -> _Question:
    """What has a title that is written nearly so."""
    return _Question(
        question.groups,
        question.known,
        "%(written)s <%% titles",
        "word_similarity(%(written)s, titles)",
        {"written": written},
        is_near=True,
    )


def _numbers(question: _Question, wanted: Wanted, place: Mapping[str, int]) -> _Numbers:
    """Which rows a page shows, and how many there are by each choice of each filter."""
    values = {
        "kind": wanted.kind,
        "process": wanted.process,
        "organisation": wanted.organisation,
        "since": wanted.since,
        "until": wanted.until,
        "zone": settings.TIME_ZONE,
        "numerous": NUMEROUS,
        "most": MOST_RANKED,
    }
    shown = NEWEST if wanted.by_date else BEST.format(rank=question.rank)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with connection.cursor() as cursor:
        known = {**values, **place, **question.values}
        cursor.execute(PAGE.format(condition=question.condition, shown=shown), known)
        for name, choice, many in cursor.fetchall():
            if many and choice:  # what has no process, organisation or year is no choice
                counts[name][choice] = many
    ids = counts.pop("shown", Counter())
    return _Numbers([ids[each] for each in sorted(ids, key=int)], counts)
