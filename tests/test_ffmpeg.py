from __future__ import annotations

import threading
import time

import pytest

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg, kill

ENDLESS = ("-re", "-f", "lavfi", "-i", "anullsrc", "-f", "null", "-")


def test_what_goes_in_comes_out() -> None:
    raw = ("-f", "s16le", "-ar", "8000", "-ac", "1")
    assert ffmpeg((*raw, "-i", "pipe:0", *raw, "pipe:1"), bytes(range(200)))[0] == bytes(range(200))


def test_its_reason_is_told() -> None:
    with pytest.raises(OutputError, match="No such file"):
        ffmpeg(("-i", "nowhere.wav", "-f", "null", "-"))


def test_one_that_is_killed_ends_at_once_with_an_error() -> None:
    errors: list[OutputError] = []

    def encode() -> None:
        try:
            ffmpeg(ENDLESS)
        except OutputError as error:
            errors.append(error)

    thread = threading.Thread(target=encode)
    thread.start()
    deadline = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < deadline:
        kill()
        time.sleep(0.05)
    assert not thread.is_alive()
    assert errors
