from __future__ import annotations

import math
from array import array

import pytest

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Clip, Db, Delivery, Hz, Lufs, Style, Voice
from fic_audio.sound.level import (
    FADE_IN_MS,
    FADE_OUT_MS,
    LEAD_MS,
    NEARER,
    REFERENCE,
    STEP_MS,
    TRAIL_MS,
    level,
    loudness_of_speech,
)
from fic_audio.sound.measure import loudness_of
from fic_audio.sound.pcm import multiply

RATE = Hz(22_050)
VOICE = Voice("", "", "", lufs=REFERENCE)
ADA = Voice("Ada", "pyttsx3", "en-us+f3", lufs=Lufs(-20.1))
LINES = (
    "Yes, of course.",
    "Never say so.",
    "The tram came late that night, and nobody had asked the driver what he thought of snow.",
)


def tone(ms: int, amplitude: int = 8000) -> bytes:
    count = RATE * ms // 1000
    return array("h", [round(amplitude * math.sin(at / 10)) for at in range(count)]).tobytes()


def silence(ms: int) -> bytes:
    return bytes(2 * (RATE * ms // 1000))


def peak(clip: Clip) -> int:
    return max(map(abs, array("h", clip.pcm)))


def test_silent_ends_are_trimmed() -> None:
    """Half a second of silence at either end shrinks to a breath; the sound stays whole."""
    clip = level(Clip(silence(500) + tone(400) + silence(500), RATE), VOICE)
    assert 400 + LEAD_MS + TRAIL_MS <= clip.length <= 400 + LEAD_MS + TRAIL_MS + 2 * STEP_MS + 1


def test_pauses_inside_stay() -> None:
    """Silence between two sounds is speech."""
    clip = level(Clip(tone(100) + silence(500) + tone(100), RATE), VOICE)
    assert clip.length == 700


def test_silence_stays_as_long_as_it_is() -> None:
    """The silence engine's clips keep their length."""
    assert level(Clip(silence(800), RATE), VOICE).pcm == silence(800)


def test_voices_meet_at_the_reference() -> None:
    """A voice six decibels too loud is halved, and a delivery's volume comes on top."""
    loud = Voice("", "", "", lufs=Lufs(REFERENCE + 6.02))
    assert peak(level(Clip(tone(300), RATE), loud)) == pytest.approx(4000, rel=0.01)
    assert peak(level(Clip(tone(300), RATE), loud, Delivery(volume=Db(-6.02)))) == pytest.approx(
        2000, rel=0.01
    )


def test_gain_never_clips() -> None:
    """A shout stops at full scale with its shape unharmed."""
    clip = level(Clip(tone(300, 20_000), RATE), VOICE, Delivery(volume=Db(20.0)))
    samples = array("h", clip.pcm)[RATE // 10 : RATE // 5]
    assert max(samples) >= 32_700
    # A sine's mean square is half the square of its peak; clipping would raise it.
    mean = sum(sample * sample for sample in samples) / len(samples)
    assert mean == pytest.approx(32_767**2 / 2, rel=0.01)


def test_edges_are_soft() -> None:
    """A clip begins and ends at nothing, and is whole after a few milliseconds."""
    square = array("h", [9000] * (RATE // 4)).tobytes()
    samples = array("h", level(Clip(square, RATE), VOICE).pcm)
    assert samples[0] == samples[-1] == 0
    assert samples[RATE * FADE_IN_MS // 1000 + 1] == 9000
    assert samples[-RATE * FADE_OUT_MS // 1000 - 2] == 9000


def test_loudness_agrees_with_ffmpeg() -> None:
    engine = Pyttsx3()
    for line in LINES:
        clip = engine.say(line, ADA, Delivery())
        told = loudness_of_speech(clip.pcm, clip.rate)
        assert told == pytest.approx(loudness_of(clip.pcm, clip.rate), abs=0.6)


def test_lines_of_a_voice_are_equally_loud() -> None:
    """However loud the engine spoke each."""
    engine = Pyttsx3()
    levels = []
    for line, apart in zip(LINES, (-1.5, 1.5, 0.0), strict=True):
        clip = engine.say(line, ADA, Delivery())
        louder = Clip(multiply(clip.pcm, 2, 10 ** (apart / 20)), clip.rate)
        levels.append(loudness_of(level(louder, ADA).pcm, clip.rate))
    assert max(levels) - min(levels) < 1.0
    assert levels == pytest.approx([REFERENCE] * 3, abs=1.0)


def test_a_whisper_stays_as_soft_as_it_is() -> None:
    soft = Clip(tone(600, 300), RATE)
    whispered = level(soft, VOICE, Delivery(style=Style.WHISPER))
    assert peak(whispered) == pytest.approx(300, rel=0.02)
    assert peak(level(soft, VOICE)) == pytest.approx(300 * 10 ** (NEARER / 20), rel=0.02)


def test_a_moment_of_sound_is_not_judged() -> None:
    """Under 0.4 seconds nobody can say how loud a line is."""
    assert peak(level(Clip(tone(200, 300), RATE), VOICE)) == pytest.approx(300, rel=0.02)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_hardly_any_sound(count: int) -> None:
    """A clip of a few samples is no trouble."""
    assert len(level(Clip(array("h", [500] * count).tobytes(), RATE), VOICE).pcm) == 2 * count
