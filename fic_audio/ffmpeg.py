"""Runs the ffmpeg that comes with imageio-ffmpeg."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
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
        raise OutputError(f"no ffmpeg here: {why}; pip install imageio-ffmpeg") from why


def ffmpeg(arguments: Sequence[str | os.PathLike[str]], data: bytes = b"") -> tuple[bytes, str]:
    """Runs it without a shell; gives what it wrote to stdout and what it said on stderr.

    Raises OutputError with its last words when it fails. Killed when this thread is interrupted,
    and by `kill`.
    """
    pipe = subprocess.PIPE
    command = [program(), *QUIET, *arguments]
    # A process group of its own: Ctrl-C is for us, and its end in our hands.
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0
    ) as process:
        _running[process] = _settle(process.pid)
        try:
            heard, words = process.communicate(data)
        except BaseException:
            process.kill()
            raise
        finally:
            del _running[process]
    said = words.decode("utf-8", "replace")
    if process.returncode != 0:
        raise OutputError(f"ffmpeg failed: {_reason(said)}")
    return heard, said


def kill() -> None:
    """Ends those that are at work in any thread: their threads get an OutputError."""
    for process in tuple(_running):
        process.kill()


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


def _reason(said: str) -> str:
    """The first line that tells of an error, or else the last."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line or "No space" in line or "denied" in line]
    return (telling or lines or ["it said nothing"])[0]
