"""The rules of the house that no linter knows, read from the source itself; docs/map.md says why each is there."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "punos", "punos_analysis", "town")
EVERYTHING = (*PACKAGES, "bench", "bin", "tests")
ROOMS = sorted(path.parent for path in (ROOT / "punos").glob("*/__init__.py"))

WRITES = {"bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update_or_create"}
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|COPY)\b")
# The journal's own three are called last within another verb's transaction; a rating is one statement.
WITHOUT_TRANSACTION = {"rate", "raise_stamps", "record", "record_all"}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_PAGE = 400, 40, 30
# Django asks for these by name.
ASKED_FOR_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
SHOWN_BY_TESTS = {"core/gallery.html"}  # every component on one page, to be looked at
ON_A_MACHINE = {"glob", "os", "pathlib", "random", "shutil", "socket", "subprocess", "time", "urllib"}
CLOCKS = (".localdate", ".localtime", ".now", ".today", ".utcnow")
DICE_WITH_A_SEED = {"Generator", "default_rng"}

type Found = Iterator[tuple[int, str]]


# What is read -----------------------------------------------------------------------------------------------


@cache
def python_files(*folders: str) -> list[Path]:
    """The project's own Python files below these folders, without migrations, which Django writes."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as its syntax tree."""
    return ast.parse(path.read_text(), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All that stands in a file; several rules look through it."""
    return tuple(ast.walk(tree_of(path)))


def is_test(path: Path) -> bool:
    """Whether a file is part of the tests, which have rules of their own."""
    return "tests" in path.parts


def is_actions(path: Path) -> bool:
    """Whether a file holds verbs: actions.py, or a file of the folder of that name."""
    return "actions" in {path.stem, path.parent.name}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, inner ones and methods too."""
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def verbs(path: Path) -> Iterator[ast.FunctionDef]:
    """The public functions of a file with actions."""
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def broken(files: list[Path], look: Callable[[Path], Found]) -> list[str]:
    """Where a rule is broken: `path:line what`, one each."""
    return [f"{path.relative_to(ROOT)}:{line} {what}" for path in files for line, what in look(path)]


def templates() -> list[Path]:
    """Every template."""
    return sorted(
        path for package in ("punos", "town") for path in (ROOT / package).rglob("templates/**/*.html")
    )


# Who writes -------------------------------------------------------------------------------------------------


def writes_of(path: Path) -> Found:
    """Calls that write rows; `.update()` counts where it names columns, which `dict.update` here never does."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr.removeprefix("a") if node.func.attr[1:] in WRITES else node.func.attr
            if name in WRITES or (name == "update" and node.keywords):
                yield node.lineno, f".{node.func.attr}()"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITING_SQL.match(node.value):
            yield node.lineno, "SQL that writes"


def test_only_actions_write() -> None:
    elsewhere = [path for path in python_files(*PACKAGES) if not (is_actions(path) or is_test(path))]

    assert broken(elsewhere, writes_of) == []


def test_writes_are_seen_where_they_are() -> None:
    seen = {what for path in (ROOT / "punos").glob("*/actions*") for what in written_below(path)}

    assert seen == {
        ".bulk_create()", ".bulk_update()", ".create()", ".delete()", ".get_or_create()", ".save()", ".update()",
        ".update_or_create()", "SQL that writes",
    }  # fmt: skip


def written_below(path: Path) -> Iterator[str]:
    for each in [path] if path.is_file() else path.rglob("*.py"):
        yield from (what for _line, what in writes_of(each))


def test_no_signal_and_no_overridden_save() -> None:
    def look(path: Path) -> Found:
        for function in functions(path):
            if function.name == "save":
                yield function.lineno, "an own save()"
            if any("receiver" in ast.unparse(decorator) for decorator in function.decorator_list):
                yield function.lineno, "@receiver"

    assert broken(python_files(*PACKAGES), look) == []


# The shape of a verb ----------------------------------------------------------------------------------------


def test_every_verb_is_one_transaction_and_names_what_it_takes() -> None:
    def look(path: Path) -> Found:
        for verb in verbs(path):
            decorators = {ast.unparse(decorator) for decorator in verb.decorator_list}
            if "transaction.atomic" not in decorators and verb.name not in WITHOUT_TRANSACTION:
                yield verb.lineno, f"{verb.name} is not @transaction.atomic"
            positional = [argument.arg for argument in verb.args.args if argument.arg != "subject"]
            if positional and verb.name not in WITHOUT_TRANSACTION:
                yield verb.lineno, f"{verb.name} takes {positional} without their names"

    assert broken([path for path in python_files("punos") if is_actions(path)], look) == []


def records(node: ast.AST) -> bool:
    """Whether a journal line is written somewhere in this piece of code."""
    return any(
        isinstance(each, ast.Call)
        and ast.unparse(each.func) in {"journal.record", "journal.record_all", "journal.raise_stamps"}
        for each in ast.walk(node)
    )


def after_the_line(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements, other than the return, that follow a journal line in the same block or an outer one."""
    for place, statement in enumerate(body):
        if not records(statement):
            continue
        yield from (
            later for later in body[place + 1 :] if not isinstance(later, ast.Return) and not records(later)
        )
        for block in ("body", "orelse"):
            yield from after_the_line(getattr(statement, block, []))


def test_journal_line_is_the_last_statement_of_a_verb() -> None:
    def look(path: Path) -> Found:
        for function in functions(path):
            for statement in after_the_line(function.body):
                yield statement.lineno, f"{function.name} does more after its journal line"

    # A stamp that is raised earlier would hold its row, and every other writer, for longer than it must.
    assert broken([path for path in python_files("punos") if is_actions(path)], look) == []


def test_statement_after_a_journal_line_is_seen() -> None:
    body = ast.parse("journal.record(actor, 'a', b)\nrow.save()\nreturn_value = 1").body

    assert [ast.unparse(each) for each in after_the_line(body)] == ["row.save()", "return_value = 1"]


# Sizes ------------------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = python_files(*EVERYTHING)
    lengths = {path: len(path.read_text().splitlines()) for path in [*files, ROOT / "conftest.py"]}

    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    def look(path: Path) -> Found:
        is_page = "views" in {path.stem, path.parent.name}
        most = LONGEST_PAGE if is_page else LONGEST_FUNCTION
        for function in functions(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > most:
                yield function.lineno, f"{function.name} has {lines} lines, at most {most}"

    code = [
        path for path in python_files(*EVERYTHING) if path.name != "gallery.py"
    ]  # which is one long sample

    assert broken([*code, ROOT / "conftest.py"], look) == []


# Words ------------------------------------------------------------------------------------------------------


def strings_of(path: Path) -> Found:
    """The string literals of a file with other letters, as they are written, so that an escape stays an escape."""
    kinds = {tokenize.STRING, tokenize.FSTRING_MIDDLE}
    if path.read_text().isascii():
        return  # no string of it holds anything else
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type in kinds:
            yield token.start[0], token.string


def test_no_letter_beyond_ascii_in_a_string() -> None:
    def look(path: Path) -> Found:
        for line, text in strings_of(path):
            letters = sorted({letter for letter in text if letter.isalpha() and not letter.isascii()})
            if letters:
                yield line, "".join(letters)

    code = [path for path in python_files("config", "punos", "punos_analysis") if not is_test(path)]

    # Finnish and Swedish belong into the catalogues, where somebody can translate and mend them.
    assert broken(code, look) == []


def test_no_note_to_self() -> None:
    notes = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

    def look(path: Path) -> Found:
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if notes.search(line):
                yield number, line.strip()

    files = [path for path in python_files(*EVERYTHING) if path != Path(__file__)]
    assert broken([*files, *templates()], look) == []


def test_every_exception_from_a_linter_has_its_reason_beside_it() -> None:
    marks = {r"# noqa: [A-Z0-9, ]+": r" - \w", r"# type: ignore\[[a-z, -]+\]": r"  # \w"}

    def look(path: Path) -> Found:
        if not any(mark.partition(":")[0] in path.read_text() for mark in marks):
            return
        for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
            if token.type != tokenize.COMMENT or token.string.startswith("# fmt"):
                continue
            for mark, reason in marks.items():
                if re.search(mark.partition(":")[0], token.string) and not re.search(
                    mark + reason, token.string
                ):
                    yield token.start[0], token.string

    files = [path for path in python_files(*EVERYTHING) if path != Path(__file__)]
    assert broken([*files, ROOT / "conftest.py"], look) == []


def test_every_room_says_what_it_is_for_and_no_more() -> None:
    def look(path: Path) -> Found:
        body = tree_of(path).body
        if len(body) != 1 or not ast.get_docstring(tree_of(path)):
            yield 1, "has to be a docstring and nothing else"

    assert broken([room / "__init__.py" for room in ROOMS], look) == []


def test_every_file_with_code_says_what_it_holds() -> None:
    def look(path: Path) -> Found:
        if tree_of(path).body and path.stem not in {"urls", "apps"} and not ast.get_docstring(tree_of(path)):
            yield 1, "has no docstring"

    assert broken([*python_files(*EVERYTHING), ROOT / "conftest.py"], look) == []


# Templates --------------------------------------------------------------------------------------------------


def lines_with(pattern: str) -> Callable[[Path], Found]:
    """Looks for a pattern outside template comments."""
    comment = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)

    def look(path: Path) -> Found:
        text = comment.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
        for found in re.finditer(pattern, text):
            yield text.count("\n", 0, found.start()) + 1, found[0].strip()

    return look


def test_no_inline_script_or_style() -> None:
    inline = r"<script(?![^>]*\ssrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:"

    assert broken(templates(), lines_with(inline)) == []


def test_no_template_trusts_text() -> None:
    assert broken(templates(), lines_with(r"\|\s*safe\b|{% autoescape off %}")) == []


def test_every_template_is_used() -> None:
    names = (
        {str(path).rpartition("/templates/")[2] for path in templates()} - ASKED_FOR_BY_NAME - SHOWN_BY_TESTS
    )
    code = [path for path in python_files(*PACKAGES) if not is_test(path)]
    everything = "\n".join(path.read_text() for path in [*code, *templates()])

    assert sorted(name for name in names if not any(f"{quote}{name}" in everything for quote in "\"'")) == []


# What is read once and kept ---------------------------------------------------------------------------------


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs while a file is being read: all but the bodies of its functions."""
    yield node
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from at_import(child)


def test_no_file_keeps_the_day_on_which_it_was_read() -> None:
    """A process lives past midnight, a worker for weeks; so does a run of the tests that begins late."""

    def look(path: Path) -> Found:
        for node in at_import(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(CLOCKS):
                yield node.lineno, f"{ast.unparse(node.func)}()"

    assert broken([*python_files(*EVERYTHING), ROOT / "conftest.py"], look) == []


# The analysis library ---------------------------------------------------------------------------------------


def test_analysis_library_has_no_clock_no_files_and_no_dice_of_its_own() -> None:
    def look(path: Path) -> Found:
        for node in nodes_of(path):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
                )
                yield from ((node.lineno, name) for name in names if name.partition(".")[0] in ON_A_MACHINE)
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                is_clock = called.endswith(CLOCKS)
                is_seedless = called == "np.random.default_rng" and not node.args
                if is_clock or is_seedless or called in {"open", "print", "input"}:
                    yield node.lineno, f"{called}()"
            is_dice = isinstance(node, ast.Attribute) and ast.unparse(node.value) == "np.random"
            if isinstance(node, ast.Attribute) and is_dice and node.attr not in DICE_WITH_A_SEED:
                yield node.lineno, f"np.random.{node.attr}"

    pure = [path for path in python_files("punos_analysis") if path.name != "cli.py" and not is_test(path)]

    assert broken(pure, look) == []
