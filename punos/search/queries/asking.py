"""Finding things, whichever form of a word is asked for."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import Exists, Expression, F, FloatField, Q, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from punos.search.models import Entry, EntryQuerySet, plain

# PostgreSQL's text search configuration of each language; "simple" keeps words as they are written.
STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}
CONFIGURATIONS = (*STEMMERS.values(), "simple")
LONGEST_QUESTION, MOST_WORDS, LONGEST_WORD = 500, 8, 60
SHORTEST_BEGINNING, SHORTEST_PART, SHORTEST_MISSPELLED = 2, 3, 4
NOTHING: Mapping[str, set[str]] = {}
PIECE = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
WORD = re.compile(r"[^\W_]+")
FORMS = """
SELECT plain, form, lemma FROM search_wordform WHERE plain = ANY(%s) AND NOT is_part
UNION ALL
SELECT '', word, unnest(CASE WHEN '{}' IN (finnish, swedish, english) THEN ARRAY[''] END || finnish || swedish || english)
FROM unnest(%s::text[]) AS word, LATERAL (SELECT ts_lexize('finnish_stem', word) AS finnish,
    ts_lexize('swedish_stem', word) AS swedish, ts_lexize('english_stem', word) AS english) AS stems
"""


class Asked(SearchQuery):
    """A question written out as SQL: a tree of expressions takes longer to put together than to be answered."""

    def __init__(self, sql: str, values: list[str]) -> None:
        super().__init__("")
        self.written_out = sql, tuple(values)

    def as_sql(self, *_compiler: Any, **_options: Any) -> tuple[str, tuple[str | int, ...]]:
        """The text of the question, with a placeholder for every word of the reader."""
        return self.written_out


@dataclass(frozen=True)
class Piece:
    """One piece of a question: a word, or several in their order; perhaps one that must not be there."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the piece, which a hyphen or an apostrophe may part."""
        return [word[:LONGEST_WORD] for word in WORD.findall(self.text)[:MOST_WORDS]]


@dataclass
class Known:
    """What is known of the words of a question: base forms by form, stems, and words too common to ask for."""

    lemmas: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    plain_lemmas: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stems: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    common: set[str] = field(default_factory=set)


def find(text: str, limit: int = 50) -> list[Entry]:
    """What has these words in a title or text, in whichever language and form, the best first.

    Where nothing has them: what has a title that is written nearly so.
    """
    return list(_found(text, Entry.objects.all())[:limit])


def matching(text: str, subject_type: str, limit: int = 10_000) -> list[tuple[int, float]]:
    """The things of one type that `find` would find: the id of each and how well it fits, the best first."""
    found = _found(text, Entry.objects.filter(subject_type=subject_type))
    return list(found.values_list("subject_id", F("rank"))[:limit])


def _found(text: str, among: EntryQuerySet) -> EntryQuerySet:
    """The rows that a question finds, with their `rank`, best first."""
    groups = pieces_of(text)
    if not groups:
        return _best_first(among.none(), Value(0.0))
    asked = asked_of(groups, known_of(groups))
    has_words, rank = Q(words=asked), rank_by(asked)
    written = written_out(groups)
    if not written:
        return _best_first(among.filter(has_words), rank)
    # In this order: whether anything has the words is found out once, before titles are compared one by one.
    nearly = ~Exists(among.filter(has_words)) & Q(titles__trigram_word_similar=written)
    nearness = Cast(TrigramWordSimilarity(written, "titles"), FloatField())
    return _best_first(among.filter(has_words | nearly), Coalesce(NullIf(rank, 0.0), nearness))


def rank_by(asked: Asked) -> Expression:
    """How well a row fits a question."""
    return Cast(SearchRank(F("words"), asked), FloatField())


def written_out(groups: list[list[Piece]]) -> str:
    """The words of a question as misspelled titles are compared with them; nothing where it is too exact for that."""
    pieces = [piece for group in groups for piece in group]
    written = " ".join(plain(piece.text) for piece in pieces)
    is_exact = any(piece.is_phrase or piece.is_unwanted for piece in pieces)
    return "" if is_exact or len(written) < SHORTEST_MISSPELLED else written


def _best_first(found: EntryQuerySet, rank: Expression) -> EntryQuerySet:
    """Rows by their `rank`, and without the words, which no reader wants."""
    return found.defer("words").annotate(rank=rank).order_by("-rank", "id")


# A question -------------------------------------------------------------------------------------------------


def pieces_of(text: str) -> list[list[Piece]]:
    """A question taken apart: one of these groups has to be there, and of a group every piece."""
    sendable = text[:LONGEST_QUESTION].replace("\0", " ").encode(errors="ignore").decode()
    cleaned = unicodedata.normalize("NFC", sendable).lower()
    groups: list[list[Piece]] = [[]]
    for minus, phrase, word in PIECE.findall(cleaned):
        piece = Piece(phrase or word, is_phrase=bool(phrase), is_unwanted=bool(minus))
        if word == "or" and not minus:
            groups.append([])
        elif WORD.search(piece.text) and sum(map(len, groups)) < MOST_WORDS:
            groups[-1].append(piece)
    return [group for group in groups if any(not piece.is_unwanted for piece in group)]


def known_of(groups: list[list[Piece]]) -> Known:
    """What the index knows of these words and of their last parts, in one query."""
    words = {word for group in groups for piece in group if not piece.is_phrase for word in piece.words}
    ends = {plain(end) for word in words for end in (word, *(last for _first, last in parts_of(word)))}
    known = Known()
    with connection.cursor() as cursor:
        cursor.execute(FORMS, [sorted(ends), sorted(words)])
        for without_dots, form, found in cursor.fetchall():
            if without_dots:
                known.lemmas[form].add(found)
                known.plain_lemmas[without_dots].add(found)
            elif found:
                known.stems[form].add(found)
            else:
                known.common.add(form)
    return known


def parts_of(word: str) -> Iterator[tuple[str, str]]:
    """Every way to part a compound in two, the longest last part first."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        yield word[:cut], word[cut:]


def lemmas_of(word: str, known: Known) -> set[str]:
    """The base forms that a word may stand for: its own, else those of a compound with its last part."""
    own = known.lemmas.get(word) or known.plain_lemmas.get(plain(word))
    if own:
        return set(own)
    for first, last in parts_of(word):
        if last in known.lemmas:
            return {first + lemma for lemma in known.lemmas[last]}
        if last in known.plain_lemmas:
            bases = {first + lemma for lemma in known.plain_lemmas[last]}
            return bases | {without_dots(base) for base in bases}
    return set()


def without_dots(word: str) -> str:
    """A word without dots and accents, marked so that it is not taken for another word that has none."""
    return f"{plain(word)}0"


def asked_of(groups: list[list[Piece]], known: Known) -> Asked:
    """The question as PostgreSQL takes it."""
    each = [_all_of(group, known) for group in groups]
    sql = " || ".join(sql for sql, _values in each)
    return Asked(f"({sql})", [value for _sql, values in each for value in values])


def _all_of(group: list[Piece], known: Known) -> tuple[str, list[str]]:
    """Every piece of a group; words such as "and" only if the group has no others."""
    telling = [piece for piece in group if piece.is_phrase or set(piece.words) - known.common]
    wanted = telling if any(not piece.is_unwanted for piece in telling) else group
    each = [_one_of(piece, known, is_last=piece is wanted[-1]) for piece in wanted]
    sql = " && ".join(sql for sql, _values in each)
    return f"({sql})", [value for _sql, values in each for value in values]


def _one_of(piece: Piece, known: Known, *, is_last: bool) -> tuple[str, list[str]]:
    """A piece in any of its forms; the last word may also be the beginning of one."""
    sign = "!!" if piece.is_unwanted else ""
    if not piece.is_phrase and piece.words == [piece.text] and piece.text.isalpha():
        # Each form once: of a word that is asked for five times over, PostgreSQL expects so many rows that it leaves
        # the index aside and reads them all.
        return f"{sign}(to_tsquery('simple', %s))", [_raw(piece, known, is_last=is_last, also=known.stems)]
    asks = "phraseto_tsquery" if piece.is_phrase else "plainto_tsquery"
    ways = [f"{asks}('{name}', %s)" for name in CONFIGURATIONS]
    values = [piece.text] * len(CONFIGURATIONS)
    if not piece.is_phrase:
        ways.append("to_tsquery('simple', %s)")
        values.append(_raw(piece, known, is_last=is_last))
    return f"{sign}({' || '.join(ways)})", values


def _raw(piece: Piece, known: Known, *, is_last: bool, also: Mapping[str, set[str]] = NOTHING) -> str:
    """Base forms in PostgreSQL's own notation: letters, digits and the signs of the notation only."""
    words = piece.words
    choices = [{word, *lemmas_of(word, known), *also.get(word, ())} for word in words]
    if is_last and not piece.is_unwanted and len(words[-1]) >= SHORTEST_BEGINNING:
        choices[-1].add(f"{words[-1]}:*")
    return " & ".join(f"({' | '.join(sorted(each))})" for each in choices)
