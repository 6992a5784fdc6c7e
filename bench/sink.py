"""A mail server on loopback that takes everything, in a process of its own: it must not slow down whoever measures.

`python -m bench.sink FILE` prints its port, and writes the Message-ID of each letter into the file before it says yes.
"""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

HEADER = b"message-id:"


class Sink:
    """The server as the bench sees it: its port, and what it has taken so far."""

    def __init__(self, file: Path) -> None:
        self.file = file
        command = [sys.executable, "-m", "bench.sink", str(file)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())

    def taken(self) -> list[str]:
        """The Message-IDs in the order in which it said yes."""
        return self.file.read_text().splitlines()

    def count(self) -> int:
        """How many letters it has taken."""
        return self.file.read_bytes().count(b"\n")

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


async def serve(file: int) -> None:
    """Take letters until the process ends."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation (RFC 5321)."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(b"220 sink\r\n")
            while line := (await reader.readline()).strip().upper():
                if line == b"DATA":
                    writer.write(b"354 go on\r\n")
                    os.write(file, await letter(reader) + b"\n")
                    writer.write(b"250 taken\r\n")
                elif line == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                else:
                    writer.write(b"250 OK\r\n")
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def letter(reader: asyncio.StreamReader) -> bytes:
    """Read the letter up to the line with a dot alone; its Message-ID."""
    text = await reader.readuntil(b"\r\n.\r\n")
    lines = (line for line in text.split(b"\r\n") if line.lower().startswith(HEADER))
    return next(lines, b":").partition(b":")[2].strip()


if __name__ == "__main__":
    asyncio.run(serve(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)))
