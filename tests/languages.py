"""In which language a test begins: that of the site, unless it asks for English, in which the code is written."""

from collections.abc import Iterator

import pytest


def pytest_runtest_setup() -> None:
    """Whatever the test before has left behind is put away."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def in_english() -> Iterator[None]:
    """The sentences of the code as they stand there, for a test that holds them against what is said."""
    from django.utils import translation

    with translation.override("en"):
        yield
