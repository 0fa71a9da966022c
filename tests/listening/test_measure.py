from __future__ import annotations

import numpy as np

from fic_audio.listening.measure import measure, same
from fic_audio.listening.recogniser import RATE
from tests.ears import tone


def quieter(pcm: bytes, decibels: float) -> bytes:
    return (np.frombuffer(pcm, "<i2") * 10 ** (-decibels / 20)).astype("<i2").tobytes()


def test_level_and_silence() -> None:
    found, softer = measure(tone(2.0)), measure(quieter(tone(2.0), 3.0))
    assert found.level is not None
    assert softer.level is not None
    assert abs(found.level - softer.level - 3.0) < 0.1
    assert not found.silent
    assert measure(bytes(2 * RATE)).silent
    assert measure(b"").silent


def test_a_hole_is_measured() -> None:
    """Silence between two sounds counts, that at the ends does not."""
    pause = bytes(2 * RATE)
    assert 950 <= measure(tone(0.5) + pause + tone(0.5)).hole <= 1050
    assert measure(pause + tone(0.5) + pause).hole < 100


def soft_end(pcm: bytes) -> bytes:
    """The sound as it dies away in the last 100 ms."""
    samples = np.frombuffer(pcm, "<i2").astype(float)
    fade = RATE // 10
    samples[-fade:] *= np.linspace(1, 0, fade) ** 4
    return samples.astype("<i2").tobytes()


def test_a_sound_that_breaks_off() -> None:
    """It ends, or begins, while it is loud, though nothing follows or comes before; not one that
    dies away, nor one that goes on behind it: music, or the room."""
    pause = bytes(2 * RATE // 10)
    whole = tone(1.0)
    assert measure(soft_end(whole), whole, pause).breaks_off is False
    assert measure(whole, pause, pause).breaks_off
    assert measure(whole, pause, whole).breaks_in
    assert not measure(whole, whole, whole).breaks_off
    assert not measure(whole, whole, whole).breaks_in
    assert not measure(bytes(len(whole)), pause, pause).breaks_off


def test_the_soft_end_of_a_clip_hides_no_cut() -> None:
    """Every clip is brought down in its last 30 ms, also one whose engine stopped midway."""
    samples = np.frombuffer(tone(1.0), "<i2").astype(float)
    fade = RATE * 30 // 1000
    samples[-fade:] *= np.linspace(1, 0, fade)
    pause = bytes(2 * RATE // 10)
    assert measure(samples.astype("<i2").tobytes(), pause, pause).breaks_off


def test_the_same_sound_is_known_again() -> None:
    """Louder or softer, it is the same; cut, or another, it is not."""
    sound = tone(2.0)
    course = measure(sound).course
    assert same(course, measure(quieter(sound, 4.0)).course)
    assert not same(course, measure(sound[: len(sound) * 3 // 4]).course)
    half = len(sound) // 2
    assert not same(course, measure(sound[:half] + bytes(len(sound) - half)).course)
    assert not same(course, "")
