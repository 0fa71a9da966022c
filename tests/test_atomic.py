from __future__ import annotations

import os
from pathlib import Path

import pytest

from fic_audio import atomic
from fic_audio.errors import OutputError


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with atomic.replacing(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_left_by_half_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(UnicodeError), atomic.replacing(path) as part:
        part.write_text("ne\ud800", encoding="utf-8")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.txt"
    told = r"a\.txt: can't be written: No such file"
    with pytest.raises(OutputError, match=told), atomic.replacing(path) as part:
        part.write_text("new")


def test_text_keeps_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    atomic.write_text(path, "one\ntwo\r\n…")
    assert path.read_bytes() == "one\ntwo\r\n…".encode()


def test_what_utf8_cannot_hold_is_replaced_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UnicodeError):
        atomic.write_text(path, "a\ud800")
    assert not path.exists()
    atomic.write_text(path, "a\ud800", errors="replace")
    assert path.read_text() == "a?"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    atomic.write_bytes(path, b"mine", atomic.PRIVATE)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_named_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    path.chmod(0o640)
    atomic.write_named(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_named_link_is_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "a.toml", tmp_path / "link.toml"
    path.write_text("old")
    link.symlink_to(path)
    atomic.write_named(link, b"new")
    assert link.is_symlink()
    assert path.read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_another_link_is_replaced(tmp_path: Path) -> None:
    """In a folder of ours nothing is written to where a link leads."""
    path, link = tmp_path / "a.toml", tmp_path / "link.toml"
    path.write_text("old")
    link.symlink_to(path)
    atomic.write_bytes(link, b"new")
    assert path.read_text() == "old"
    assert link.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_named_pipe_is_written_into(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    atomic.write_named(path, b"new")
    assert os.read(reader, 9) == b"new"
    os.close(reader)
    assert path.is_fifo()


def test_a_named_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be written"):
        atomic.write_named(tmp_path, b"new")


def test_what_killed_runs_left_is_cleared(tmp_path: Path) -> None:
    """Nobody else's files are taken for it."""
    for name in (f".{'0a' * 16}.part", f".{'0a' * 16}.aac.part", ".mine.part", "a.part"):
        (tmp_path / name).touch()
    atomic.clear(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".mine.part", "a.part"}
