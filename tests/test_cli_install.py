from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fic_audio import engines, voices
from fic_audio.engines.silence import Silence
from tests.commands import Fic

VOICE = b"a network" * 1000
REGISTRY = """
[[model]]
name = "piper:en_GB-choir-medium"
about = "a choir"
licence = "CC0"
[[model.files]]
name = "choir.onnx"
url = "https://example.org/choir.onnx"
bytes = {}
digest = "sha256:{}"
"""
NAME = "piper:en_GB-choir-medium"


@pytest.fixture
def choir(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the choir would be installed; its file lies in the folder `there`."""
    catalogues = fic.folder / "catalogues"
    catalogues.mkdir()
    digest = hashlib.sha256(VOICE).hexdigest()
    (catalogues / "models.toml").write_text(REGISTRY.format(len(VOICE), digest))
    monkeypatch.setattr(voices, "folder", lambda: catalogues)
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(fic.folder / "models"))
    (fic.folder / "there").mkdir()
    (fic.folder / "there" / "choir.onnx").write_bytes(VOICE)
    return fic.folder / "models" / "piper" / "choir.onnx"


def test_lists_what_there_is(fic: Fic, choir: Path) -> None:
    ran = fic("voices", "install")
    assert ran.code == 0
    (row,) = (row for row in ran.out.splitlines() if NAME in row)
    assert "0 MB" in row
    assert "CC0" in row


def test_the_small_and_natural_come_first(fic: Fic) -> None:
    """hibari's further networks, then what is larger; Piper's files with many speakers say how
    many."""
    rows = fic("voices", "install").out.splitlines()
    names = [row.split()[0] for row in rows]
    assert [name.partition(":")[0] for name in names[:5]] == [*["hibari"] * 4, "kokoro"]
    (vctk,) = (row for row in rows if "piper:en_GB-vctk-medium" in row)
    assert "#0 to #108" in vctk


@pytest.mark.parametrize(
    ("name", "corpus"),
    [("piper:en_US-libritts_r-medium", "LibriTTS-R"), ("piper:en_GB-vctk-medium", "VCTK Corpus")],
)
def test_a_licence_tells_whom_to_name(fic: Fic, name: str, corpus: str) -> None:
    """Before one says yes to voices whose makers want to be named."""
    (row,) = (row for row in fic("voices", "install").out.splitlines() if name in row)
    assert f"CC BY 4.0: name {corpus}" in " ".join(row.replace("the ", "").split())


def test_installs_after_a_word(fic: Fic, choir: Path) -> None:
    """It says what, from where, how large, on what terms and where to; the next time, that it is
    there."""
    ran = fic("voices", "install", NAME, "--from", "there", "--yes")
    assert ran.code == 0
    for told in ("a choir", "licence  CC0", "there/choir.onnx", "0.0 MB", str(choir.parent)):
        assert told in ran.err
    assert choir.read_bytes() == VOICE
    assert "is already installed" in fic("voices", "install", NAME).err


def test_nothing_is_installed_by_surprise(fic: Fic, choir: Path) -> None:
    """Without a terminal to ask at, and without --yes, nothing happens."""
    ran = fic("voices", "install", NAME, "--from", "there")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert not choir.parent.exists()


def test_an_unknown_name(fic: Fic, choir: Path) -> None:
    ran = fic("voices", "install", "piper:en_GB-coir-medium", "--yes")
    assert ran.code == 2
    assert f'did you mean "{NAME}"?' in ran.err


def test_a_wrong_file(fic: Fic, choir: Path) -> None:
    (fic.folder / "there" / "choir.onnx").write_bytes(VOICE[::-1])
    ran = fic("voices", "install", NAME, "--from", "there", "--yes")
    assert ran.code == 5
    assert "sha256" in ran.err
    assert not choir.exists()


def test_options_without_a_name(fic: Fic) -> None:
    assert fic("voices", "install", "--yes").code == 2


def test_doctor_finds_a_file_that_was_cut_short(
    fic: Fic, choir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine itself takes it for a voice."""
    monkeypatch.setattr(engines, "names", lambda: ["piper"])
    monkeypatch.setattr(engines, "load", lambda name: Silence())
    fic("voices", "install", NAME, "--from", "there", "--yes")
    assert "ok       engine piper" in fic("doctor").out
    choir.write_bytes(VOICE[:100])
    told = fic("doctor").out
    assert f"optional engine piper   {choir} has 100 bytes" in told
    assert f"fic-audio voices install {NAME}" in told
