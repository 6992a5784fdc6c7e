"""The sum that a browser does before it sends a form, in a real browser under the content policy of the site."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import altcha
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.csp import build_policy
from django.utils.translation import override

from conftest import serving, visitors
from punos.core.gate import ALGORITHM, MOST_TRIES, ROUNDS, GateFields

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROOF_JS = Path(__file__).resolve().parents[1] / "static" / "core" / "proof.js"
PAGE = (
    '<!doctype html><html lang="en"><title>Form</title><form method="post" action="/"><textarea name="text">'
    '</textarea>{}<button name="go" value="on">Send</button></form></html>'
)


class Site:
    """A page with a form behind the gate, and what was sent to it."""

    def __init__(self, counter: int = 40, **fields: Any) -> None:
        challenge = altcha.create_challenge(
            ALGORITHM, ROUNDS, counter=counter, hmac_secret="a", hmac_key_secret="b"
        )
        self.fields = {"challenge": json.dumps(challenge.to_dict())} | fields
        self.sent: dict[str, list[str]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind, body = "text/html; charset=utf-8", b"<p>Thank you</p>"
        if environ["PATH_INFO"].endswith("proof.js"):
            kind, body = "text/javascript", PROOF_JS.read_bytes()
        elif environ["REQUEST_METHOD"] == "POST":
            self.sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
        else:
            fields = GateFields(is_asked=True, made="x", sign_in_url="/in/", **self.fields)
            with override("en"):
                body = PAGE.format(render_to_string("core/components/gate.html", {"gate": fields})).encode()
        policy = build_policy(settings.SECURE_CSP)
        start_response("200 OK", [("Content-Type", kind), ("Content-Security-Policy", policy)])
        return [body]


def test_browser_does_the_sum_and_then_sends_what_was_written(browser: "Browser") -> None:
    site = Site()
    with serving(site) as address, visitors(browser, address) as arrive:
        page = arrive()
        page.goto("/")
        page.locator("textarea").fill("My idea")
        page.get_by_role("button", name="Send").click()
        page.get_by_text("Thank you").wait_for()

    assert (site.sent["text"], site.sent["go"]) == (["My idea"], ["on"])
    assert altcha.verify_solution(site.sent["altcha"][0], "a", hmac_key_secret="b").verified


def test_browser_tells_aloud_that_the_sum_is_done(browser: "Browser") -> None:
    with serving(Site()) as address, visitors(browser, address) as arrive:
        page = arrive()
        page.goto("/")
        page.get_by_role("status").get_by_text("The sum is done. You can send.").wait_for()

        assert not page.get_by_role("progressbar").is_visible()
        assert not page.get_by_role("link", name="Sign in").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_page_says_what_to_do_where_the_sum_can_not_be_done(browser: "Browser", script: bool) -> None:
    with serving(Site(counter=MOST_TRIES * 2, most_tries=8)) as address, visitors(browser, address) as arrive:
        page = arrive(java_script_enabled=script)
        page.goto("/")

        page.get_by_role("link", name="Sign in").wait_for()
