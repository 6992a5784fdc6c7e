"""Translation catalogues: `compile` makes the .mo files that Django reads, `check` finds what is missing.

Needs no gettext tools on the system, and compiling needs no package: set-up does it for everybody.
"""

import ast
import re
import struct
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
MAGIC = 0x950412DE  # how a .mo file begins; the rest is in "The Format of GNU MO Files"
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(\".*)")


def messages(text: str) -> dict[str, str]:
    """Each translated message of a .po file as gettext looks it up: context, EOT, singular, NUL, plural."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fields: dict[str, str] = {}
        current = ""
        for line in lines:
            if match := KEYWORD.match(line):
                current, line = match.group(1), match.group(2)  # noqa: PLW2901 - the rest of the line
                fields[current] = ""
            if line.startswith('"'):
                fields[current] += ast.literal_eval(line)
        translations = [value for name, value in fields.items() if name.startswith("msgstr")]
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
        if not all(translations) or not translations or (fuzzy and fields["msgid"]):
            continue
        context = f"{fields['msgctxt']}\x04" if "msgctxt" in fields else ""
        plural = f"\0{fields['msgid_plural']}" if "msgid_plural" in fields else ""
        found[f"{context}{fields['msgid']}{plural}"] = "\0".join(translations)
    return found


def mo_file(found: dict[str, str]) -> bytes:
    """The messages in gettext's binary form: a table of originals, one of translations, then the texts."""
    pairs = sorted((original.encode(), translated.encode()) for original, translated in found.items())
    start = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for texts_of_one_kind in zip(*pairs, strict=True):
        for text in texts_of_one_kind:
            tables.append(struct.pack("<II", len(text), start + len(texts)))
            texts += text + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return header + b"".join(tables) + texts


def compile_catalogues() -> int:
    """Write a .mo beside each .po."""
    for path in sorted(LOCALE.rglob("*.po")):
        path.with_suffix(".mo").write_bytes(mo_file(messages(path.read_text(encoding="utf-8"))))
    return 0


def check_catalogues() -> int:
    """Print every message that is missing, fuzzy or obsolete in a catalogue; 1 if there is one."""
    import polib

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
