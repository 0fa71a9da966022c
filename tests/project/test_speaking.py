"""Who is heard first, and who is not heard any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Self

import pytest

from fic_audio.closing import Closing
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue, Hz, Voice
from fic_audio.project.speaking import DroppedError, NewestFirst

VOICE = Voice("Ada", "silence", "1")


class Slow(Closing):
    """Speaks a line when it is told to."""

    def __init__(self) -> None:
        self.spoken: list[str] = []
        self.begun = threading.Semaphore(0)
        self.may = threading.Semaphore(0)
        self.made = self.ended = 0

    def __enter__(self) -> Self:
        self.made += 1
        return self

    def close(self) -> None:
        self.ended += 1

    def speak(self, cues: Sequence[Cue]) -> Iterator[Clip]:
        for cue in cues:
            self.begun.release()
            self.may.acquire()
            if cue.text == "refuse":
                raise EngineError("no")
            self.spoken.append(cue.text)
            yield Clip(cue.text.encode() * 2, Hz(8000))


def line(*texts: str) -> list[Cue]:
    return [Cue(text, VOICE) for text in texts]


def test_the_newest_first() -> None:
    """What was asked for in between is dropped, and never spoken."""
    slow = Slow()
    with NewestFirst(lambda: slow) as queue:
        first = queue.ask(line("one"))
        slow.begun.acquire()
        second, third = queue.ask(line("two")), queue.ask(line("three"))
        with pytest.raises(DroppedError):
            second.result(5)
        slow.may.release(2)
        assert [clip.pcm for clip in third.result(5)] == [b"threethree"]
    assert first.done()
    assert slow.spoken == ["one", "three"]


def test_a_long_one_gives_way() -> None:
    """Between two sentences of it another request is heard."""
    slow = Slow()
    with NewestFirst(lambda: slow) as queue:
        long = queue.ask(line("one", "two", "three"))
        slow.begun.acquire()
        short = queue.ask(line("stop"))
        slow.may.release(2)
        assert short.result(5)
        with pytest.raises(DroppedError):
            long.result(5)
    assert slow.spoken == ["one", "stop"]


def test_those_ahead_wait() -> None:
    """What may be wanted later is spoken in order, when nobody waits."""
    slow = Slow()
    slow.may.release(10)
    with NewestFirst(lambda: slow) as queue:
        queue.prepare([line("four"), line("five")])
        for _ in range(2):
            slow.begun.acquire()
        assert queue.ask(line("six")).result(5)
    assert slow.spoken == ["four", "five", "six"]


def test_an_error_ends_its_line_alone() -> None:
    """Whoever asked is told, and the next one is spoken by the same workers."""
    slow = Slow()
    slow.may.release(10)
    with NewestFirst(lambda: slow) as queue:
        with pytest.raises(EngineError, match="no"):
            queue.ask(line("refuse")).result(5)
        assert queue.ask(line("one")).result(5)
    assert (slow.made, slow.ended) == (1, 1)


def test_nobody_to_speak() -> None:
    """Where there can be no workers, everybody who asks is told so."""

    def none() -> Slow:
        raise EngineError("no worker process can be started")

    with NewestFirst(none) as queue:
        for _ in range(2):
            with pytest.raises(EngineError, match="no worker process"):
                queue.ask(line("one")).result(5)


def test_the_end() -> None:
    """After it nothing is spoken, and nobody waits for ever."""
    slow = Slow()
    queue = NewestFirst(lambda: slow)
    queue.close()
    with pytest.raises(DroppedError):
        queue.ask(line("one")).result(5)
    assert not slow.made
