"""Copies that speak, and what becomes of those that don't."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import pytest

from fic_audio.engines import fork_server
from fic_audio.engines.fork_server import ForkServers, Utterance
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made by fork, and shared memory")

HELLO = Utterance("en-us", "Hello there.", 175, 1.0, 50, 50, phonemes=False)
LONG = HELLO._replace(text="The tram came late that night. " * 4000)


@pytest.fixture
def zygotes() -> Iterator[ForkServers]:
    made = ForkServers(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    yield made
    made.close()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def first(zygotes: ForkServers) -> int:
    """The process that all others come from."""
    return zygotes._process.pid


def kill_the_copy(zygotes: ForkServers, sent: signal.Signals) -> None:
    """As soon as one speaks."""

    def killed() -> bool:
        for voice in children(first(zygotes)):
            for copy in children(voice):
                os.kill(copy, sent)
                return True
        return False

    assert until(killed), "nothing was spoken"


def test_each_voice_has_a_process_that_stays(zygotes: ForkServers) -> None:
    zygotes.speak(HELLO)
    (english,) = children(first(zygotes))
    zygotes.speak(HELLO._replace(voice="de"))
    zygotes.speak(HELLO)
    assert english in children(first(zygotes))
    assert len(children(first(zygotes))) == 2


def test_no_more_voices_stay_than_that(zygotes: ForkServers) -> None:
    for number in range(fork_server.VOICES + 3):
        zygotes.speak(HELLO._replace(voice=f"en-us+f{number % 5 + 1}" if number < 5 else "de"))
        zygotes.speak(HELLO._replace(voice=f"en-us+m{number % 8 + 1}"))
    assert len(children(first(zygotes))) == fork_server.VOICES


def test_a_copy_that_crashes(zygotes: ForkServers) -> None:
    """Its line alone is lost."""
    threading.Thread(target=kill_the_copy, args=(zygotes, signal.SIGSEGV)).start()
    with pytest.raises(RuntimeError, match=r"crashed \(-11\)"):
        zygotes.speak(LONG)
    assert zygotes.speak(HELLO)


def test_a_copy_that_takes_too_long(zygotes: ForkServers) -> None:
    threading.Thread(target=kill_the_copy, args=(zygotes, signal.SIGALRM)).start()
    with pytest.raises(RuntimeError, match="took too long"):
        zygotes.speak(LONG)
    assert zygotes.speak(HELLO)


def test_a_voice_that_crashed_is_loaded_again(zygotes: ForkServers) -> None:
    said = zygotes.speak(HELLO)
    (voice,) = children(first(zygotes))
    os.kill(voice, signal.SIGSEGV)
    with pytest.raises(RuntimeError, match=r"crashed \(-11\)"):
        zygotes.speak(HELLO)
    assert zygotes.speak(HELLO) == said


def test_a_voice_that_can_not_be_loaded(zygotes: ForkServers) -> None:
    with pytest.raises(RuntimeError, match="crashed"):
        zygotes.speak(HELLO._replace(voice="nobody"))
    assert zygotes.speak(HELLO)


def test_the_end_of_all_is_told(zygotes: ForkServers) -> None:
    os.kill(first(zygotes), signal.SIGKILL)
    with pytest.raises(RuntimeError, match="has ended"):
        zygotes.speak(HELLO)
    assert zygotes.ended


def test_nobody_outlives_those_who_ask(zygotes: ForkServers) -> None:
    zygotes.speak(HELLO)
    zygotes.speak(HELLO._replace(voice="de"))
    voices = children(first(zygotes))
    zygotes.close()
    assert until(lambda: not any(map(running, voices)))


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
