"""Kokoro: what is missing or broken is told; with its model here, it keeps the contract."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fic_audio.engines.contract import SENTENCE, SpeakingContract
from fic_audio.errors import EngineError
from fic_audio.model import Delivery, Voice

pytest.importorskip("hibari")
pytest.importorskip("onnxruntime")

from fic_audio.engines import kokoro
from fic_audio.engines.kokoro import Kokoro

HEART = Voice("Heart", "kokoro", "af_heart")
STYLE = 510 * 256


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models with two styles and a network that is none."""
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(tmp_path))
    monkeypatch.setattr(kokoro, "PARTS", ("no_such_package",))
    folder = tmp_path / "kokoro"
    (folder / "voices").mkdir(parents=True)
    for number, name in enumerate(("af_heart", "af_sky"), 1):
        style = np.full(STYLE, number, "<f4")
        (folder / "voices" / f"{name}.bin").write_bytes(style.tobytes())
    (folder / "model.onnx").write_bytes(b"no network" * 1000)
    kokoro._style.cache_clear()
    return folder


def test_a_missing_network_is_told_with_the_way_to_it(models: Path) -> None:
    (models / "model.onnx").unlink()
    with pytest.raises(EngineError, match=r"network is neither .* voices install kokoro"):
        Kokoro().check()


def test_missing_styles_are_told_with_the_way_to_them(models: Path) -> None:
    for path in (models / "voices").iterdir():
        path.unlink()
    with pytest.raises(EngineError, match=r"no voices in .* voices install kokoro"):
        Kokoro().check()


def test_a_damaged_network_is_told(models: Path) -> None:
    with pytest.raises(EngineError, match=r"is damaged .* install it again"):
        Kokoro().say(SENTENCE, HEART, Delivery())


def test_a_cut_style_is_told(models: Path) -> None:
    path = models / "voices" / "af_heart.bin"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(EngineError, match=r"af_heart\.bin is damaged"):
        Kokoro().say(SENTENCE, HEART, Delivery())


def test_an_unknown_voice_gets_a_hint(models: Path) -> None:
    voice = Voice("x", "kokoro", "af_hart")
    with pytest.raises(EngineError, match='no voice "af_hart"; did you mean "af_heart"'):
        Kokoro().say(SENTENCE, voice, Delivery())


def test_a_mix_is_the_mean_of_its_parts(models: Path) -> None:
    mixed = kokoro._style("af_heart*3+af_sky")
    assert mixed.shape == (510, 256)
    assert mixed[0, 0] == pytest.approx(1.25)


def test_another_network_is_another_version(models: Path) -> None:
    before = Kokoro().version()
    (models / "model.onnx").write_bytes(b"another network" * 1000)
    assert Kokoro().version() != before


class TestKokoro(SpeakingContract):
    @pytest.fixture(scope="class")
    def engine(self) -> Kokoro:
        return Kokoro()

    @pytest.fixture
    def voice(self) -> Voice:
        return HEART
