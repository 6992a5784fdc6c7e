"""A published summary that is corrected: the figures of the new text, and what readers had before."""

from collections.abc import Sequence

from punos.consultations import queries as consultations
from punos.core.languages import LANGUAGES, VERSIONS, TranslatedText
from punos.reports.models import Summary, SummaryVersion
from punos.reports.queries.summary_figures import figures_by_language, names_in

type Figures = dict[str, dict[str, str]]


def corrected_figures(summary: Summary, texts: Sequence[str], *, anew: bool) -> Figures:
    """The figures that a corrected text names, by language; what the results do not hold is left out.

    They stay as readers have them. Those that the text names for the first time, or all of them `anew`, are read
    from the results as these are now.
    """
    names = names_in(texts)
    result = consultations.result_of(summary.consultation)
    now = figures_by_language(result, names) if result else {}
    found = {}
    for language in LANGUAGES:
        kept, fresh = summary.figures.get(language, {}), now.get(language, {})
        known = fresh if anew else fresh | kept
        found[language] = {name: known[name] for name in names if name in known}
    return found


def unknown_in(figures: Figures, texts: Sequence[str]) -> list[str]:
    """What these texts name as a figure and nothing tells."""
    return [name for name in names_in(texts) if any(name not in known for known in figures.values())]


def is_changed(summary: Summary, title: TranslatedText, body: TranslatedText, figures: Figures) -> bool:
    """Whether a reader of some language would see something else than now."""
    for now, then in ((title, summary.title), (body, summary.body)):
        if any(now.read(each).text != then.read(each).text for each in VERSIONS):
            return True
    for language in LANGUAGES:
        kept = summary.figures.get(language, {})
        if any(words != kept.get(name) for name, words in figures[language].items()):
            return True
    return False


def earlier_of(summary: Summary) -> list[SummaryVersion]:
    """What readers had before, the latest first; nothing where nothing was corrected."""
    return list(summary.earlier.order_by("-number"))
