"""The journal as a log source of `django-resilient-logger`, which ships it to the city's log store.

Loaded only where AUDIT_SHIPPING is on. A line is shipped when it has been sealed, in sealed order, with its seal;
it holds ids and no names, as the journal does.
"""

from collections.abc import Iterator
from typing import Any

from resilient_logger.resilient_logger import ResilientLogger
from resilient_logger.sources import AbstractLogSource
from resilient_logger.sources.abstract_log_source_entry import AbstractLogSourceEntry, AuditLogDocument
from resilient_logger.utils import format_audit_time, get_resilient_logger_config

from punos.journal import actions, queries
from punos.journal.queries import Sealed

STORE = "resilient_logger"
LINE_GONE = "The line under this seal is gone."


def ship() -> dict[str, bool]:
    """Ship what has been sealed since the last time; by position, whether each arrived."""
    from_settings = ResilientLogger.create
    arrived: dict[str, bool] = from_settings().submit_unsent_entries()
    return arrived


class JournalSource(AbstractLogSource):  # type: ignore[misc]  # the package ships no types
    """The sealed lines of the journal."""

    def get_unsent_entries(self, chunk_size: int) -> Iterator["JournalLine"]:
        """The lines not yet shipped, one after another: the next is given when the one before has arrived."""
        for sealed in queries.sealed_after(actions.begin_shipment(store=STORE), chunk_size):
            line = JournalLine(sealed)
            yield line
            if not line.is_sent():
                return

    def clear_sent_entries(self, days_to_keep: int = 30) -> list[str]:  # noqa: ARG002 - the package names it
        """Nothing: the journal is append-only."""
        return []


class JournalLine(AbstractLogSourceEntry):  # type: ignore[misc]  # the package ships no types
    """One sealed line on its way."""

    def __init__(self, sealed: Sealed) -> None:
        self.sealed, self.has_arrived = sealed, False

    def get_id(self) -> int:
        """Its position in the sealed order."""
        return self.sealed.seal.position

    def get_document(self) -> AuditLogDocument:
        """The line in the form of the city's log store."""
        config, seal, entry = get_resilient_logger_config(), self.sealed.seal, self.sealed.entry
        when = format_audit_time(entry.at if entry else seal.at)
        proof: dict[str, Any] = {"position": seal.position, "digest": seal.digest, "source_pk": seal.entry_id}
        return {
            "@timestamp": when,
            "audit_event": {
                "actor": {"person": entry.person_id, "organisation": entry.organisation_id} if entry else {},
                "date_time": when,
                "operation": entry.verb if entry else "UNKNOWN",
                "origin": config["origin"],
                "target": {"type": entry.subject_type, "id": entry.subject_id, "address": entry.address}
                if entry
                else {},
                "environment": config["environment"],
                "message": entry.verb if entry else LINE_GONE,
                "level": 0,
                "extra": proof | ({"process": entry.process, "ids": entry.ids} if entry else {}),
            },
        }

    def is_sent(self) -> bool:
        """Whether it has arrived."""
        return self.has_arrived

    def mark_sent(self) -> None:
        """Note that it has arrived, and with it every line before it."""
        actions.note_shipped(store=STORE, position=self.get_id())
        self.has_arrived = True
