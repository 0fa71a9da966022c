"""A character and the voices there are -> the voice that fits best."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from fic_audio.model import Character, Gender, Voice
from fic_audio.voices import DEFAULT_ENGINE, Voices

SHIFTS = (0.0, 2.0, -2.0, 3.5, -3.5)
"""Semitones by which a shared voice is shifted, so that two who talk together never sound alike."""
FAR = 0.65
"""Voices no more alike than that are far enough apart, and the name alone decides among them."""
APART = 0.8
"""Voices less alike than that are two people."""
STEP = 0.05
"""A difference in likeness by which one voice is preferred to another."""
WEAK = 3.8
"""Neural voices that a listener is predicted to like less than this come last."""
RAISED = 3.0
"""Semitones by which a child speaks higher in a voice that is no child's."""
BETWEEN = (138.0, 168.0)
"""Median pitch in Hz of voices that may be a man's or a woman's."""

AGES = {
    "child": ("child", "young", "adult", "elder"),
    "young": ("young", "adult", "child", "elder"),
    "adult": ("adult", "young", "elder", "child"),
    "elder": ("elder", "adult", "young", "child"),
}
"""The ages of voices that suit somebody of an age, the best first."""
ANY_AGE = {"adult": 0, "young": 0, "elder": -1, "child": -2}
"""How well a voice's age suits somebody of whom none is told."""

Liking = tuple[int, bool, bool, int]


@dataclass(frozen=True, slots=True)
class Pick:
    """The voice that somebody has, and why."""

    voice: Voice
    shift: float = 0.0
    """In semitones."""
    why: str = ""

    @property
    def sound(self) -> tuple[Voice, float]:
        return self.voice, self.shift


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from for a character nobody cast by hand."""

    voices: Voices
    free: Sequence[Voice]
    holders: Mapping[tuple[Voice, float], str]
    """The first by name of those who have a voice, with its shift."""
    met: Collection[tuple[Voice, float]]
    """The voices, with their shifts, of those whom the character meets."""
    around: Collection[Voice]
    """The voices it has to be told from: the narrator's, those of whom the character speaks with,
    and for somebody with much to say those of all the others who have."""

    def make(self, character: Character, gender: Gender, age: str) -> Pick:
        """The best voice. `gender` and `age` are the listener's, if there are such."""
        liking = {voice.name: _liking(character, gender, age, voice) for voice in self.free}
        ranked = sorted(self.free, key=lambda voice: liking[voice.name], reverse=True)
        fitting = [voice for voice in ranked if suits(gender, voice)] or ranked
        used = {voice.name for voice, _ in self.holders}
        kind = "" if gender is Gender.UNKNOWN else f"{gender}, "
        kind += f"{age}, " if age else ""
        if fresh := [voice for voice in fitting if voice.name not in used]:
            best = max(fresh, key=lambda voice: self._worth(voice, liking[voice.name]))
            _, likeness, other = self._likeness(best)
            shift = RAISED if (age, best.age) in (("child", "adult"), ("child", "young")) else 0.0
            why = f"{kind}nobody else has it; most like {other} here ({likeness:.2f})"
            return Pick(best, shift, why)
        for shift in SHIFTS:
            for voice in fitting:
                if (voice, shift) not in self.met:
                    return Pick(voice, shift, f"{kind}{self._shared(voice, shift)}")
        return Pick(fitting[0], SHIFTS[-1], f"{kind}all voices are in use in this scene")

    def _worth(self, voice: Voice, liking: Liking) -> tuple[object, ...]:
        """What is compared of two voices. One that can be told from the others had better be
        natural than farther away from them."""
        fits_age, good, natural, _ = liking
        steps, likeness, _ = self._likeness(voice)
        apart = likeness < APART
        return fits_age, good, apart, apart and natural, -steps, liking

    def _likeness(self, voice: Voice) -> tuple[int, float, str]:
        """How near the nearest voice is: in steps, of which the lowest is far enough; as a figure;
        and whose that is."""
        nearest = max((self.voices.alike(voice, other), other.name) for other in self.around)
        return max(0, ceil((nearest[0] - FAR) / STEP)), *nearest

    def _shared(self, voice: Voice, shift: float) -> str:
        if other := self.holders.get((voice, shift)):
            return f"shared with {other}, whom they never meet"
        return f"shifted by {shift:+g} semitones"


def suits(gender: Gender, voice: Voice) -> bool:
    if gender in (Gender.MALE, Gender.FEMALE):
        return voice.gender is gender
    return True


def _liking(character: Character, gender: Gender, age: str, voice: Voice) -> Liking:
    """How well a voice fits: by age, gender and quality, then by a number that the name alone
    decides (rendezvous hashing: Thaler & Ravishankar 1998, doi 10.1109/90.663936)."""
    fits_age = -AGES[age].index(voice.age) if age else ANY_AGE[voice.age]
    good = gender in (Gender.MALE, Gender.FEMALE) or is_neutral(voice)
    if voice.engine != DEFAULT_ENGINE and voice.mos is not None:
        good = good and voice.mos >= WEAK
    natural = voice.engine != DEFAULT_ENGINE
    key = f"{_call_name(character)}\0{voice.name}".encode()
    return fits_age, good, natural, int.from_bytes(hashlib.sha256(key).digest()[:6], "big")


def is_neutral(voice: Voice) -> bool:
    """Whether a voice may be of any gender."""
    low, high = BETWEEN
    between = voice.f0 is not None and low <= voice.f0 <= high and voice.age != "elder"
    return voice.gender is Gender.NEUTRAL or between


def _call_name(character: Character) -> str:
    """What a character is called for short: "Harry" is "Harry Potter" in every story."""
    return character.name.split()[0].casefold() if character.name else ""
