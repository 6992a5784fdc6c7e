"""The JSON door: its description is the one that is committed, and no request makes it fall over.

Schemathesis makes requests from the description, malformed ones too. What it finds is told with the request.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error

from config.api import api

ROOT = Path(__file__).resolve().parent.parent
DESCRIPTION = ROOT / "docs" / "api" / "openapi.json"
SPACES = "/api/v1/processes/yhteiset-tilat"


def described() -> dict[str, Any]:
    """The live description as JSON has it."""
    live: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return live


def write() -> None:
    """Write the description anew: `DEMO=1 punos shell -c "from tests.test_api import write; write()"`."""
    DESCRIPTION.write_text(json.dumps(described(), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def test_committed_description_is_the_live_one() -> None:
    assert json.loads(DESCRIPTION.read_text(encoding="utf-8")) == described()


def operations() -> list[tuple[str, str]]:
    """Each method and path of the description."""
    return [(method, path) for path, methods in described()["paths"].items() for method in methods]


@pytest.mark.parametrize(("method", "path"), operations())
def test_operation_says_what_it_does(method: str, path: str) -> None:
    operation = described()["paths"][path][method]

    assert (bool(operation.get("summary")), bool(operation.get("description"))) == (True, True)


@pytest.mark.parametrize(("method", "path"), operations())
def test_operation_stands_whatever_is_sent(town: str, method: str, path: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operation = schema[path][method.upper()]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def stands(case: Any) -> None:
        case.call_and_validate(checks=[not_a_server_error])

    stands()


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/processes/nul%00l",
        f"{SPACES}/consultations/nul%00l",
        f"{SPACES}/consultations/nul%00l/results",
        "/api/v1/processes/nul%00l/consultations/x/results",
        f"{SPACES}/consultations/tilaideat/ideas?after=99999999999999999999",
        f"{SPACES}/consultations/tilaideat/ideas?after=-99999999999999999999",
        f"{SPACES}/consultations/tilaideat/ideas?after=x",
        f"/api/v1/processes/{'x' * 3_000}",
    ],
)
def test_odd_address_is_refused_and_breaks_nothing(town: str, address: str) -> None:
    response = Client(raise_request_exception=False).get(address)

    assert response.status_code in {200, 404, 422}


def test_ideas_come_in_pages_of_a_hundred(town: str) -> None:
    address, client = f"{SPACES}/consultations/tilaideat/ideas", Client()

    first = client.get(address).json()
    rest = client.get(f"{address}?after={first[-1]['number']}").json()

    numbers = [idea["number"] for idea in [*first, *rest]]
    assert (len(first) <= 100, numbers) == (True, sorted(set(numbers)))


def test_results_are_the_figures_of_the_page_once_the_host_shows_them(town: str) -> None:
    from punos.consultations.models import Result

    process = Result.objects.get(consultation__slug="aivoriihi").consultation.process.slug
    response = Client().get(f"/api/v1/processes/{process}/consultations/aivoriihi/results")

    assert (response.status_code, response.json()["total"]) == (200, 464)


def test_refusal_is_told_to_persons_and_to_machines(town: str) -> None:
    response = Client().get(f"{SPACES}/consultations/tilaideat/results")

    told = response.json()
    assert (response.status_code, told["code"], bool(told["detail"])) == (409, "not_now", True)


@pytest.mark.django_db
def test_documentation_page_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()

    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("/static/ninja/")] == []
    assert "<script>" not in page
