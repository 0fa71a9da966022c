from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio import voices
from fic_audio.config import Config
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.model import Cue
from fic_audio.production import ProduceOptions, UpToDate, plan, takes
from fic_audio.production.takes import Take, Takes
from fic_audio.production.ways import find_ways
from fic_audio.shelf.manifest import FOLDER
from tests.factories import cues
from tests.running import KETTLE, produce


def test_a_take_is_kept_and_applied(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    known = Takes({"Tea.": Take("slower", rate=0.9)}, {"Tea.": ("slower",)})
    takes.save(tmp_path, known)
    assert takes.load(tmp_path) == known
    one, other = known.apply(cues("Tea.", "Cake."), lambda cue: cue.text)
    assert (one.delivery.rate, other.delivery.rate) == (0.9, 1.0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"chosen": {"a": {}}}', '{"chosen": 1}'])
def test_a_damaged_file_holds_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / takes.NAME).write_text(text)
    assert takes.load(tmp_path) == Takes()


def test_a_take_makes_its_chapter_anew(tmp_path: Path) -> None:
    """And no other; the next run has nothing to do."""
    story = tmp_path / "kettle.txt"
    story.write_text(KETTLE)
    folder = produce(story).folder
    key = _key(folder, "They drank their tea.")
    takes.save(folder, Takes({key: Take("slower", rate=0.5)}))
    result = produce(story)
    assert [file.kept for file in result.files] == [True, True, False]
    options = ProduceOptions("silence", tmp_path / "audio", 2)
    assert isinstance(plan(story, Config(), options, voices.load()), UpToDate)


def _key(folder: Path, text: str) -> str:
    from fic_audio.listening.spoken import load_spoken
    from fic_audio.shelf import manifest

    book = manifest.load(folder)
    lines = [line for episode in book.episodes for line in load_spoken(book, episode)]
    return next(line.key for line in lines if line.text == text)


def ways(cue: Cue, kind: FaultKind = FaultKind.GARBLED, off: float | None = None) -> list[str]:
    found = find_ways(cue, [Fault(kind, cue.text)], "before it", "after it", off)
    return [take.way for take in found]


def test_ways_of_a_line() -> None:
    """Slower, and in two sentences where it has a joint."""
    (cue,) = cues("He went in, and nobody saw him again.")
    assert ways(cue) == ["slower", "split", "slower, split"]
    assert ways(replace(cue, text="Tea.")) == ["slower"]
    split = next(take for take in find_ways(cue, [], "", "") if take.way == "split")
    assert split.text == "He went in. and nobody saw him again."


def test_a_marked_name_is_read_otherwise() -> None:
    (cue,) = cues("[Ino](/iːno/) ran.")
    take = next(iter(find_ways(cue, [Fault(FaultKind.GARBLED, "Ino")], "", "")))
    assert (take.way, take.text) == ("another reading", "Ino ran.")
