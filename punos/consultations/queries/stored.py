"""The stored figures, as much of them as one page shows: those of a large survey are megabytes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from punos.consultations.models import Result

_OUTLINE = """
    SELECT CASE WHEN figures ? 'survey' THEN
        jsonb_set(figures #- '{survey,questions}', '{survey,codes}', coalesce(
            (SELECT jsonb_agg(question -> 'code' ORDER BY place)
            FROM jsonb_array_elements(figures #> '{survey,questions}') WITH ORDINALITY AS each (question, place)),
            '[]'))
    ELSE figures END
    FROM consultations_result WHERE id = %s
"""
_QUESTIONS = """
    SELECT question FROM consultations_result, jsonb_array_elements(figures #> '{survey,questions}') AS question
    WHERE id = %s AND question ->> 'code' = ANY(%s)
"""


def outline(result: Result) -> dict[str, Any]:
    """All figures but those of the questions of a survey, of which only the `codes` are told, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTLINE, [result.pk])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else {}


def figures_of_questions(result: Result, codes: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """The figures of these questions of a survey, by their codes."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTIONS, [result.pk, list(codes)])
        found = [json.loads(row[0]) for row in cursor.fetchall()]
    return {each["code"]: each for each in found}
