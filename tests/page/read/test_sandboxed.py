"""Readers in a sandbox."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.model import MarkKind
from fic_audio.page.read import sandboxed
from fic_audio.page.read.sandboxed import read_sandboxed

_LAMP = rb"{\rtf1\ansi{\info{\title The Lamp}}He {\i never} came back.\par She waited.\par}"


def test_a_story_comes_back_with_its_marks_and_metadata() -> None:
    story = read_sandboxed("rtf:read_rtf", _LAMP)
    assert story.metadata.title == "The Lamp"
    (chapter,) = story.chapters
    (mark,) = (mark for mark in chapter.marks if mark.kind is MarkKind.ITALIC)
    assert chapter.text[mark.start : mark.end] == "never"


def test_an_error_of_the_reader_comes_through() -> None:
    with pytest.raises(StoryError, match="nested too deeply"):
        read_sandboxed("rtf:read_rtf", rb"{\rtf1" + b"{" * 20_000)


def test_a_reader_that_fails_is_a_story_error() -> None:
    with pytest.raises(StoryError, match="damaged or unusual"):
        read_sandboxed("rtf:no_such_reader", _LAMP)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_reader_that_takes_too_long_is_ended() -> None:
    # The shortest limit of a process is one second.
    with pytest.raises(StoryError, match="takes too long"):
        read_sandboxed("rtf:read_rtf", rb"{\rtf1" + rb" so\par" * 1_500_000, seconds=0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_reader_that_needs_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxed, "MEMORY", 20_000_000)
    with pytest.raises(StoryError, match=r"memory|damaged"):
        read_sandboxed("rtf:read_rtf", rb"{\rtf1" + rb" so\par" * 500_000)


def test_a_reader_that_crashes_is_a_story_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os\nos.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(StoryError, match="failed"):
        read_sandboxed("rtf:read_rtf", _LAMP)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_sandboxed("rtf:read_rtf", _LAMP)
    assert not list(tmp_path.iterdir())
