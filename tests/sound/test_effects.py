"""What styles do to a voice, heard in its spectrum."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Being, Clip, Delivery, Hz, Style, Voice
from fic_audio.sound.effects import EFFECTS, TAIL, apply_effect
from fic_audio.sound.level import level

VOICE = Voice("Ada", "pyttsx3", "en-us+f3")
TEXT = "Nobody had ever asked the driver what he thought of snow."


@cache
def voice() -> Clip:
    return level(Pyttsx3().say(TEXT, VOICE, Delivery()), VOICE)


def samples(clip: Clip) -> NDArray[np.float64]:
    return np.frombuffer(clip.pcm, "<i2").astype(np.float64)


def strength(clip: Clip, low: float, high: float) -> float:
    """The power between two frequencies, in decibels of all."""
    power = np.abs(np.fft.rfft(samples(clip))) ** 2
    at = np.fft.rfftfreq(len(samples(clip)), 1 / clip.rate)
    return float(10 * np.log10(power[(at >= low) & (at < high)].sum() / power.sum()))


@pytest.mark.parametrize("style", [style for style in Style if style not in EFFECTS])
def test_other_styles_are_left_alone(style: Style) -> None:
    assert apply_effect(voice(), style) is voice()


@pytest.mark.parametrize("style", EFFECTS)
def test_the_loudness_stays(style: Style) -> None:
    before, after = samples(voice()), samples(apply_effect(voice(), style))
    assert 10 * np.log10((after**2).sum() / (before**2).sum()) == pytest.approx(0, abs=0.5)
    assert np.abs(after).max() <= 32_767


@pytest.mark.parametrize("style", EFFECTS)
def test_no_click_at_the_ends(style: Style) -> None:
    after = samples(apply_effect(voice(), style))
    assert np.abs(after[:5]).max() < 200
    assert np.abs(after[-5:]).max() < 200


@pytest.mark.parametrize("style", EFFECTS)
def test_the_room_is_soon_silent(style: Style) -> None:
    seconds = (len(samples(apply_effect(voice(), style))) - len(samples(voice()))) / voice().rate
    assert 0 <= seconds <= max(TAIL, EFFECTS[style].tail) + 0.05


def test_a_telephone_is_narrow() -> None:
    phone = apply_effect(voice(), Style.PHONE)
    for low, high in ((0, 200), (5000, 11_000)):
        assert strength(phone, low, high) < strength(voice(), low, high) - 10


def test_a_thought_is_darker() -> None:
    thought = apply_effect(voice(), Style.THOUGHT)
    assert strength(thought, 4000, 11_000) < strength(voice(), 4000, 11_000) - 3


@pytest.mark.parametrize("style", [Style.TELEPATHY, Style.MEMORY])
def test_minds_and_memories_echo(style: Style) -> None:
    """Behind the last word there still is something."""
    after = samples(apply_effect(voice(), style))[len(samples(voice())) :]
    assert np.sqrt((after[: len(after) // 3] ** 2).mean()) > 3


def test_the_same_sound_gives_the_same_samples() -> None:
    assert apply_effect(voice(), Style.MEMORY) == apply_effect(voice(), Style.MEMORY)


def test_nothing_has_no_echo() -> None:
    assert apply_effect(Clip(b"", Hz(22_050)), Style.MEMORY).pcm == b""


def colour(clip: Clip) -> NDArray[np.float64]:
    """The power in overlapping bands from 700 Hz up, 24 an octave and a quarter of one wide, in
    decibels."""
    power = np.abs(np.fft.rfft(samples(clip))) ** 2
    at = np.fft.rfftfreq(len(samples(clip)), 1 / clip.rate)
    sums = np.concatenate([[0], np.cumsum(power)])
    edges = 700 * 2 ** (np.arange(90) / 24)
    low, high = (np.searchsorted(at, edges * 2**side) for side in (-1 / 8, 1 / 8))
    return np.asarray(10 * np.log10(sums[high] - sums[low]))


def height(clip: Clip, other: Clip) -> float:
    """How many times as high the resonances of a clip stand as those of another."""
    one, two = colour(clip), colour(other)
    steps = range(-10, 11)
    alike = [np.corrcoef(one[10 + n : 80 + n], two[10:80])[0, 1] for n in steps]
    return float(2 ** (steps[int(np.argmax(alike))] / 24))


def swelling(clip: Clip, low: float, high: float) -> float:
    """How much of the voice's loudness comes and goes so many times a second."""
    envelope = np.abs(samples(clip))
    power = np.abs(np.fft.rfft(envelope - envelope.mean()))
    at = np.fft.rfftfreq(len(envelope), 1 / clip.rate)
    return float(power[(at >= low) & (at < high)].max() / envelope.sum())


def test_a_dragon_has_a_long_throat_and_growls() -> None:
    """Its resonances are lower, and its voice swells slowly; its pitch is the engine's part."""
    dragon = apply_effect(voice(), Being.DRAGON)
    assert height(dragon, voice()) == pytest.approx(EFFECTS[Being.DRAGON].throat, abs=0.05)
    assert height(apply_effect(voice(), Being.GHOST), voice()) == pytest.approx(1, abs=0.05)
    assert swelling(dragon, 26, 28) > 2 * swelling(voice(), 26, 28)


def test_a_robot_buzzes() -> None:
    robot = apply_effect(voice(), Being.ROBOT)
    assert swelling(robot, 61, 63) > 2 * swelling(voice(), 61, 63)


def test_a_ghost_is_heard_from_afar() -> None:
    """What it says goes on after the last word, longer than a thought does."""
    ghost, thought = (apply_effect(voice(), cause) for cause in (Being.GHOST, Style.THOUGHT))
    assert ghost.length > thought.length + 200


def test_a_computer_has_a_loudspeaker() -> None:
    computer = apply_effect(voice(), Being.COMPUTER)
    assert strength(computer, 20, 120) < strength(voice(), 20, 120) - 3


def test_a_person_is_left_alone() -> None:
    assert apply_effect(voice(), Being.PERSON) is voice()
