"""Finished stories that may have grown."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.model import Metadata
from fic_audio.serials import Source, find_serials, find_source, is_complete
from tests.commands import SILENT, Fic


def test_stories_are_found_in_their_folders(fic: Fic) -> None:
    """Also in those of a library; previews and hidden folders are none."""
    for more in ((), ("--layout", "audiobookshelf"), ("--preview",)):
        assert fic("produce", "kettle.txt", *more, *SILENT).code == 0
    Path("audio/.hidden").mkdir()
    Path("audio/The Kettle").rename("audio/.hidden/The Kettle")
    Path("audio/empty").mkdir()
    folders = [made.folder.as_posix() for made in find_serials(Path("audio"))]
    assert folders == ["audio/Unknown author/The Kettle"]


def test_a_folder_of_one_story_is_that_story(fic: Fic) -> None:
    assert fic("produce", "kettle.txt", *SILENT).code == 0
    (made,) = find_serials(Path("audio/The Kettle"))
    assert made.metadata.title == "The Kettle"


def test_the_source_of_a_story(fic: Fic) -> None:
    """The file that it was made from, wherever the command ran; nothing if it is gone."""
    story = Path("kettle.txt")
    story.write_text(f"Source: https://example.org/works/1\n{story.read_text()}")
    assert fic("produce", story, *SILENT).code == 0
    (made,) = find_serials(Path("audio"))
    address = "https://example.org/works/1"
    assert find_source(made) == Source(address, None, (story.resolve(),))
    story.unlink()
    assert find_source(made) == Source(address)


@pytest.mark.parametrize(
    ("metadata", "complete"),
    [
        (Metadata(status="Complete"), True),
        (Metadata(status="in progress"), False),
        (Metadata(chapters="12/12"), True),
        (Metadata(chapters="12/?"), False),
        (Metadata(chapters="12"), False),
        (Metadata(), False),
    ],
)
def test_stories_that_are_complete(metadata: Metadata, *, complete: bool) -> None:
    assert is_complete(metadata) is complete
