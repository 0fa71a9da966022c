from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.model import Hz
from fic_audio.shelf.audio.codecs import encode, plain
from tests.shelf import bells

FORM = ("-c:a", "aac", "-f", "mp4")
RATE = Hz(44_100)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    bells.chapter(tmp_path / "a.wav", 0.8)
    return tmp_path / "a.wav"


def test_a_wav_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone\.wav: is missing; run produce again"):
        encode(tmp_path / "gone.wav", tmp_path / "a.m4a", "", RATE, FORM)


def test_what_is_no_wav_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("no sound")
    with pytest.raises(OutputError, match=r"a\.m4a: ffmpeg failed"):
        encode(tmp_path / "a.wav", tmp_path / "a.m4a", "", RATE, FORM)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path, wav: Path) -> None:
    with pytest.raises(OutputError, match=r"gone/a\.m4a: "):
        encode(wav, tmp_path / "gone" / "a.m4a", "", RATE, FORM)


@pytest.mark.parametrize("name", ["-i.m4a", "http:x.m4a", "%03d.m4a", 'a\'b "c".m4a', "é😀.m4a"])
def test_a_name_is_nothing_but_a_name(
    tmp_path: Path, wav: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name is an option, a protocol or a pattern to ffmpeg, not even without a folder."""
    monkeypatch.chdir(tmp_path)
    encode(Path(wav.name), Path(name), "", RATE, FORM)
    assert (tmp_path / name).stat().st_size > 1000
    assert plain(Path(name)) == f"file:{name}"
