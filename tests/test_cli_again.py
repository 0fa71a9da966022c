"""A second run: what is there already is left alone, and clips are kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from fic_audio.engines.silence import Silence
from tests.commands import SILENT, Fic

FILE = Path("audio/The Kettle/001 - The Kettle.mp3")


def test_nothing_has_changed(fic: Fic) -> None:
    """The second run tells the same files, and touches none of them."""
    first = fic("produce", "kettle.txt", *SILENT)
    before = FILE.stat().st_mtime_ns
    again = fic("produce", "kettle.txt", *SILENT)
    assert (again.code, again.out) == (0, first.out)
    assert "nothing has changed" in again.err
    assert FILE.stat().st_mtime_ns == before


def test_nothing_has_changed_as_json(fic: Fic) -> None:
    """Programs are told all the same."""
    (first,) = fic("produce", "kettle.txt", "--json", *SILENT).out.splitlines()
    (again,) = fic("produce", "kettle.txt", "--json", *SILENT).out.splitlines()
    assert json.loads(again) == json.loads(first)


def test_a_config_is_a_change(fic: Fic) -> None:
    """Another voice is heard in the next run."""
    fic("produce", "kettle.txt", *SILENT)
    (fic.folder / "fic-audio.toml").write_text('[characters.Tom]\nvoice = "Kip"\n')
    assert "nothing has changed" not in fic("produce", "kettle.txt", *SILENT).err


def test_a_corrected_line_is_a_change(fic: Fic) -> None:
    """A sheet that says who spoke makes its chapter again."""
    fic("produce", "kettle.txt", *SILENT)
    fic("script", "kettle.txt", "-o", "kettle.script.txt")
    sheet = fic.folder / "kettle.script.txt"
    sheet.write_text(sheet.read_text().replace('Tom: "It is not', 'Mina: "It is not'))
    again = fic("produce", "kettle.txt", *SILENT)
    assert "nothing has changed" not in again.err
    assert "left as before" not in again.err


def test_a_new_chapter_leaves_the_others(fic: Fic) -> None:
    """Of a story that grew, the new chapter and those with other credits are made."""
    chapters = [f"\nChapter {n}\n\nThey drank tea, cup {n}.\n" for n in range(1, 5)]
    (fic.folder / "k.txt").write_text("Title: Tea\n" + "".join(chapters[:3]))
    fic("produce", "k.txt", *SILENT)
    (fic.folder / "k.txt").write_text("Title: Tea\n" + "".join(chapters[:3]) + "\nMore.\n")
    again = fic("produce", "k.txt", *SILENT)
    assert "2 files unchanged" in again.err


def test_again(fic: Fic) -> None:
    """--again makes everything once more."""
    fic("produce", "kettle.txt", *SILENT)
    before = FILE.stat().st_mtime_ns
    fic("produce", "kettle.txt", "--again", *SILENT)
    assert FILE.stat().st_mtime_ns > before


def test_clips_are_kept_and_counted(fic: Fic, own_clips: Path) -> None:
    """doctor tells how much is kept, and --clear removes it."""
    fic("produce", "kettle.txt", *SILENT)
    kept = len(list(own_clips.rglob("*.clip")))
    assert kept > 3
    assert f"{kept} in the cache" in fic("doctor").out
    assert f"{kept} clips deleted" in fic("doctor", "--clear").err
    assert not list(own_clips.rglob("*.clip"))


def test_no_cache(fic: Fic, own_clips: Path) -> None:
    """--no-cache keeps nothing."""
    fic("produce", "kettle.txt", "--no-cache", *SILENT)
    assert not list(own_clips.rglob("*.clip"))


def test_a_cache_that_can_not_be_written(fic: Fic, own_clips: Path) -> None:
    """Without a place for clips the story is made all the same."""
    own_clips.rmdir()
    own_clips.write_text("in the way")
    ran = fic("produce", "kettle.txt", *SILENT)
    assert ran.code == 0
    assert FILE.is_file()


def test_reproducible_runs_give_the_same_bytes(fic: Fic) -> None:
    """Each is spoken anew, by another number of workers."""
    made = []
    for out, jobs in (("one", "1"), ("two", "3")):
        options = ("-o", out, "--jobs", jobs, "--no-cache", "--reproducible")
        ran = fic("produce", "kettle.txt", "--engine", "pyttsx3", *options)
        if sys.platform != "linux":
            assert ran.code == 5
            pytest.skip("espeak-ng is not reproducible here")
        made.append((fic.folder / ran.out.strip()).read_bytes())
    assert made[0] == made[1]


def test_an_engine_that_varies_is_refused_where_the_same_bytes_are_asked(
    fic: Fic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Silence, "reproducible", False)
    ran = fic("produce", "kettle.txt", *SILENT, "--reproducible")
    assert (ran.code, ran.out) == (5, "")
    assert "without --reproducible" in ran.err
    assert not list(fic.folder.rglob("*.mp3"))


def test_a_preview_is_the_first_minute_of_each_chapter(fic: Fic) -> None:
    """In a folder of its own: the story's files stay as they are."""
    long = "\n\n".join(["She went home and put the kettle on, and then she sat down."] * 60)
    (fic.folder / "long.txt").write_text(
        f"Title: Long\n\nChapter 1\n\n{long}\n\nChapter 2\n\nShort.\n"
    )
    (told,) = fic("produce", "long.txt", "--preview", "--json", *SILENT).out.splitlines()
    files = json.loads(told)["files"]
    assert [Path(file["path"]).parent.name for file in files] == ["Long (preview)"] * 2
    assert 50_000 < files[0]["length_ms"] < 75_000
    assert files[1]["length_ms"] < 15_000
    assert not (fic.folder / "audio/Long").exists()
