"""A log store that writes what it gets into a file, for the tests of shipping; loaded only beside the package."""

import json
from pathlib import Path

from resilient_logger.sources.abstract_log_source_entry import AbstractLogSourceEntry
from resilient_logger.targets import AbstractLogTarget


class FileStore(AbstractLogTarget):  # type: ignore[misc]  # the package ships no types
    """Takes documents until one is to be refused."""

    def __init__(self, path: str, refused: int) -> None:
        self.path, self.refused = Path(path), refused

    def is_required(self) -> bool:
        return True

    def submit(self, entry: AbstractLogSourceEntry) -> bool:
        if entry.get_id() == self.refused:
            return False
        with self.path.open("a") as file:
            file.write(json.dumps(entry.get_document()) + "\n")
        return True
