"""The documentation keeps up with the house: what is there is described, and what is described is there."""

import ast
import importlib
import re
import struct
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db.models import Choices
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from config.api import api

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TEXTS = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")), ROOT / "punos_analysis" / "README.md"]
PAGE_TEXTS = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in TEXTS]
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.][\w./-]*(?:/|\.(?:py|md|yml|toml|html|css|lock|po|example))")
MADE = ("var", "static", "node_modules", ".venv", ".env", "locale")  # made by set-up, or by whoever installs
TABLE_ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
ENV_CALLS = {"env", "env_flag", "env_list"}


def read(name: str) -> str:
    """The text of a file, named from the top of the project."""
    return (ROOT / name).read_text()


def rows(text: str) -> list[list[str]]:
    """The cells of every table row, heads and rules left out."""
    found = [[cell.strip() for cell in row.split("|")] for row in TABLE_ROW.findall(text)]
    return [cells for cells in found if not set(cells[0]) <= set("-|")]


def section(text: str, title: str) -> str:
    """What stands under a heading, down to the next one of its level."""
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> set[str]:
    """What stands as code in the first cells of the tables in a text."""
    return {code for cells in rows(text) for code in CODE.findall(cells[0])}


def test_map_names_every_room_with_its_floor() -> None:
    rooms = {f"punos.{path.parent.name}" for path in (ROOT / "punos").glob("*/__init__.py")}

    described = {name for name in first_cells_of_floors() if name.startswith("punos.")}

    assert described == rooms


def first_cells_of_floors() -> set[str]:
    """The second cells of the first table of the map."""
    floors = read("docs/map.md").split("\n## ", 1)[0]
    return {code for cells in rows(floors) for code in CODE.findall(cells[1])}


def test_map_gives_the_rooms_in_the_order_of_the_contract() -> None:
    contract = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    layers = [name.strip() for layer in contract["layers"] for name in layer.split("|") if "(" not in name]
    floors = read("docs/map.md").split("\n## ", 1)[0]

    told = [code.removeprefix("punos.") for cells in rows(floors) for code in CODE.findall(cells[1])]

    assert [name for name in told if name in layers] == layers


def settings_read() -> dict[str, str | None]:
    """Each environment variable that the program reads, with its default where that is a plain text."""
    found: dict[str, str | None] = {}
    sources = [*(ROOT / "config").glob("*.py"), *(ROOT / "punos").rglob("*.py")]
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called in ENV_CALLS or called == "os.environ.get":
                    found[str(node.args[0].value)] = _default(node, found)
    return found


def _default(node: ast.Call, found: dict[str, str | None]) -> str | None:
    """The default written in this call, else the one that another call has written."""
    constant = node.args[1] if len(node.args) > 1 else None
    if isinstance(constant, ast.Constant):
        return str(constant.value)
    return found.get(str(ast.literal_eval(node.args[0])))


def settings_described() -> dict[str, str]:
    """Each variable of .env.example with its value."""
    lines = [line for line in read(".env.example").splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def test_env_example_lists_every_variable_that_is_read() -> None:
    internal = {"PUNOS_CHROMIUM", "DJANGO_SETTINGS_MODULE"}

    assert set(settings_described()) == set(settings_read()) - internal


def test_env_example_says_something_of_each_variable() -> None:
    lines = read(".env.example").splitlines()

    silent = [line for before, line in pairwise(lines) if "=" in line[:25] and before[:2] != "# "]

    assert silent == []


def test_env_example_shows_the_defaults() -> None:
    defaults = {name: value for name, value in settings_read().items() if value is not None}

    shown = {name: value for name, value in settings_described().items() if name in defaults}

    assert shown == defaults


def test_operations_name_the_variables_of_set_up_and_tests() -> None:
    sources = [
        "Makefile",
        "conftest.py",
        *(f"bin/{path.name}" for path in (ROOT / "bin").iterdir() if path.is_file()),
    ]

    named = {name for source in sources for name in re.findall(r"\bPUNOS_[A-Z]+\b", read(source))}

    assert {name for name in named if f"`{name}`" not in read("docs/operations.md")} == set()


def commands() -> dict[str, Path]:
    """Our own commands as one types them, with their files."""
    found = ROOT.glob("*/**/management/commands/[a-z]*.py")
    return {path.stem.replace("_", "-"): path for path in found if ".venv" not in path.parts}


def test_operations_describe_every_command() -> None:
    described = first_cells(section(read("docs/operations.md"), "Commands"))

    assert {line.split()[1] for line in described} == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_operations_name_every_option_of(name: str) -> None:
    row = next(
        line for line in read("docs/operations.md").splitlines() if line.startswith(f"| `punos {name}")
    )

    options = re.findall(r"add_argument\(\s*\"(--[a-z-]+)\"", commands()[name].read_text())

    assert [option for option in options if option not in row] == []


def test_operations_describe_every_target_of_make() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*?##", read("Makefile"), re.MULTILINE))

    described = first_cells(section(read("docs/operations.md"), "Make"))

    assert described == {f"make {target}" for target in targets}


def test_every_target_of_make_that_a_text_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))

    named = {
        word
        for path in TEXTS
        for word in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(), re.MULTILINE)
    }

    assert named - targets == set()


def test_every_own_command_that_a_text_names_is_there() -> None:
    of_django = {"migrate", "collectstatic", "makemigrations"}

    named = {
        word for path in TEXTS for word in re.findall(r"\bpunos ([a-z][a-z-]+)", in_code(path.read_text()))
    }

    assert named - of_django - set(commands()) == set()


def in_code(text: str) -> str:
    """What a text shows as code, within lines and in blocks."""
    return "\n".join([*FENCE.findall(text), *CODE.findall(FENCE.sub("", text))])


def test_punos_analysis_command_lists_what_operations_describe() -> None:
    asked = [sys.executable, "-P", "-m", "punos_analysis.cli", "--help"]

    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT).stdout

    offered = re.search(r"\{([a-z,]+)\}", told)
    assert offered is not None
    assert [
        name
        for name in offered[1].split(",")
        if f"`punos-analysis {name} DIR`" not in read("docs/operations.md")
    ] == []


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address of the site as a text, converters left out of its parameters."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield "/" + re.sub(r"<\w+:", "<", route)


def test_map_describes_every_page() -> None:
    with override("en"):
        every = {path for path in addresses(get_resolver().url_patterns) if not path.startswith("/api/")}
    pages = {"/" + path.removeprefix("/en/") if path.startswith("/en/") else path for path in every}

    described = first_cells(section(read("docs/map.md"), "Pages")) | {"/healthz", "/readiness"}

    assert described == pages


def test_map_describes_every_endpoint_of_the_api() -> None:
    paths = api.get_openapi_schema()["paths"]
    endpoints = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}

    assert first_cells(section(read("docs/map.md"), "The API")) == endpoints


def word_rows(title: str) -> dict[str, list[str]]:
    """English, Finnish and Swedish of a table in words.md, by code name."""
    found = rows(section(read("docs/words.md"), title))
    return {cells[3].strip("`"): cells[:3] for cells in found if cells[3].startswith("`")}


def test_words_name_every_model_and_nothing_else() -> None:
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("punos.")]
    models = {f"{room.label}.{model.__name__}" for room in rooms for model in room.get_models()}

    assert set(word_rows("Nouns with a table")) == models


def test_words_give_every_noun_in_three_languages() -> None:
    tables = word_rows("Nouns with a table") | word_rows("Choices")

    assert {code: words for code, words in tables.items() if not all(words)} == {}


def test_words_name_every_choice_and_nothing_else() -> None:
    found = set()
    for room in (config.label for config in apps.get_app_configs() if config.name.startswith("punos.")):
        if room == "core":  # knows no subjects
            continue
        nouns = vars(importlib.import_module(f"punos.{room}.models")).values()
        own = [noun for noun in nouns if isinstance(noun, type) and issubclass(noun, Choices)]
        found |= {f"{room}.{noun.__name__}" for noun in own if noun.__module__.startswith(f"punos.{room}.")}

    assert set(word_rows("Choices")) == found


@pytest.mark.parametrize(("place", "language"), [(0, "en"), (1, "fi"), (2, "sv")])
def test_words_and_catalogue_call_choices_alike(place: int, language: str) -> None:
    expected, told = {}, {}
    for code, cells in word_rows("Choices").items():
        if ": " in cells[place]:
            room, name = code.split(".")
            choices = vars(importlib.import_module(f"punos.{room}.models"))[name]
            with override(language):
                expected[code] = [str(choice.label).casefold() for choice in choices]
            told[code] = cells[place].split(": ", 1)[1].casefold().split("; ")

    assert told == expected


def heading_marks(text: str) -> set[str]:
    """The marks by which a link can point at the headings of a text."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGE_TEXTS)
def test_every_link_leads_somewhere_in(path: Path) -> None:
    own = [link for link in LINK.findall(FENCE.sub("", path.read_text())) if not link.startswith("http")]

    broken = [link for link in own if not leads_somewhere(path, link)]

    assert broken == []


def leads_somewhere(path: Path, link: str) -> bool:
    """Whether a relative link finds its file, and its heading if it names one."""
    name, _, mark = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    return target.exists() and (not mark or mark in heading_marks(target.read_text()))


@pytest.mark.parametrize("path", PAGE_TEXTS)
def test_every_path_exists_that_is_named_in(path: Path) -> None:
    named = [code for code in CODE.findall(FENCE.sub("", path.read_text())) if PATH.fullmatch(code)]

    missing = [name for name in named if name.split("/")[0] not in MADE and not is_there(name)]

    assert missing == []


def is_there(name: str) -> bool:
    """Whether a path is there: from the top, in some room, or, for a file's bare name, in any of them."""
    places = [ROOT, *(ROOT / "punos").iterdir(), ROOT / "punos"]
    return any((place / name).exists() for place in places)


def test_every_decision_is_linked_from_the_map() -> None:
    decisions = {f"adr/{path.name}" for path in (DOCS / "adr").iterdir()}

    assert {link for link in LINK.findall(read("docs/map.md")) if link.startswith("adr/")} == decisions


@pytest.mark.parametrize("path", sorted((DOCS / "adr").iterdir()), ids=lambda path: path.name)
def test_decision_tells_context_decision_consequences_and_what_was_rejected(path: Path) -> None:
    titles = re.findall(r"^(#+ .+)$", path.read_text(), re.MULTILINE)

    assert titles[1:] == ["## Context", "## Decision", "## Consequences", "## Rejected"]
    assert titles[0].startswith(f"# {int(path.name[:4])}. ")


def test_every_decision_that_code_names_is_there() -> None:
    sources = [*ROOT.glob("*.toml"), *(ROOT / "config").rglob("*.py"), *(ROOT / "punos").rglob("*.py")]
    numbers = {number for path in sources for number in re.findall(r"\bADR (\d{4})", path.read_text())}
    paths = {name for path in sources for name in re.findall(r"docs/[\w/-]+\.md", path.read_text())}

    assert numbers - {path.name[:4] for path in (DOCS / "adr").iterdir()} == set()
    assert {name for name in paths if not (ROOT / name).exists()} == set()


def test_version_is_the_same_everywhere() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    described = yaml.safe_load(read("publiccode.yml"))
    newest = re.search(r"^## ([\d.]+) \(([\d-]+)\)$", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None

    assert (newest[1], described["softwareVersion"], settings_read()["BUILD"]) == (version, version, version)
    assert described["releaseDate"] == newest[2]


def test_publiccode_holds_what_the_standard_demands() -> None:
    told = yaml.safe_load(read("publiccode.yml"))

    assert {
        "publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    } <= set(told)  # fmt: skip
    assert (told["legal"]["license"], told["maintenance"]["type"]) == ("MIT", "community")
    assert told["localisation"] == {"localisationReady": True, "availableLanguages": ["fi", "sv", "en"]}
    assert told["maintenance"]["contacts"] != []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_publiccode_describes_within_the_lengths_of_the_standard_in(language: str) -> None:
    told = yaml.safe_load(read("publiccode.yml"))["description"][language]

    assert len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert [feature for feature in told["features"] if len(feature) > 100] == []


def test_picture_of_the_readme_is_wide_and_light() -> None:
    picture = (DOCS / "images" / "results.png").read_bytes()

    assert struct.unpack(">I", picture[16:20]) == (1280,)
    assert len(picture) < 300_000
