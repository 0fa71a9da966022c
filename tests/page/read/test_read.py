"""Reading files of every encoding and format, and those that are no story."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from fic_audio.errors import StoryError
from fic_audio.page.read import read, title_of
from tests.growth import grows_with_its_size
from tests.page.pages import prose, story, written

TEXT = "“It’s late,” she said…\r\n\r\nHe didn’t answer — not yet.\r"


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(prose)
@example("Title: x\n\nShe\n\nChapter 1\n\ny")
@example("By Ann\nShe left.")
def test_the_story_is_the_whole_file(tmp_path: Path, text: str) -> None:
    """Front and chapters together are the decoded file, and a chapter knows its offset."""
    for name in ("story.txt", "story.md"):
        try:
            found = story(tmp_path, text, name)
        except StoryError:
            continue
        whole = text.removeprefix("\ufeff")
        assert found.front + "".join(chapter.text for chapter in found.chapters) == whole
        for chapter in found.chapters:
            assert whole[chapter.start : chapter.start + len(chapter.text)] == chapter.text
            assert all(0 <= m.start < m.end <= len(chapter.text) for m in chapter.marks)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Every common encoding gives the same text, line ends as they were, the mark dropped."""
    assert story(tmp_path, TEXT.encode(encoding)).chapters[0].text == TEXT


def test_a_download_cut_short(tmp_path: Path) -> None:
    """A letter broken at the end of a UTF-8 file does not change the others."""
    whole = (TEXT * 5).encode()
    assert story(tmp_path, whole + b"\xe2\x80").chapters[0].text.startswith(TEXT)


def test_a_few_nuls_are_text(tmp_path: Path) -> None:
    """Stray control characters do not make a text binary."""
    assert story(tmp_path, "a\0b " + TEXT).chapters[0].text == "a\0b " + TEXT


def _zip(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"*** --- ***", "no words"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7", "PDF"),
        (b"ID3\x04", "MP3"),
        (_zip(a="x"), "ZIP"),
    ],
)
def test_what_is_no_story(tmp_path: Path, raw: bytes, words: str) -> None:
    """A file that holds no story gives one sentence with its name, the reason and a way out."""
    path = written(tmp_path, raw)
    with pytest.raises(StoryError) as caught:
        read(path)
    message = str(caught.value)
    assert str(path) in message
    assert words in message
    assert ";" in message
    assert "\n" not in message


def test_what_is_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(StoryError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(StoryError, match="folder"):
        read(tmp_path)
    with pytest.raises(StoryError, match="not a file name"):
        read(Path("a\0b"))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my_long_fic-ch3.txt", "My Long Fic Ch3"),
        ("Dear Enemy.md", "Dear Enemy"),
        ("__.txt", "Untitled"),
    ],
)
def test_a_title_from_the_file_name(name: str, title: str) -> None:
    """A file's name makes a title where the text has none."""
    assert title_of(Path(name)) == title


@pytest.mark.parametrize("name", ["story.txt", "story.md"])
@pytest.mark.parametrize(
    "unit",
    ["Chapter 1\n\nx\n\n", "Chapter 1\n", "1\n\n", "I\n\nx\n\n", "# a\n\n", "Title: a\n",
     "Title: a\n\n", "Notes:\n\n", "a\r", "\n", "By A ", "dedicated to ", "a:", "A\n---\n"],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(tmp_path: Path, unit: str, name: str) -> None:
    """Fifty thousand characters of one hostile pattern are read like any others."""

    def write(size: int) -> Path:
        return written(tmp_path, unit * (size // len(unit)) + "\nend", name)

    assert grows_with_its_size(write, read, 50_000)
