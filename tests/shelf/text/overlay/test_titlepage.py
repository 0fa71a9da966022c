from __future__ import annotations

from pathlib import Path

from fic_audio.model import Metadata
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.overlay.pages import Look
from fic_audio.shelf.text.overlay.titlepage import title_page
from tests.shelf.shelves import STORY, VOICES


def test_it_says_what_the_book_is_and_who_speaks_as_whom() -> None:
    """The speakers in their colours, as a key to the text."""
    look = Look("en", False, {})
    root = title_page(Manifest(Path("x"), STORY, VOICES), "cover.jpg", look)
    assert root.findtext("body/section/h1") == "Kettle & <Co>"
    about = dict(
        zip(
            (row.text for row in root.iter("dt")),
            (row.text for row in root.iter("dd")),
            strict=True,
        )
    )
    assert about["Series"] == "Pots #2 of 3"
    assert "Rating" not in about
    rows = ["".join(row.itertext()) for row in root.iter("li")]
    assert rows == ["Narrator: Ada", "Petra: Cora", "Mo: Kip"]
    assert [span.get("class") for span in root.iter("span")] == [None, "v1", "v2"]
    image = next(root.iter("img"))
    assert image.attrib == {"class": "cover", "src": "cover.jpg", "alt": "Cover of Kettle & <Co>"}


def test_a_story_that_says_nothing_has_a_title_page() -> None:
    root = title_page(Manifest(Path("Kettle"), Metadata()), "", Look("en", False, {}))
    section = root.find("body/section")
    assert section is not None
    assert [child.tag for child in section] == ["h1"]


def test_a_speaker_without_a_voice_is_in_the_key() -> None:
    root = title_page(Manifest(Path("x")), "", Look("en", False, {"Zed": "v1"}))
    assert ["".join(row.itertext()) for row in root.iter("li")] == ["Zed"]
