"""Every verb of the journal has words for the auditor."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from punos.home.queries.verbs import SUBJECTS, VERBS, verb_words

PUNOS = Path(settings.BASE_DIR) / "punos"


def actions() -> list[Path]:
    """Every file with verbs."""
    files = [*PUNOS.glob("*/actions.py"), *PUNOS.glob("*/actions/*.py")]
    return sorted(path for path in files if path.name != "__init__.py")


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as its syntax tree."""
    return ast.parse(path.read_text())


@cache
def calls_of(path: Path) -> tuple[ast.Call, ...]:
    """Each call in a file."""
    return tuple(node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def texts(node: ast.AST) -> Iterator[str]:
    """The verbs written in a piece of code; of one that is put together, the beginning with a star."""
    for each in ast.walk(node):
        if isinstance(each, ast.JoinedStr):
            first = each.values[0]
            yield ast.literal_eval(first) + "*" if isinstance(first, ast.Constant) else "*"
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and "." in each.value[1:-1]:
            yield each.value


def given(function: ast.FunctionDef, name: str, path: Path) -> Iterator[str]:
    """The verbs that a variable can hold: assigned in the function, or handed to it from within its room."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == name for target in node.targets):
            yield from texts(node.value)
    known = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    if name in {argument.arg for argument in known}:
        room = PUNOS / path.relative_to(PUNOS).parts[0]
        for each in room.rglob("*.py"):
            if "tests" not in each.parts:
                yield from handed_to(function.name, each)


def handed_to(function: str, path: Path) -> Iterator[str]:
    """The verbs among what a file hands to a function."""
    for call in calls_of(path):
        if getattr(call.func, "attr", getattr(call.func, "id", "")) == function:
            yield from (text for part in (*call.args, *call.keywords) for text in texts(part))


@cache
def recorded() -> Mapping[str, set[str]]:
    """The verbs of each call that writes a line, by the place of the call."""
    found = {}
    for path in actions():
        for function in (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if (
                    ast.unparse(call.func) in {"journal.record", "journal.record_all", "record"}
                    and len(call.args) > 1
                ):
                    verb = call.args[1]
                    verbs = {text for text in texts(verb) if "{" not in text}
                    if isinstance(verb, ast.Name):
                        verbs = set(given(function, verb.id, path))
                    found[f"{path.relative_to(PUNOS)}:{call.lineno}"] = verbs
    return found


def has_words(verb: str) -> bool:
    """Whether the table has this verb, or some that begin so."""
    return any(each.startswith(verb[:-1]) for each in VERBS) if verb.endswith("*") else verb in VERBS


def test_every_verb_that_is_recorded_has_words() -> None:
    missing = {verb for verbs in recorded().values() for verb in verbs if not has_words(verb)}

    assert sorted(missing) == []


def test_verb_of_every_line_can_be_told_from_the_source() -> None:
    assert [place for place, verbs in recorded().items() if not verbs] == []


def test_words_are_held_for_no_verb_that_nothing_records() -> None:
    verbs = {verb for each in recorded().values() for verb in each}
    begun = tuple(verb[:-1] for verb in verbs if verb.endswith("*"))

    assert sorted(verb for verb in VERBS if verb not in verbs and not verb.startswith(begun or ("*",))) == []


def test_no_two_verbs_share_their_words() -> None:
    with override("en"):
        words = [str(each) for each in VERBS.values()]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("verb", "words"), [("feedback.given", "Feedback was given"), ("thing.made", "thing.made")]
)
def test_verb_without_words_is_shown_as_it_is(verb: str, words: str) -> None:
    with override("en"):
        assert verb_words(verb) == words


def test_every_kind_of_subject_has_words() -> None:
    from django.apps import apps

    rooms = [room for room in apps.get_app_configs() if room.name.startswith("punos.")]
    addressed = {
        model.__name__.lower() for room in rooms for model in room.get_models() if hasattr(model, "address")
    }

    assert sorted(addressed - set(SUBJECTS)) == []
