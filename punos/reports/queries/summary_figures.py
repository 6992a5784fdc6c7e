"""The stored figures by name, in words, each with the place on the results page where it comes from.

A text names a figure as `{figure:total}`. Nothing is computed here: a figure is what the worker counted, in the
language of the page. What is hidden on the results page is hidden here, too.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db import connection
from django.utils.translation import override

from punos.consultations.models import Result
from punos.consultations.queries.figures import areas_heard, cell_text
from punos.consultations.queries.stored import outline
from punos.consultations.queries.survey_figures import QUESTIONS_A_PAGE, shown_count
from punos.core.languages import LANGUAGES, current_language
from punos.core.numbers import number, percent
from punos.organisations.models import AREAS

REFERENCE: Final = re.compile(r"\{figure:([\w.-]+)\}")
ALL: Final = "all"
HELSINKI: Final = "90"  # a city that is no wellbeing services county
NO_STANCE: Final = "none"
IDEAS_A_PAGE: Final = 40  # as on the results page

# Without the crosstabs and the points of maps, which are nearly all of a large survey.
_QUESTIONS = """
    SELECT (question - 'crosstabs' - 'points' - 'once')::text
    FROM consultations_result, jsonb_array_elements(figures #> '{survey,questions}') AS question
    WHERE id = %s AND (%s::text[] IS NULL OR question ->> 'code' = ANY(%s))
"""

type Named = Iterator[tuple[str, str]]


def names_in(texts: Iterable[str]) -> list[str]:
    """The figures that these texts name, each once, in the order in which they come."""
    return list(dict.fromkeys(name for text in texts for name in REFERENCE.findall(text)))


def figures_of(result: Result, names: Collection[str]) -> dict[str, str]:
    """The figures with these names that there are, in the words of this page's language."""
    if not names:
        return {}
    figures = outline(result)
    codes = {name.split(".")[1] for name in names if name.startswith("question.")}
    known = dict(_named(figures, questions_of(result, codes) if codes else []))
    return {name: known[name] for name in names if name in known}


def general_figures(result: Result) -> dict[str, str]:
    """Who took part and from where: the figures that every consultation has."""
    figures = outline(result)
    counted = figures.get("survey", figures)
    found = dict(_of_participation(counted))
    for dimension, cells in counted["breakdowns"].items():
        found |= dict(_of_breakdown(dimension, cells["cells"]))
    return found


def figures_by_language(result: Result, names: Collection[str]) -> dict[str, dict[str, str]]:
    """The same in every language, as they are kept when a summary is published."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = figures_of(result, names)
    return found


def questions_of(result: Result, codes: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The figures of the questions of a survey, or of some of them, without what no text tells."""
    wanted = None if codes is None else sorted(codes)
    with connection.cursor() as cursor:
        cursor.execute(_QUESTIONS, [result.pk, wanted, wanted])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def sources_of(result: Result) -> Callable[[str], str]:
    """From the name of a figure to its place below the address of the results."""
    figures = outline(result)
    codes = figures.get("survey", {}).get("codes", [])
    ranked = [row["idea"] for row in figures.get("ranking", {}).get("ranked", [])]

    def place_of(name: str) -> str:
        kind, _dot, rest = name.partition(".")
        first = rest.partition(".")[0]
        if kind == "question":
            return f"{_page(codes, first, QUESTIONS_A_PAGE)}#question-{first}"
        if kind == "idea":
            return f"{_page(ranked, first, IDEAS_A_PAGE)}#ranking"
        if kind == "by":
            return "" if first == "language" else f"#by-{first}"
        return f"#text-{first}" if kind == "clause" else ""

    return place_of


def _page(listed: Sequence[str], code: str, at_once: int) -> str:
    """On which page of its list something stands; nothing for the first."""
    page = listed.index(code) // at_once + 1 if code in listed else 1
    return f"?page={page}" if page > 1 else ""


def _named(figures: Mapping[str, Any], questions: Sequence[Mapping[str, Any]]) -> Named:
    """Every figure by its name, in words."""
    counted = figures.get("survey", figures)
    yield from _of_participation(counted)
    for dimension, cells in counted["breakdowns"].items():
        yield from _of_breakdown(dimension, cells["cells"])
    if "ranking" in figures:
        yield from _of_ideas(figures["ranking"])
    for question in questions:
        yield from _of_question(question)
    for text in figures.get("draft_texts", []):
        yield from _of_clauses(text)


def _of_participation(counted: Mapping[str, Any]) -> Named:
    language, parts = current_language(), counted["participation"]
    heard, areas = areas_heard(counted)
    counts = {
        "total": counted["total"],
        "persons": counted["persons"],
        "active": parts["active"],
        "organisations": parts["organisation"],
        "bodies": parts["body"],
        "groups": parts["group"],
        "head_count": parts["head_count"],
        "areas_heard": heard,
        "areas": areas,
        "counties": len(counties(counted)),
    }
    yield from ((name, number(count, language)) for name, count in counts.items())


def counties(counted: Mapping[str, Any]) -> list[str]:
    """The wellbeing services counties from which somebody answered."""
    known = {str(area.code) for area in AREAS} - {HELSINKI}
    cells = counted["breakdowns"].get("area", {"cells": []})["cells"]
    heard = [each for each in cells if each["code"] in known and each["why"] != "withheld"]
    return [each["code"] for each in heard if each["label"] not in {"0", ""}]


def _of_breakdown(dimension: str, cells: Sequence[Mapping[str, Any]]) -> Named:
    """A count is as it is shown; a share only where it is."""
    language = current_language()
    for cell in cells:
        name = f"by.{dimension}.{cell['code']}"
        if cell["count"] is None:
            yield f"{name}.count", cell_text(cell)
            continue
        yield f"{name}.count", number(cell["count"], language)
        if cell["share"] is not None:
            yield f"{name}.share", percent(cell["share"], language, 0)


def _of_ideas(ranking: Mapping[str, Any]) -> Named:
    language = current_language()
    is_share = ranking["scale"] == "agreement"
    for row in ranking["ranked"]:
        name = f"idea.{row['idea']}"
        yield f"{name}.mean", percent(row["mean"], language) if is_share else number(row["mean"], language, 2)
        yield f"{name}.ratings", number(row["n"], language)


def _of_question(question: Mapping[str, Any]) -> Named:
    """What all who answered gave as their answers; persons are left out where they are too few to be told."""
    language, name = current_language(), f"question.{question['code']}"
    yield f"{name}.answered", shown_count(question["answered"][ALL])
    everybody = next((each for each in question["parts"] if each["part"] == ALL), None)
    if everybody is None:
        return
    for line in everybody["lines"]:
        yield from _of_line(f"{name}.{line['row']}" if line["row"] else name, line)
    for place in everybody["places"]:
        if place["mean"] is not None:
            yield f"{name}.{place['code']}.place", number(place["mean"], language, 2)
    if everybody["spread"]:
        median = everybody["spread"]["median"]
        yield f"{name}.median", number(int(median) if median == int(median) else median, language)


def _of_line(name: str, line: Mapping[str, Any]) -> Named:
    """How many gave each answer, of a scale also the mean."""
    language = current_language()
    for option in line["options"]:
        if option["share"] is not None:
            yield f"{name}.{option['code']}.share", percent(option["share"], language)
            yield f"{name}.{option['code']}.count", number(int(option["count"]), language)
    if line["mean"]:
        yield f"{name}.mean", number(line["mean"]["value"], language, 1)


def _of_clauses(text: Mapping[str, Any]) -> Named:
    """How many gave each opinion of each clause: persons, organisations and groups together."""
    language = current_language()
    for clause, stances in text["clauses"].items():
        for stance, numbers in stances.items():
            name = f"clause.{text['document']}.{clause}.{stance or NO_STANCE}"
            yield name, number(sum(numbers.values()), language)
