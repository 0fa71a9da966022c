from __future__ import annotations

import threading

import pytest

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import Group, ffmpeg

ENDLESS = ("-re", "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-")


def test_what_goes_in_comes_out() -> None:
    raw = ("-f", "s16le", "-ar", "8000", "-ac", "1")
    assert ffmpeg((*raw, "-i", "pipe:0", *raw, "pipe:1"), bytes(range(200)))[0] == bytes(range(200))


def test_its_reason_is_told() -> None:
    with pytest.raises(OutputError, match="No such file"):
        ffmpeg(("-i", "nowhere.wav", "-f", "null", "-"))


def endless(group: Group) -> tuple[threading.Thread, list[OutputError]]:
    """A thread of a group with an ffmpeg that does not end, and what it raises."""
    errors: list[OutputError] = []

    def encode() -> None:
        group.join()
        try:
            ffmpeg(ENDLESS)
        except OutputError as error:
            errors.append(error)

    thread = threading.Thread(target=encode, daemon=True)
    thread.start()
    return thread, errors


def test_a_group_that_is_killed_ends_at_once_with_an_error() -> None:
    """So does what it starts afterwards."""
    group = Group()
    thread, errors = endless(group)
    group.kill()
    thread.join(20)
    later, told = endless(group)
    later.join(20)
    assert errors
    assert told


def test_the_neighbour_of_a_killed_group_goes_on() -> None:
    """Two runs in one process do not touch each other."""
    failing, healthy = Group(), Group()
    other, _ = endless(failing)
    thread, errors = endless(healthy)
    failing.kill()
    other.join(20)
    thread.join(0.2)
    assert thread.is_alive()
    assert not errors
    healthy.kill()
    thread.join(20)
    assert errors
