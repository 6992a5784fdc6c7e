"""The town of the matrix, once for its module."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.matrix.place import Place, standing


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """A town of its own, with everybody in it; what is asked leaves nothing behind."""
    with django_db_blocker.unblock(), standing() as town:
        yield town
