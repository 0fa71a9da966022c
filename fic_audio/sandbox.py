"""A function in a process of its own, whose crash or hang is not its caller's.

`run` is for data from strangers: its time and memory are limited, and what comes back is JSON,
which can do no harm. `follow` is the same for long work, which reports how far it is. `run_beside`
is for our own work on machines whose processes are not ours to end: each thread gets a process
beside it that keeps what it has loaded.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from queue import Empty, SimpleQueue
from typing import IO, Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

IDLE = 300.0
"""Seconds after which a companion without work ends: it may hold gigabytes."""

_REPORT = b"report "
"""Begins a line that is not the answer."""

_own = threading.local()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use."""

    seconds: float
    """Of the processor."""
    memory: int
    """Bytes."""


class SandboxError(Exception):
    """A function that gave nothing: its process ended."""


class TooLongError(SandboxError):
    """A function that was ended when its time was up."""


class RaisedError(SandboxError):
    """An exception that a function raised."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        """The name of its class."""


def run(function: str, data: bytes, limits: Limits, *words: str) -> Any:
    """What a function, named as "package.module:function", makes of data and words: plain values.

    Raises SandboxError, also for whatever it raises, and OSError where no process can be started.
    """
    # Another process may be using the processor.
    quiet = 3 * limits.seconds + 5
    return _run(serve, function, data, limits, words, lambda _: None, quiet)


def follow(
    function: str,
    data: bytes,
    limits: Limits,
    listen: Callable[[Any], None],
    quiet: float,
    *words: str,
) -> Any:
    """What a function makes of data, of something to call with its reports, and of words: plain
    values, like the reports, with which `listen` is called. An error that it raises ends the work.

    Raises like `run`, and TooLongError after `quiet` seconds without a report.
    """
    return _run(serve_reporting, function, data, limits, words, listen, quiet)


def _run(
    served: Callable[..., None],
    function: str,
    data: bytes,
    limits: Limits,
    words: Sequence[str],
    listen: Callable[[Any], None],
    quiet: float,
) -> Any:
    root = str(Path(__file__).resolve().parents[1])
    allowed = (str(limits.seconds), str(limits.memory))
    command = _command(served, [root], function, *allowed, *words)
    pipe, lines = subprocess.PIPE, SimpleQueue[bytes]()

    def read(output: IO[bytes]) -> None:
        for line in output:
            lines.put(line)
        lines.put(b"")

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        own = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)}
        with subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=own
        ) as process:
            try:
                with contextlib.suppress(OSError), cast(IO[bytes], process.stdin) as order:
                    order.write(data)  # unless it has ended already
                threading.Thread(target=read, args=(process.stdout,), daemon=True).start()
                while (line := lines.get(timeout=quiet)).startswith(_REPORT):
                    listen(json.loads(line[len(_REPORT) :]))
                return _value(line, process.wait())
            except Empty as why:
                raise TooLongError from why
            finally:
                process.kill()


def _value(said: bytes, code: int) -> Any:
    """The value in a process's answer. Raises SandboxError."""
    try:
        answer = json.loads(said)
    except ValueError as why:
        if sys.platform != "win32" and code in (-signal.SIGXCPU, -signal.SIGKILL):
            raise TooLongError from why
        raise SandboxError("the process ended without an answer") from why
    if "raised" in answer:
        raise RaisedError(*answer["raised"])
    return answer["value"]


def run_beside(
    settle: Callable[[], None], function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Calls it in the process beside this thread, which `settle` has set up, and gives what it
    gives.

    All of it is pickled. Raises what it raises, and BrokenExecutor when the process ends over it.
    """
    beside: Companion | None = getattr(_own, "beside", None)
    if beside is None or beside.ended:
        beside = _own.beside = Companion(settle)
    value: T = beside.ask(partial(function, *args, **kwargs))
    return value


class Companion:
    """A process that does what it is asked, one task after the other, and ends with this one: at
    once, even in the middle of a task.

    It is no child of `multiprocessing`, which would run the main program's file again in it: that
    program may be anybody's, without a guard.
    """

    def __init__(self, settle: Callable[[], None]) -> None:
        """Starts it and has it `settle`. Raises OSError where no process can be started."""
        command, pipe = _command(serve_beside, sys.path), subprocess.PIPE
        # A process group of its own: Ctrl-C is for its starter.
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0)
        self._tasks = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        self.ask(settle)

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def ask(self, task: Callable[[], T]) -> T:
        """What comes of a task; it and what it gives are pickled.

        Raises what it raises, and BrokenExecutor when the process ends over it.
        """
        order = pickle.dumps(task)  # what can't be sent leaves the process as it is
        try:
            self._tasks.write(order)
            self._tasks.flush()
            well, value = pickle.load(self._answers)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as why:
            self.kill()
            raise BrokenExecutor(f"the process ended: {self._process.wait()}") from why
        if well:
            answer: T = value
            return answer
        raise value

    def kill(self) -> None:
        """Ends it, whatever it is at; from any thread."""
        self._process.kill()

    def close(self) -> None:
        """Lets it end, once it is at nothing."""
        for pipe in (self._tasks, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()


def _command(served: Callable[..., None], path: Sequence[str], *words: str) -> list[str]:
    """What starts a process that calls a function of this module with these words.

    -P, and `path` at the end of the module path: no module in the folder where we run takes the
    place of one of Python's own.
    """
    start = (
        f"import sys; sys.path += sys.argv[1].split({os.pathsep!r}); "
        f"from {__name__} import {served.__name__}; {served.__name__}(*sys.argv[2:])"
    )
    return [sys.executable, "-P", "-c", start, os.pathsep.join(filter(None, path)), *words]


def serve(function: str, seconds: str, memory: str, *words: str) -> None:
    """The process of `run`: data come from standard input, the answer goes to the output."""
    output = _output()
    _answer(output, function, seconds, memory, *words)


def serve_reporting(function: str, seconds: str, memory: str, *words: str) -> None:
    """The process of `follow`: the same, with a line for each report before the answer."""
    output = _output()

    def report(value: Any) -> None:
        output.write(_REPORT + json.dumps(value).encode() + b"\n")
        output.flush()

    _answer(output, function, seconds, memory, report, *words)


def _answer(output: IO[bytes], function: str, seconds: str, memory: str, *given: Any) -> None:
    data = sys.stdin.buffer.read()
    _limit(math.ceil(float(seconds)), int(memory))
    try:
        answer = {"value": resolve_name(function)(data, *given)}
    except Exception as error:
        answer = {"raised": (type(error).__name__, str(error))}
    output.write(json.dumps(answer).encode())
    output.close()


def serve_beside() -> None:
    """A companion: does what comes in until nothing more comes, its starter's end included."""
    output = _output()
    tasks: SimpleQueue[Any] = SimpleQueue()

    def read() -> None:
        try:
            while True:
                tasks.put(pickle.load(sys.stdin.buffer))
        finally:
            os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    with contextlib.suppress(Empty):
        while task := tasks.get(timeout=IDLE):
            answer: tuple[bool, Any]
            try:
                answer = True, task()
            except Exception as error:
                answer = False, error
            pickle.dump(answer, output)
            output.flush()
    os._exit(0)


def _output() -> IO[bytes]:
    """Standard output, for answers alone: what libraries print there must not be mixed in."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return output


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems refuse limits that they do not know.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
