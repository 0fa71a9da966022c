import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from os import _exit, getpid
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from fic_audio.sound.processes import Processes


@pytest.fixture
def two() -> Iterator[Processes]:
    with Processes(2) as processes:
        yield processes


def test_calls_are_answered(two: Processes) -> None:
    """Each future has its own result, and the processes are used again."""
    assert list(two.map(abs, range(-50, 0))) == list(range(50, 0, -1))
    assert len(set(two.map(_pid, range(50)))) <= 2


def test_errors_come_back(two: Processes) -> None:
    """What a call raises, and what can't be sent there or back, is its own future's alone."""
    bad: list[Future[Any]] = [two.submit(divmod, 1, 0), two.submit(lambda: 1)]
    with pytest.raises(ZeroDivisionError):
        bad[0].result()
    with pytest.raises(Exception, match=r"pickle|local"):
        bad[1].result()
    assert two.submit(abs, -1).result() == 1


def test_a_crash_costs_one_call(two: Processes) -> None:
    """The other process goes on with its own, and another takes the place of the one that ended."""
    long, crash = two.submit(sleep, 1), two.submit(_exit, 3)
    with pytest.raises(BrokenExecutor):
        crash.result()
    assert two.submit(abs, -1).result() == 1
    assert long.result() is None


def test_killed_in_the_middle(two: Processes) -> None:
    """A call that would take for ever is broken, and what waits behind it is cancelled."""
    running = [two.submit(sleep, 1000), two.submit(sleep, 1000)]
    behind = two.submit(abs, -1)
    while not all(future.running() for future in running):
        sleep(0.01)
    two.kill()
    for future in running:
        with pytest.raises(BrokenExecutor):
            future.result(10)
    with pytest.raises(CancelledError):
        behind.result(10)
    with pytest.raises(RuntimeError):
        two.submit(abs, -1)


def test_killed_while_sending() -> None:
    """Nobody waits for the rest of a result of which half has come."""
    for _ in range(5):
        with Processes(1) as one:
            future = one.submit(bytes, 500_000_000)
            threading.Timer(0.4, one.kill).start()
            wait([future], 20)
            assert future.done()


def test_what_is_underway_is_finished() -> None:
    """A shutdown waits for the work that it was given."""
    processes = Processes(2)
    futures = [processes.submit(abs, -number) for number in range(20)]
    processes.shutdown()
    assert [future.result() for future in futures] == list(range(20))


def test_no_semaphore_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container whose /dev/shm can't be written to has workers all the same."""

    def refused(*_args: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("_multiprocessing.SemLock", refused)
    with Processes(1) as one:
        assert one.submit(abs, -1).result() == 1


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc to look at")
def test_workers_die_with_their_parent() -> None:
    """Killed outright, the program leaves no worker behind, not even one at work."""
    program = """
import os, signal, time
from fic_audio.sound.processes import Processes
if __name__ == "__main__":
    processes = Processes(1)
    print(processes.submit(os.getpid).result(), flush=True)
    processes.submit(time.sleep, 1000)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    # -c has no file to import again, so spawn leaves __main__ alone.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    worker = Path("/proc", done.stdout.strip())
    deadline = time.monotonic() + 10
    while worker.exists() and "State:\tZ" not in (worker / "status").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _pid(_: int) -> int:
    return getpid()
