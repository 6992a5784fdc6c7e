"""`python -m bench [PROGRAM...]`: all programs on one ground, or those that are named, in one table."""

import argparse
from collections.abc import Iterator

from bench import (
    auditing,
    bringing,
    cached,
    directory,
    finding,
    ground,
    importing,
    inviting,
    keeping,
    last_minute,
    loading,
    matrix,
    memory,
    rating,
    starting,
    summaries,
    surveys,
    telling,
    threading,
    uncached,
    weighing,
)
from bench.table import Row, show

ON_THE_GROUND = {
    "cached": cached.rows,
    "uncached": uncached.rows,
    "weighing": weighing.rows,
    "directory": directory.rows,
    "rating": rating.rows,
    "surveys": surveys.rows,
    "matrix": matrix.rows,
    "last_minute": last_minute.rows,
    "memory": memory.rows,
    "importing": importing.rows,
    "inviting": inviting.rows,
    "keeping": keeping.rows,
    "summaries": summaries.rows,
    "telling": telling.rows,
    "threading": threading.rows,
    "bringing": bringing.rows,
    "auditing": auditing.rows,
    "finding": finding.rows,
}
NAMES = [*ON_THE_GROUND, "starting"]


def rows(names: list[str]) -> Iterator[Row]:
    """The rows of the programs that are named, in their own order."""
    wanted = [name for name in ON_THE_GROUND if name in names]
    if wanted:
        with ground.ready() as on:
            for name in wanted:
                yield from ON_THE_GROUND[name](on)
    if "starting" in names:
        yield from starting.rows()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measures what Punos promises in numbers."
    )
    parser.add_argument("programs", nargs="*", choices=[*NAMES, []], metavar="PROGRAM", help=", ".join(NAMES))
    names = parser.parse_args().programs or NAMES
    loading.wrk()  # said at once, not after the database has been filled
    show(rows(names))


if __name__ == "__main__":
    main()
