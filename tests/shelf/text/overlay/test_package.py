from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fic_audio.model import Metadata
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.overlay.package import Item, package, title, values
from fic_audio.shelf.text.overlay.pages import Look
from tests.shelf.shelves import STORY, VOICES, episode

BOOK = Manifest(Path("Kettle"), STORY, VOICES, (episode(1, "One"), episode(2, "Two")))
ITEMS = (
    Item("page", "a.xhtml", "application/xhtml+xml", overlay="heard", spine=True),
    Item("heard", "a.smil", "application/smil+xml", length=6000),
    Item("heard2", "b.smil", "application/smil+xml", length=1500),
)


def metadata(book: Manifest) -> list[tuple[str, str]]:
    """Property or element, with what it refines, and its text."""
    root = package(book, ITEMS, Look("en", False, {}))
    found = root.find("metadata")
    assert found is not None
    return [
        (f"{row.get('refines', '')} {row.get('property', row.tag)}".strip(), row.text or "")
        for row in found
    ]


def one(book: Manifest, name: str) -> str:
    return next(text for found, text in metadata(book) if found == name)


def test_the_package_says_what_the_book_is() -> None:
    found = metadata(BOOK)
    for row in [
        ("dc:title", "Kettle & <Co>"),
        ("dc:language", "en"),
        ("dc:creator", "Aki"),
        ("dc:creator", "Ino"),
        ("#person1 role", "aut"),
        ("dc:contributor", "Cora"),
        ("#person4 role", "nrt"),
        ("dc:description", "They drink tea."),
        ("dc:subject", "Fan fiction"),
        ("dc:subject", "Mo/Petra"),
        ("dc:date", "2025"),
        ("dc:rights", "© 2025 Aki, Ino"),
        ("dc:rights", "All teas are their makers'."),
        ("dc:source", "https://example.org/works/1?a=1&b=2"),
        ("belongs-to-collection", "Pots"),
        ("#series collection-type", "series"),
        ("#series group-position", "2"),
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "auditory"),
        ("schema:accessibilityFeature", "synchronizedAudioText"),
        ("schema:accessibilityHazard", "none"),
    ]:
        assert found.count(row) == 1, row
    assert ("dc:subject", "Tea") in found
    assert len([text for name, text in found if text == "Tea"]) == 1


def test_the_overlays_are_as_long_as_they_are() -> None:
    found = metadata(BOOK)
    assert [row for row in found if row[0].endswith("media:duration")] == [
        ("media:duration", "0:00:07.500"),
        ("#heard media:duration", "0:00:06.000"),
        ("#heard2 media:duration", "0:00:01.500"),
    ]
    assert [text for name, text in found if name == "media:narrator"] == ["Ada", "Cora", "Kip"]
    assert ("media:active-class", "-epub-media-overlay-active") in found


def test_a_story_that_says_nothing_has_nothing_empty() -> None:
    found = metadata(Manifest(Path("Kettle"), episodes=BOOK.episodes))
    assert all(text for _, text in found)
    names = {name for name, _ in found}
    assert not names & {"dc:creator", "dc:description", "dc:date", "dc:rights", "dc:source"}
    assert ("dc:title", "Kettle") in found


@pytest.mark.parametrize(
    ("made", "modified"),
    [
        (("2026-01-01T10:00:00+02:00", "2026-01-01T09:00:00Z"), "2026-01-01T09:00:00Z"),
        (("2026-01-01", ""), "2026-01-01T00:00:00Z"),
        (("", "yesterday"), "1980-01-01T00:00:00Z"),
    ],
)
def test_it_was_changed_when_its_newest_chapter_was_made(
    made: tuple[str, ...], modified: str
) -> None:
    episodes = tuple(replace(episode(1, "x"), made=each) for each in made)
    assert one(replace(BOOK, episodes=episodes), "dcterms:modified") == modified


def test_a_story_keeps_its_identity_as_it_grows() -> None:
    """By its address if it has one, else by title and authors."""
    grown = replace(BOOK, episodes=(*BOOK.episodes, episode(3, "Three")))
    assert one(grown, "dc:identifier") == one(BOOK, "dc:identifier")
    assert one(BOOK, "dc:identifier").startswith("urn:uuid:")
    other = replace(BOOK, metadata=Metadata("Kettle"))
    assert one(other, "dc:identifier") != one(BOOK, "dc:identifier")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "a b"])
def test_only_an_address_of_the_web_is_a_source(url: str) -> None:
    book = replace(BOOK, metadata=replace(STORY, url=url))
    assert "dc:source" not in dict(metadata(book))


def test_pages_are_in_order_and_have_their_overlays() -> None:
    root = package(BOOK, ITEMS, Look("ar", True, {}))
    page = next(root.iter("item"))
    assert page.get("media-overlay") == "heard"
    assert [row.get("idref") for row in root.iter("itemref")] == ["page"]
    spine = root.find("spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


def test_a_title_is_never_empty() -> None:
    assert title(Manifest(Path(), Metadata("\x00"))) == "Untitled"


def test_values_are_clean_and_stand_once() -> None:
    assert values(["Tea", "", " Tea\n", "Cake"]) == ("Tea", "Cake")


def test_the_package_is_xml_whatever_the_story_says() -> None:
    book = replace(BOOK, metadata=Metadata("]]> & <a>\x00", ("\ud800x",)))
    root = package(book, ITEMS, Look("en", False, {}))
    text = ET.tostring(root, encoding="utf-8")
    read = ET.fromstring(text)
    assert read.findtext(".//{http://purl.org/dc/elements/1.1/}title") == "]]> & <a>"
    assert read.findtext(".//{http://purl.org/dc/elements/1.1/}creator") == "x"
