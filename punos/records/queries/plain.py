"""Rows of the rooms below as plain values for JSON: texts by language, moments in UTC, references by address."""

from datetime import UTC, date, datetime
from typing import Any

from punos.core.languages import TranslatedText
from punos.organisations.models import CityUnit, Organisation
from punos.processes.models import Section

type Row = dict[str, Any]


def text(value: TranslatedText) -> Row:
    """A text in every language in which it is written, with the one it was written in first."""
    texts = {language: part.text for language, part in value.texts.items() if part.text}
    return {"source": value.source, "texts": texts}


def moment(value: datetime | None) -> str | None:
    """A moment in UTC (ISO 8601)."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


def day(value: date | None) -> str | None:
    """A day (ISO 8601)."""
    return value.isoformat() if value else None


def clause(section: Section | None) -> Row | None:
    """Which clause of which version of which text; `version__document` must be read already."""
    if section is None:
        return None
    version = section.version
    return {"document": version.document.slug, "version": version.number, "clause": section.key}


def unit(value: CityUnit | None) -> Row | None:
    """A city unit by its names."""
    return {"unit": value.slug, "name": text(value.name)} if value else None


def organisation(value: Organisation | None) -> Row | None:
    """An organisation by its names and its page."""
    if value is None:
        return None
    names = {"fi": value.name, "sv": value.name_sv, "en": value.name_en}
    told = {language: name for language, name in names.items() if name}
    return {"address": value.address, "name": value.name, "names": told, "kind": value.kind}
