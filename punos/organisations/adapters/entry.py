"""What a register says of an organisation, in one form whichever register it was."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """How an organisation stands in its register."""

    REGISTERED = "registered"
    ENDED = "ended"
    UNCLEAR = "unclear"  # it has a number, but no entry in a register of organisations


@dataclass(frozen=True)
class RegisteredName:
    """A name in a register: `kind` is primary, parallel, auxiliary, translation or other; language "" if untold."""

    text: str
    kind: str
    language: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class RegisterEntry:
    """What the register says of one organisation. The address leaves out "care of", which names a person."""

    identifier: str
    name: str
    names: tuple[RegisteredName, ...]
    form: str
    form_names: tuple[tuple[str, str], ...]
    status: Standing
    registers: tuple[str, ...]
    registered_on: date | None
    ended_on: date | None
    address: str
    source: str
    fetched_at: datetime

    @property
    def name_sv(self) -> str:
        """The current name in Swedish beside the first one, if there is one."""
        current = (each for each in self.names if each.until is None and each.kind in {"primary", "parallel"})
        return next((each.text for each in current if each.language == "sv" and each.text != self.name), "")

    def facts(self) -> dict[str, Any]:
        """The same as JSON, days as ISO 8601, to be kept beside the organisation's own data."""
        told = asdict(self) | {"name_sv": self.name_sv, "form_names": dict(self.form_names)}
        told["names"] = [_plain(asdict(each)) for each in self.names]
        return _plain(told)


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: each.isoformat() if isinstance(each, date) else each for key, each in told.items()}
