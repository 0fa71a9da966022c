"""Runs the ffmpeg that comes with imageio-ffmpeg."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache

from fic_audio.errors import OutputError

QUIET = ("-nostdin", "-hide_banner", "-nostats", "-y")
# Several run side by side, one for each chapter in flight.
SINGLE = ("-threads", "1", "-filter_threads", "1")
BLOCKS = 16_384
"""Samples that go from one part of ffmpeg to the next at once, where we can say. By itself it hands
on a tenth of that, from thread to thread: a quarter of the time of a filter."""


@cache
def program() -> str:
    """Its path. Raises OutputError when there is none for this machine."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as why:
        raise OutputError(f"ffmpeg is missing: {why}; pip install imageio-ffmpeg") from why


def ffmpeg(arguments: Sequence[str | os.PathLike[str]], data: bytes = b"") -> tuple[bytes, str]:
    """Runs it without a shell; gives what it wrote to stdout and what it said on stderr.

    Raises OutputError with its last words when it fails. Killed when this thread is interrupted,
    and when the thread's group is (see `Group`).
    """
    pipe = subprocess.PIPE
    command = [program(), *QUIET, *arguments]
    # A process group of its own: Ctrl-C is for us, and its end in our hands.
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0
    ) as process:
        _running[process] = _settle(process.pid)
        group = _group.get()
        try:
            with group.holding(process):
                heard, words = process.communicate(data)
        except BaseException:
            process.kill()
            raise
        finally:
            del _running[process]
    log = words.decode("utf-8", "replace")
    if process.returncode != 0:
        raise OutputError(f"ffmpeg failed: {_reason(log)}")
    return heard, log


class Group:
    """The ffmpeg processes of one run: ending it leaves those of another run alone.

    A thread belongs to the group that it joined. Pools of threads join by
    `ThreadPoolExecutor(…, initializer=group.join)`.
    """

    def __init__(self) -> None:
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._killed = False

    def join(self) -> None:
        """Makes the calling thread's processes this group's from now on."""
        _group.set(self)

    def kill(self) -> None:
        """Ends all its processes, and any that are started later: their threads get an
        OutputError."""
        with self._lock:
            self._killed = True
            for process in self._processes:
                process.kill()

    @contextmanager
    def holding(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Keeps a process among the group's as long as the block lasts."""
        with self._lock:
            self._processes.add(process)
            if self._killed:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._processes.discard(process)


def group() -> Group:
    """The group of the calling thread."""
    return _group.get()


_group: ContextVar[Group] = ContextVar("group", default=Group())  # noqa: B039
"""Threads that joined none share one that is never killed."""

_running: dict[subprocess.Popen[bytes], int] = {}
"""Each with the core that it runs on."""


def _settle(pid: int) -> int:
    """Puts a process on the core with the fewest of them, and tells which.

    Its threads pass on every frame of 26 ms; across two cores that takes a quarter more processor
    time, and longer.
    """
    if sys.platform != "linux":
        return 0
    taken = list(_running.values())
    core = min(os.sched_getaffinity(0), key=taken.count)
    with suppress(OSError):  # it may have ended
        os.sched_setaffinity(pid, {core})
    return core


def _reason(log: str) -> str:
    """The first line that tells of an error, or else the last."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line or "No space" in line or "denied" in line]
    return (telling or lines or ["it said nothing"])[0]
