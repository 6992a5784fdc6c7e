"""The little server in which all stand-ins live, with moods in which each can be seen failing."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any, override
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from town.neighbours import associations, companies, decisions, hearings, pages
from town.neighbours.mailboxes import Mailboxes, TwiceError
from town.neighbours.mandates import Mandates, NotAllowedError, Visit, check_signature

JSON, HTML = "application/json", "text/html; charset=utf-8"
HUGE = 3_000_000  # bytes
# What is answered in some moods, whatever the question.
ANSWERS = {
    "failing": (503, JSON, b'{"error": "down"}'),
    "busy": (429, "text/plain", b"Too many requests"),
    "garbage": (200, JSON, b'{"companies": ['),
    "html": (200, HTML, b"<!doctype html><title>Katko</title><p>Huoltokatko"),
    "huge": (200, JSON, b'"' + b"x" * HUGE + b'"'),
    "strange": (200, JSON, b'{"companies": [{"businessId": "9"}], "sessionId": 1}'),
    "refusing": (403, JSON, b'{"error": "forbidden"}'),
}
STAND_INS = ("prh", "yrtti", "suomifi", "kerrokantasi", "decisions", "messages")
MOODS = {"well", "slow", "elsewhere", "half", *ANSWERS, *decisions.TELLINGS}
AUTHORIZE, CHOOSE, TOKEN = "/oauth/authorize", "/oauth/choose", "/oauth/token"
HEARING, COMMENTS, DECISIONS = "/v1/hearing/", "/v1/comment/", "/v1/decisions"
REGISTER, ROLES = "/service/ypa/user/register/", "/service/ypa/api/organizationRoles/"
LONGEST_WAIT = 60  # seconds that a slow answer takes if nobody changes the mood


class Neighbours(ThreadingHTTPServer):
    """The stand-ins, answering on this machine only. Port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.mandates = Mandates()
        self.mailboxes = Mailboxes()
        self.moods = dict.fromkeys(STAND_INS, "well")
        self.asked = dict.fromkeys(STAND_INS, 0)
        self.changed = Event()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"

    def set_mood(self, who: str, mood: str) -> None:
        """Let a stand-in fail in some way from now on; whoever waits for a slow one is let go."""
        if who not in self.moods or mood not in MOODS:
            raise NotAllowedError(404)
        self.moods[who] = mood
        self.changed.set()
        self.changed = Event()


class Handler(BaseHTTPRequestHandler):
    """One question to one of the stand-ins."""

    server: Neighbours
    protocol_version = "HTTP/1.1"

    @override
    def log_message(self, *_words: object) -> None:
        """Say nothing: a question to Suomi.fi holds a personal identity code."""

    def do_GET(self) -> None:
        self._answered(self._get)

    def do_POST(self) -> None:
        self._answered(self._post)

    def _answered(self, respond: Callable[[str, str], None]) -> None:
        who, path = self._where()
        self.content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.form = parse_qs(self.content.decode(errors="replace"))
        if who in self.server.asked:
            self.server.asked[who] += 1
        try:
            if not self._misbehaves(self.server.moods.get(who, "well")):
                respond(who, path)
        except TwiceError as error:
            self._send(409, {"messageId": error.number})
        except NotAllowedError as error:
            self._send(error.status, {"error": "invalid_grant" if error.status == 400 else "refused"})

    def _get(self, who: str, path: str) -> None:
        if who == "prh" and path == "/companies":
            return self._send(200, companies.answer(self.query.get("businessId", "")))
        if who == "kerrokantasi":
            return self._of_hearings(path)
        if (who, path) == ("messages", "/arrived"):  # the real one tells this to nobody: it is for tests
            return self._send(200, self.server.mailboxes.letters)
        if who == "decisions" and path == DECISIONS:
            today = datetime.now(UTC).date()  # noqa: TID251 - a process of its own, without Django
            return self._send(200, decisions.answer(self.query, self.server.moods[who], today))
        if who == "suomifi" and path == AUTHORIZE:
            visit = self.server.mandates.visit(user=self.query.get("user", ""))
            return self._send_page(pages.choosing(self.query, visit.member))
        if who == "suomifi" and path.startswith((REGISTER, ROLES)):
            check_signature(self.path, self.headers.get("X-AsiointivaltuudetAuthorization", ""))
            return self._send(200, self._of_mandates(path))
        raise NotAllowedError(404)

    def _of_hearings(self, path: str) -> None:
        told = hearings.hearing(path.removeprefix(HEARING).rstrip("/")) if path.startswith(HEARING) else None
        if path == COMMENTS:
            told = hearings.comments(self.query, self.server.address)
        if told is None:
            raise NotAllowedError(404)
        self._send(200, told)

    def _of_mandates(self, path: str) -> Any:
        mandates = self.server.mandates
        if path.startswith(ROLES):
            return mandates.roles(path.removeprefix(ROLES), self.headers.get("Authorization", ""))
        client, _slash, code = path.removeprefix(REGISTER).partition("/")
        return mandates.register(client, unquote(code))

    def _post(self, who: str, path: str) -> None:
        if who == "mood":
            name, _slash, mood = path.strip("/").partition("/")
            self.server.set_mood(name, mood)
            return self._send(200, {"moods": self.server.moods, "asked": self.server.asked})
        if who == "yrtti" and path == "/BasicInfo":
            number = json.loads(self.content or b"{}").get("BusinessId", "")
            return self._send(200, associations.answer(number, self.headers.get("Authorization", "")))
        if who == "messages":
            told, token = json.loads(self.content or b"{}"), self.headers.get("Authorization", "")
            return self._send(200, self.server.mailboxes.answer(path, told, token))
        if who == "suomifi" and path == TOKEN:
            code, back = self.query.get("code", ""), self.query.get("redirect_uri", "")
            sign_in = self.headers.get("Authorization", "")
            return self._send(200, self.server.mandates.token(code, back, sign_in))
        if who == "suomifi" and path == CHOOSE:
            return self._choose(self.server.mandates.visit(user=self._first("user")))
        raise NotAllowedError(404)

    def _choose(self, visit: Visit) -> None:
        """Take what the person ticked, and send them back to the site."""
        query = {key: self._first(key) for key in ("user", "redirect_uri", "state", "lang")}
        if self._first("go") != "on":
            return self._redirect(query, {"error": "access_denied"})
        if not visit.member:
            visit.member = self._first("member")
            return self._send_page(pages.choosing(query, visit.member))
        code = self.server.mandates.choose(visit, self.form.get("chosen", []), query["redirect_uri"])
        return self._redirect(query, {"code": code})

    def _redirect(self, query: dict[str, str], told: dict[str, str]) -> None:
        joint = "&" if "?" in query["redirect_uri"] else "?"
        target = f"{query['redirect_uri']}{joint}{urlencode({**told, 'state': query['state']})}"
        self._begin(302, "text/plain", 0, Location=target)

    def _misbehaves(self, mood: str) -> bool:
        """Answer as the mood has it; False if this one answers properly."""
        if mood in ANSWERS:
            self._send_bytes(*ANSWERS[mood])
        elif mood == "slow":
            self.server.changed.wait(LONGEST_WAIT)
            self.close_connection = True
        elif mood == "elsewhere":
            self._begin(302, "text/plain", 0, Location=f"{self.server.address}/healthz")
        elif mood == "half":
            self._begin(200, JSON, 1000)
            self.wfile.write(b'{"companies"')
            self.close_connection = True
        return mood != "well" and mood not in decisions.TELLINGS

    def _where(self) -> tuple[str, str]:
        """Which stand-in is asked, and for what; leaves the query at hand."""
        parts = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        _, who, *rest = parts.path.split("/", 2)
        return who, "/" + "".join(rest)

    def _first(self, name: str) -> str:
        return self.form.get(name, [""])[0]

    def _send(self, status: int, told: Any) -> None:
        self._send_bytes(status, JSON, json.dumps(told).encode())

    def _send_page(self, page: str) -> None:
        self._send_bytes(200, HTML, page.encode())

    def _send_bytes(self, status: int, kind: str, content: bytes) -> None:
        self._begin(status, kind, len(content))
        self.wfile.write(content)

    def _begin(self, status: int, kind: str, length: int, **headers: str) -> None:
        self.send_response(HTTPStatus(status))
        for name, value in {"Content-Type": kind, "Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
