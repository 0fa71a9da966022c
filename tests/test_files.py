from __future__ import annotations

import os
from pathlib import Path

import pytest

from fic_audio import files
from fic_audio.config import load
from fic_audio.errors import ConfigError, SheetError
from fic_audio.script.sheet import read


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe that nobody writes to: who opens it waits for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


ENDLESS = Path("/dev/zero")
endless = pytest.mark.skipif(not ENDLESS.exists(), reason="there is no /dev/zero here")


def test_no_more_is_read_than_asked_for(tmp_path: Path) -> None:
    """A file that is too large gives one byte more than the most, so that it shows."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 100)
    assert len(files.read(path, 10)) == 11
    assert len(files.read(path, 100)) == 100


def test_a_pipe_is_no_configuration(tmp_path: Path, pipe: Path) -> None:
    """A pipe is refused before it is opened."""
    with pytest.raises(ConfigError, match=r"pipe: this is a pipe, not a configuration file"):
        load(tmp_path / "story.txt", pipe)


@endless
def test_a_device_is_no_configuration(tmp_path: Path) -> None:
    """What has no end is refused."""
    with pytest.raises(ConfigError, match="is a device, not a configuration file"):
        load(tmp_path / "story.txt", ENDLESS)


def test_a_pipe_is_no_sheet(pipe: Path) -> None:
    """A pipe is refused before it is opened."""
    with pytest.raises(SheetError, match="is a pipe, not a file"):
        read(pipe)


@endless
def test_a_device_is_no_sheet() -> None:
    """What has no end is refused."""
    with pytest.raises(SheetError, match="is a device, not a file"):
        read(ENDLESS)


def _configured(tmp_path: Path, text: str) -> str:
    path = tmp_path / "fic-audio.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        load(tmp_path / "story.txt")
    return str(error.value)


def test_a_cover_is_a_file(tmp_path: Path, pipe: Path) -> None:
    """A pipe as the cover is a mistake in the configuration."""
    told = _configured(tmp_path, '[output]\ncover = "pipe"\n')
    assert "cover must be a file" in told
    assert "is a pipe" in told


def test_a_cover_has_an_end(tmp_path: Path) -> None:
    """A cover of gigabytes is a mistake in the configuration, and is not read."""
    with (tmp_path / "cover.png").open("wb") as file:
        file.truncate(3_000_000_000)
    told = _configured(tmp_path, '[output]\ncover = "cover.png"\n')
    assert "cover must be a file of at most 50 MB" in told
    assert "has 3,000 MB" in told
