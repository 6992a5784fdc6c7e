"""A page of what is found: narrowed by kind, process, organisation and time, with how many each choice would leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import BooleanField, Case, Expression, F, FloatField, Q, Value, When
from django.db.models.functions import Cast

from punos.search.models import Entry, EntryQuerySet
from punos.search.queries.asking import Known, Piece, asked_of, known_of, pieces_of, rank_by, written_out
from punos.search.queries.explaining import Reason, reasons

# Comparing how well something fits takes as long as reading all its words: of more than this the newest are compared.
MOST_RANKED = 5_000
NUMEROUS = (
    "contribution"  # of these there are so many that all else goes before them where not all can be compared
)
COUNTS = """
WITH found AS MATERIALIZED (SELECT subject_type, process, organisation_id, at FROM search_entry WHERE {condition}),
told AS MATERIALIZED (SELECT *,
    %(kind)s = '' OR subject_type = %(kind)s AS of_kind,
    %(process)s = '' OR process = %(process)s AS of_process,
    %(organisation)s::bigint IS NULL OR coalesce(organisation_id = %(organisation)s, FALSE) AS of_organisation,
    (%(since)s::timestamptz IS NULL OR coalesce(at >= %(since)s, FALSE))
        AND (%(until)s::timestamptz IS NULL OR coalesce(at < %(until)s, FALSE)) AS of_time
FROM found)
SELECT 'any', '', count(*) FROM told
UNION ALL SELECT 'all', '', count(*) FROM told WHERE of_kind AND of_process AND of_organisation AND of_time
UNION ALL SELECT 'kind', subject_type, count(*) FROM told
    WHERE of_process AND of_organisation AND of_time GROUP BY subject_type
UNION ALL SELECT 'process', process, count(*) FROM told
    WHERE process <> '' AND of_kind AND of_organisation AND of_time GROUP BY process
UNION ALL SELECT 'organisation', organisation_id::text, count(*) FROM told
    WHERE organisation_id IS NOT NULL AND of_kind AND of_process AND of_time GROUP BY organisation_id
UNION ALL SELECT 'year', extract(year FROM at AT TIME ZONE %(zone)s)::int::text, count(*) FROM told
    WHERE at IS NOT NULL AND of_kind AND of_process AND of_organisation GROUP BY 2
"""


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
    """What stands in the index for a question: a condition, how well a row fits it, and the same condition as SQL."""

    groups: list[list[Piece]]
    known: Known
    condition: Q
    rank: Expression
    sql: str
    values: Mapping[str, Any]
    is_near: bool = False
    is_loose: bool = False


def found_page(wanted: Wanted, *, number: int = 1, size: int = 20) -> Found:
    """One page of what is found, in a fixed number of queries however much there is."""
    groups = pieces_of(wanted.words)
    if not groups:
        return Found()
    question, counts = _asked(groups, wanted)
    rows = _rows(question, wanted)[(number - 1) * size : number * size] if counts["all"][""] else []
    entries = list(rows)
    why = reasons(entries, question.groups, question.known, is_near=question.is_near)
    return Found(
        hits=[Hit(entry, reason) for entry, reason in zip(entries, why, strict=True)],
        total=counts["all"][""],
        is_near=question.is_near,
        is_loose=question.is_loose,
        kinds=counts["kind"],
        processes=counts["process"],
        organisations={int(each): many for each, many in counts["organisation"].items()},
        years={int(each): many for each, many in counts["year"].items()},
    )


def _asked(groups: list[list[Piece]], wanted: Wanted) -> tuple[_Question, dict[str, Counter[str]]]:
    """The question with its counts; where nothing answers it, titles written nearly so, then what has some of the words."""
    known = known_of(groups)
    question = _exact(groups, known)
    counts = _counts(question, wanted)
    written = written_out(groups)
    if not counts["any"][""] and written:
        near = _near(question, written)
        question, counts = near, _counts(near, wanted)
        singly = _singly(groups, known)
        if not counts["any"][""] and len(singly) > 1:
            question = replace(_exact(singly, known), is_loose=True)
            counts = _counts(question, wanted)
    return question, counts


def _singly(groups: list[list[Piece]], known: Known) -> list[list[Piece]]:
    """Each word by itself, without those that stand in every text."""
    return [[piece] for group in groups for piece in group if set(piece.words) - known.common]


def _exact(groups: list[list[Piece]], known: Known) -> _Question:
    """What has the words in some form."""
    asked = asked_of(groups, known)
    sql, values = asked.written_out
    named = {f"word_{place}": value for place, value in enumerate(values)}
    sql = f"words @@ {sql}" % tuple(f"%({name})s" for name in named)
    return _Question(groups, known, Q(words=asked), rank_by(asked), sql, named)


def _near(question: _Question, written: str) -> _Question:
    """What has a title that is written nearly so."""
    return _Question(
        question.groups,
        question.known,
        Q(titles__trigram_word_similar=written),
        Cast(TrigramWordSimilarity(written, "titles"), FloatField()),
        "%(written)s <%% titles",
        {"written": written},
        is_near=True,
    )


def _counts(question: _Question, wanted: Wanted) -> dict[str, Counter[str]]:
    """How many there are in all, and by each choice of each filter."""
    values = {
        "kind": wanted.kind,
        "process": wanted.process,
        "organisation": wanted.organisation,
        "since": wanted.since,
        "until": wanted.until,
        "zone": settings.TIME_ZONE,
    }
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("any", "all", "kind", "process", "organisation", "year")
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(condition=question.sql), {**values, **question.values})
        for name, choice, many in cursor.fetchall():
            counts[name][choice] = many
    return counts


def _rows(question: _Question, wanted: Wanted) -> EntryQuerySet:
    """The rows in the order in which they are shown."""
    found = narrowed(Entry.objects.filter(question.condition), wanted)
    if wanted.by_date:
        return found.defer("words").order_by(F("at").desc(nulls_last=True), "-id")
    is_one_of_many = Case(
        When(subject_type=NUMEROUS, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    compared = found.order_by(is_one_of_many, "-id").values("pk")[:MOST_RANKED]
    best = Entry.objects.filter(pk__in=compared).defer("words").annotate(rank=question.rank)
    return best.order_by("-rank", "id")


def narrowed(found: EntryQuerySet, wanted: Wanted) -> EntryQuerySet:
    """What passes the filters."""
    for name, value in (
        ("subject_type", wanted.kind),
        ("process", wanted.process),
        ("organisation_id", wanted.organisation),
        ("at__gte", wanted.since),
        ("at__lt", wanted.until),
    ):
        if value:
            found = found.filter(**{name: value})
    return found
