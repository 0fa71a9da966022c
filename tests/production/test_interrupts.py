from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from fic_audio.errors import OutputError
from fic_audio.production.interrupts import defer_interrupts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Whoever runs the tests in the background may have Ctrl-C ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_first_signal_is_kept() -> None:
    """It raises where the work can stop, and nowhere else."""
    with defer_interrupts() as act:
        act()
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            act()
        act()


def test_a_second_one_acts_at_once() -> None:
    with defer_interrupts() as act:
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            act()


def test_the_end_acts_too() -> None:
    with pytest.raises(KeyboardInterrupt), defer_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_handler_of_ones_own_is_asked() -> None:
    asked = []
    before = signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    try:
        with defer_interrupts() as act:
            os.kill(os.getpid(), signal.SIGTERM)
            assert not asked
            act()
            assert asked == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with defer_interrupts() as act:
        os.kill(os.getpid(), signal.SIGINT)
        act()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_another_thread_may_work_as_well() -> None:
    """Signals are not its business, nor could it ask for them."""
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with defer_interrupts() as act:
                act()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert not errors
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _fails_of_a_signal() -> None:
    with defer_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
        raise OutputError("ffmpeg failed: it said nothing")


def test_a_signal_tells_more_than_what_failed_of_it() -> None:
    """A child that the same signal ended is no error of its own."""
    with pytest.raises(KeyboardInterrupt):
        _fails_of_a_signal()
