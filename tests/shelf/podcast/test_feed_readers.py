"""What others read in a feed: of a common story, and of one whose every word is hostile."""

from __future__ import annotations

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.podcast.feed import feed, write
from fic_audio.shelf.text import captions
from fic_audio.shelf.text.text_cleaning import clean
from tests.shelf.feeds import URL, channel, said
from tests.shelf.shelves import hostile, kettle


@pytest.fixture(params=["common", "hostile"])
def told(request: pytest.FixtureRequest, tmp_path: Path, sound: Path) -> Manifest:
    common = request.param == "common"
    made = kettle(tmp_path / "x", sound, 3) if common else hostile(tmp_path / "x", sound)
    for episode in made.episodes:
        captions.write(made, episode)
    return made


def titles(book: Manifest) -> list[str]:
    return [clean(each.title) or f"Chapter {each.number}" for each in book.episodes]


def test_hostile_titles_come_back_unchanged(told: Manifest) -> None:
    """But for what no line of text can hold."""
    about = channel(feed(told, URL))
    assert said(about, "title") == [clean(told.metadata.title)]
    assert said(about, "item/title") == titles(told)


def test_xmllint_finds_the_feed_well_formed(told: Manifest) -> None:
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is missing: apt install libxml2-utils")
    path = write(told, URL)
    done = subprocess.run(["xmllint", "--noout", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_podcastparser_reads_what_was_meant(told: Manifest) -> None:
    """The parser of gPodder."""
    podcastparser = pytest.importorskip("podcastparser")
    with write(told, URL).open("rb") as stream:
        found = podcastparser.parse(URL + "feed.xml", stream)
    assert found["title"] == " ".join(clean(told.metadata.title).split())
    assert found["type"] == "serial"
    assert found["language"]
    by_number = sorted(found["episodes"], key=lambda each: each["number"])
    # It makes one space of several.
    shown = [title.replace("  ", " ") for title in titles(told)]
    assert [each["title"] for each in by_number] == shown
    assert [each["guid"] for each in by_number] == [each.guid for each in told.episodes]
    assert [each["total_time"] for each in by_number] == [6] * len(told.episodes)
    published = [each["published"] for each in by_number]
    assert published == sorted(set(published))
    for each, episode in zip(by_number, told.episodes, strict=True):
        (enclosure,) = each["enclosures"]
        assert enclosure["mime_type"] == "audio/mpeg"
        assert enclosure["file_size"] == told.path(episode).stat().st_size


def test_feedparser_finds_nothing_wrong(told: Manifest) -> None:
    feedparser = pytest.importorskip("feedparser")
    found = feedparser.parse(write(told, URL).read_bytes())
    assert not found.bozo
    assert found.version == "rss20"
    assert len(found.entries) == len(told.episodes)
    assert [each.id for each in found.entries] == [each.guid for each in told.episodes]
    assert [each.itunes_episode for each in found.entries] == [
        str(each.number) for each in told.episodes
    ]
    assert found.feed.itunes_explicit is told.metadata.explicit or not told.metadata.explicit


@pytest.fixture(scope="session")
def partytime() -> str:
    """The parser of the Podcast Index; skips where it is missing."""
    script = str(Path(__file__).with_name("partytime.cjs"))
    there = (
        shutil.which("node")
        and not subprocess.run(
            ["node", "-e", "require('podcast-partytime')"], capture_output=True, check=False
        ).returncode
    )
    if not there:
        pytest.skip("node can't find podcast-partytime: npm install it, and set NODE_PATH")
    return script


def test_the_podcast_index_reads_what_was_meant(partytime: str, told: Manifest) -> None:
    path = write(told, URL, email="aki@example.org")
    done = subprocess.run(["node", partytime, path], check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["medium"] == "audiobook"
    assert found["guid"] == said(channel(feed(told, URL)), "podcast:guid")[0]
    assert found["locked"] is True
    assert found["podcastOwner"] == "aki@example.org"
    assert found["itunesType"] == "serial"
    assert found["explicit"] is told.metadata.explicit
    names = [person["name"] for person in found["podcastPeople"]]
    # It reads entities of HTML in them as well.
    assert names == list(map(unescape, said(channel(feed(told, URL)), "podcast:person")))
    by_guid = {item["guid"]: item for item in found["items"]}
    assert len(found["items"]) == len(by_guid) == len(told.episodes)
    for episode in told.episodes:
        item = by_guid[episode.guid]
        assert item["itunesEpisode"] == episode.number
        assert item["duration"] == 6
        assert item["enclosure"]["length"] == told.path(episode).stat().st_size
        kinds = {each["type"] for each in item["podcastTranscripts"]}
        assert kinds == {"text/vtt", "application/srt", "text/html"}
        assert item["podcastChapters"]["type"].startswith("application/json")
