"""What styles do to a voice, heard in its spectrum."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Clip, Delivery, Hz, Style, Voice
from fic_audio.sound.effects import EFFECTS, TAIL, apply_style
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
    assert apply_style(voice(), style) is voice()


@pytest.mark.parametrize("style", EFFECTS)
def test_the_loudness_stays(style: Style) -> None:
    before, after = samples(voice()), samples(apply_style(voice(), style))
    assert 10 * np.log10((after**2).sum() / (before**2).sum()) == pytest.approx(0, abs=0.5)
    assert np.abs(after).max() <= 32_767


@pytest.mark.parametrize("style", EFFECTS)
def test_no_click_at_the_ends(style: Style) -> None:
    after = samples(apply_style(voice(), style))
    assert np.abs(after[:5]).max() < 200
    assert np.abs(after[-5:]).max() < 200


@pytest.mark.parametrize("style", EFFECTS)
def test_the_room_is_soon_silent(style: Style) -> None:
    seconds = (len(samples(apply_style(voice(), style))) - len(samples(voice()))) / voice().rate
    assert 0 <= seconds <= TAIL + 0.05


def test_a_telephone_is_narrow() -> None:
    phone = apply_style(voice(), Style.PHONE)
    for low, high in ((0, 200), (5000, 11_000)):
        assert strength(phone, low, high) < strength(voice(), low, high) - 10


def test_a_thought_is_darker() -> None:
    thought = apply_style(voice(), Style.THOUGHT)
    assert strength(thought, 4000, 11_000) < strength(voice(), 4000, 11_000) - 3


@pytest.mark.parametrize("style", [Style.TELEPATHY, Style.MEMORY])
def test_minds_and_memories_echo(style: Style) -> None:
    """Behind the last word there still is something."""
    after = samples(apply_style(voice(), style))[len(samples(voice())) :]
    assert np.sqrt((after[: len(after) // 3] ** 2).mean()) > 3


def test_the_same_sound_gives_the_same_samples() -> None:
    assert apply_style(voice(), Style.MEMORY) == apply_style(voice(), Style.MEMORY)


def test_nothing_has_no_echo() -> None:
    assert apply_style(Clip(b"", Hz(22_050)), Style.MEMORY).pcm == b""
