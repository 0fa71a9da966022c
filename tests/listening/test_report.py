from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.judge import judge
from fic_audio.listening.report import NAME, keep_unclear, read_unclear, report
from fic_audio.listening.session import HeardStory
from fic_audio.model import Ms
from fic_audio.shelf.manifest import FOLDER, ChapterFile, Manifest
from tests.ears import heard_line, spoken


def heard(folder: Path) -> HeardStory:
    lines = judge(
        [
            heard_line(spoken("Nobody came to the gate"), Fault(FaultKind.CUT, "gate")),
            heard_line(spoken("He went in")),
        ]
    )
    book = Manifest(folder, episodes=(ChapterFile(1, "One", "1.mp3", Ms(9000)),))
    return HeardStory(book, lines, listened=2)


def test_unclear_lines_are_kept_for_whoever_shows_them(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    found = report(heard(tmp_path))
    keep_unclear(tmp_path, found)
    (line,) = read_unclear(tmp_path)
    assert line == found.unclear[0]
    assert line.reasons == ("the end is not heard: gate",)
    assert line.file == "1.mp3"


@pytest.mark.parametrize("text", ["", "{", "1", '[{"chapter": 1}]', '["a"]'])
def test_a_damaged_file_holds_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / NAME).write_text(text)
    assert read_unclear(tmp_path) == ()


def test_what_a_run_tells_of_it(tmp_path: Path) -> None:
    listened = report(heard(tmp_path), mended=1, retried=2).as_listened()
    assert (listened.lines, listened.now, len(listened.unclear)) == (2, 2, 1)
    assert (listened.retried, listened.mended) == (2, 1)
