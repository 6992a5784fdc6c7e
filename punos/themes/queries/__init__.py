"""Reading themes: the codebook, the workbench, the pages of readers, the figures, the files."""

from punos.themes.queries.codebook import (
    ANSWER_MISSING,
    answered,
    candidates,
    final_theme,
    is_answered_since,
    latest_change,
    led_theme,
    next_number,
    publishable,
    standing_themes,
    standing_titles,
    theme_named,
    theme_numbered,
)
from punos.themes.queries.counting import Counts, counts, counts_of, kept_counts
from punos.themes.queries.export import codebook_json, codebook_rows
from punos.themes.queries.figures import Shown, backgrounds, figures_of, tables_of
from punos.themes.queries.lineage import Lineage, lineage
from punos.themes.queries.reading import Read, ThemePage, shown_threads, theme_page, themes_of
from punos.themes.queries.telling import change_in_words, headline, share_bars
from punos.themes.queries.texts_in import texts_in
from punos.themes.queries.workbench import (
    Given,
    Row,
    Wanted,
    find_passage,
    marks_of,
    material,
    proposed,
    row_of,
    standing_ids,
    workbench,
)

__all__ = [
    "ANSWER_MISSING",
    "Counts",
    "Given",
    "Lineage",
    "Read",
    "Row",
    "Shown",
    "ThemePage",
    "Wanted",
    "answered",
    "backgrounds",
    "candidates",
    "change_in_words",
    "codebook_json",
    "codebook_rows",
    "counts",
    "counts_of",
    "figures_of",
    "final_theme",
    "find_passage",
    "headline",
    "is_answered_since",
    "kept_counts",
    "latest_change",
    "led_theme",
    "lineage",
    "marks_of",
    "material",
    "next_number",
    "proposed",
    "publishable",
    "row_of",
    "share_bars",
    "shown_threads",
    "standing_ids",
    "standing_themes",
    "standing_titles",
    "tables_of",
    "texts_in",
    "theme_named",
    "theme_numbered",
    "theme_page",
    "themes_of",
    "workbench",
]
