"""Child processes that do not outlive us.

Every program that Punos starts (database, worker, web server) runs in a session of its own, so that Ctrl-C in
the terminal reaches only the supervisor, and gets a signal from the kernel when the process that started it
is gone, even by `kill -9`. On systems without that signal (anything but Linux) the next start finds what was
left over.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
INHERITED_IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def spawn(
    command: Sequence[str | Path],
    *,
    parent_death: signal.Signals | None,
    cwd: Path,
    output: int | IO[bytes] | None = None,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
    group: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own; it gets `parent_death` when the calling thread's process ends.

    The kernel counts the death of the *thread* that forked, so call this from the main thread.
    """
    return subprocess.Popen(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env=None if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        preexec_fn=_before_exec(parent_death),
    )


def stop(child: subprocess.Popen[bytes], *, sign: signal.Signals, within: float) -> bool:
    """Ask a child to end and wait for it (seconds); kill it if it does not. True if it ended when asked."""
    if child.poll() is not None:
        return True
    child.send_signal(sign)
    try:
        child.wait(within)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False
    return True


def exists(pid: int) -> bool:
    """Whether the system knows such a process, be it a zombie that nobody reaped."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def name_of(pid: int) -> str:
    """The command name of a process that lives, "" if there is none; a zombie does not live."""
    if Path("/proc/self/stat").exists():
        try:
            before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        except OSError:
            return ""
        state, name = after.split()[0], before.partition("(")[2]
    else:
        listing = subprocess.run(
            ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, check=False
        )
        state, _, name = listing.stdout.decode(errors="replace").strip().partition(" ")
    return "" if state[:1] in {"Z", "X", ""} else Path(name.strip()).name


def ask_for_parent_death(sign: signal.Signals) -> None:
    """Ask the kernel to send this process a signal when its parent is gone; not everywhere can it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(sign))


def _before_exec(parent_death: signal.Signals | None) -> Callable[[], None]:
    """What the child does between fork and exec: undo inherited deafness, ask for the parent-death signal."""
    parent = os.getpid()
    libc = ctypes.CDLL(None) if parent_death is not None and sys.platform == "linux" else None

    def prepare() -> None:
        # A job that a script put in the background inherits SIGINT as ignored, and so would its children.
        for sign in INHERITED_IGNORED:
            signal.signal(sign, signal.SIG_DFL)
        if libc is not None and parent_death is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(parent_death))
            if os.getppid() != parent:  # the parent died between fork and prctl
                os._exit(1)

    return prepare
