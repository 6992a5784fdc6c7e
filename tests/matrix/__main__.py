"""python -m tests.matrix write [WORDS] | show WORDS: the reviewed file written anew, or rows of it told in words.

With words only the rows with one of these words in their name are asked again. Two processes ask, each in a town of its own.
"""

import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from traceback import print_exc

import django
from django.conf import settings

import conftest  # before the settings are read: it points them at the tests' server

PROCESSES = 2


def show(words: list[str]) -> None:
    """Rows of the reviewed file in words."""
    from tests.matrix import expected

    for section in expected.read().values():
        for key, letters in section.items():
            if any(word in key for word in words):
                print(key, *expected.told(letters), sep="\n    ")


def answer(part: int, words: list[str]) -> None:
    """Ask one part of the rows, and print each with its section and its letters as soon as they are known."""
    from tests.matrix import place

    logging.disable(logging.ERROR)  # a refusal is an answer here, and faults are told by the rows themselves
    asked = [
        (section, key, ask)
        for section, rows in place.questions().items()
        for key, ask in rows.items()
        if not words or any(word in key for word in words)
    ]
    with place.standing() as town:
        for section, key, ask in asked[part::PROCESSES]:
            try:
                letters = town.letters(ask)
            except Exception:  # noqa: BLE001 - one row that can't be asked does not keep the others from it
                print_exc()
                letters = town.letters(lambda _ground, _visitor: "!")
            print(section, key, letters, sep="\t", flush=True)


def answers(words: list[str]) -> Iterator[tuple[str, str, str]]:
    """What all processes print: section, row, letters."""
    conftest.join_server()
    command = [sys.executable, "-m", "tests.matrix", "answer"]
    asking = [
        subprocess.Popen([*command, str(part), *words], stdout=subprocess.PIPE, text=True)
        for part in range(PROCESSES)
    ]
    for process in asking:
        for line in process.stdout or ():
            section, key, letters = line.rstrip("\n").split("\t")
            yield section, key, letters
        if process.wait():
            raise SystemExit("The matrix could not be asked: see above.")


def write(words: list[str]) -> None:
    """The reviewed file, with the rows that were asked again."""
    from tests.matrix import columns, expected, place

    started, asked = time.monotonic(), 0
    known = expected.read() if expected.FILE.exists() else {}
    sections = {
        section: {key: known[section][key] for key in rows if key in known.get(section, {})}
        for section, rows in place.questions().items()
    }
    try:
        for section, key, letters in answers(words):
            if sections[section].get(key) != letters:
                print(letters, key, flush=True)
            sections[section][key], asked = letters, asked + 1
    finally:
        expected.write(sections)  # however far it came
        conftest.pytest_unconfigure()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    checks, seconds = asked * len(columns.COLUMNS), time.monotonic() - started
    print(f"{asked} rows, {checks} checks in {seconds:.0f} s", end=", ")
    print(f"{used.ru_utime + used.ru_stime:.0f} s of processor time")


def main(command: str = "", *words: str) -> None:
    """Do what was asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEMO", "1")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    django.setup()
    if command == "write":
        write(list(words))
    elif command == "show":
        show(list(words))
    elif command == "answer":
        answer(int(words[0]), list(words[1:]))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
