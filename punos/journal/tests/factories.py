"""Lines for the tests of this room."""

from dataclasses import dataclass

from punos.journal import actions
from punos.journal.models import Entry


@dataclass(frozen=True)
class Somebody:
    """Who acts."""

    person_id: int | None = 3
    organisation_id: int | None = None


@dataclass
class Thing:
    """What a line is about."""

    pk: int = 1

    @property
    def address(self) -> str:
        """Its page."""
        return f"/things/{self.pk}/"


def make_line(
    verb: str = "thing.made", *, process: str = "", public: bool = False, **ids: int | str
) -> Entry:
    """A line that somebody did something to a thing."""
    return actions.record(Somebody(), verb, Thing(), process=process, public=public, **ids)
