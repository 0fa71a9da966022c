"""Listening that is ended by force, done by other machines, or has very much to hear."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from fic_audio.ffmpeg import ffmpeg
from fic_audio.listening.doubts import HeardLine
from fic_audio.listening.listener import Window
from fic_audio.listening.model import find_ears
from fic_audio.listening.record import FILE
from fic_audio.listening.session import listen
from fic_audio.model import Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import FOLDER, ChapterFile, Manifest, TimedLine, lines_file
from fic_audio.sound.cluster import connect
from tests.ears import Made, small_model
from tests.waiting import until

HOUR = 3_600_000
EVERY = 5_000
"""Milliseconds of a line in a long book."""


def rows(made: Made) -> list[str]:
    """The names of the lines whose hearing was kept."""
    path = made.folder / FOLDER / FILE
    text = path.read_text("utf-8") if path.is_file() else ""
    whole = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
    found = [json.loads(line) for line in whole]
    return [row["heard"]["key"] for row in found if "heard" in row]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_run_that_is_killed_goes_on(made: Made, model: Path) -> None:
    """The process and its workers end at once, after some lines; the next run hears the others,
    and none twice."""
    command = [sys.executable, "-m", "fic_audio", "check", made.folder, "--listen", "--ears", model]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, start_new_session=True, **quiet) as running:  # type: ignore[call-overload]
        assert until(lambda: bool(rows(made)))
        os.killpg(running.pid, signal.SIGKILL)
    before = len(rows(made))
    done = subprocess.run([*command, "--json"], check=True, capture_output=True)
    listening = json.loads(done.stdout)["listening"]
    assert 0 < listening["listened"] == listening["lines"] - before
    assert set(Counter(rows(made)).values()) == {1}


def test_the_machines_of_a_cluster_listen(made: Made, model: Path) -> None:
    """To the same effect as this one."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as farm,
        connect(farm.scheduler_address, {}) as cluster,
    ):
        heard = listen(
            manifest.load(made.folder), find_ears(model), jobs=1, executor=cluster.workers
        )
    assert heard.listened == len(heard.lines)
    assert heard.unclear == ()


class Instant(Executor):
    """Hears at once what should be heard, and counts the windows that wait."""

    def __init__(self, _jobs: int) -> None:
        pass

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        window: Window = args[1]
        done: Future[Any] = Future()
        done.set_result(
            [HeardLine(each.key, each.text, 3, 0, 9) for each in window.parts if each.listen]
        )
        return done


def long_book(folder: Path, hours: float, chapters: int) -> Manifest:
    """A book of even chapters, which are all of one sound."""
    length = int(hours * HOUR / chapters)
    (folder / FOLDER).mkdir(parents=True)
    first = folder / "1.mp3"
    hum = f"sine=frequency=220:sample_rate=16000:duration={length / 1000}"
    ffmpeg(("-f", "lavfi", "-i", hum, "-b:a", "32k", str(first)))
    episodes = []
    for number in range(1, chapters + 1):
        file = f"{number}.mp3"
        if number > 1:
            os.link(first, folder / file)
        lines = [
            asdict(TimedLine(Ms(at), Ms(at + EVERY - 500), f"Line {at} of {number}"))
            for at in range(0, length - EVERY, EVERY)
        ]
        lines_file(folder, file).write_text(json.dumps(lines))
        episodes.append(ChapterFile(number, f"Chapter {number}", file, Ms(length)))
    return Manifest(folder, episodes=tuple(episodes))


@pytest.mark.parametrize("hours", [0.5, pytest.param(20, marks=pytest.mark.slow)])
def test_a_long_book_fits_into_memory(tmp_path: Path, hours: float) -> None:
    """No chapter is in memory as a whole, let alone the book: its sound would be 115 MB an hour."""
    book = long_book(tmp_path / "book", hours, max(1, int(hours)))
    ears = find_ears(small_model(tmp_path / "model"))
    tracemalloc.start()
    heard = listen(book, ears, executor=Instant)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert heard.listened == len(heard.lines) > 700 * hours
    assert peak < (10 + hours) * 1_000_000
