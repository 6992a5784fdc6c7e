"""Tables of answers as surveys elsewhere write them, and what the worker and an officer do with them, for the tests."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from punos.consultations import actions, queries
from punos.consultations.models import AnswerImport, AnswerRowOutcome, Consultation
from punos.consultations.tasks import importing_answers as tasks
from punos.consultations.tests.surveys import make_survey
from punos.contributions.tests.factories import make_actor, make_process, make_unit
from punos.organisations.models import Actor

HEADINGS = ("ID", "Completion time", "agree? en", "hopes?")


def as_csv(
    rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8"
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(content)
    return content.getvalue()


def led(**changes: Any) -> tuple[Consultation, Actor]:
    """A survey, and somebody who leads its process."""
    unit = make_unit()
    return make_survey(process=make_process(host_unit=unit), **changes), make_actor("Olli", unit=unit)


def work(taken: AnswerImport) -> AnswerImport:
    """What the worker does with the job that was queued."""
    tasks.move_answer_import(import_id=taken.pk)
    return AnswerImport.objects.select_related("consultation__process").get(pk=taken.pk)


def read(consultation: Consultation, actor: Actor, content: bytes, **named: Any) -> AnswerImport:
    """A table that has been sent and read, its columns as their headings say unless it is told otherwise."""
    taken = work(
        actions.take_answers(
            actor=actor, consultation=consultation, file_name="vastaukset.csv", content=content, language="fi"
        )
    )
    columns = {place: target for place, target in taken.columns.items() if place.isdigit()}
    told = {"columns": columns, **named}
    return work(actions.name_answer_columns(actor=actor, answer_import=taken, **told))


def brought_in(read_before: AnswerImport, actor: Actor) -> AnswerImport:
    """The same, its new answers brought in."""
    return work(actions.bring_in_answers(actor=actor, answer_import=read_before))


def outcomes(taken: AnswerImport) -> dict[str, int]:
    counts = queries.answer_outcomes(taken)
    return {str(each): counts[each] for each in AnswerRowOutcome if counts[each]}


def codes(taken: AnswerImport) -> dict[int, list[str]]:
    """What is wrong, by the number of the row."""
    faulty = taken.rows.exclude(faults=[])
    return {row.number: [code for code, _place, _detail in row.faults] for row in faulty}
