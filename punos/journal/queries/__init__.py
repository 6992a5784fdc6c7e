"""Reading the journal and the stamps, and verifying the seal."""

from punos.journal.queries.reading import (
    Head,
    Sealed,
    about,
    head,
    news_of_process,
    read_stamps,
    sealed_after,
    unsealed,
)
from punos.journal.queries.verifying import Fault, Kind, Verdict, check, sealed_rows, verify

__all__ = [
    "Fault",
    "Head",
    "Kind",
    "Sealed",
    "Verdict",
    "about",
    "check",
    "head",
    "news_of_process",
    "read_stamps",
    "sealed_after",
    "sealed_rows",
    "unsealed",
    "verify",
]
