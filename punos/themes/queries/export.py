"""The codebook as a table and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from punos.core.languages import LANGUAGES
from punos.core.tables import guarded
from punos.themes.models import Theme
from punos.themes.queries.counting import Counts

NUMBERS: Final = ("persons", "organisations", "groups", "bodies", "heads", "contributions")
COLUMNS: Final = (
    "number",
    *(f"{name}_{language}" for name in ("title", "body") for language in LANGUAGES),
    "source_language",
    "origin",
    "published_at",
    *NUMBERS,
)


def codebook_rows(themes: Sequence[Theme], counted: Mapping[int, Counts]) -> list[list[str]]:
    """A row with the names of the columns, then one for each theme in the order of the codebook."""
    rows = [list(COLUMNS)]
    for each in codebook_json(themes, counted):
        texts = [
            guarded(each[name]["texts"].get(language, ""))
            for name in ("title", "body")
            for language in LANGUAGES
        ]
        last = [each["title"]["source"], each["origin"], each["published_at"] or ""]
        rows.append([str(each["number"]), *texts, *last, *(str(each[name]) for name in NUMBERS)])
    return rows


def codebook_json(themes: Sequence[Theme], counted: Mapping[int, Counts]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [_plain(each, counted.get(each.pk, Counts())) for each in themes]


def _plain(theme: Theme, counts: Counts) -> dict[str, Any]:
    return {
        "number": theme.number,
        **{name: _by_language(theme, name) for name in ("title", "body")},
        "origin": theme.origin,
        "published_at": theme.published_at.isoformat() if theme.published_at else None,
        "address": theme.address,
        **{name: getattr(counts, name) for name in NUMBERS},
    }


def _by_language(theme: Theme, name: str) -> dict[str, Any]:
    text = getattr(theme, name)
    return {
        "source": text.source,
        "texts": {language: part.text for language, part in text.texts.items() if part.text},
    }
