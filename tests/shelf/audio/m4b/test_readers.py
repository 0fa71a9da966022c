"""An M4B as programs read it that nobody here wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.shelf import bells
from tests.shelf.audio.m4b.binding import titles

ffprobe = pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is missing")
mediainfo = pytest.mark.skipif(not shutil.which("mediainfo"), reason="mediainfo is missing")
parsley = pytest.mark.skipif(not shutil.which("AtomicParsley"), reason="AtomicParsley is missing")


@ffprobe
def test_ffprobe_reads_all_chapters(hundreds: Path) -> None:
    """And no gap between two of them; they cover the file."""
    told = bells.probe(hundreds)
    chapters = told["chapters"]
    assert [chapter["tags"]["title"] for chapter in chapters] == titles(300)
    assert chapters[0]["start"] == 0
    ends = [chapter["end_time"] for chapter in chapters]
    assert [chapter["start_time"] for chapter in chapters[1:]] == ends[:-1]
    length = float(told["format"]["duration"])
    assert float(ends[-1]) == pytest.approx(length, abs=0.002)
    assert told["streams"][0]["tags"]["language"] == "eng"


@mediainfo
def test_mediainfo_shows_both_lists(ten: Path) -> None:
    told = json.loads(bells.tool("mediainfo", "--Output=JSON", ten))
    tracks = told["media"]["track"]
    menus = [track["extra"] for track in tracks if track["@type"] == "Menu"]
    assert [list(menu.values())[-10:] for menu in menus] == [titles(10)] * 2
    assert tracks[0]["Format_Profile"] == "Apple audio with iTunes position"


@mediainfo
def test_mediainfo_shows_three_hundred_chapters(hundreds: Path) -> None:
    told = json.loads(bells.tool("mediainfo", "--Output=JSON", hundreds))
    (menu,) = [track for track in told["media"]["track"] if track["@type"] == "Menu"]
    assert list(menu["extra"].values())[-300:] == titles(300)


@parsley
def test_atomicparsley_finds_the_table_first(ten: Path, hundreds: Path) -> None:
    """And a list by Nero only where it can hold all."""
    small, large = (bells.tool("AtomicParsley", path, "-T", "1") for path in (ten, hundreds))
    for tree in (small, large):
        assert tree.index("Atom moov") < tree.index("Atom mdat")
        assert "Atom chap" in tree
    assert "Atom chpl" in small
    assert "Atom chpl" not in large
