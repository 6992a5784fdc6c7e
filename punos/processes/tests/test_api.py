"""Processes as JSON."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from punos.organisations.models.actor import SYSTEM
from punos.processes import actions
from punos.processes.models import Process
from punos.processes.tests.factories import make_phase_facts, make_process

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> Any:
    """What an address answers, as JSON."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    return answer.json()


def test_process_tells_its_texts_its_hosts_and_its_phases(client: Client) -> None:
    process = make_process(phases=(make_phase_facts(),))
    actions.translate_process(
        actor=SYSTEM, process=process, field="title", language="fi", text="Tilat", seen_revision=1
    )

    told = get(client, f"/api/v1/processes/{process.slug}")

    assert told["title"]["source"] == "fi"
    assert sorted(told["title"]["stale"]) == ["en", "sv"]
    assert told["title"]["texts"] == {"fi": "Tilat", "sv": "Gemensamma lokaler", "en": "Shared spaces"}
    assert told["hosts"] == {"fi": ["Kanslia"], "sv": ["Kansliet"], "en": ["Office"]}
    assert [(each["key"], each["starts_on"], each["precision"]) for each in told["phases"]] == [
        ("comments", "2022-11-07", "day")
    ]


def test_process_that_may_not_be_seen_is_not_there(client: Client) -> None:
    process = make_process()
    Process.objects.update(published_at=None)

    assert client.get(f"/api/v1/processes/{process.slug}").status_code == 404
    assert get(client, "/api/v1/processes") == []


def test_list_goes_on_after_the_last_one_of_the_page_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("punos.processes.api.MOST_PROCESSES", 2)
    slugs = [make_process().slug for _ in range(3)]

    first = [each["slug"] for each in get(client, "/api/v1/processes")]
    second = [each["slug"] for each in get(client, f"/api/v1/processes?after={first[-1]}")]

    assert first + second == list(reversed(slugs))


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_one_query_however_long_it_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make_process()

    with django_assert_num_queries(1):
        listed = get(client, "/api/v1/processes")

    assert len(listed) == number
