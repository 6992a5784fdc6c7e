"""The town of the matrix, once for its module."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.matrix.place import Place


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> "Iterator[Place]":
    """A town of its own, with everybody in it; what is asked leaves nothing behind."""
    from tests.matrix.place import standing  # the settings are not there yet when this file is read

    with django_db_blocker.unblock(), standing() as town:
        yield town
