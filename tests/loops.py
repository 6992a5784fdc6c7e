"""A test that runs asynchronous code itself, in a process whose browser has left its own loop running."""

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture
def no_loop() -> Iterator[None]:
    """Playwright keeps its loop marked as running in this thread between its calls; meanwhile it does nothing."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
