"""Nothing that these tests seal ends up in the file of heads that the checkout itself keeps."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def heads_file(settings: Settings, tmp_path: Path) -> Path:
    """The file in which this test's heads are kept."""
    path = tmp_path / "audit" / "heads.jsonl"
    settings.AUDIT_HEADS_FILE = path
    return path
