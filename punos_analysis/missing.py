"""Who was not heard: what the registry knows and no answer came from."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unheard:
    """A field, area or size from which nobody answered, and how many organisations are known there."""

    code: str
    organisations: int


def unheard(known: Mapping[str, int], heard: Mapping[str, int]) -> tuple[Unheard, ...]:
    """The codes with known organisations and no answer, most organisations first, then by code."""
    silent = [Unheard(code, number) for code, number in known.items() if number and not heard.get(code)]
    return tuple(sorted(silent, key=lambda each: (-each.organisations, each.code)))
