"""Translation catalogues: `compile` makes the .mo files that Django reads, `check` finds what is missing.

`update` brings the catalogues up to date with the code: new messages are added empty, and those that nobody
says any more leave. Needs no gettext tools on the system, and compiling needs no package: set-up does it for
everybody.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("fi", "sv")
SPOKEN_IN = ("config", "punos")
MAGIC = 0x950412DE  # how a .mo file begins; the rest is in "The Format of GNU MO Files"
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(\".*)")
# What Django's form fields say to a reader; said here in better Finnish and Swedish than Django has.
OF_DJANGO = (
    ("This field is required.", ""),
    ("Enter a whole number.", ""),
    ("Enter a valid email address.", ""),
    ("Ensure this value is greater than or equal to %(limit_value)s.", ""),
    ("Ensure this value is less than or equal to %(limit_value)s.", ""),
    ("Select a valid choice. %(value)s is not one of the available choices.", ""),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
)
# Which arguments of gettext's functions are the context, the message and the plural.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL = re.compile(r"\b(_|n?p?gettext)\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\").*?)\) ")
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sd]|\{[a-z_]*\}|%%")


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


@dataclass(frozen=True, order=True)
class Message:
    """What the code says: the message in English, its plural and its context, each empty if there is none."""

    text: str
    plural: str = ""
    context: str = ""


def said() -> dict[Message, list[str]]:
    """Every message that can reach a reader, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for path in sorted(each for top in SPOKEN_IN for each in (ROOT / top).rglob("*")):
        if "tests" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        source = path.read_text(encoding="utf-8")
        for message in python_messages(source) if path.suffix == ".py" else template_messages(source):
            places = found.setdefault(message, [])
            if (place := path.relative_to(ROOT).as_posix()) not in places:
                places.append(place)
    for text, plural in OF_DJANGO:
        found.setdefault(Message(text, plural), []).append("django/forms/fields.py")
    return found


def python_messages(source: str) -> Iterator[Message]:
    """The messages in the calls of gettext's functions, under whatever name a module imported them."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = names.get(node.func.id, "")
            if function in ARGUMENTS:
                yield _message(function, node.args)


def template_messages(source: str) -> Iterator[Message]:
    """The messages of a template, which Django rewrites as calls of gettext's functions."""
    from django.utils.translation.template import templatize

    for name, arguments in CALL.findall(templatize(source) + " "):
        call = ast.parse(f"gettext({arguments})", mode="eval").body
        assert isinstance(call, ast.Call)
        yield _message("gettext" if name == "_" else name, call.args)


def _message(function: str, arguments: list[ast.expr]) -> Message:
    def at(place: int | None) -> str:
        return "" if place is None else str(ast.literal_eval(arguments[place]))

    context, text, plural = ARGUMENTS[function]
    return Message(at(text), at(plural), at(context))


def _message_of(entry: "polib.POEntry") -> Message:
    """The message that an entry of a catalogue translates."""
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def faults(entry: "polib.POEntry") -> Iterator[str]:
    """What is wrong with one translation."""
    if entry.obsolete:
        yield "obsolete"
    elif entry.fuzzy:
        yield "fuzzy"
    elif not entry.translated():
        yield "not translated"
    else:
        wanted = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            if sorted(PLACEHOLDER.findall(text)) not in wanted:
                yield "other placeholders than the message"


def _catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def trouble() -> Iterator[str]:
    """Every message that is missing, untranslated, fuzzy, obsolete or out of step, one line each."""
    import polib

    spoken = said()
    for path in map(_catalogue, LANGUAGES):
        place, entries = path.relative_to(ROOT), polib.pofile(str(path))
        known = {_message_of(entry) for entry in entries if not entry.obsolete}
        for message in sorted(spoken.keys() - known):
            yield f"{place}: missing, said in {spoken[message][0]}: {message.text}"
        for message in sorted(known - spoken.keys()):
            yield f"{place}: said nowhere: {message.text}"
        for entry in entries:
            for fault in faults(entry):
                yield f"{place}:{entry.linenum}: {fault}: {entry.msgid}"


def check_catalogues() -> int:
    """Print what is wrong; 1 if anything is."""
    found = list(trouble())
    for line in found:
        print(line)
    return 1 if found else 0


def update_catalogues() -> int:
    """Write each catalogue anew in the order of the code, with the translations that it has."""
    import polib

    spoken = sorted(said().items(), key=lambda item: (item[1][0], item[0]))
    for path in map(_catalogue, LANGUAGES):
        old = polib.pofile(str(path))
        translated = {_message_of(entry): entry for entry in old if not entry.obsolete}
        new = polib.POFile(wrapwidth=110)
        new.metadata, new.header = old.metadata, old.header
        for message, places in spoken:
            entry = translated.get(message) or polib.POEntry(
                msgid=message.text,
                msgid_plural=message.plural,
                msgctxt=message.context or None,
                msgstr_plural={0: "", 1: ""} if message.plural else {},
            )
            entry.occurrences = [(place, "") for place in places]
            new.append(entry)
        new.save(str(path))
    return check_catalogues()


COMMANDS = {"compile": compile_catalogues, "check": check_catalogues, "update": update_catalogues}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
