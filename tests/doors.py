"""Every address of the site with the town's objects filled in, and how a page is fetched and taken apart."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.doors_signed_in import (
    ACCOUNT,
    CLOSED,
    HEARING,
    MAY,
    OF_TASKS,
    OPEN,
    PIHAPIIRI,
    POSTED,
    PROCESSES,
    SIGNED_IN,
    SURVEY,
    TASKS,
    Filled,
)

__all__ = [
    "ACCOUNT",
    "BY_LINK",
    "CLOSED",
    "FILES",
    "KEPT",
    "LANGUAGES",
    "LEADING_ON",
    "MACHINES",
    "MAY",
    "OPEN",
    "OWN_WORDS",
    "PERSONAL",
    "POSTED",
    "SIGNED_IN",
    "SPOKEN",
    "SURVEY",
    "VOID",
    "WHILE_OPEN",
    "WITH_A_VOICE",
    "Answer",
    "Filled",
    "Seen",
    "addresses",
    "fetch",
    "names",
]
LANGUAGES = ("fi", "sv", "en")

# The same for everybody, so kept by the page cache.
KEPT: Filled = {
    "home:front_page": ({},),
    "organisations:directory": ({},),
    "home:organisation": ({"slug": "mallilan-pihapiiri-ry"}, {"slug": "kattojarjesto-esimerkki-ry"}),
    "home:process_list": ({},),
    "home:process_detail": PROCESSES,
    "home:open_data": ({},),
    "home:privacy": ({},),
    "contributions:rules": ({},),
    "home:about": ({},),
    "consultations:consultation_detail": (OPEN, CLOSED),
    "consultations:results": (CLOSED, MAY),
    "consultations:answers": (MAY,),
    "consultations:submission": ({**MAY, "number": 1},),
    "consultations:document": (TASKS,),
    "consultations:document_version": ({**TASKS, "number": 1},),
    "consultations:document_changes": (TASKS,),
    "consultations:version_changes": ({**TASKS, "number": 1},),
    "consultations:document_clause": ({**TASKS, "number": 2, "key": "purpose"},),
    "reports:matrix": (HEARING, MAY),
    "reports:summary": (CLOSED,),
    "themes:themes": PROCESSES,
    "decisions:responses": PROCESSES,
    "decisions:decision_list": PROCESSES,
    "decisions:decision": ({**PROCESSES[0], "number": 2},),
    "decisions:measure_list": PROCESSES,
    "decisions:measure": ({**PROCESSES[0], "number": 3},),
    "decisions:theme": ({**PROCESSES[0], "number": 1},),
    "decisions:response": ({**PROCESSES[0], "number": 1},),
    "decisions:response_version": ({**PROCESSES[0], "number": 1, "version": 1},),
    "reports:summary_version": ({**CLOSED, "number": 1},),
    "home:process_thread": PROCESSES,
    "home:loop": ({},),
    "home:thread": ({"kind": "theme", "number": 1},),
}
FILES: Filled = {
    "consultations:result_file": tuple(
        {**CLOSED, "stem": stem, "ending": ending}
        for stem, ending in (
            *(("results", "xlsx"), ("figures", "json"), ("field", "svg"), ("area", "svg"), ("size", "svg")),
            *((stem, "csv") for stem in ("ideas", "ratings", "participation", "background", "registry")),
        )
    )
    + tuple({**MAY, "stem": "survey", "ending": ending} for ending in ("zip", "json")),
    "consultations:questions_file": (SURVEY,),
    "home:feed": ({"ending": "atom"}, {"ending": "json"}),
    "home:process_feed": ({**PROCESSES[0], "ending": "atom"}, {**PROCESSES[2], "ending": "json"}),
    "home:organisation_feed": ({**PIHAPIIRI, "ending": "atom"}, {**PIHAPIIRI, "ending": "json"}),
    "home:process_calendar": PROCESSES,
    "home:embedded_thread": PROCESSES,
    "themes:codebook_file": tuple({**PROCESSES[0], "ending": ending} for ending in ("csv", "json")),
    "reports:matrix_file": ({**HEARING, "ending": "docx"}, {**MAY, "ending": "xlsx"}),
}
# Everybody may open them, but they hold a form or somebody's words.
PERSONAL: Filled = {
    "home:find": ({},),
    "home:accessibility": ({},),
    "decisions:heard": PROCESSES[:1],
    "home:erased": ({},),
    "mail:demo_outbox": ({},),
    "organisations:invitation": ({"token": "1.nonce:signature"},),
    "people:sign_in": ({},),
    "account_signup": ({},),
    "account_inactive": ({},),
    "account_email_verification_sent": ({},),
    "account_confirm_email": ({"key": "none"},),
    "account_reset_password": ({},),
    "account_reset_password_done": ({},),
    "account_reset_password_from_key": ({"uidb36": "1", "key": "none"},),
    "account_reset_password_from_key_done": ({},),
    "consultations:take_part": (OPEN,),
    "consultations:use_code": (SURVEY,),
    "consultations:print_form": (SURVEY,),
    "contributions:report": ({"contribution": 1},),
}
# Fixed addresses: they lead on to where something stands by now, or back to where one came from.
LEADING_ON: Filled = {
    "home:contribution": ({"contribution": 1},),
    "home:reading": ({"how": "easy"}, {"how": "ordinary"}),
    "home:document": (OF_TASKS,),
    "home:document_version": ({**OF_TASKS, "number": 1},),
}
# As long as there is time; afterwards there is a refusal in words.
WHILE_OPEN: Filled = {
    "consultations:comment": ({**TASKS, "key": "purpose"},),
    "consultations:own_comment": ({**TASKS, "number": 1},),
}
# Of the one who wrote something alone; for everybody else it is not there.
OWN_WORDS: Filled = {
    "consultations:receipt_file": (SURVEY,),
    "consultations:answer_file": ({**SURVEY, "number": 1},),
    "consultations:submission_file": ({**MAY, "number": 1, "file": 1},),
    "contributions:appeal": ({"contribution": 1},),
    "notices:unsubscribe": ({"token": "none"},),
}
# Only with a secret link; without one there is a refusal in words.
BY_LINK: Filled = {
    "consultations:invitation": ({**OPEN, "token": "1.nonce:signature"},),
    "consultations:draft_by_link": ({**OPEN, "token": "1.nonce:signature"},),
}
# Only after one has told how one answers.
WITH_A_VOICE: Filled = {
    "consultations:answer": (SURVEY,),
    "consultations:check_answer": (SURVEY,),
    "consultations:receipt": (SURVEY,),
    "consultations:withdraw_answer": (SURVEY,),
    "consultations:rate": (OPEN,),
    "consultations:my_answers": (OPEN,),
    "consultations:annexes": (SURVEY,),
}
MACHINES = {"healthz", "readiness", "choose_language", "oidc_callback", "oidc_backchannel_logout"}
# The library finds a page of ours by its own name.
MACHINES |= {"account_login", "mfa_list_webauthn"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"alt", "title", "aria-label", "placeholder", "content", "data-label"}


def addresses(filled: Filled, language: str) -> list[str]:
    """The addresses of these pages in one language."""
    with override(language):
        return [reverse(name, kwargs=dict(kwargs)) for name, each in filled.items() for kwargs in each]


def names(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[str]:
    """The name of every address but those of the API, which has tests of its own."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "api":
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)


@dataclass(frozen=True)
class Answer:
    """What the site answered; header names are in small letters."""

    status: int
    headers: dict[str, str]
    body: str


def fetch(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path without a browser and without following redirects; `_` in a header's name stands for `-`."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        known = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, known, answer.read().decode(errors="replace"))
    finally:
        connection.close()


class Seen(HTMLParser):
    """A page taken apart: what stands in it, and what is read in which language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.language = html, ""
        self.counts: Counter[str] = Counter()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.read: list[tuple[str, str]] = []  # language, text
        self.open: list[tuple[str, str]] = []  # tag, language
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_of_picture = tag == "title" and any(each == "svg" for each, _language in self.open)
        self.counts[tag] += not is_of_picture  # parts of a drawing have titles of their own
        self.counts["posting form"] += tag == "form" and given.get("method", "").lower() == "post"
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        self.language = self.language or language
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        spoken = SPOKEN - {"content"} if given.get("name") != "description" else SPOKEN
        self.read += [(language, value) for name, value in given.items() if name in spoken]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.read.append((self.open[-1][1] if self.open else "", " ".join(data.split())))

    def words_in(self, tag: str) -> list[str]:
        """The text inside each element of this kind."""
        inside = Inside(tag)
        inside.feed(self.html)
        return inside.found


class Inside(HTMLParser):
    """The text inside each element of one kind."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.depth = tag, 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self.tag:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == self.tag

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] = " ".join(f"{self.found[-1]} {data}".split())
