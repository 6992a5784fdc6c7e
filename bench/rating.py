"""One rating saved, the whole request: voice cookie, CSRF, rule, statement, commit; against one bare INSERT."""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import ground, pages
from bench.ground import Ground
from bench.loading import Case, compare
from bench.serving import ROOT, Server
from bench.table import Row, alone

GOAL = 0.4
PATH = f"{pages.CONSULTATION}rate/"
SECONDS = 1.0  # for counting what the disk syncs


def rows(on: Ground) -> Iterator[Row]:
    """The rating, and how often the disk syncs, without which its speed says nothing."""
    from bench.filling import CONSULTATIONS, IDEAS, IDEAS_EACH, VISITORS

    yield Row("fdatasync of 8 kB on this disk", f"{syncs_per_second():,.0f}/s")
    with tempfile.NamedTemporaryFile("w", suffix=".cookies") as cookies:
        marks = [signed(f"visitor-{number}") for number in range(1, VISITORS + 1)]
        cookies.write("\n".join(marks))
        cookies.flush()
        csrf, token = form_tokens(on.site, marks[0])
        check(on.site, marks[0], csrf, token)
        script = Path(__file__).with_name("rating.lua")
        mark = Path(__file__).parent / "floor" / "mark.lua"
        yield compare(
            "one rating saved",
            Case(on.site, PATH, script=script, arguments=[cookies.name, csrf, token, str(IDEAS)]),
            Case(on.floor, "/marks/", script=mark, arguments=[str(CONSULTATIONS * IDEAS_EACH), "2000"]),
            goal=GOAL,
        )
    yield Row("fdatasync of 8 kB afterwards", f"{syncs_per_second():,.0f}/s")


def signed(mark: str) -> str:
    """A visitor's voice cookie as the site signs it."""
    from django.conf import settings
    from django.http import HttpResponse

    response = HttpResponse()
    response.set_signed_cookie(settings.VOICE_COOKIE_NAME, mark)
    return str(response.cookies[settings.VOICE_COOKIE_NAME].value)


def form_tokens(site: Server, voice: str) -> tuple[str, str]:
    """The CSRF cookie and the token of the form, from the page that a visitor rates on."""
    answer, body = site.ask(PATH, {"Cookie": f"punos_voice={voice}"})
    cookie = re.search(r"csrftoken=(\w+)", answer.headers.get("Set-Cookie", ""))
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', body)
    if not (cookie and token):
        sys.exit(f"bench: {PATH} showed no form to rate on (status {answer.status}).")
    return cookie[1], token[1].decode()


def check(site: Server, voice: str, csrf: str, token: str) -> None:
    """See that a rating is truly saved, and not answered by the way to another page."""
    from bench.filling import IDEAS
    from punos.contributions.models import Rating

    before = Rating.objects.filter(voice__speaker="browser:visitor-1").count()
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    sent["Cookie"] = f"csrftoken={csrf}; punos_voice={voice}"
    number = 1 + before % IDEAS
    body = f"csrfmiddlewaretoken={token}&number={number}&value=1"
    answer, _body = site.send("POST", PATH, body, sent)
    saved = Rating.objects.filter(voice__speaker="browser:visitor-1", contribution__number=number, value=1)
    if (answer.status, answer.headers.get("Location")) != (302, PATH) or not saved.exists():
        sys.exit(f"bench: a rating was not saved (status {answer.status}).")


def syncs_per_second() -> float:
    """How often the disk under the checkout can be made to hold 8 kB for good."""
    place = ROOT / "var"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryFile(dir=place) as file:
        began, times = time.perf_counter(), 0
        while time.perf_counter() - began < SECONDS:
            os.pwrite(file.fileno(), b"x" * 8_192, 0)
            os.fdatasync(file.fileno())
            times += 1
        return times / (time.perf_counter() - began)


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
