from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import EngineError
from fic_audio.listening import model
from fic_audio.listening.model import find_ears
from tests.ears import small_model

pytest.importorskip("faster_whisper")


def test_a_folder_that_is_named(tmp_path: Path) -> None:
    """It is known by what is in it, and says which languages it hears."""
    ears = find_ears(small_model(tmp_path / "one"))
    assert ears.id == find_ears(small_model(tmp_path / "two")).id
    assert ears.knows("en-GB")
    assert ears.knows("")
    assert not ears.knows("de")
    assert "German" in ears.unknown("de")


def test_a_model_of_many_languages(tmp_path: Path) -> None:
    folder = small_model(tmp_path / "one")
    words = (folder / "vocabulary.txt").read_text()
    (folder / "vocabulary.txt").write_text(f"more\n{words}")
    ears = find_ears(folder)
    assert ears.knows("de-AT")
    assert not ears.knows("tlh")


def test_without_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to get one."""
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(tmp_path))
    with pytest.raises(EngineError, match="fic-audio voices install ears"):
        find_ears()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("config.json", b"{"),
        ("tokenizer.json", b"\xff\xfe"),
        ("vocabulary.txt", b"one\ntwo"),
        ("model.bin", b"short"),
    ],
)
def test_a_damaged_model(tmp_path: Path, name: str, data: bytes) -> None:
    folder = small_model(tmp_path / "one")
    (folder / name).write_bytes(data)
    with pytest.raises(EngineError, match="is damaged"):
        find_ears(folder)


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"no config\.json there"):
        find_ears(tmp_path)


def test_without_what_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"fic-audio\[ears\]"):
        find_ears()
