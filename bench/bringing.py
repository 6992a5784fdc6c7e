"""A table of answers brought in, small and large: rows per second against a plain COPY of the same file, and peak memory."""

import csv
import io
import os
import sys
import time
from collections.abc import Iterator
from random import Random

from bench import ground, importing
from bench.ground import Ground
from bench.table import Row, alone

SMALL, LARGE = 5_000, 50_000
MOVE = (
    "import django; django.setup(); from punos.consultations.tasks import importing_answers; "
    "importing_answers.move_answer_import(import_id={key})"
)
WORDS = (
    "Tilat ovat iltaisin kiinni.",
    "Tieto kulkee hitaasti.",
    "Avustuksen haku vie viikon.",
    "Kiitos, hyvin menee.",
)


def rows(_on: Ground) -> Iterator[Row]:
    """COPY first, then reading and bringing in at both sizes, each in a process of its own."""
    yield Row(f"{LARGE:,} rows: plain COPY into one table", f"{LARGE / copied(table(LARGE)):,.0f} rows/s")
    for number in (SMALL, LARGE):
        key = prepared(number)
        command = [sys.executable, "-c", MOVE.format(key=key)]
        yield from timed(f"{number:,} answers: read row by row", number, command)
        accepted(key)
        yield from timed(f"{number:,} answers: brought in", number, command)


def timed(what: str, number: int, command: list[str]) -> Iterator[Row]:
    """One step in a process of its own, and its rows per second."""
    began = time.perf_counter()
    yield importing.measured(what, command)
    yield Row(f"{what}, with starting", f"{number / (time.perf_counter() - began):,.0f} rows/s")


def table(number: int) -> bytes:
    """A survey as it is exported elsewhere: a number, a time, two choices, a scale and words."""
    dice, text = Random(5), io.StringIO()
    out = csv.writer(text, delimiter=";")
    out.writerow(["ID", "Completion time", "agree?", "needs?", "works?", "hopes?"])
    for place in range(number):
        chosen = ["yes", "no"][dice.randrange(2)]
        needs = "; ".join(dice.sample(["grants", "spaces", "news"], 2))
        day = f"{1 + place % 28}.5.2022 10.{place % 60:02d}"
        out.writerow([place, day, chosen, needs, 1 + dice.randrange(5), f"{WORDS[place % 4]} {place}"])
    return text.getvalue().encode()


def copied(content: bytes) -> float:
    """Seconds in which PostgreSQL copies the same rows into one table of texts."""
    from django.db import connection

    found = list(csv.reader(io.StringIO(content.decode()), delimiter=";"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (a text, b text, c text, d text, e text, f text)")
        began = time.perf_counter()
        with cursor.copy("COPY plain FROM STDIN") as copy:
            for row in found:
                copy.write_row(row)
        took = time.perf_counter() - began
        cursor.execute("DROP TABLE plain")
    return took


def prepared(number: int) -> int:
    """A survey and a file that has been sent to it, its columns named; the number of the import."""
    from django.utils import timezone

    from bench.filling import announced
    from punos.consultations import actions
    from punos.consultations.tests.surveys import make_survey
    from punos.organisations.models.actor import SYSTEM

    survey = make_survey(process=announced(f"gathered-{os.getpid()}-{number}", timezone.now()))
    taken = actions.take_answers(
        actor=SYSTEM, consultation=survey, file_name="a.csv", content=table(number), language="fi"
    )
    headings = ["ID", "Completion time", "agree?", "needs?", "works?", "hopes?"]
    known = {"id": "@key"}
    actions.begin_reading_answers(answer_import=taken, headings=headings, known=known)
    columns = {"0": "@key", "1": "@time", "2": "agree", "3": "needs", "4": "works", "5": "hopes"}
    return actions.name_answer_columns(actor=SYSTEM, answer_import=taken, columns=columns).pk


def accepted(key: int) -> None:
    """The button of the page: what has been read is to come in."""
    from punos.consultations import actions
    from punos.consultations.models import AnswerImport
    from punos.organisations.models.actor import SYSTEM

    actions.bring_in_answers(actor=SYSTEM, answer_import=AnswerImport.objects.get(pk=key))


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
