"""Asking an outside system for JSON, in the one way in which a city's server may.

Only the address that the administrator configured is asked, whatever comes from data. It gets little time, its
redirects are not followed and its answers are cut off. A system in trouble is left alone for a while. Addresses and
contents are logged by nobody, since some protocols put a personal identity code into them.
"""

import ipaddress
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any, override
from urllib.parse import urlsplit

import requests
from django.db import connections
from django.views.decorators.debug import sensitive_variables
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.exceptions import TimeoutError as LateError

log = logging.getLogger(__name__)
asking: ContextVar[bool] = ContextVar("asking", default=False)
PIECE = 65_536  # bytes read at once
TALKATIVE = ("connection", "connectionpool", "poolmanager", "response", "util.retry")  # loggers of urllib3


class Trouble(StrEnum):
    """What can be wrong with an outside system, as far as the one who waits for it is concerned."""

    SLOW = "slow"  # it did not answer in time
    DOWN = "down"  # nobody answers there, or it says itself that it failed
    GARBAGE = "garbage"  # it answered, but not with what was agreed
    REFUSED = "refused"  # it will not answer us, or we may not ask it
    BUSY = "busy"  # it asks to be asked less often


class OutsideTroubleError(Exception):
    """An outside system did not answer as it should. Holds no address and nothing of what was asked."""

    def __init__(
        self, name: str, kind: Trouble, *, status: int | None = None, is_resting: bool = False
    ) -> None:
        super().__init__(f"{name}: {kind}" + (f" ({status})" if status else ""))
        self.name = name
        self.kind = kind
        self.status = status
        self.is_resting = is_resting  # it was not even asked, because it was in trouble a moment ago


class Breaker:
    """Leaves a system alone after several failures in a row; later lets one question through to see.

    Kept by each process for itself: what it spares are this process's threads.
    """

    def __init__(self, *, failures: int, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most_failures = failures
        self.rest = rest
        self.clock = clock
        self.failures = 0
        self.resting_until = 0.0
        self.lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the system is being left alone now."""
        return self.failures >= self.most_failures and self.clock() < self.resting_until

    def lets_through(self) -> bool:
        """Whether to ask now; the first who may ask again after a rest makes the others wait for the outcome."""
        with self.lock:
            if self.is_open:
                return False
            if self.failures >= self.most_failures:
                self.resting_until = self.clock() + self.rest
            return True

    def learn(self, *, worked: bool) -> None:
        """Take note of how a question went."""
        with self.lock:
            self.failures = 0 if worked else self.failures + 1
            if self.failures >= self.most_failures:
                self.resting_until = self.clock() + self.rest


class Outside:
    """One outside system at a configured address (https, or http to an address of this machine).

    Times are in seconds: to be connected, between two pieces of an answer and for all of its content, and how long
    it is left alone after `failures_before_open` failures in a row. An answer may have `most_bytes` bytes. A name
    that leads to a private address is refused unless `private` says that this is meant; an address in digits is
    always meant.
    """

    def __init__(
        self,
        name: str,
        base_address: str,
        *,
        connect_timeout: float = 3,
        read_timeout: float = 10,
        failures_before_open: int = 3,
        retry_after: float = 60,
        most_bytes: int = 2_000_000,
        private: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self.base_address = _checked(base_address)
        self.timeouts = (connect_timeout, read_timeout)
        self.most_bytes = most_bytes
        self.may_be_private = private or _is_digits(self.base_address)
        self.clock = clock
        self.breaker = Breaker(failures=failures_before_open, rest=retry_after, clock=clock)

    def __repr__(self) -> str:
        return f"Outside({self.name!r}, {'resting' if self.breaker.is_open else 'asked'})"

    @sensitive_variables()
    def get(self, path: str, *, headers: Mapping[str, str] | None = None) -> Any:
        """What the system answers to a GET of this path, which begins with a slash and is already quoted."""
        return self._ask("GET", path, headers or {}, None, None)

    @sensitive_variables()
    def post(
        self,
        path: str,
        *,
        content: Any = None,
        headers: Mapping[str, str] | None = None,
        sign_in: tuple[str, str] | None = None,
    ) -> Any:
        """What it answers to a POST of some JSON content, or of none; `sign_in` is a user name and its password."""
        return self._ask("POST", path, headers or {}, content, sign_in)

    @sensitive_variables()
    def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        content: Any,
        sign_in: tuple[str, str] | None,
    ) -> Any:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError("A path begins with one slash.")
        if _is_in_transaction():
            raise RuntimeError(
                f"{self.name} was to be asked within a database transaction: ask before or after."
            )
        if not self.breaker.lets_through():
            raise OutsideTroubleError(self.name, Trouble.DOWN, is_resting=True)
        answer, trouble = None, None
        try:
            with _unheard():
                answer = self._sent(method, path, headers, content, sign_in)
        except OutsideTroubleError as error:
            trouble = error
        except _NotMeantError:
            trouble = OutsideTroubleError(self.name, Trouble.REFUSED)
        except (requests.RequestException, HTTPError, OSError) as error:
            trouble = OutsideTroubleError(self.name, _kind_of(error))
        # A refusal is about us: who refuses is there and well.
        self.breaker.learn(worked=trouble is None or trouble.kind == Trouble.REFUSED)
        if trouble is None:
            return answer
        log.warning("%s is in trouble: %s, status %s", self.name, trouble.kind, trouble.status)
        raise trouble  # outside of the handlers above, so that it does not carry an error that knows the address

    @sensitive_variables()
    def _sent(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        content: Any,
        sign_in: tuple[str, str] | None,
    ) -> Any:
        """Send the question and read the answer; raises whatever happens."""
        with requests.Session() as session:
            session.trust_env = False  # no password file, no proxy that nobody here configured
            if not self.may_be_private:
                session.mount("http://", _PublicOnly())
                session.mount("https://", _PublicOnly())
            with session.request(
                method,
                self.base_address + path,
                headers={
                    "Accept": "application/json",
                    "Accept-Encoding": "identity",
                    "User-Agent": "Punos",
                    **headers,
                },
                json=content,
                auth=sign_in,
                timeout=self.timeouts,
                allow_redirects=False,
                stream=True,
            ) as answer:
                self._check_status(answer.status_code)
                return self._read(answer)

    def _check_status(self, status: int) -> None:
        """Raise trouble for every status that comes without an answer."""
        kinds = {4: Trouble.REFUSED, 5: Trouble.DOWN}
        kind = Trouble.BUSY if status == requests.codes.too_many_requests else kinds.get(status // 100)
        if status // 100 == 2:
            return
        raise OutsideTroubleError(self.name, kind or Trouble.GARBAGE, status=status)

    def _read(self, answer: requests.Response) -> Any:
        """The content as JSON, unless it is too much, comes too slowly, or is none."""
        until, content = self.clock() + sum(self.timeouts), b""
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise OutsideTroubleError(self.name, Trouble.GARBAGE)
        while piece := answer.raw.read1(PIECE):
            content += piece
            if len(content) > self.most_bytes:
                raise OutsideTroubleError(self.name, Trouble.GARBAGE)
            if self.clock() > until:
                raise OutsideTroubleError(self.name, Trouble.SLOW)
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            pass
        raise OutsideTroubleError(self.name, Trouble.GARBAGE)


class _NotMeantError(Exception):
    """A name led to an address inside the house."""


class _Guarded(HTTPConnection):
    """Connects, and looks whom it has reached before a word is said; a name that changes meanwhile helps nobody."""

    @override
    def _new_conn(self) -> Any:
        socket = super()._new_conn()
        reached = ipaddress.ip_address(socket.getpeername()[0])
        if not (getattr(reached, "ipv4_mapped", None) or reached).is_global:
            socket.close()
            raise _NotMeantError
        return socket


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same under TLS."""


class _GuardedPool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _GuardedTLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _PublicOnly(HTTPAdapter):
    """Reaches public addresses only."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _GuardedPool, "https": _GuardedTLSPool}


def _discreet(_record: logging.LogRecord) -> bool:
    """Keeps the HTTP library from writing down whom and what this module asks."""
    return not asking.get()


for _logger in TALKATIVE:
    logging.getLogger(f"urllib3.{_logger}").addFilter(_discreet)


@contextmanager
def _unheard() -> Iterator[None]:
    token = asking.set(True)
    try:
        yield
    finally:
        asking.reset(token)


def _kind_of(error: Exception) -> Trouble:
    """What an error of the HTTP library means to us; it may wrap the one that tells."""
    causes = [error]
    while inner := [each for each in causes[-1].args if isinstance(each, Exception)]:
        causes.append(inner[-1])
    if any(isinstance(each, requests.Timeout | TimeoutError | LateError) for each in causes):
        return Trouble.SLOW
    if any(isinstance(each, ProtocolError) for each in causes) and not isinstance(causes[-1], OSError):
        return Trouble.GARBAGE
    return Trouble.DOWN


def _checked(address: str) -> str:
    """The configured address without a closing slash; ValueError if it can't be one."""
    parts = urlsplit(address)
    is_plain = parts.scheme == "https" or (parts.scheme == "http" and _is_digits(address))
    if not (parts.hostname and is_plain) or parts.query or parts.fragment or parts.username:
        raise ValueError("The address of an outside system is https://host/path, without query or password.")
    return address.rstrip("/")


def _is_digits(address: str) -> bool:
    """Whether the host is an address in digits rather than a name, so that nothing is left to look up."""
    try:
        ipaddress.ip_address(urlsplit(address).hostname or "")
    except ValueError:
        return False
    return True


def _is_in_transaction() -> bool:
    """Whether a database transaction is open that would stay open while we wait; the one around a test is none."""
    blocks = (
        block
        for connection in connections.all(initialized_only=True)
        for block in getattr(connection, "atomic_blocks", [])
    )
    return any(not getattr(block, "_from_testcase", False) for block in blocks)
