from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR, Metadata, Ms
from fic_audio.shelf import audiobookshelf
from fic_audio.shelf.audiobookshelf import shelf_path
from fic_audio.shelf.manifest import ChapterFile, Manifest
from tests.shelf.shelves import HOSTILE

STORY = Metadata(
    title="Amy and Alan",
    authors=("salt & pepper", "quill_and_ink", "salt & pepper"),
    fandoms=("Naruto", "Tea, M/M"),
    relationships=("Amy/Alan",),
    characters=("Amy", "Alan"),
    tags=("Fluff", "M/M"),
    warnings=("angst",),
    rating="Explicit",
    summary="He <b>promised</b> & left.\nShe waited.",
    series="Team Seven",
    part="2 of 3",
    language="en-GB",
    published="2024-05-06",
    url="https://archiveofourown.org/works/1",
)
EPISODES = (
    ChapterFile(1, "The Gate", "001 - The Gate.mp3", Ms(61_234)),
    ChapterFile(2, "Interlude", "002 - Interlude.mp3", Ms(1_001)),
    ChapterFile(3, "Interlude", "003 - Interlude.mp3", Ms(5)),
)


def made(folder: Path, story: Metadata = STORY, **other: Any) -> dict[str, Any]:
    voices = {NARRATOR: "Ada", "Amy": "Kip", "Alan": "Ada"}
    book = Manifest(folder, story, **{"voices": voices, "episodes": EPISODES, **other})
    told: dict[str, Any] = json.loads(audiobookshelf.write(book).read_text(encoding="utf-8"))
    return told


def test_the_file_is_what_the_server_reads(tmp_path: Path) -> None:
    """Every field of its form, names unsplit and as they are written."""
    told = made(tmp_path)
    del told["chapters"]
    assert told == {
        "tags": ["Amy/Alan", "Amy", "Alan", "Fluff", "M/M", "angst"],
        "title": "Amy and Alan",
        "subtitle": "Naruto; Tea, M/M",
        "authors": ["salt & pepper", "quill_and_ink"],
        "narrators": ["Ada", "Kip"],
        "series": ["Team Seven #2"],
        "genres": ["Audiobook", "Fan Fiction", "Naruto", "Tea, M/M"],
        "publishedYear": "2024",
        "publishedDate": "2024-05-06",
        "publisher": "Archive of Our Own",
        "description": "He &lt;b&gt;promised&lt;/b&gt; &amp; left.<br>She waited.",
        "isbn": None,
        "asin": None,
        "language": "English",
        "explicit": True,
        "abridged": False,
    }


def test_chapters_lie_end_to_end_over_the_files(tmp_path: Path) -> None:
    """In seconds to the millisecond, from nought to the whole length, each with its own title."""
    assert made(tmp_path)["chapters"] == [
        {"id": 0, "start": 0.0, "end": 61.234, "title": "The Gate"},
        {"id": 1, "start": 61.234, "end": 62.235, "title": "Interlude"},
        {"id": 2, "start": 62.235, "end": 62.24, "title": "Interlude (2)"},
    ]


def test_what_a_story_does_not_say_is_null_or_empty(tmp_path: Path) -> None:
    """No empty text stands for what is not known."""
    told = made(tmp_path, Metadata(title="Promises"), voices={})
    empty = {name for name, value in told.items() if value is None}
    assert empty == {
        *("subtitle", "publishedYear", "publishedDate", "publisher", "description"),
        *("isbn", "asin", "language"),
    }
    assert (told["authors"], told["narrators"], told["series"]) == ([], [], [])
    assert told["explicit"] is False


@pytest.mark.parametrize(
    ("series", "part", "told"),
    [
        ("Team Seven", "", ["Team Seven"]),
        ("Apartment #7", "", ["Apartment ＃7"]),
        ("Apartment #7", "3", ["Apartment #7 #3"]),
        ("", "3", []),
    ],
)
def test_a_number_in_a_series_is_its_place(
    tmp_path: Path, series: str, part: str, told: list[str]
) -> None:
    """The server takes what stands behind the last " #" for it."""
    assert made(tmp_path, replace(STORY, series=series, part=part))["series"] == told


@pytest.mark.parametrize("published", ["May 2024", "2024-13-45", "06/05/2024", ""])
def test_a_date_is_whole_or_not_said(tmp_path: Path, published: str) -> None:
    """What is no date of the calendar's form stays out."""
    assert made(tmp_path, replace(STORY, published=published))["publishedDate"] is None


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """The file is JSON in UTF-8 whatever a story says; no chapter is without a title."""
    story = Metadata(HOSTILE[5], HOSTILE, HOSTILE, summary="\n".join(HOSTILE), series=HOSTILE[6])
    episodes = [
        ChapterFile(number, title, f"{number}.mp3", Ms(1000))
        for number, title in enumerate(HOSTILE, 1)
    ]
    told = made(tmp_path, story, episodes=tuple(episodes), voices=dict.fromkeys(HOSTILE, "\x00"))
    titles = [chapter["title"] for chapter in told["chapters"]]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert "<b>" not in told["description"]
    assert '"; rm -rf / #' in told["authors"]
    assert told["narrators"] == []


def test_a_folder_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    """What can't be written is said with its path."""
    with pytest.raises(OutputError, match=r"metadata\.json: can't be written"):
        audiobookshelf.write(Manifest(tmp_path / "none", STORY))


def test_the_path_is_author_series_title() -> None:
    """Without a series there is one folder less."""
    assert shelf_path(STORY) == Path(
        "salt & pepper; quill_and_ink; salt & pepper/Team Seven/Amy and Alan"
    )
    assert shelf_path(Metadata(title="Tea", authors=("Mo",))) == Path("Mo/Tea")
    assert shelf_path(Metadata()) == Path("Unknown author/Story")


@pytest.mark.parametrize("words", [*HOSTILE, "..", "../..", "/etc/passwd", "C:\\x", "CON", "~"])
def test_the_path_stays_below_its_folder(words: str) -> None:
    """Whatever an author, a series or a title is called."""
    path = shelf_path(Metadata(title=words, authors=(words,), series=words))
    assert not path.is_absolute()
    assert len(path.parts) in (2, 3)
    assert not {"..", ".", ""} & set(path.parts)
    assert all(len(part.encode()) <= 120 for part in path.parts)
