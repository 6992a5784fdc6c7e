"""The town's stand-in of Suomi.fi Messages, asked by the site in a test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running


@pytest.fixture
def mailboxes(neighbours_process: "Running", settings: "LazySettings") -> Iterator["Running"]:
    """The stand-in, well, whose letters of earlier tests stay: each has a key of its own."""
    from town.neighbours.mailboxes import PASSWORD, SERVICE, USER

    settings.SUOMIFI_MESSAGES_ADDRESS = f"{neighbours_process.address}/messages"
    settings.SUOMIFI_MESSAGES_USER, settings.SUOMIFI_MESSAGES_PASSWORD = USER, PASSWORD
    settings.SUOMIFI_MESSAGES_SERVICE = SERVICE
    yield neighbours_process
    neighbours_process.set_mood("messages", "well")
