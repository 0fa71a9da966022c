from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest

from fic_audio.shelf.check import check, feed
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.podcast import feed as writer
from fic_audio.shelf.text import captions
from tests.shelf.check.making import found

_SPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)


def write(whole: Manifest) -> Path:
    """A feed of the book, the last chapter first."""
    items = []
    for episode in reversed(whole.episodes):
        date = format_datetime(datetime.fromisoformat(episode.made))
        url = quoteattr(f"https://example.org/my%20fics/{quote(episode.file)}?token=1")
        size = whole.path(episode).stat().st_size
        items.append(
            f'<item><guid isPermaLink="false">{episode.guid}</guid><pubDate>{date}</pubDate>'
            f'<enclosure url={url} length="{size}" type="audio/mpeg"/>'
            f"<itunes:episode>{episode.number}</itunes:episode>"
            f"<itunes:duration>{episode.length // 1000}</itunes:duration></item>"
        )
    path = whole.folder / "feed.xml"
    image = '<itunes:image href="https://example.org/cover.jpg"/>'
    path.write_text(
        f'<rss version="2.0" {_SPACES}><channel><itunes:explicit>false</itunes:explicit>'
        f"{image}{''.join(items)}</channel></rss>"
    )
    return path


def about(whole: Manifest, old: str = "", new: str = "") -> dict[str, str]:
    """What is wrong with the feed once something in it is replaced."""
    path = write(whole)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return {what: said for (_, what), said in found(feed.check_feed(whole)).items()}


def test_a_feed_as_it_should_be_is_well(whole: Manifest) -> None:
    write(whole)
    report = check(whole.folder)
    assert report.ok
    assert "feed.xml" in {verdict.file for verdict in report.verdicts}


def test_our_own_feed_is_well(whole: Manifest) -> None:
    for episode in whole.episodes:
        captions.write(whole, episode)
    writer.write(whole, "https://example.org/my%20fics")
    assert found(feed.check_feed(whole)) == {}
    whole.path(whole.episodes[0], ".vtt").unlink()
    assert set(found(feed.check_feed(whole))) == {("feed.xml", "links")}


def test_a_book_without_a_feed_has_none_looked_at(whole: Manifest) -> None:
    assert list(feed.check_feed(whole)) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<channel>", "<channel", "opens"),
        ("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', "opens"),
        ("channel>", "canal>", "opens"),
        (">id-2<", ">id-7<", "episodes"),
        (">id-2<", ">id-1<", "episodes"),
        (' length="', ' length="9', "files"),
        ("audio/mpeg", "audio/mp3", "files"),
        ("002%20-%20", "007%20-%20", "files"),
        ("<itunes:episode>2<", "<itunes:episode>3<", "numbers"),
        ("duration>9<", "duration>99<", "lengths"),
        ("duration>9<", "duration>0:09<", "lengths"),
        ("02 Jan 2026", "01 Jan 2026", "dates"),
        ("02 Jan 2026", "someday", "dates"),
        ("cover.jpg", "cover.png", "links"),
        (">false<", ">true<", "explicit"),
    ],
)
def test_what_does_not_fit_is_found(whole: Manifest, old: str, new: str, what: str) -> None:
    if old == "channel>":
        path = write(whole)
        path.write_text(path.read_text().replace(old, new))
        assert {each for _, each in found(feed.check_feed(whole))} == {what}
    else:
        assert set(about(whole, old, new)) == {what}


def test_a_file_that_is_gone_is_found(whole: Manifest, first: Path) -> None:
    write(whole)
    first.unlink()
    assert {what for _, what in found(feed.check_feed(whole))} == {"files"}


def test_a_transcript_that_is_not_there_is_found(whole: Manifest) -> None:
    link = '<podcast:transcript url="https://example.org/001.vtt" type="text/vtt"/></item>'
    assert "'001.vtt'" in about(whole, "</item>", link)["links"]


def test_an_episode_too_many_is_found(whole: Manifest) -> None:
    assert set(about(whole, "</channel>", "<item><guid>x</guid></item></channel>")) == {"episodes"}


def test_dates_are_kept_apart(whole: Manifest) -> None:
    made = datetime.fromisoformat(whole.episodes[0].made) + timedelta(days=9)
    early = format_datetime(datetime.fromisoformat(whole.episodes[0].made))
    assert "not after" in about(whole, early, format_datetime(made))["dates"]
