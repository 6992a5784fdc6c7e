"""The dictionaries of Finnish, Swedish and English (simplemma), asked in a process of its own.

Held whole they take some 450 MB for as long as the process lives. Read as a stream they take 75 MB and some
seconds, and nothing of it stays in the worker.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

LONGEST_SECONDS = 600
SHORTEST_FIRST, SHORTEST_LAST = 3, 4
# How the first part of a compound differs from a word of the dictionary: what it ends in, and in which place
# that stands for something else. Finnish "nais-" comes of "nainen", Swedish "forenings-" of "forening".
FIRST_PARTS = {"fi": (("", ""), ("s", "nen")), "sv": (("", ""), ("s", ""), ("", "a"), ("", "e"))}


class Form(NamedTuple):
    """A form of a word in one language and its base form, or a base form and the word it ends in."""

    language: str
    form: str
    lemma: str
    is_part: bool = False


def look_up(words: Mapping[str, Collection[str]]) -> list[Form]:
    """What the dictionaries know of these words, by language: their base forms, and all forms of these.

    A word that no dictionary knows comes back as its own base form. Raises CalledProcessError or
    TimeoutExpired where the other process fails.
    """
    asked = {language: sorted(some) for language, some in words.items() if some}
    if not asked:
        return []
    done = subprocess.run(
        [sys.executable, "-m", "punos.search.adapters"],
        cwd=Path(__file__).parents[2],
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=LONGEST_SECONDS,
    )
    return [Form(*each) for each in json.loads(done.stdout)]


def forms_of(language: str, words: Collection[str]) -> set[Form]:
    """What one dictionary knows of these words; here is where its memory goes."""
    from simplemma.strategies import DefaultStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    dictionary = StreamDictionaryFactory()
    known = dictionary.get_dictionary(language)
    strategy = DefaultStrategy(dictionary_factory=dictionary)
    lemmas = {word: _base_form(lambda each: strategy.get_lemma(each, language), word) for word in words}
    found = {Form(language, word, lemma) for word, lemma in lemmas.items()}
    bases = set(lemmas.values())
    parts = {base: part for base in bases if (part := _last_part(known, language, base))}
    found |= {Form(language, base, part, is_part=True) for base, part in parts.items()}
    bases |= set(parts.values())
    found |= {Form(language, base, base) for base in bases}
    found |= {Form(language, form, base) for form, base in _all_forms(language, bases | set(words))}
    return found


def _base_form(lemma_of: Callable[[str], str | None], word: str) -> str:
    """The base form of a word, of a name too; the word itself where nobody knows it."""
    found = (lemma_of(word) or lemma_of(word.capitalize()) or word).lower()
    return found if found.isalpha() else word


def _last_part(known: Mapping[str, str], language: str, base: str) -> str | None:
    """The word that a compound ends in, the longest if several would do; nothing if it is no compound."""
    if language not in FIRST_PARTS:
        return None
    cuts = range(SHORTEST_FIRST, len(base) - SHORTEST_LAST + 1)
    ends = [cut for cut in cuts if known.get(base[cut:]) == base[cut:]]
    for cut in ends:
        first = base[:cut]
        if any(
            first.endswith(end) and first.removesuffix(end) + other in known
            for end, other in FIRST_PARTS[language]
        ):
            return base[cut:]
    # The first part may be a compound itself, which no dictionary has.
    return next((base[cut:] for cut in ends if min(cut, len(base) - cut) > SHORTEST_LAST), None)


def _all_forms(language: str, bases: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every form of these base forms with its base form, in small letters."""
    # Asking the public mapping for its values looks each of 3.5 million keys up again, which takes minutes.
    from simplemma.strategies.dictionaries.dictionary_factory import _read_decompressed
    from simplemma.strategies.dictionaries.frontcode import _iter_records, _read_header

    data = _read_decompressed(language)
    is_reversed, _count, start = _read_header(data)
    assert not is_reversed  # only dictionaries of other languages are
    wanted = {spelt.encode(): base for base in bases for spelt in (base, base.capitalize())}
    for _place, key, value in _iter_records(data, start):
        if value in wanted and (form := key.decode().lower()).isalpha():
            yield form, wanted[value]


def main() -> None:
    """The other process: words as JSON on standard input, forms as JSON on standard output."""
    os.nice(10)  # readers first
    asked: dict[str, list[str]] = json.load(sys.stdin)
    json.dump([form for language, words in asked.items() for form in sorted(forms_of(language, words))], sys.stdout)


if __name__ == "__main__":
    main()
