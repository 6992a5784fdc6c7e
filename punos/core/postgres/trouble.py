"""What can go wrong with the server, in one sentence for an administrator."""

from pathlib import Path

NO_ROOM = ("No space left on device", "File too large", "Disk quota exceeded")
NOT_ALLOWED = ("Permission denied", "has invalid permissions", "has wrong ownership")
SERIOUS = ("FATAL", "PANIC", "error:")


class PostgresError(Exception):
    """The server could not be started or stopped; the message is one sentence for an administrator."""


class HeldError(PostgresError):
    """Another process holds this server's directory."""


def sentence(words: str, *, place: Path) -> str:
    """One sentence out of what a program or the system said."""
    if any(sign in words for sign in NO_ROOM):
        return (
            f"There is no room left for the database in {place} (full disk, quota or file size limit):"
            " make room and start again; what was saved is still there."
        )
    lines = [line.strip() for line in words.splitlines() if line.strip()] or ["no reason was given"]
    reason = next((line for line in lines if any(sign in line for sign in SERIOUS)), lines[-1])
    if any(sign in words for sign in NOT_ALLOWED):
        return f"The database in {place} may not be read or written: {reason}"
    return f"The database in {place} did not start: {reason} (more in {place / 'server.log'})"
