"""What docs/security.md promises of tests is true: each test that it names is there, each item says its state."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import EmailField, ForeignKey
from django.db.models.fields.related import RelatedField

from punos.people.models import Person

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text()
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", TEXT)))
ITEM = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading."""
    return TEXT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@cache
def names_in(path: str) -> set[str]:
    """The functions of a file."""
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_named_test_is_there(path: str, name: str) -> None:
    assert name in names_in(path)


def test_every_item_says_its_state_and_held_ones_have_a_test() -> None:
    items = ITEM.findall(section("ASVS 5.0"))
    rows = [line for line in section("ASVS 5.0").splitlines() if re.match(r"\| \d", line)]

    assert len(items) == len(rows) == len({number for number, *_rest in items})
    assert [
        number
        for number, _level, _asks, state, _tests in items
        if not re.match("held|in part: |not met", state)
    ] == []
    assert {state.startswith("not met") for *_rest, state, tests in items if "::" not in tests} == {True}
    assert [
        number
        for number, _level, _asks, state, tests in items
        if state.startswith("not met") and "::" in tests
    ] == []


def test_every_lesson_has_a_test() -> None:
    rows = [line for line in section("Lessons of others").splitlines() if line.startswith("| ")][1:]

    assert len(rows) == 31
    assert [row for row in rows if "::test_" not in row] == []


def test_every_table_with_an_address_or_a_person_is_told_of() -> None:
    told = set(re.findall(r"`(\w+\.\w+)`", section("Personal data")))
    own = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if any(
            isinstance(field, EmailField)
            or (isinstance(field, RelatedField | ForeignKey) and field.related_model is Person)
            for field in model._meta.get_fields()
        )
    }

    assert own - told == set()
    assert {name for name in told if name not in {model._meta.label for model in apps.get_models()}} == set()
