"""Runs the stand-ins until they are stopped."""

import signal
import sys
from argparse import ArgumentParser
from threading import Thread

from town.neighbours.server import Neighbours


def main() -> None:
    """Answer on the port that was asked for, and say where."""
    parser = ArgumentParser(prog="python -m town.neighbours", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    neighbours = Neighbours(parser.parse_args().port)
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=neighbours.shutdown).start())
    sys.stdout.write(f"stand-ins of PRH, YRTTI, Suomi.fi, Kerro kantasi and Ahjo at {neighbours.address}\n")
    sys.stdout.flush()
    neighbours.serve_forever(poll_interval=0.1)
    neighbours.server_close()


if __name__ == "__main__":
    main()
