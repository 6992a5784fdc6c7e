"""A letter to send, and a real mail server on loopback that does as it is told."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

LETTER = """{% translate "Search" %}: {{ name }}

Hello {{ name }}, it's here & ready.

See {{ public_address }}/about for more.
"""


@pytest.fixture
def letters(settings: Settings, tmp_path: Path) -> Path:
    """A folder of templates for these tests, with one letter in it."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path


@dataclass
class Post:
    """What the mail server answers at each step, and what it has taken in.

    Answers of one step are given in turn, the last for ever; "drop" breaks the line, "hang" says nothing more.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)

    def taken_ids(self) -> list[str]:
        """The Message-ID of each letter that came through."""
        return [str(letter["Message-ID"]) for letter in self.taken]

    async def answer(self, step: str, server: SMTP) -> str:
        """The answer for this step; fine unless something else was asked for."""
        script = self.answers.get(step, ["250 OK"])
        words = script.pop(0) if len(script) > 1 else script[0]
        if words == "hang":
            await asyncio.Event().wait()
        if words == "drop" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return words

    async def handle_MAIL(  # noqa: N802 - the library asks for these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The sender."""
        envelope.mail_from = address
        return await self.answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802 - the library asks for these names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A reader."""
        envelope.rcpt_tos.append(address)
        return await self.answer("RCPT", server)

    async def handle_DATA(  # noqa: N802 - the library asks for these names
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The letter itself; it is kept if the answer is good, and also where the line breaks before it."""
        words = await self.answer("DATA", server)
        if words[0] not in "45" and isinstance(envelope.content, bytes):
            self.taken.append(BytesParser(policy=default).parsebytes(envelope.content))
        return words


class Listening(Controller):
    """The library's server on whichever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)  # it runs by now
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # the library leaves this one untyped


def name_server(settings: Settings, host: str, port: int, **options: Any) -> None:
    """Let the settings name a mail server."""
    told = {"host": host, "port": port, "timeout": 5, **options}
    settings.MAILERS = {"default": {"BACKEND": "punos.mail.adapters.Server", "OPTIONS": told}}


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server that settings name, in front of a real site."""
    settings.DEMO = False
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server's own, which tells every step
    handler = Post()
    server = Listening(handler, hostname="127.0.0.1", port=0)
    server.start()
    try:
        name_server(settings, server.hostname, server.port)
        yield handler
    finally:
        server.stop()
