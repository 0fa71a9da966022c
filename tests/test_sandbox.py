"""Functions in processes of their own."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from fic_audio import sandbox
from fic_audio.sandbox import Limits, follow, run, run_beside

AMPLE = Limits(30, 500_000_000)


def nothing() -> None:
    """Settles nothing."""


def settled() -> None:
    os.environ["SETTLED"] = str(int(os.environ.get("SETTLED", "0")) + 1)


def test_what_a_function_makes_comes_back() -> None:
    assert run("json:loads", b'{"a": [1, "\xc3\xa9"]}', AMPLE) == {"a": [1, "é"]}


def test_words_go_with_the_data() -> None:
    assert run("builtins:str", b"caf\xe9", AMPLE, "latin-1") == "café"


def test_what_a_function_raises_is_told() -> None:
    with pytest.raises(sandbox.RaisedError, match="Expecting value") as raised:
        run("json:loads", b"", AMPLE)
    assert raised.value.kind == "JSONDecodeError"


def test_what_is_no_plain_value_does_not_come_back() -> None:
    """Nothing but JSON crosses from a process that read hostile data."""
    with pytest.raises(sandbox.SandboxError):
        run("builtins:bytearray", b"a", AMPLE)


def test_what_a_function_prints_is_no_part_of_its_answer() -> None:
    assert run("builtins:print", b"a", AMPLE) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_function_that_takes_too_long_is_ended() -> None:
    with pytest.raises(sandbox.TooLongError):
        run("builtins:exec", b"while True: pass", Limits(1, 500_000_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_function_that_wants_too_much_memory_fails() -> None:
    with pytest.raises(sandbox.RaisedError) as raised:
        run("builtins:exec", b"bytearray(10**9)", AMPLE)
    assert raised.value.kind == "MemoryError"


def test_a_function_that_crashes_is_told() -> None:
    with pytest.raises(sandbox.SandboxError, match="without an answer"):
        run("builtins:exec", b"import os; os.abort()", AMPLE)


def test_a_module_of_the_folder_takes_nothings_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the folder is in the caller's own path."""
    (tmp_path / "pickle.py").write_text("raise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert run("json:loads", b"1", AMPLE) == 1
    assert in_a_new_thread(lambda: run_beside(nothing, len, "abc")) == 3


def in_a_new_thread(work: object) -> object:
    """What it gives where no process is beside the thread yet."""
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(work()))  # type: ignore[operator]
    thread.start()
    thread.join()
    return given[0]


def test_the_process_beside_a_thread_stays_and_is_settled_once() -> None:
    first, second = (run_beside(settled, os.getpid) for _ in range(2))
    assert first == second != os.getpid()
    assert run_beside(settled, os.getenv, "SETTLED") == "1"


def test_each_thread_has_its_own() -> None:
    here = run_beside(nothing, os.getpid)
    assert in_a_new_thread(lambda: run_beside(nothing, os.getpid)) != here


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        run_beside(nothing, divmod, 1, 0)


def test_a_process_that_ends_is_followed_by_another() -> None:
    with pytest.raises(BrokenExecutor, match="the process ended"):
        run_beside(nothing, os._exit, 3)
    assert run_beside(nothing, len, "abc") == 3


def count_up(data: bytes, report: Callable[[object], None], end: str) -> str:
    for number in range(int(data)):
        report(number)
    return end


def sleep(data: bytes, report: Callable[[object], None]) -> None:
    report(os.getpid())
    time.sleep(60)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_long_work_reports_how_far_it_is() -> None:
    reports: list[object] = []
    here = f"{__name__}:count_up"
    assert follow(here, b"3", AMPLE, reports.append, 30, "done") == "done"
    assert reports == [0, 1, 2]


def test_what_long_work_raises_is_told() -> None:
    with pytest.raises(sandbox.RaisedError, match="invalid literal"):
        follow(f"{__name__}:count_up", b"x", AMPLE, print, 30, "done")


def test_long_work_that_falls_silent_is_ended() -> None:
    begun: list[int] = []
    with pytest.raises(sandbox.TooLongError):
        follow(f"{__name__}:sleep", b"", AMPLE, begun.append, 5)
    assert not is_running(begun[0])


def test_a_listener_ends_long_work() -> None:
    begun: list[int] = []

    def stop(number: int) -> None:
        begun.append(number)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        follow(f"{__name__}:sleep", b"", AMPLE, stop, 30)
    assert not is_running(begun[0])
