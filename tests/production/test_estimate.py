"""How long a story will sound, and how long it will take to make."""

from __future__ import annotations

from fic_audio.model import Cue, Ms, Voice
from fic_audio.production.estimate import estimate_length, estimate_work


def cue(engine: str, words: int = 165) -> Cue:
    return Cue("word " * words, Voice("Ada", engine, "a", rate=165), pause=Ms(500))


def test_an_engine_has_a_pace_of_its_own() -> None:
    """One that nobody measured speaks as many words a minute as its voice says."""
    assert estimate_length(cue("beeps")) == 60_000
    assert estimate_length(cue("hibari")) < 60_000


def test_a_slow_engine_takes_longer() -> None:
    seconds = [estimate_work([cue(name)] * 50, 1) for name in ("pyttsx3", "hibari", "kokoro")]
    assert all(seconds)
    assert seconds == sorted(seconds, key=lambda each: each or 0)


def test_two_processes_take_half_the_time() -> None:
    one, two = (estimate_work([cue("kokoro")] * 90, jobs) or 0 for jobs in (1, 2))
    assert 0.45 < two / one < 0.6


def test_of_an_unknown_engine_no_time_is_told() -> None:
    assert estimate_work([cue("pyttsx3"), cue("beeps")], 2) is None
