"""Direction, measured on the sound: loudness, pitch, length and voicing of what is said."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.engines.choir import Choir
from fic_audio.engines.choir.expression import CHUCKLES
from fic_audio.engines.contract import rms
from fic_audio.engines.pitch import track_pitch
from fic_audio.model import Clip, Delivery, Ending, Style, Voice

LINE = "You were never going to tell me about the letter."
MARKED = "You were [never](+) going to tell me about the letter."


@pytest.fixture(scope="module")
def choir() -> Choir:
    return Choir()


@pytest.fixture(params=["af_heart", "bm_fable"])
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice("Somebody", "choir", request.param)


def samples(clip: Clip) -> NDArray[np.float64]:
    return np.frombuffer(clip.pcm, "<i2").astype(np.float64)


def melody(clip: Clip, start: float = 0.0, end: float = 1.0) -> NDArray[np.float64]:
    """Semitones over 100 Hz of the voiced frames, from one share of the clip to another.

    What lies above 380 Hz is no voice here: the resonance of a throat full of breath.
    """
    pitch = track_pitch(samples(clip), clip.rate)
    pitch = pitch[int(start * len(pitch)) : int(end * len(pitch))]
    return np.asarray(12 * np.log2(pitch[(pitch > 0) & (pitch < 380)] / 100))


def voicing(clip: Clip) -> float:
    """The share of 40 ms that are like themselves a beat later, of 60 to 400 beats a second."""
    sound = samples(clip)[:: clip.rate // 6000]
    size, lags = 240, range(15, 100)
    alike = []
    for start in range(0, len(sound) - size - 100, size):
        frame = sound[start : start + size]
        others = [sound[start + lag : start + lag + size] for lag in lags]
        norms = [np.linalg.norm(frame) * np.linalg.norm(other) + 1.0 for other in others]
        alike.append(max(float(frame @ o) / n for o, n in zip(others, norms, strict=True)))
    return float(np.mean(np.array(alike) > 0.8))


def strength(clip: Clip, low: float, high: float) -> float:
    """Decibels between two frequencies in Hz."""
    power = np.abs(np.fft.rfft(samples(clip))) ** 2
    at = np.fft.rfftfreq(len(samples(clip)), 1 / clip.rate)
    return float(10 * np.log10(power[(at >= low) & (at < high)].sum()))


def brightness(clip: Clip) -> float:
    """Decibels of what lies above 1.5 kHz against what lies below."""
    return strength(clip, 1500, 8000) - strength(clip, 60, 1500)


def test_a_whisper_has_no_voicing(choir: Choir, voice: Voice) -> None:
    whispered = choir.say(LINE, voice, Delivery(style=Style.WHISPER))
    spoken = choir.say(LINE, voice, Delivery())
    assert voicing(spoken) > 0.3
    assert voicing(whispered) < 0.05
    assert rms(whispered) > 0.1 * rms(spoken)


def test_effort_is_heard_as_brightness(choir: Choir, voice: Voice) -> None:
    """As of somebody who shouts; how loud that is, is the volume's part."""
    spoken = choir.say(LINE, voice, Delivery())
    shouted = choir.say(LINE, voice, Delivery(effort=1.0))
    assert brightness(shouted) > brightness(spoken) + 3


def test_a_soft_voice_is_duller(choir: Choir, voice: Voice) -> None:
    spoken, soft = (choir.say(LINE, voice, Delivery(effort=effort)) for effort in (0.0, -0.7))
    assert brightness(soft) < brightness(spoken) - 1.5


def test_a_question_rises(choir: Choir, voice: Voice) -> None:
    """At its end, over what comes before; where the voice rises by itself, no more than that."""
    line = "You knew about the letter"
    rising = melody(choir.say(line, voice, Delivery(ending=Ending.RISE)))
    assert rising[-10:].max() > float(np.median(rising[-60:-15])) + 1.5
    falling = melody(choir.say(f"{line}.", voice, Delivery()))
    assert falling[-10:].max() < rising[-10:].max() - 1.0


def test_emphasis_is_longer_and_higher_on_the_word(choir: Choir, voice: Voice) -> None:
    plain = choir.say(MARKED, voice, Delivery())
    strong = choir.say(MARKED, voice, Delivery(emphasis=1.0))
    assert 40 < strong.length - plain.length < 250
    assert melody(strong, 0.1, 0.4).max() > melody(plain, 0.1, 0.4).max() + 1.0
    late = [float(np.median(melody(clip, 0.7))) for clip in (plain, strong)]
    assert late[1] == pytest.approx(late[0], abs=0.6)  # told in quarters


def test_full_is_more_than_half(choir: Choir, voice: Voice) -> None:
    lengths = [
        choir.say(MARKED, voice, Delivery(emphasis=amount)).length for amount in (0.0, 0.5, 1.0)
    ]
    assert lengths == sorted(set(lengths))


def test_a_wider_melody_spreads_more(choir: Choir, voice: Voice) -> None:
    spreads = [
        float(np.std(melody(choir.say(LINE, voice, Delivery(range=wide)))))
        for wide in (0.5, 1.0, 1.4)
    ]
    assert spreads == sorted(spreads)


def test_trailing_off_is_slower_and_softer_at_the_end(choir: Choir, voice: Voice) -> None:
    plain = choir.say(LINE, voice, Delivery())
    trailing = choir.say(LINE, voice, Delivery(ending=Ending.TRAIL))
    assert trailing.length > plain.length + 40
    assert ending_strength(trailing) < 0.8 * ending_strength(plain)


def ending_strength(clip: Clip) -> float:
    """How strong the last third of a second is in which something is heard."""
    sound = samples(clip)
    last = int(np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())[-1])
    return float(np.sqrt(np.mean(sound[last - clip.rate // 3 : last] ** 2)))


def test_breaking_off_leaves_no_pause(choir: Choir, voice: Voice) -> None:
    line = "But you said that you would—"
    plain, cut = (
        choir.say(line, voice, Delivery(ending=ending)) for ending in (Ending.PLAIN, Ending.CUT)
    )
    assert cut.length < plain.length - 40


def test_only_the_last_of_several_sentences_ends_so(choir: Choir, voice: Voice) -> None:
    """Who trails off is slower where the last one ends, and nowhere else."""
    both = f"I have left all the letters on the table downstairs. {LINE}"
    longer = [
        choir.say(text, voice, Delivery(ending=Ending.TRAIL)).length
        - choir.say(text, voice, Delivery()).length
        for text in (LINE, both)
    ]
    assert longer[0] > 0
    assert longer[1] == pytest.approx(longer[0], abs=2)


def moved(clip: Clip, plain: Clip) -> NDArray[np.float64]:
    """By how many semitones the melody is moved, frame by frame, where both have a voice."""
    one, other = (track_pitch(samples(each), each.rate) for each in (clip, plain))
    both = (one > 0) & (other > 0) & (one < 380) & (other < 380)
    tones = 12 * np.log2(one[both] / other[both])
    return np.asarray(tones[np.abs(tones) < 3])


def swells(clip: Clip, plain: Clip) -> NDArray[np.float64]:
    """By how many decibels it is louder, 80 times a second; 0 where hardly anything is heard."""
    size = clip.rate // 80
    one, other = (
        np.square(sound[: len(sound) // size * size]).reshape(-1, size).mean(axis=1)
        for sound in map(samples, (clip, plain))
    )
    heard = other > 0.003 * other.max()
    return np.where(heard, 10 * np.log10(np.maximum(one, 1) / np.maximum(other, 1)), 0.0)


def test_a_sob_shakes_the_voice(choir: Choir, voice: Voice) -> None:
    """Its pitch and its loudness, against the same words said plainly; half a sob less."""
    plain = choir.say(LINE, voice, Delivery())
    half, whole = (choir.say(LINE, voice, Delivery(sob=amount)) for amount in (0.5, 1.0))
    assert 0.15 < float(np.std(moved(whole, plain))) < 1.0
    assert float(np.std(moved(half, plain))) < float(np.std(moved(whole, plain)))
    assert float(np.std(swells(half, plain))) < float(np.std(swells(whole, plain)))


def test_laughter_pulses_in_the_voice(choir: Choir, voice: Voice) -> None:
    """Its loudness comes and goes as often as a chest moves in laughing."""
    plain, laughing = (choir.say(LINE, voice, Delivery(laugh=amount)) for amount in (0.0, 1.0))
    change = np.abs(np.fft.rfft(swells(laughing, plain), 2048)) ** 2
    at = np.fft.rfftfreq(2048, 1 / 80)
    near, around = np.abs(at - CHUCKLES) < 0.4, (at > 2) & (at < 8)
    assert change[near].max() == change[around].max()
    assert float(np.std(swells(laughing, plain))) > 0.25


@pytest.mark.parametrize("delivery", [Delivery(sob=1.0), Delivery(laugh=1.0)], ids=["sob", "laugh"])
def test_sobs_and_laughs_take_no_time(choir: Choir, voice: Voice, delivery: Delivery) -> None:
    """All words are there as before, and as much of them is voice."""
    plain, unsteady = choir.say(LINE, voice, Delivery()), choir.say(LINE, voice, delivery)
    assert unsteady.length == plain.length
    assert voicing(unsteady) == pytest.approx(voicing(plain), rel=0.15)
