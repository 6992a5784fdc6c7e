"""python -m tests.matrix write [WORDS] | show WORDS: the reviewed file written anew, or rows of it told in words.

With words only the rows with these words in their name are asked again.
"""

import logging
import sys
import time

import django
from django.conf import settings

import conftest  # before the settings are read: it points them at the tests' server


def main(command: str, words: list[str]) -> int:
    """Do what was asked; the exit code."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    django.setup()
    logging.disable(logging.ERROR)  # a refusal is an answer here, and faults are told by the rows themselves
    from tests.matrix import expected

    known = expected.read() if expected.FILE.exists() else {}
    if command == "show":
        for section in known.values():
            for key, letters in section.items():
                if all(word in key for word in words):
                    print(key, *expected.told(letters), sep="\n    ")
        return 0
    return _write(known, words)


def _write(known: dict[str, dict[str, str]], words: list[str]) -> int:
    from tests.matrix import expected, place

    started, asked = time.monotonic(), 0
    try:
        with place.standing() as town:
            sections: dict[str, dict[str, str]] = {}
            for section, questions in place.questions().items():
                rows = sections.setdefault(section, {})
                for key, ask in questions.items():
                    old = known.get(section, {}).get(key)
                    if old and not all(word in key for word in words):
                        rows[key] = old
                        continue
                    rows[key], asked = town.letters(ask), asked + 1
                    if rows[key] != old:
                        print(rows[key], key, flush=True)
        expected.write(sections)
    finally:
        conftest.pytest_unconfigure()
    print(f"{asked} rows, {asked * len(expected.COLUMNS)} checks in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    usage = len(sys.argv) < 2 or sys.argv[1] not in {"write", "show"}
    sys.exit(__doc__ if usage else main(sys.argv[1], sys.argv[2:]))
