"""Tests of `fic_audio.engines.vocoder`."""

from __future__ import annotations

import numpy as np
import pytest

from fic_audio.engines.vocoder import FRAME, WINDOW, Floats, synthesize

dsp = pytest.importorskip("hibari.dsp", reason="hibari is not installed")

SILENT = -20.0
FRAMES = 2 * WINDOW + 77


def spectra(noise: float) -> Floats:
    """A voice that slowly changes, with noise of that level."""
    made = np.full((5, 601, FRAMES), SILENT, np.float32)
    made[0] = np.sin(np.arange(FRAMES) / 50)[None]
    made[1] = made[4] = 0.0
    made[2] = noise
    return made


F0 = (180 + 30 * np.sin(np.arange(FRAMES) / 40)).astype(np.float32)


def test_windows_join_without_a_seam() -> None:
    given = spectra(SILENT)
    whole = dsp.synth(*given, F0, np.random.default_rng(0))
    made = synthesize(F0, slice(0, FRAMES), lambda seen: given[:, :, seen])
    assert np.abs(made - whole).max() < 1e-3 * np.abs(whole).max()


def test_part_is_what_it_is_in_the_whole() -> None:
    given = spectra(SILENT)
    part = slice(300, 700)
    made = synthesize(F0, part, lambda seen: given[:, :, seen])
    whole = synthesize(F0, slice(0, FRAMES), lambda seen: given[:, :, seen])
    wanted = whole[FRAME * part.start : FRAME * part.stop]
    assert np.abs(made - wanted).max() < 1e-3 * np.abs(whole).max()


def test_noise_is_the_same_again_and_of_one_level() -> None:
    given = spectra(0.0)
    first, again = (
        synthesize(np.zeros(FRAMES, np.float32), slice(0, FRAMES), lambda seen: given[:, :, seen])
        for _ in range(2)
    )
    assert (first == again).all()
    levels = np.sqrt((first[: FRAMES // 7 * 7 * FRAME].reshape(7, -1) ** 2).mean(axis=1))
    assert levels.max() < 1.1 * levels.min()


def test_no_window_is_longer_than_allowed() -> None:
    given, seen_frames = spectra(SILENT), []

    def look(seen: slice) -> Floats:
        seen_frames.append(seen.stop - seen.start)
        return given[:, :, seen]

    synthesize(F0, slice(0, FRAMES), look)
    assert len(seen_frames) == 3
    assert max(seen_frames) <= WINDOW + 60


def test_nothing_wanted_is_no_sound() -> None:
    assert not len(synthesize(F0, slice(10, 10), lambda seen: spectra(SILENT)[:, :, seen]))
