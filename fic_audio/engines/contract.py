"""Tests that every engine must pass, made on the sound that it gives.

A plug-in inherits `SpeakingContract` in its own tests: see docs/plugins.md.
"""

import math
import re
from array import array
from collections.abc import Sequence
from statistics import median

import pytest

from fic_audio.engines import Engine
from fic_audio.engines.phonemes import mark_emphasis
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Db, Delivery, Voice

SENTENCE = "The lamp in the window burned all through the long winter night."


def rms(clip: Clip) -> float:
    """The root mean square of the samples: a measure of loudness."""
    samples = array("h", clip.pcm)
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def pitch(clip: Clip) -> float:
    """The median fundamental frequency in Hz, by autocorrelation of frames of 40 ms."""
    step = clip.rate // 5500
    samples = array("h", clip.pcm)[::step]
    rate = clip.rate / step
    size = round(rate * 0.04)
    loud = max(map(abs, samples)) / 8
    pitches = []
    for start in range(0, len(samples) - 2 * size, size):
        frame = samples[start : start + size]
        if max(map(abs, frame)) < loud:
            continue
        best = max(
            range(round(rate / 400), round(rate / 60)),
            key=lambda lag: _alike(samples, start, size, lag),
        )
        if _alike(samples, start, size, best) > 0.8:
            pitches.append(rate / best)
    return median(pitches)


def _alike(samples: Sequence[int], start: int, size: int, lag: int) -> float:
    one, other = samples[start : start + size], samples[start + lag : start + lag + size]
    product = sum(a * b for a, b in zip(one, other, strict=True))
    power = sum(a * a for a in one) * sum(b * b for b in other)
    return product / math.sqrt(power) if power else 0.0


class EngineContract:
    """Tests for any engine; a subclass provides the fixtures `engine` (unchecked) and `voice`."""

    speaks = True
    """Whether words make sound; False for an engine that is silent."""

    @pytest.fixture
    def ready(self, engine: Engine) -> Engine:
        """The engine after its own check; the test is skipped if it can't run here."""
        try:
            engine.check()
        except EngineError as why:
            pytest.skip(str(why))
        return engine

    def test_has_voices(self, ready: Engine) -> None:
        """An engine lists at least one voice, and each id once."""
        ids = [voice.id for voice in ready.voices()]
        assert ids
        assert len(ids) == len(set(ids))

    def test_says_a_sentence(self, ready: Engine, voice: Voice) -> None:
        """Twelve words take between two and eight seconds."""
        clip = ready.say(SENTENCE, voice, Delivery())
        assert 2000 < clip.length < 8000
        assert len(clip.pcm) % 2 == 0
        assert not self.speaks or rms(clip) > 100

    def test_marks_are_not_said(self, ready: Engine, voice: Voice) -> None:
        """The marks of an emphasised word are no words."""
        marked = SENTENCE.replace("window", mark_emphasis("window"))
        assert marked != SENTENCE
        usual = ready.say(SENTENCE, voice, Delivery())
        assert ready.say(marked, voice, Delivery()).length == pytest.approx(usual.length, rel=0.02)

    def test_rate(self, ready: Engine, voice: Voice) -> None:
        """At 1.5 times the pace, a sentence takes two thirds of the time."""
        usual = ready.say(SENTENCE, voice, Delivery()).length
        fast = ready.say(SENTENCE, voice, Delivery(rate=1.5)).length
        assert usual / fast == pytest.approx(1.5, rel=0.1)

    def test_long_text_is_whole(self, ready: Engine, voice: Voice) -> None:
        """A hundred sentences take about a hundred times as long as one."""
        once = ready.say(SENTENCE, voice, Delivery()).length
        often = ready.say(" ".join([SENTENCE] * 100), voice, Delivery()).length
        # An engine may pause between sentences.
        assert 95 * once < often < 125 * once

    @pytest.mark.parametrize("text", ["", " \n\t", "***", "—…?!", "😀🎉", "\0\x01\x1b", "\ud800"])
    def test_text_without_words(self, ready: Engine, voice: Voice, text: str) -> None:
        """Text without words gives at most a moment of silence, and no error."""
        assert ready.say(text, voice, Delivery()).length < 500

    def test_commands_are_text(self, ready: Engine, voice: Voice) -> None:
        """Markup, phoneme brackets and control characters do not change how a text is spoken."""
        marks = ("<prosody rate='5%'>", "[[", "\x0150S", "\0")
        for mark in marks:
            clip = ready.say(f"{mark} {SENTENCE}", voice, Delivery())
            plain = ready.say(re.sub(r"\W", " ", mark) + SENTENCE, voice, Delivery())
            assert clip.length > 0.9 * ready.say(SENTENCE, voice, Delivery()).length
            assert clip.length < 2 * plain.length + 2000


class SpeakingContract(EngineContract):
    """Tests for engines that make sound, beside those for any engine."""

    def test_pitch(self, ready: Engine, voice: Voice) -> None:
        """Three semitones up or down move the pitch of the voice by three, give or take one."""
        usual = pitch(ready.say(SENTENCE, voice, Delivery()))
        for steps in (3.0, -3.0):
            moved = pitch(ready.say(SENTENCE, voice, Delivery(pitch=steps)))
            assert 12 * math.log2(moved / usual) == pytest.approx(steps, abs=1.0)

    def test_volume(self, ready: Engine, voice: Voice) -> None:
        """Six decibels less halve the amplitude."""
        usual = rms(ready.say(SENTENCE, voice, Delivery()))
        quiet = rms(ready.say(SENTENCE, voice, Delivery(volume=Db(-6.0))))
        assert 20 * math.log10(quiet / usual) == pytest.approx(-6, abs=0.5)
