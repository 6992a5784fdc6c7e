"""A real OpenID provider on loopback, as a process of its own, that can be told to misbehave.

`python -m punos.people.tests.provider` prints its address and runs until its standard input closes, so that it
does not outlive the tests. `POST /misbehave` names what is wrong with the ID tokens from then on; `POST /sign`
signs whatever claims it is given with the provider's key.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import jwt
import requests

OFFICER = {
    "name": "Outi Officer",
    "email": "outi@city.example",
    "email_verified": True,
    "groups": ["participation", "grants"],
}

type Wrong = Callable[[dict[str, Any]], object]
WRONG: Mapping[str, Wrong] = {
    "expired": lambda claims: claims.update(exp=claims["iat"] - 3600),
    "audience": lambda claims: claims.update(aud="another-site"),
    "two audiences": lambda claims: claims.update(aud=[claims["aud"], "another-site"], azp="another-site"),
    "issuer": lambda claims: claims.update(iss="https://elsewhere.example"),
    "nonce": lambda claims: claims.update(nonce="another"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "no subject": lambda claims: claims.pop("sub"),
}


@dataclass(frozen=True)
class RunningProvider:
    """A provider that answers at `issuer`."""

    issuer: str

    def know(self, subject: str, **claims: Any) -> None:
        """Make somebody known to the provider."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def misbehave(self, how: str = "") -> None:
        """Do something wrong from now on, or nothing any more."""
        requests.post(f"{self.issuer}/misbehave", json=how, timeout=10).raise_for_status()

    def sign(self, claims: Mapping[str, Any], **header: Any) -> str:
        """A token with these claims, signed by the provider."""
        answer = requests.post(f"{self.issuer}/sign", json=[claims, header], timeout=10)
        return str(answer.json())

    def agree(self, address: str, subject: str) -> str:
        """Sign in there as somebody without a browser; the path and query that lead back to the site."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    """A provider for a while."""
    command = [sys.executable, "-m", "punos.people.tests.provider"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        provider = RunningProvider(process.stdout.readline().strip())
        provider.know("outi", **OFFICER)
        yield provider
        process.stdin.close()


def serve() -> None:
    """Run the provider; called in its own process."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    import flask
    import oidc_provider_mock
    from oidc_provider_mock._storage import storage
    from werkzeug.serving import make_server

    app: Any = oidc_provider_mock.app(require_nonce=True)
    ways = {"wrong": ""}

    def signed(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
        key = storage.jwk.as_pem(private=True)
        known = {"kid": storage.jwk.kid} if storage.jwk.kid else {}
        return jwt.encode(dict(claims), key, algorithm="RS256", headers=known | dict(header))

    def misbehave() -> tuple[str, int]:
        ways["wrong"] = str(flask.request.json or "")
        return "", 204

    def sign() -> Any:
        asked: Any = flask.request.json
        return flask.jsonify(signed(*asked))

    app.add_url_rule("/misbehave", view_func=misbehave, methods=["POST"])
    app.add_url_rule("/sign", view_func=sign, methods=["POST"])
    app.after_request(lambda answer: changed(flask.request.path, answer, ways["wrong"], signed))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201 - how the tests learn the address
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


def changed(path: str, response: Any, wrong: str, signed: Callable[..., str]) -> Any:
    """An answer of the provider with what is wrong just now; a session's own name (`sid`) is always in it."""
    if path.startswith("/.well-known"):
        return unwell(response, wrong)
    if wrong == "down" and path != "/misbehave":
        response.status_code = 503
    if wrong == "garbage" and path == "/oauth2/token":
        response.set_data("<html>")
    if path == "/oauth2/token" and response.status_code == 200 and response.is_json:
        response.set_data(json.dumps(token_answer(response.get_json(), wrong, signed)))
    return response


def unwell(response: Any, wrong: str) -> Any:
    """What the provider says of itself, late, wrongly, or not at all."""
    if wrong == "down":
        response.status_code = 503
    if wrong == "slow":
        time.sleep(3)
    if wrong == "another name":
        response.set_data(response.get_data(as_text=True).replace("127.0.0.1", "127.0.0.2"))
    return response


def token_answer(told: dict[str, Any], wrong: str, signed: Callable[..., str]) -> dict[str, Any]:
    """The answer with the tokens."""
    claims = jwt.decode(told["id_token"], options={"verify_signature": False})
    claims["sid"] = uuid4().hex
    if wrong == "nothing of the person":
        claims = {name: value for name, value in claims.items() if name not in OFFICER}
    if wrong in WRONG:
        WRONG[wrong](claims)
    told["id_token"] = badly_signed(wrong, claims, signed)
    if wrong == "no ID token":
        del told["id_token"]
    return told


def badly_signed(wrong: str, claims: Mapping[str, Any], signed: Callable[..., str]) -> str:
    """The ID token with what is wrong with its signature just now; well signed where nothing is."""
    if wrong == "unsigned":
        return jwt.encode(dict(claims), "", algorithm="none")
    if wrong == "secret for a signature":
        return jwt.encode(dict(claims), "secret" * 8, algorithm="HS256")
    if wrong == "another key":
        return signed(claims, {"kid": "another"})
    head, body, signature = signed(claims, {}).split(".")
    return ".".join([head, body, signature[::-1] if wrong == "changed after signing" else signature])


if __name__ == "__main__":
    serve()
