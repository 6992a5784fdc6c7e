"""The dictionaries of Finnish, Swedish and English (simplemma), asked in a process of its own.

Held whole they take some 450 MB for as long as the process lives. Read as a stream they take 117 MB and some
seconds, and nothing of it stays in the worker.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

LONGEST_SECONDS = 600
SHORTEST_PART, SHORTEST_LOOSE_LAST = 3, 5
# The first part of a compound may end otherwise than the word it comes from: Finnish "nais-" comes from "nainen",
# Swedish "skol-" from "skola". English writes its compounds apart.
FIRST_PARTS = {"fi": (("", ""), ("s", "nen")), "sv": (("", ""), ("s", ""), ("", "a"), ("", "e")), "en": ()}


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
        [sys.executable, "-P", __file__],
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=LONGEST_SECONDS,
    )
    return [Form(*each) for each in json.loads(done.stdout)]


def forms_of(language: str, words: Collection[str]) -> set[Form]:
    """What one dictionary knows of these words."""
    lemmas, parts = _taken_apart(language, words)
    bases = {*lemmas.values(), *parts.values()}
    found = {Form(language, word, lemma) for word, lemma in lemmas.items()}
    found |= {Form(language, base, part, is_part=True) for base, part in parts.items()}
    found |= {Form(language, base, base) for base in bases}
    found |= {Form(language, form, base) for form, base in _all_forms(language, bases | set(words))}
    return found


def _taken_apart(language: str, words: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The base form of each word, and the word that each compound among them ends in."""
    from simplemma.strategies import RulesStrategy
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    known = StreamDictionaryFactory().get_dictionary(language)
    rules = RulesStrategy()
    lemmas = {}
    for word in words:
        cut = None if word in known else _cut(known, language, word) or _loose_cut(known, word)
        found = known.get(word) or known.get(word.capitalize())
        if cut and not found:
            found = word[:cut] + known[word[cut:]]
        found = (found or rules.get_lemma(word, language) or word).lower()
        lemmas[word] = found if found.isalpha() else word
    parts = {}
    for base in {*lemmas, *lemmas.values()}:
        is_known = base in known
        cut = _cut(known, language, base) or (None if is_known else _loose_cut(known, base))
        if cut and len(base) - cut > (SHORTEST_PART if is_known else SHORTEST_PART - 1):
            parts[base] = base[cut:]
    return lemmas, parts


def _cut(known: Mapping[str, str], language: str, word: str) -> int | None:
    """Where the last part of a compound begins, the longest if several would do; nothing if it is no compound."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first = word[:cut]
        if word[cut:] in known and any(
            first.endswith(end) and first.removesuffix(end) + other in known
            for end, other in FIRST_PARTS[language]
        ):
            return cut
    return None


def _loose_cut(known: Mapping[str, str], word: str) -> int | None:
    """The same for a word whose first part no dictionary has: a name, or a compound itself."""
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_LOOSE_LAST + 1)
    return next((cut for cut in cuts if word[cut:] in known), None)


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
    json.dump(
        [form for language, words in asked.items() for form in sorted(forms_of(language, words))], sys.stdout
    )


if __name__ == "__main__":
    main()
