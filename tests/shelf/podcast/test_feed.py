from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fic_audio.errors import OutputError, UsageError
from fic_audio.model import NARRATOR, Kind, Metadata, Ms
from fic_audio.shelf.manifest import Manifest, TimedLine
from fic_audio.shelf.podcast.feed import feed, write
from fic_audio.shelf.text import captions
from fic_audio.shelf.text.text_cleaning import clean
from tests.shelf.feeds import SPACES, URL, channel, items, said
from tests.shelf.shelves import HOSTILE, STORY, filled, kettle


@pytest.fixture
def book(tmp_path: Path, sound: Path) -> Manifest:
    """A book with all that may stand beside its chapters."""
    made = kettle(tmp_path / "Kettle & Co", sound, 3)
    (made.folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    (made.folder / "read-along.html").write_text("<!DOCTYPE html>")
    for episode in made.episodes:
        captions.write(made, episode)
    return made


def test_the_channel_has_all_that_apple_asks_for(book: Manifest) -> None:
    """Required and recommended, with Apple's own values."""
    about = channel(feed(book, URL))
    only = {
        "title": "Kettle & <Co>",
        "link": "https://example.org/works/1?a=1&b=2",
        "language": "en-GB",
        "copyright": "© 2025 Aki; Ino",
        "itunes:author": "Aki; Ino",
        "itunes:explicit": "false",
        "itunes:type": "serial",
        "lastBuildDate": "Sat, 03 Jan 2026 10:00:00 GMT",
    }
    assert {name: said(about, name) for name in only} == {k: [v] for k, v in only.items()}
    assert said(about, "generator")[0].startswith("fic-audio ")
    cover = about.find("itunes:image", SPACES)
    assert cover is not None
    assert cover.attrib == {"href": URL + "cover.jpg"}
    categories = [
        [part.get("text") for part in each.iter()]
        for each in about.findall("itunes:category", SPACES)
    ]
    assert categories == [["Fiction"], ["Arts", "Books"]]
    own = about.find("atom:link", SPACES)
    assert own is not None
    assert own.attrib == {"href": URL + "feed.xml", "rel": "self", "type": "application/rss+xml"}


def test_the_channel_is_an_audiobook_of_podcasting_2(book: Manifest) -> None:
    about = channel(feed(book, URL))
    assert said(about, "podcast:medium") == ["audiobook"]
    assert said(about, "podcast:locked") == ["yes"]
    people = [
        (person.get("group"), person.get("role"), person.text)
        for person in about.findall("podcast:person", SPACES)
    ]
    assert people == [
        ("writing", "author", "Aki"),
        ("writing", "author", "Ino"),
        ("cast", "narrator", "Ada"),
        ("cast", "voice actor", "Cora"),
        ("cast", "voice actor", "Kip"),
    ]


def test_the_guid_of_a_feed_is_that_of_its_address(book: Manifest) -> None:
    """As the specification's own example has it; the scheme and a last slash don't count."""
    known = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    for scheme in ("http", "https"):
        url = f"{scheme}://mp3s.nashownotes.com/pc20rss.xml"
        assert said(channel(feed(book, URL, self_url=url)), "podcast:guid") == [known]
        moved = feed(book, URL, self_url=f"{URL}elsewhere.xml", known_as=url)
        assert said(channel(moved), "podcast:guid") == [known]


def test_an_episode_has_all_that_apps_ask_for(book: Manifest) -> None:
    item = items(feed(book, URL))[1]
    only = {
        "title": "The Kettle 2",
        "link": URL + "read-along.html",
        "guid": "id2",
        "pubDate": "Fri, 02 Jan 2026 10:00:00 GMT",
        "itunes:duration": "6",
        "itunes:explicit": "false",
        "itunes:episode": "2",
        "itunes:season": "1",
        "itunes:episodeType": "full",
        "description": "“It boils,” she said. “Tea?” “Tea.” Later, it rained. "
        "I want cake, he thought.",
    }
    assert {name: said(item, name) for name in only} == {k: [v] for k, v in only.items()}
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}


def test_episodes_lead_to_their_files(book: Manifest) -> None:
    """Sound, captions, transcript and scenes: each is there, and as long as is said."""
    for item, episode in zip(items(feed(book, URL)), book.episodes, strict=True):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        assert unquote(enclosure.get("url", "").removeprefix(URL)) == episode.file
        assert " " not in enclosure.get("url", "")
        assert enclosure.get("length") == str((book.folder / episode.file).stat().st_size)
        assert enclosure.get("type") == "audio/mpeg"
        texts = [
            (each.get("type"), each.get("rel"), each.get("language"))
            for each in item.findall("podcast:transcript", SPACES)
        ]
        assert texts == [
            ("text/vtt", "captions", "en-GB"),
            ("application/x-subrip", "captions", "en-GB"),
            ("text/html", None, "en-GB"),
        ]
        scenes = item.find("podcast:chapters", SPACES)
        assert scenes is not None
        assert scenes.get("type") == "application/json+chapters"
        for beside in [*item.findall("podcast:transcript", SPACES), scenes]:
            assert (book.folder / unquote(beside.get("url", "").removeprefix(URL))).is_file()


def test_what_is_not_there_is_not_told_of(tmp_path: Path, sound: Path) -> None:
    """Without cover, captions and summary, a feed has no dead links and no empty elements."""
    bare = filled(tmp_path / "x", sound, Metadata(title="Bare"), {"One": ()}, {})
    about = channel(feed(bare, URL))
    assert not about.findall(".//itunes:image", SPACES)
    assert not about.findall(".//podcast:transcript", SPACES)
    assert not about.findall(".//podcast:chapters", SPACES)
    assert said(about, "link") == [URL]
    assert said(about, "language") == ["en"]
    assert said(about, "description") == ["Bare"]
    assert said(items(feed(bare, URL))[0], "description") == ["One"]
    assert all(element.text or element.attrib or len(element) for element in about.iter())


@pytest.mark.parametrize(
    ("rating", "flag"), [("M", "true"), ("Explicit", "true"), ("Teen", "false"), ("", "false")]
)
def test_the_rating_says_what_is_explicit(book: Manifest, rating: str, flag: str) -> None:
    """The channel and each episode."""
    rated = replace(book, metadata=replace(book.metadata, rating=rating))
    told = channel(feed(rated, URL)).findall(".//itunes:explicit", SPACES)
    assert [found.text for found in told] == [flag] * 4


@pytest.mark.parametrize(
    ("status", "chapters", "complete"),
    [
        ("Complete", "", True),
        ("completed", "3/3", True),
        ("Complete", "5/5", False),
        ("Incomplete", "", False),
        ("in progress", "3/?", False),
        ("", "", False),
    ],
)
def test_a_feed_is_complete_once_nothing_is_to_come(
    book: Manifest, status: str, chapters: str, complete: bool
) -> None:
    """Apps stop to look then: neither an unfinished story nor one half made says so."""
    story = replace(book.metadata, status=status, chapters=chapters)
    found = said(channel(feed(replace(book, metadata=story), URL)), "itunes:complete")
    assert found == (["Yes"] if complete else [])


def test_a_private_feed_asks_not_to_be_listed(book: Manifest) -> None:
    told = channel(feed(book, URL, private=True))
    assert (said(told, "itunes:block"), said(told, "podcast:block")) == (["Yes"], ["yes"])
    told = channel(feed(book, URL))
    assert (said(told, "itunes:block"), said(told, "podcast:block")) == ([], [])


def test_an_owner_is_told_where_one_is_given(book: Manifest) -> None:
    told = channel(feed(book, URL, email="aki@example.org"))
    assert said(told, "itunes:owner/itunes:email") == ["aki@example.org"]
    locked = told.find("podcast:locked", SPACES)
    assert locked is not None
    assert locked.get("owner") == "aki@example.org"
    assert not channel(feed(book, URL)).findall("itunes:owner", SPACES)


@pytest.mark.parametrize(
    "made",
    [
        ["2026-01-01T10:00:00+00:00"] * 3,
        ["2026-01-03T10:00:00+02:00", "2026-01-02T10:00:00", "2026-01-01T10:00:00Z"],
        ["", "yesterday", "2026-01-01"],
        ["2026-01-01T10:00:00.900+00:00", "2026-01-01T10:00:00.950+00:00", ""],
    ],
)
def test_dates_follow_the_chapters(book: Manifest, made: list[str]) -> None:
    """Apps that know nothing of serials sort by date."""
    episodes = tuple(replace(e, made=m) for e, m in zip(book.episodes, made, strict=True))
    told = items(feed(replace(book, episodes=episodes), URL))
    dates = [parsedate_to_datetime(said(item, "pubDate")[0]) for item in told]
    assert all(one < two for one, two in pairwise(dates))


def test_the_order_is_that_of_the_numbers(book: Manifest) -> None:
    """And nothing else of the feed changes with the order in which episodes were given."""
    assert feed(replace(book, episodes=book.episodes[::-1]), URL) == feed(book, URL)


def test_episodes_keep_their_guids(book: Manifest) -> None:
    """Renamed, moved to another address, with others before them: they are known again."""
    before = {said(item, "guid")[0] for item in items(feed(book, URL))}
    episodes = tuple(
        replace(each, number=each.number + 1, title="Else " + each.title) for each in book.episodes
    )
    after = items(feed(replace(book, episodes=episodes), "http://other.example/"))
    assert {said(item, "guid")[0] for item in after} == before == {"id1", "id2", "id3"}


def test_episodes_without_a_guid_have_one_each(book: Manifest) -> None:
    bare = replace(book, episodes=tuple(replace(each, guid="") for each in book.episodes))
    guids = [said(item, "guid")[0] for item in items(feed(bare, URL))]
    assert len(set(guids)) == 3
    assert all(guids)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Chapter 2: The Gate", "The Gate"),
        ("CH. 2 – The Gate", "The Gate"),
        ("2. The Gate", "The Gate"),
        ("Chapter 2", "Chapter 2"),
        ("Chapter 2:", "Chapter 2:"),
        ("Chapter 12: The Gate", "Chapter 12: The Gate"),
        ("2 Gates", "2 Gates"),
        ("2.5 Gates", "2.5 Gates"),
    ],
)
def test_a_title_has_no_number_of_its_own(book: Manifest, title: str, shown: str) -> None:
    """Apps show the number beside it; a title that is nothing else stays."""
    episodes = (book.episodes[0], replace(book.episodes[1], title=title), book.episodes[2])
    assert said(items(feed(replace(book, episodes=episodes), URL))[1], "title") == [shown]


def test_the_description_tells_what_to_know_beforehand(book: Manifest) -> None:
    """The summary, then who wrote it, the fandom, warnings, and that nobody alive reads it."""
    story = replace(book.metadata, warnings=("Spilt tea",), rating="Teen")
    about = said(channel(feed(replace(book, metadata=story), URL)), "description")[0]
    assert about.splitlines() == [
        "They drink",
        "tea.",
        "By: Aki; Ino.",
        "Fandom: Tea.",
        "Rating: Teen.",
        "Warnings: Spilt tea.",
        "Read by synthetic voices: Ada, Cora, Kip.",
        "Disclaimer: All teas are their makers'.",
    ]


@pytest.mark.parametrize("summary", ["é" * 5000, "x" * 3999, "<b>" * 2000, "💔" * 1500])
def test_descriptions_are_bounded(book: Manifest, summary: str) -> None:
    story = replace(book.metadata, summary=summary)
    about = said(channel(feed(replace(book, metadata=story), URL)), "description")[0]
    assert 3900 < len(about.encode()) <= 4000


def test_nothing_in_a_description_is_a_tag(book: Manifest) -> None:
    """Apps show descriptions as HTML: what looks like a tag must not fetch or hide anything."""
    story = replace(book.metadata, summary="<img src=//evil.example/x> <3 a < b &lt; Q&A")
    about = said(channel(feed(replace(book, metadata=story), URL)), "description")[0]
    first = about.splitlines()[0]
    assert first == "<\u2060img src=//evil.example/x> <3 a < b &\u2060lt; Q&\u2060A"


def test_a_long_chapter_is_told_by_its_first_words(tmp_path: Path, sound: Path) -> None:
    """Without heading, note and credits, cut at a word."""
    lines = (
        TimedLine(Ms(0), Ms(9), "By Aki.", paragraph=-1),
        TimedLine(Ms(10), Ms(19), "One", kind=Kind.HEADING),
        TimedLine(Ms(20), Ms(29), "Thanks, all!", kind=Kind.NOTE),
        *(TimedLine(Ms(n), Ms(n + 1), "The tea was hot.", paragraph=n) for n in range(30, 99)),
    )
    made = filled(tmp_path / "x", sound, STORY, {"One": lines})
    told = said(items(feed(made, URL))[0], "description")[0]
    assert told.startswith("The tea was hot. The tea")
    assert told.endswith("…")
    assert 200 < len(told) <= 281


def test_a_chapter_without_its_sound_is_an_error(book: Manifest) -> None:
    (book.folder / book.episodes[1].file).unlink()
    with pytest.raises(OutputError, match="is missing; run produce again"):
        feed(book, URL)


@pytest.mark.parametrize("url", ["", "example.org", "ftp://x/", "https://a:b@example.org/"])
def test_an_address_that_is_none_is_an_error(book: Manifest, url: str) -> None:
    """Said before any file is written."""
    with pytest.raises(UsageError):
        write(book, url)
    assert not (book.folder / "feed.xml").exists()


def test_the_feed_stands_beside_the_files(book: Manifest) -> None:
    """Its address in the feed is that of the file; written again it has the same bytes."""
    path = write(book, URL.rstrip("/"))
    assert path == book.folder / "feed.xml"
    once = path.read_bytes()
    assert once == feed(book, URL) == write(book, URL).read_bytes()
    assert not list(book.folder.glob(".*.part"))


def test_a_folder_that_takes_no_feed_is_told(book: Manifest) -> None:
    (book.folder / "feed.xml").mkdir()
    with pytest.raises(OutputError, match=r"feed\.xml: can't be written"):
        write(book, URL)


texts = st.text(st.characters(), max_size=60) | st.sampled_from(HOSTILE)


def strings(element: ET.Element) -> Iterator[str]:
    for each in element.iter():
        yield from (each.text or "", *each.attrib.values())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=texts, author=texts, summary=texts, name=texts, status=texts, url=texts, made=texts)
def test_any_words_make_a_feed(book: Manifest, **words: str) -> None:
    """Whatever a story says of itself, the feed is XML and has its episodes."""
    story = Metadata(
        title=words["title"],
        authors=(words["author"],),
        summary=words["summary"],
        status=words["status"],
        language=words["name"],
        url=words["url"],
    )
    episodes = tuple(replace(e, title=words["title"], made=words["made"]) for e in book.episodes)
    voices = {NARRATOR: words["name"]}
    made = replace(book, metadata=story, episodes=episodes, voices=voices)
    about = channel(feed(made, URL))
    assert said(about, "title") == [clean(words["title"]) or "Story"]
    assert len(about.findall("item")) == 3
    assert not any(char in text for text in strings(about) for char in "\x00\r\x1b\x85\ufffe")
