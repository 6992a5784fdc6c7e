"""Where the sealed journal ends, for everybody to keep."""

import pytest
from django.test import Client

from punos.journal import actions, queries
from punos.journal.tests.factories import make_line

pytestmark = pytest.mark.django_db


def test_head_is_public(client: Client) -> None:
    make_line()
    actions.seal()

    answer = client.get("/api/v1/journal/head")

    assert answer.status_code == 200
    assert answer.json() == {"position": 1, "digest": queries.head().digest}
