"""Translation catalogues: `compile` makes the .mo files that Django reads, `check` finds what is missing.

`update` brings the catalogues up to date with the code: new messages are added empty, those that nobody says
any more leave. Needs no gettext tools on the system.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("fi", "sv")
SPOKEN_IN = ("config", "punos")

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

# Which arguments of each function are its context, its message and its plural.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL = re.compile(r"\b(_|n?p?gettext)\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\").*?)\) ")
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sd]|\{[a-z_]*\}|%%")


@dataclass(frozen=True, order=True)
class Message:
    """What the code says: the message in English, its plural and its context, each empty if there is none."""

    text: str
    plural: str = ""
    context: str = ""


def messages() -> dict[Message, list[str]]:
    """Every message that can reach a reader, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for top in SPOKEN_IN:
        for path in sorted((ROOT / top).rglob("*")):
            if "tests" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
                continue
            source = path.read_text()
            said = python_messages(source) if path.suffix == ".py" else template_messages(source)
            for message in said:
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
    """The messages of a template, which Django rewrites as calls of gettext's functions for us."""
    for name, arguments in CALL.findall(templatize(source) + " "):
        call = ast.parse(f"gettext({arguments})", mode="eval").body
        assert isinstance(call, ast.Call)
        yield _message("gettext" if name == "_" else name, call.args)


def _message(function: str, arguments: list[ast.expr]) -> Message:
    def at(place: int | None) -> str:
        if place is None:
            return ""
        value = ast.literal_eval(arguments[place])
        assert isinstance(value, str)
        return value

    context, text, plural = ARGUMENTS[function]
    return Message(at(text), at(plural), at(context))


def message_of(entry: polib.POEntry) -> Message:
    """The message that a line of a catalogue translates."""
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def faults(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation."""
    if entry.obsolete:
        yield "obsolete"
    elif entry.fuzzy:
        yield "fuzzy"
    elif not entry.translated():
        yield "not translated"
    else:
        wanted = {
            str(sorted(PLACEHOLDER.findall(text))) for text in (entry.msgid, entry.msgid_plural) if text
        }
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            if str(sorted(PLACEHOLDER.findall(text))) not in wanted:
                yield "other placeholders than the message"


def trouble() -> Iterator[str]:
    """Every message that is missing, untranslated, fuzzy, obsolete or out of step, one line each."""
    said = messages()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        place, catalogue = path.relative_to(ROOT), polib.pofile(str(path))
        known = {message_of(entry) for entry in catalogue if not entry.obsolete}
        for message in sorted(said.keys() - known):
            yield f"{place}: missing, said in {said[message][0]}: {message.text}"
        for message in sorted(known - said.keys()):
            yield f"{place}: said nowhere: {message.text}"
        for entry in catalogue:
            for fault in faults(entry):
                yield f"{place}:{entry.linenum}: {fault}: {entry.msgid}"


def check_catalogues() -> int:
    """Print what is wrong; 1 if anything is."""
    found = list(trouble())
    print("".join(f"{line}\n" for line in found), end="")
    return 1 if found else 0


def update_catalogues() -> int:
    """Write each catalogue anew in the order of the code, with the translations that it has."""
    said = messages()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        old = polib.pofile(str(path))
        translated = {message_of(entry): entry for entry in old if not entry.obsolete}
        new = polib.POFile(wrapwidth=110)
        new.metadata, new.header = old.metadata, old.header
        for message, places in sorted(said.items(), key=lambda item: (item[1][0], item[0])):
            entry = translated.get(message) or polib.POEntry(
                msgid=message.text,
                msgid_plural=message.plural,
                msgctxt=message.context or None,
                msgstr_plural={0: "", 1: ""} if message.plural else {},
            )
            entry.occurrences = [(place, "") for place in places]
            entry.flags = ["python-format"] if re.search(r"%\(|%%", message.text) else []
            new.append(entry)
        new.save(str(path))
    return check_catalogues()


def compile_catalogues() -> int:
    """Write a .mo beside each .po."""
    for path in sorted(LOCALE.rglob("*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


COMMANDS = {"compile": compile_catalogues, "check": check_catalogues, "update": update_catalogues}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
