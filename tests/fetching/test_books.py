"""Where fetched books are kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.fetching import fetch_story, kept_book
from fic_audio.fetching.memory import recall
from tests.fetching.sites import ADDRESS, CHAPTERS, Site


def test_the_newest_book_is_found(tmp_path: Path) -> None:
    assert kept_book(tmp_path) is None
    for name in ("Road (before).epub", "Road.epub", "Road.script.txt"):
        (tmp_path / name).touch()
    assert kept_book(tmp_path) == tmp_path / "Road.epub"


def test_a_folder_that_takes_nothing(tmp_path: Path, site: Site) -> None:
    """What was fetched need not be fetched again for it."""
    site.put(CHAPTERS[:2])
    (tmp_path / "story").write_text("in the way")
    with pytest.raises(OutputError, match="can't be written"):
        fetch_story(ADDRESS, tmp_path / "story")
    site.log.clear()
    assert fetch_story(ADDRESS, tmp_path / "elsewhere").new == 0
    assert len(site.log) == 1


def test_a_folder_that_is_found_by_the_metadata(tmp_path: Path, site: Site) -> None:
    site.put(CHAPTERS[:1])
    got = fetch_story(ADDRESS, lambda metadata: tmp_path / metadata.authors[0])
    assert got.path == tmp_path / "Aki" / "The Long Road.epub"


def test_a_book_that_is_known_is_copied(tmp_path: Path, site: Site) -> None:
    """Into another folder, within the hour."""
    site.put(CHAPTERS[:1])
    fetch_story(ADDRESS, tmp_path / "one")
    got = fetch_story(ADDRESS, tmp_path / "two")
    assert got.asked is not None
    assert got.path.parent == tmp_path / "two"
    assert kept_book(tmp_path / "one") is not None


def test_a_work_is_forgotten_with_its_book(tmp_path: Path, site: Site, memory: Path) -> None:
    site.put(CHAPTERS[:1])
    got = fetch_story(ADDRESS, tmp_path)
    assert recall(memory, ADDRESS) is not None
    got.path.unlink()
    assert recall(memory, ADDRESS) is None
    assert fetch_story(ADDRESS, tmp_path).new == 1


def test_no_place_to_remember_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is asked, for no pause could be kept."""
    (tmp_path / "sites").write_text("in the way")
    monkeypatch.setenv("FIC_AUDIO_SITES", str(tmp_path / "sites"))
    with pytest.raises(OutputError, match="set FIC_AUDIO_SITES to another folder"):
        fetch_story(ADDRESS, tmp_path)


def test_fanficfare_is_not_loaded_here() -> None:
    """Its import takes a second; it runs in a process of its own."""
    program = "import sys, fic_audio.fetching, fic_audio.cli.addresses; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not {"fanficfare", "requests", "bs4"} & set(done.stdout.split())
