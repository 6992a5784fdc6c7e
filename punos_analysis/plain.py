"""Dataclasses to JSON and back: keys in the order of the fields, floats rounded to six decimals."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

DECIMALS = 6


def to_text(value: object) -> str:
    """Readable JSON of a dataclass, the same text for the same value."""
    return json.dumps(to_plain(value), ensure_ascii=False, indent=1) + "\n"


def from_text[T](kind: type[T], text: str) -> T:
    """The dataclass that `to_text` wrote. Raises ValueError where the text is not JSON of that kind."""
    try:
        made: T = from_plain(kind, json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return made


def to_plain(value: object) -> Any:
    """The same as dicts, lists, numbers and strings."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if value is None or isinstance(value, int | str):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return to_plain(named()) if named else [to_plain(each) for each in value]
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no plain form")
    return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}


def from_plain(kind: Any, data: Any) -> Any:
    """Build a value of this type; of a union the first member whose fields are the ones given."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return None if data is None else from_plain(_member(inside, data), data)
    if origin is tuple:
        each = inside if inside[-1] is not Ellipsis else (inside[0],) * len(data)
        return tuple(from_plain(part, item) for part, item in zip(each, data, strict=True))
    if origin is not None:
        return {key: from_plain(inside[1], item) for key, item in data.items()}
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return kind(**{name: from_plain(hint, data[name]) for name, hint in get_type_hints(kind).items()})
    return kind(data)


def _member(kinds: tuple[Any, ...], data: Any) -> Any:
    """Which of the types of a union this is: told by the names of the fields."""
    kinds = tuple(each for each in kinds if each is not type(None))
    for each in kinds[1:]:
        if set(data) == set(get_type_hints(each)):
            return each
    return kinds[0]
