"""How a line is directed: in the numbers between the networks, phoneme by phoneme.

Durations are stretched where a speaker stretches them, vowels and pauses more than consonants;
pitch moves in semitones, the range of the melody around its middle; effort is pitch, energy and the
tilt of the spectrum together; a whisper is the same throat with breath instead of a voice. The
amounts are what people do in reading aloud, not what is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from fic_audio.engines.choir.networks import BINS, Counts, Floats
from fic_audio.engines.choir.phonemizer import PAUSES, VOWELS, Phrase
from fic_audio.engines.vocoder import FRAME
from fic_audio.model import Delivery, Ending, Style

Curve = NDArray[np.float32]

VOICED = 40.0
"""Hz under which a frame has no pitch."""
FIRM = 0.45
"""How much a consonant gives way when a vowel gives way by 1."""

STRESSED = 1.22
"""How much longer an emphasised word is."""
RAISED = 2.0
"""Semitones by which it is higher."""
LOUDER = 0.12
"""Of the energy, by which it is stronger."""

RISE, MOST_RISE = 4.5, 11.0
"""Semitones by which the end of a question stands above what comes before, and by how many the
melody is raised at most to get there."""
RISING = 26
"""Frames that the rise takes: a third of a second."""
TRAILS, TRAILING = 1.45, 5
"""How much longer the last phonemes are of somebody who trails off, and how many are."""
FADES, SINKS = 0.45, 1.5
"""How much of the energy is gone at the end, and how many semitones deeper it is."""
CUT_SHORT = 0.7
"""How long the last phonemes are of somebody who breaks off, and the pause behind them none."""

TREMOR = ((5.7, 1.0), (7.9, 0.7), (3.1, 0.5))
"""Times a second, and how strongly, that a sobbing voice shakes: never evenly."""
SHAKES, WEAKENS = 0.5, 0.16
"""Semitones by which it shakes at a full sob, and share of the energy."""
CHUCKLES = 4.8
"""Times a second that laughter moves the chest."""
HOPS, BURSTS = 0.15, 0.07
"""Semitones and share of the energy by which it moves the voice: three times as much is laughter,
but costs a fifth of a point of predicted opinion."""
TENSE = 4.0
"""Decibels an octave, above `KNEE`, that the spectrum rises at full effort."""
KNEE = 900.0
EFFORT_ENERGY = 0.25
"""Share of the energy that full effort adds."""
BREATH_GAIN = 30.0
"""Bandwidth in Hz of a harmonic in the analysis window; breath as strong as the voice it stands
for has its energy spread over the distance of two harmonics."""
WHISPER_TILT = 3.0
"""Decibels an octave that a whisper is brighter than the voice: the glottis filters it no more."""
WHISPER_LOW, WHISPER_CUT = 500.0, 9.0
"""Hz below which a whisper is weaker than the voice, and by how many decibels an octave."""
GONE = -20.0


@dataclass(frozen=True, slots=True)
class Expression:
    """What is wanted of a phrase, in the networks' terms."""

    speed: float
    """How much faster than at the voice's own pace."""
    semitones: float
    range: float
    """Of the melody, against the voice's own."""
    delivery: Delivery

    @property
    def whispers(self) -> bool:
        return self.delivery.style is Style.WHISPER

    def durations(self, own: Floats, phrase: Phrase) -> Counts:
        """How long each phoneme lasts, in units of 25 ms; one at least."""
        letters = phrase.letters
        wanted = np.maximum(own.astype(np.float64), 0.5)
        if self.speed != 1.0:
            soft = np.array([1.0 if c in VOWELS or c in PAUSES else FIRM for c in letters])
            share = wanted.sum() * (1 / self.speed - 1) / (wanted * soft).sum()
            wanted = wanted * np.maximum(1 + share * soft, 0.3)
        for start, end in phrase.emphasised:
            wanted[start:end] *= 1 + (STRESSED - 1) * self.delivery.emphasis
        said = [n for n in range(phrase.start, phrase.end) if letters[n] not in PAUSES]
        if said and self.delivery.ending is Ending.TRAIL:
            wanted[said[-TRAILING:]] *= np.linspace(1, TRAILS, len(said[-TRAILING:]))
        elif said and self.delivery.ending is Ending.CUT:
            wanted[said[-2:]] *= CUT_SHORT
            wanted[said[-1] + 1 : phrase.end] = 0.0
        # Rounded on the way, so that the whole is as long as it should be.
        ends = np.round(np.cumsum(wanted))
        return np.maximum(np.diff(ends, prepend=0.0), 1).astype(np.int64)


def express(
    melody: tuple[Floats, Floats], starts: Counts, phrase: Phrase, expression: Expression
) -> tuple[Floats, Floats]:
    """Pitch and energy of each frame as they are wanted."""
    f0, energy = melody
    delivery = expression.delivery
    voiced = f0 > VOICED
    moved = np.full(len(f0), expression.semitones)
    strength = np.ones(len(f0))
    for start, end in phrase.emphasised:
        bump = _bump(len(f0), int(starts[start]), int(starts[end])) * delivery.emphasis
        moved += RAISED * bump
        strength += LOUDER * bump
    first, last = int(starts[phrase.start]), int(starts[phrase.end])
    heard = np.flatnonzero(voiced[first:last]) + first
    if len(heard):
        if delivery.ending is Ending.RISE:
            # Done a little before the end, as the last frames are hardly heard.
            ramp = _ramp(len(f0), heard[-1] - RISING, heard[-1] - RISING // 4)
            moved += ramp * _missing(f0, heard)
        elif delivery.ending is Ending.TRAIL:
            ramp = _ramp(len(f0), max(first, heard[-1] - 3 * RISING), heard[-1])
            moved -= SINKS * ramp
            strength -= FADES * ramp
    if delivery.effort:
        strength += EFFORT_ENERGY * delivery.effort
    shaking, bursting = _tremor(len(f0)) * delivery.sob, _chuckles(len(f0)) * delivery.laugh
    moved += SHAKES * shaking + HOPS * bursting
    strength += WEAKENS * shaking + BURSTS * bursting
    pitch = f0.astype(np.float64)
    if voiced.any():
        middle = float(np.median(f0[voiced]))
        wide = expression.range * delivery.range
        pitch = middle * (np.maximum(f0, 1.0) / middle) ** wide * 2 ** (moved / 12)
    pitch = np.where(voiced, np.clip(pitch, VOICED + 5, 600.0), f0)
    return pitch.astype(np.float32), (energy * strength).astype(np.float32)


def _tremor(length: int) -> Curve:
    """From -1 to 1, uneven; other lines shake otherwise."""
    seconds = np.arange(length) * FRAME / 24_000
    waves = [
        share * np.sin(2 * np.pi * often * seconds + nth * length)
        for nth, (often, share) in enumerate(TREMOR, 1)
    ]
    return np.asarray(sum(waves) / sum(share for _, share in TREMOR), np.float32)


def _chuckles(length: int) -> Curve:
    """From -1 to 1: short bursts, and longer rests between them."""
    beat = np.cos(2 * np.pi * CHUCKLES * FRAME / 24_000 * np.arange(length))
    return np.asarray(2 * ((1 + beat) / 2) ** 1.5 - 1, np.float32)


def colour(spectra: Floats, f0: Floats, expression: Expression) -> Floats:
    """The five spectra as effort and breath change them; `f0` as it was sung."""
    delivery = expression.delivery
    if not delivery.effort and not expression.whispers:
        return spectra
    spectra = spectra.copy()
    harmonic, _, noise, free, _ = spectra
    frequency = np.linspace(0, 12_000, BINS, dtype=np.float32)
    octaves = np.log2(np.maximum(frequency, KNEE) / KNEE)[:, None]
    per_db = log(10) / 20
    if expression.whispers:
        spread = 0.5 * np.log(BREATH_GAIN / np.maximum(f0, BREATH_GAIN))[None]
        low = np.log2(WHISPER_LOW / np.clip(frequency, 40.0, WHISPER_LOW))[:, None]
        tilt = per_db * (WHISPER_TILT * octaves - WHISPER_CUT * low)
        # Whatever has a beat becomes noise of the same colour.
        voice = np.where(f0 > VOICED, harmonic + spread, GONE)
        noise[:] = np.logaddexp(noise, np.logaddexp(voice, free)) + tilt
        harmonic[:], free[:] = GONE, GONE
        return spectra
    tilt = per_db * TENSE * delivery.effort * np.minimum(octaves, 2.0)
    harmonic += tilt
    noise += tilt
    free += tilt
    return spectra


def _missing(f0: Floats, heard: Counts) -> float:
    """By how many semitones the melody is short of a question's rise."""
    end, before = f0[heard[-RISING // 3 :]], f0[heard[-3 * RISING : -RISING]]
    there = 12 * float(np.log2(np.median(end) / np.median(before))) if len(before) else 0.0
    return float(np.clip(RISE - there, 0.0, MOST_RISE))


def _ramp(length: int, start: int, end: int) -> Curve:
    """0 before the start, 1 after the end, smooth between."""
    along = np.clip((np.arange(length) - start) / max(1, end - start), 0, 1)
    return (along * along * (3 - 2 * along)).astype(np.float32)


def _bump(length: int, start: int, end: int) -> Curve:
    """1 between start and end, with soft flanks."""
    flank = 5
    return _ramp(length, start - flank, start + 2) * (1 - _ramp(length, end - 2, end + flank))
