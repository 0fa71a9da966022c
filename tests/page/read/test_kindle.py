"""Works of the Archive as kindle files say what their web pages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read.kindle import read_kindle
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.tree import tree


@pytest.mark.parametrize("kind", ["mobi", "azw3"])
@pytest.mark.parametrize("work", ["218676", "23009290"])
def test_a_work_is_the_same_story_as_its_web_page(data_dir: Path, work: str, kind: str) -> None:
    folder = data_dir / "fixtures" / "ao3downloader" / "ebook" / work / "current"
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    told, expected = read_kindle(next(folder.glob(f"*.{kind}")).read_bytes()), ao3.read(tree(page))
    assert told.metadata == expected.metadata
    assert [(c.title, c.text) for c in told.chapters] == [
        (c.title, c.text) for c in expected.chapters
    ]


def test_a_damaged_file_is_a_story_error() -> None:
    with pytest.raises(StoryError, match="damaged"):
        read_kindle(bytes(60) + b"BOOKMOBI" + bytes(200))
