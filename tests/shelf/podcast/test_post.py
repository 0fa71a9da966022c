from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fic_audio.errors import OutputError, UsageError
from fic_audio.model import Metadata, Ms
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.shelf.podcast.post import length_tag, tags, write_post

STORY = Metadata(
    "The Kettle",
    ("Aki", "Ino"),
    fandoms=("Tea",),
    relationships=("Aki/Ino",),
    rating="Teen",
    warnings=("Steam",),
    summary="It boils.\n\nThen it does not.",
    series="Kitchen",
    part="2",
    url="https://archiveofourown.org/works/1?view=full&style=light",
)
URL = "https://example.org/fics/"

# What the Archive of Our Own keeps of a work's text (otwarchive, sanitizer_config.rb and
# media_sanitizer.rb), as far as it is used here.
KEPT = {
    "a": {"href"},
    "audio": {"src", "controls", "preload"},
    "b": set(),
    "blockquote": set(),
    "br": set(),
    "img": {"src", "alt", "width"},
    "p": set(),
}


class Read(HTMLParser):
    """What a browser makes of a post: elements with attributes, texts, what was left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.left_open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("br", "img"):
            self.left_open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.left_open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def of(self, tag: str, attribute: str) -> list[str | None]:
        return [attributes.get(attribute) for name, attributes in self.elements if name == tag]


@pytest.fixture
def book(tmp_path: Path) -> Manifest:
    episodes = (
        ChapterFile(1, "Water", "001 - Water.mp3", Ms(754_600)),
        ChapterFile(2, "Fire & Smoke", "002 - Fire & Smoke.mp3", Ms(3_000_000)),
    )
    (tmp_path / episodes[0].file).write_bytes(bytes(1_234_567))
    (tmp_path / episodes[1].file).write_bytes(bytes(500_000))
    voices = {"narrator": "Ada", "Aki": "Kip", "Ino": "Ada"}
    return Manifest(tmp_path, STORY, voices, episodes)


def fields(html: str) -> dict[str, str]:
    """The header's labels and what stands behind them."""
    read = Read(html.replace("<br>", "\n"))
    lines = "".join(read.texts).splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def test_the_header_has_the_customary_fields(book: Manifest) -> None:
    html = write_post(book, cover="Mo", permission="blanket permission in the profile")
    told = fields(html.partition("</p>")[0])
    assert told == {
        "Title": "The Kettle",
        "Author": "Aki, Ino",
        "Reader": "Ada, Kip (synthetic speech, made with fic-audio)",
        "Fandom": "Tea",
        "Rating": "Teen",
        "Warnings": "Steam",
        "Pairing": "Aki/Ino",
        "Series": "Kitchen #2",
        "Length": "1:02:35",
        "Format and size": "MP3 (2 files, 1.7 MB)",
        "Link to text": STORY.url,
        "Cover by": "Mo",
        "Music": "none",
        "Permission": "blanket permission in the profile",
    }


def test_what_only_a_person_knows_is_left_to_fill_in(book: Manifest) -> None:
    told = fields(write_post(replace(book, metadata=Metadata("The Kettle"))))
    open_fields = {label for label, text in told.items() if text.startswith("[to fill in: ")}
    assert open_fields == {"Link to text", "Cover by", "Permission"}
    assert not told.keys() & {"Author", "Fandom", "Rating", "Warnings", "Pairing", "Series"}


def test_each_chapter_has_a_player_and_a_link(book: Manifest) -> None:
    read = Read(write_post(book, url=URL))
    addresses = [
        "https://example.org/fics/001%20-%20Water.mp3",
        "https://example.org/fics/002%20-%20Fire%20%26%20Smoke.mp3",
    ]
    assert read.of("audio", "src") == addresses
    assert set(read.of("audio", "controls")) == {"controls"}
    assert read.of("a", "href") == [STORY.url, *addresses]


def test_without_an_address_there_are_no_links_to_files(book: Manifest) -> None:
    html = write_post(book)
    assert "<audio" not in html
    assert Read(html).of("a", "href") == [STORY.url]
    assert "<b>Water</b> (0:12:35, 1.2 MB)" in html


def test_other_formats_are_offered(book: Manifest) -> None:
    (book.folder / "The Kettle.m4b").write_bytes(bytes(2_000_000))
    (book.folder / "The Kettle.epub").write_bytes(bytes(900))
    html = write_post(book, url=URL)
    assert "https://example.org/fics/The%20Kettle.m4b" in Read(html).of("a", "href")
    assert "MP3 (2 files, 1.7 MB); M4B (2.0 MB); EPUB to read along (1 kB)" in html


def test_what_stands_beside_each_chapter_counts_too(book: Manifest) -> None:
    for episode in book.episodes:
        book.path(episode, ".opus").write_bytes(bytes(500_000))
    book.path(book.episodes[0], ".vtt").write_bytes(bytes(2000))
    assert "MP3 (2 files, 1.7 MB); Opus (1.0 MB); captions (2 kB)" in write_post(book, url=URL)


def test_the_cover_is_shown(book: Manifest) -> None:
    assert Read(write_post(book, url=URL)).of("img", "src") == []
    (book.folder / "cover.jpg").write_bytes(b"")
    assert Read(write_post(book, url=URL)).of("img", "src") == [
        "https://example.org/fics/cover.jpg"
    ]


def test_the_summary_keeps_its_paragraphs(book: Manifest) -> None:
    assert "<blockquote><p>It boils.</p><p>Then it does not.</p></blockquote>" in write_post(book)


def test_the_tags_are_those_of_the_archive(book: Manifest) -> None:
    (book.folder / "The Kettle.m4b").write_bytes(b"")
    assert tags(book, streams=True) == (
        "Podfic",
        "Podfic Length: 1-1.5 Hours",
        "Audio Format: MP3",
        "Audio Format: M4B",
        "Audio Format: Streaming",
    )
    assert "Audio Format: Streaming" not in write_post(book)
    assert "Audio Format: Streaming" in write_post(book, url=URL)


@pytest.mark.parametrize(
    ("minutes", "name"),
    [
        (0, "0-10 Minutes"),
        (10, "10-20 Minutes"),
        (29, "20-30 Minutes"),
        (44, "30-45 Minutes"),
        (45, "45-60 Minutes"),
        (89, "1-1.5 Hours"),
        (150, "2.5-3 Hours"),
        (299, "4.5-5 Hours"),
        (300, "5-6 Hours"),
        (419, "6-7 Hours"),
        (420, "7-10 Hours"),
        (1199, "15-20 Hours"),
        (1200, "Over 20 Hours"),
    ],
)
def test_a_length_has_its_tag(minutes: int, name: str) -> None:
    assert length_tag(Ms(minutes * 60_000)) == f"Podfic Length: {name}"


def test_the_same_book_gives_the_same_post(book: Manifest) -> None:
    assert write_post(book, url=URL) == write_post(book, url=URL)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x/y", "example.org", "http://["])
def test_an_address_that_is_none_of_the_web_is_told(book: Manifest, url: str) -> None:
    with pytest.raises(UsageError, match="not a public web address"):
        write_post(book, url=url)


def test_a_missing_file_is_told(book: Manifest) -> None:
    book.path(book.episodes[0]).unlink()
    with pytest.raises(OutputError, match="is missing"):
        write_post(book)


HOSTILE = '<script>alert("1")</script>--><!-- &amp; \x00\ud800 \' onerror=x </p></b>'


def test_no_text_of_a_story_becomes_markup(book: Manifest) -> None:
    h = HOSTILE
    story = Metadata(
        h, (h, h), (h,), (h,), (h,), h, (h,), (h,), f"{h}\n{h}", series=h, part=h, url=h
    )
    episodes = tuple(replace(episode, title=h) for episode in book.episodes)
    bad = Manifest(book.folder, story, {"narrator": h, h: "x"}, episodes)
    read = Read(write_post(bad, url="https://example.org/'&<>".rstrip("<>"), cover=h, permission=h))
    assert read.left_open == []
    for tag, attributes in read.elements:
        assert attributes.keys() <= KEPT[tag]
    shown = HOSTILE.replace("\x00\ud800 ", "")
    assert " ".join("".join(read.texts).split()).count(shown) >= 14


def test_an_address_of_a_story_that_is_no_link_is_none(book: Manifest) -> None:
    bad = replace(book, metadata=replace(STORY, url="javascript:alert(1)"))
    assert Read(write_post(bad)).of("a", "href") == []


texts = st.text(max_size=30)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, authors=st.lists(texts, max_size=3), summary=texts, rating=texts, url=texts)
def test_any_metadata_gives_a_post_that_the_archive_keeps(book: Manifest, **values: object) -> None:
    read = Read(write_post(replace(book, metadata=Metadata(**values)), url=URL))  # type: ignore[arg-type]
    assert read.left_open == []
    for tag, attributes in read.elements:
        assert attributes.keys() <= KEPT[tag]
        for value in (attributes.get("href"), attributes.get("src")):
            assert value is None or value.startswith(("http://", "https://"))
