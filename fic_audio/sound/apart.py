"""Work in a process of its own, on whichever machine: its crash or hang is not its caller's.

For workers that are not ours to end, as those of a cluster are: each of their threads gets a
process beside it, which is settled, keeps its engine, and ends with its worker or when nobody needs
it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from typing import IO, Any, ParamSpec, TypeVar, cast

from fic_audio.sound.worker import settle

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 300.0
"""Seconds after which a process without work ends: an engine may hold gigabytes."""

_own = threading.local()


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Calls it in the process beside this thread, and gives what it gives.

    All of it is pickled. Raises what it raises, and BrokenExecutor when the process ends over it.
    """
    beside: _Beside | None = getattr(_own, "beside", None)
    if beside is None or beside.process.poll() is not None:
        beside = _own.beside = _Beside()
    try:
        pickle.dump((function, args, kwargs), beside.tasks)
        beside.tasks.flush()
        well, value = pickle.load(beside.answers)
    except (EOFError, OSError, pickle.UnpicklingError) as why:
        beside.process.kill()
        raise BrokenExecutor(f"the process ended: {beside.process.wait()}") from why
    if well:
        given: T = value
        return given
    raise value


class _Beside:
    """The process beside a thread."""

    def __init__(self) -> None:
        # -P: a module in the worker's folder is not to take the place of one of Python's own.
        command = [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"]
        pipe = subprocess.PIPE
        same = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=same)
        self.tasks = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)


def serve() -> None:
    """Does what comes in until nothing more comes, its starter's end included."""
    out = os.fdopen(os.dup(1), "wb")
    settle()
    try:
        while True:
            function, args, kwargs = _next_task()
            answer: tuple[bool, Any]
            try:
                answer = True, function(*args, **kwargs)
            except Exception as error:
                answer = False, error
            pickle.dump(answer, out)
            out.flush()
    except (EOFError, OSError):
        os._exit(0)


def _next_task() -> Any:
    if not hasattr(signal, "setitimer"):
        return pickle.load(sys.stdin.buffer)
    signal.setitimer(signal.ITIMER_REAL, IDLE)  # its signal ends the process
    try:
        return pickle.load(sys.stdin.buffer)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
