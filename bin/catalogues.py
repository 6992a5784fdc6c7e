"""Translation catalogues: `compile` makes the .mo files that Django reads, `check` finds what is missing.

Needs no gettext tools on the system.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues() -> int:
    """Write a .mo beside each .po."""
    for path in sorted(LOCALE.rglob("*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def check_catalogues() -> int:
    """Print every message that is missing, fuzzy or obsolete in a catalogue; 1 if there is one."""
    trouble = 0
    for path in sorted(LOCALE.rglob("*.po")):
        catalogue = polib.pofile(str(path))
        kinds = {
            "not translated": catalogue.untranslated_entries(),
            "fuzzy": catalogue.fuzzy_entries(),
            "obsolete": catalogue.obsolete_entries(),
        }
        for kind, entries in kinds.items():
            for entry in entries:
                print(f"{path.relative_to(LOCALE.parent)}:{entry.linenum}: {kind}: {entry.msgid}")
                trouble = 1
    return trouble


if __name__ == "__main__":
    sys.exit(compile_catalogues() if sys.argv[1:] == ["compile"] else check_catalogues())
