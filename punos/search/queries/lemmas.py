"""What the worker has to look up, and what is known by now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from punos.search.models import Entry, WordForm, letters_of, plain
from punos.search.queries.asking import without_dots


@dataclass
class Lemmas:
    """The base forms by which one row is found: those of titles, of bodies, and the last parts of compounds."""

    titles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def texts(self) -> tuple[str, str, str]:
        """Each kind as a text of words, together with how they are written without dots."""
        return _spelt(self.titles), _spelt(self.bodies), _spelt(self.parts)


def _spelt(words: set[str]) -> str:
    """Words as one text, each as it is written and, if that differs, without dots and accents."""
    return " ".join(sorted(words | {without_dots(word) for word in words if plain(word) != word}))


def unknown_words() -> dict[str, set[str]]:
    """The words of waiting rows that no dictionary has been asked for yet, by language."""
    words = _words_by_language(Entry.objects.waiting().only("title", "body").iterator())
    return {language: some - _known_forms(language, some).keys() for language, some in words.items()}


def lemmas_of_entries(entries: Collection[Entry]) -> dict[int, Lemmas]:
    """The base forms of each row's words; rows with a word that nobody looked up yet are left out."""
    words = _words_by_language(entries)
    lemmas = {language: _known_forms(language, some) for language, some in words.items()}
    parts = {
        language: _known_forms(language, set().union(*known.values(), known), is_part=True)
        for language, known in lemmas.items()
    }
    found: dict[int, Lemmas] = {}
    for entry in entries:
        told = Lemmas()
        is_known = True
        for weight, language, text in entry.texts():
            for word in letters_of(text):
                bases = lemmas[language].get(word, set())
                is_known = is_known and bool(bases)
                (told.titles if weight == "A" else told.bodies).update(bases, {word})
                for each in (word, *bases):
                    told.parts |= parts[language].get(each, set())
        if is_known:
            found[entry.pk] = told
    return found


def _words_by_language(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """Every word of some rows, by the language it is written in."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for _weight, language, text in entry.texts():
            words[language].update(letters_of(text))
    return words


def _known_forms(language: str, forms: Collection[str], *, is_part: bool = False) -> Mapping[str, set[str]]:
    """Base forms (or last parts) by form, of those that have been looked up."""
    wanted = set(forms)
    rows = WordForm.objects.filter(
        language=language, is_part=is_part, plain__in={plain(form) for form in wanted}
    )
    known: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in rows.values_list("form", "lemma"):
        if form in wanted:
            known[form].add(lemma)
    return known
