"""What the cast follow: who, what kind of thing, which one, and how often letters come."""

from town.texts import co_operation, deeds, open_brainstorm

# A process by its slug, an area by its code, a body by its name, a theme of the real process by its key.
FOLLOWED: tuple[tuple[str, str, str, str], ...] = (
    ("journalist", "process", co_operation.PROCESS.slug, "daily"),
    ("journalist", "body", deeds.SECTION.fi, "weekly"),
    ("stranger", "area", "90", "weekly"),
    ("swedish_chair", "theme", "equal", "daily"),
    ("parent", "process", open_brainstorm.SLUG, "daily"),
    ("resident", "theme", "rooms", "weekly"),
    ("director", "process", co_operation.PROCESS.slug, "weekly"),
)
