"""Why something was found: which word of it, in which of its texts, and how that word belongs to the one asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from punos.core.languages import current_language
from punos.core.text import without_marks
from punos.search.models import Entry, WordForm, plain
from punos.search.queries.asking import LONGEST_WORD, STEMMERS, WORD, Known, Piece, lemmas_of

LOOKED_THROUGH = 8_000  # characters of a text in which the words are looked for
AROUND = 90  # characters shown before and after the first word that was found
STEMS = """
SELECT word, ts_lexize('finnish_stem', word), ts_lexize('swedish_stem', word), ts_lexize('english_stem', word)
FROM unnest(%s::text[]) AS word
"""


class How(StrEnum):
    """How a word of a text belongs to the word that was asked for, the nearest first."""

    WORD = "word"
    FORM = "form"
    BEGINNING = "beginning"
    PART = "part"
    NEAR = "near"


@dataclass(frozen=True)
class Bit:
    """A stretch of a text; marked where it is why the text was found."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Match:
    """A word as it stands in a text, the word that was asked for, and how one belongs to the other."""

    word: str
    asked: str
    how: How


@dataclass(frozen=True)
class Reason:
    """The title and a passage of the text with what was found marked, each with its language; and the words."""

    title: Sequence[Bit] = ()
    title_language: str = ""
    passage: Sequence[Bit] = ()
    passage_language: str = ""
    in_title: Sequence[Match] = ()
    in_passage: Sequence[Match] = ()


@dataclass(frozen=True)
class _Asked:
    """A word that was asked for, with everything that counts as the same."""

    word: str
    stems: frozenset[str]
    lemmas: frozenset[str]
    is_beginning: bool


type _Shown = tuple[
    Sequence[Bit], str, Sequence[Match]
]  # a text in stretches, its language, what was found in it


@dataclass
class _Words:
    """What is known of the words of a page: their stems by language, base forms and the last parts of these."""

    stems: dict[str, dict[str, frozenset[str]]]
    lemmas: defaultdict[str, set[str]]
    parts: defaultdict[str, set[str]]

    def stems_in(self, word: str, languages: Iterable[str]) -> frozenset[str]:
        """What the stemmers of these languages make of a word; nothing of one that is too common in them."""
        known = self.stems.get(word, {})
        return frozenset().union(*(known.get(language, ()) for language in languages))


def reasons(
    entries: Sequence[Entry], groups: list[list[Piece]], known: Known, *, is_near: bool = False
) -> list[Reason]:
    """Why each of these was found, in three queries for all of them together."""
    if not entries:
        return []
    words = {
        word
        for entry in entries
        for _weight, _language, text in entry.texts()
        for word in _words_in(text[:LOOKED_THROUGH])
    }
    pieces = [piece for group in groups for piece in group if not piece.is_unwanted]
    asked_words = {word for piece in pieces for word in piece.words}
    about = _known_words(words, asked_words)
    last = {group[-1] for group in groups}
    asked = [
        _Asked(
            word,
            about.stems_in(word, STEMMERS),
            frozenset(lemmas_of(word, known)),
            piece in last and not piece.is_phrase and word == piece.words[-1],
        )
        for piece in pieces
        for word in piece.words
    ]
    return [_reason(entry, asked, about, is_near=is_near) for entry in entries]


def _words_in(text: str) -> set[str]:
    return {word.lower()[:LONGEST_WORD] for word in WORD.findall(text)}


def _known_words(words: Collection[str], asked: Collection[str]) -> _Words:
    """Stems of all these words; base forms, and the last parts of compounds, of those that stand in the texts."""
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [sorted({*words, *asked})])
        stems = {
            word: {language: frozenset(some or ()) for language, some in zip(STEMMERS, found, strict=True)}
            for word, *found in cursor.fetchall()
        }
    lemmas = _forms(words, is_part=False)
    bases = {base for some in lemmas.values() for base in some}
    return _Words(stems, lemmas, _forms({*words, *bases}, is_part=True))


def _forms(words: Collection[str], *, is_part: bool) -> defaultdict[str, set[str]]:
    """Base forms (or last parts) by form, whatever the language."""
    wanted = set(words)
    rows = WordForm.objects.filter(plain__in={plain(word) for word in wanted}, is_part=is_part)
    known: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in rows.values_list("form", "lemma"):
        if form in wanted:
            known[form].add(lemma)
    return known


def _reason(entry: Entry, asked: Sequence[_Asked], about: _Words, *, is_near: bool) -> Reason:
    """Title and passage in the reader's language where a word was found in it, else in one where it was."""
    title: _Shown = ([], "", [])
    body: _Shown = ([], "", [])
    for weight, language, text in sorted(entry.texts(), key=lambda each: each[1] != current_language()):
        is_markdown = (
            weight == "C" and entry.subject_type != "contribution"
        )  # what people say is kept as they wrote it
        words = without_marks(text[:LOOKED_THROUGH]) if is_markdown else text[:LOOKED_THROUGH]
        shown = _marked(words, language, asked, about)
        if weight == "A" and not title[2]:
            if is_near:
                shown = ([Bit(text, is_marked=True)], [Match(text, asked[0].word, How.NEAR)])
            title = (shown[0], language, shown[1]) if shown[1] or not title[0] else title
        elif weight == "C" and not body[2]:
            body = (shown[0], language, shown[1]) if shown[1] or not body[0] else body
    return Reason(
        title=title[0],
        title_language=title[1],
        passage=_cut(body[0]),
        passage_language=body[1],
        in_title=_each_once(title[2]),
        in_passage=_each_once(body[2]),
    )


def _marked(
    text: str, language: str, asked: Sequence[_Asked], about: _Words
) -> tuple[list[Bit], list[Match]]:
    """A text in stretches, those that were found marked; and the words that were."""
    bits: list[Bit] = []
    matches: list[Match] = []
    done = 0
    for each in WORD.finditer(text):
        match = _match(each.group(), language, asked, about)
        if match is None:
            continue
        if each.start() > done:
            bits.append(Bit(text[done : each.start()]))
        bits.append(Bit(each.group(), is_marked=True))
        matches.append(match)
        done = each.end()
    if done < len(text):
        bits.append(Bit(text[done:]))
    return bits, matches


def _match(written: str, language: str, asked: Sequence[_Asked], about: _Words) -> Match | None:
    """How a word of a text belongs to one that was asked for, the nearest way first; nothing if to none."""
    word = written.lower()[:LONGEST_WORD]
    found = [(how, each.word) for each in asked if (how := _how(word, language, each, about))]
    if not found:
        return None
    how, asked_word = min(found, key=lambda each: list(How).index(each[0]))
    return Match(written, asked_word, how)


def _how(word: str, language: str, asked: _Asked, about: _Words) -> How | None:
    """The index has a word by the stem of its own language alone, so it is found by no other."""
    if plain(word) == plain(asked.word):
        return How.WORD
    lemmas = about.lemmas.get(word, set()) | {word}
    wanted = asked.lemmas | {asked.word}
    if lemmas & wanted or about.stems_in(word, [language]) & asked.stems:
        return How.FORM
    if {plain(each) for each in lemmas} & {plain(each) for each in asked.lemmas}:
        return How.FORM
    if asked.is_beginning and word.startswith(asked.word):
        return How.BEGINNING
    parts = set().union(*(about.parts.get(each, set()) for each in lemmas))
    return How.PART if parts & wanted else None


def _each_once(matches: Iterable[Match]) -> list[Match]:
    """Each word once, in the order in which they stand."""
    return list({(match.word.lower(), match.how): match for match in reversed(list(matches))}.values())[::-1]


def _cut(bits: Sequence[Bit]) -> list[Bit]:
    """The stretch around the first marked word, cut at words; the beginning where none is marked."""
    whole = "".join(bit.text for bit in bits)
    first, length, place = 0, 0, 0
    for bit in bits:
        if bit.is_marked:
            first, length = place, len(bit.text)
            break
        place += len(bit.text)
    start = whole.find(" ", max(0, first - AROUND)) + 1 if first > AROUND else 0
    start = min(start, first)
    end = first + length + 2 * AROUND - (first - start)
    end = len(whole) if end >= len(whole) else max(whole.rfind(" ", 0, end), first + length)
    shown: list[Bit] = []
    place = 0
    for bit in bits:
        part = bit.text[max(0, start - place) : max(0, end - place)]
        if part:
            shown.append(Bit(part, is_marked=bit.is_marked))
        place += len(bit.text)
    before = [Bit("\u2026 ")] if start > 0 else []
    after = [Bit(" \u2026")] if end < len(whole) else []
    return [*before, *shown, *after]
