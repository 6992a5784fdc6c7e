"""How rows name what they are asked with: objects of the ground in their states."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from tests.matrix.ground import Ground

type Fill = Mapping[str, Any]
type States = Mapping[str, Fill]
type Args = tuple[Any, ...]


class Named(dict[str, Any]):
    """Arguments that a rule takes by their names; they stand last."""


def filled(fill: Fill, ground: Ground) -> dict[str, Any]:
    """The values themselves."""
    return {
        name: attrgetter(value[1:])(ground) if isinstance(value, str) and value.startswith("@") else value
        for name, value in fill.items()
    }


def each_of(part: str, attribute: str, *names: str) -> States:
    """One state for each object of the ground, of which the address holds this attribute."""
    return {name.replace("_", " "): {part: f"@{name}.{attribute}"} for name in names}


def asked(*names: str) -> States:
    """Consultations under their processes."""
    return {
        name.replace("_", " "): {"process": f"@{name}.process.slug", "consultation": f"@{name}.slug"}
        for name in names
    }


def of(**states: tuple[str, str]) -> States:
    """Something of an organisation by its number: state to organisation and row."""
    return {
        state.replace("_", " "): {"slug": f"@{whose}.slug", "number": f"@{row}.pk"}
        for state, (whose, row) in states.items()
    }


def with_each(states: States, part: str, values: Iterable[str]) -> States:
    """The same states, each with each value of one more part of the address."""
    return {f"{state}, {value}": {**fill, part: value} for state, fill in states.items() for value in values}


def numbered(*names: str) -> States:
    """What has a number within its process."""
    return {
        name.replace("_", " "): {"process": f"@{name}.process.slug", "number": f"@{name}.number"}
        for name in names
    }


def on(*names: str) -> dict[str, Args]:
    """One state for each object of the ground, which a rule takes alone."""
    return {name.replace("_", " "): (f"@{name}",) for name in names}


def then(states: Mapping[str, Args], *more: Any) -> dict[str, Args]:
    """The same states with further arguments."""
    return {state: (*args, *more) for state, args in states.items()}


ONCE: States = {"": {}}
PROCESS = each_of("process", "slug", "going_process", "draft_process", "closed_process", "own_process")
