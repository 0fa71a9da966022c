import math
from array import array

import pytest

from fic_audio.model import Clip, Db, Hz, Lufs, Voice
from fic_audio.sound.level import EDGE_MS, LEAD_MS, REFERENCE, STEP_MS, TRAIL_MS, level

RATE = Hz(22_050)
VOICE = Voice("", "", "", lufs=REFERENCE)


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
    assert peak(level(Clip(tone(300), RATE), loud, Db(-6.02))) == pytest.approx(2000, rel=0.01)


def test_gain_never_clips() -> None:
    """A shout stops at full scale with its shape unharmed."""
    clip = level(Clip(tone(300, 20_000), RATE), VOICE, Db(20.0))
    samples = array("h", clip.pcm)[RATE // 10 : RATE // 5]
    assert max(samples) >= 32_700
    # A sine's mean square is half the square of its peak; clipping would raise it.
    mean = sum(sample * sample for sample in samples) / len(samples)
    assert mean == pytest.approx(32_767**2 / 2, rel=0.01)


def test_edges_are_soft() -> None:
    """A clip begins and ends at nothing, within three milliseconds."""
    square = array("h", [9000] * RATE).tobytes()
    samples = array("h", level(Clip(square, RATE), VOICE).pcm)
    assert samples[0] == samples[-1] == 0
    assert samples[RATE * EDGE_MS // 1000 + 1] == 9000


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_hardly_any_sound(count: int) -> None:
    """A clip of a few samples is no trouble."""
    assert len(level(Clip(array("h", [500] * count).tobytes(), RATE), VOICE).pcm) == 2 * count
