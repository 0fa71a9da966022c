from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.shelf.beside import beside


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with beside(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_left_by_half_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(UnicodeError), beside(path) as part:
        part.write_text("ne\ud800", encoding="utf-8")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.txt"
    told = r"a\.txt: can't be written: No such file"
    with pytest.raises(OutputError, match=told), beside(path) as part:
        part.write_text("new")
