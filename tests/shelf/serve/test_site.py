"""What is served, and how."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from tests.shelf.serve.served import MP3, PODCAST
from tests.web.client import Server


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("001 - x.mp3", "audio/mpeg"),
        ("book.m4b", "audio/mp4"),
        ("song.opus", "audio/ogg"),
        ("001 - x.vtt", "text/vtt; charset=utf-8"),
        ("001 - x.srt", "application/x-subrip"),
        ("001 - x.lrc", "text/plain; charset=utf-8"),
        ("001 - x.chapters.json", "application/json+chapters"),
        ("001 - x.transcript.html", "text/html; charset=utf-8"),
        ("read-along.html", "text/html; charset=utf-8"),
        ("book.epub", "application/epub+zip"),
        ("cover.jpg", "image/jpeg"),
        ("été.mp3", "audio/mpeg"),
    ],
)
def test_files_come_whole_and_with_their_type(
    server: Server, folder: Path, name: str, kind: str
) -> None:
    status, headers, body = server.ask(quote(name))
    assert (status, headers["content-type"]) == (200, kind)
    assert body == (folder / name).read_bytes()
    assert headers["accept-ranges"] == "bytes"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_the_feed_is_made_for_the_address_it_is_asked_at(server: Server) -> None:
    """The one that lies in the folder is for another place."""
    status, headers, body = server.ask("feed.xml")
    assert (status, headers["content-type"]) == (200, "application/rss+xml")
    urls = [each.attrib["url"] for each in ET.fromstring(body).iter("enclosure")]
    assert urls == [f"{server.url}00{number}%20-%20x.mp3" for number in (1, 2)]
    for url in urls:
        assert server.ask(url.removeprefix(server.url), "HEAD")[0] == 200


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-0", 206, slice(0, 1)),
        ("bytes=100-299", 206, slice(100, 300)),
        ("bytes=1000-", 206, slice(1000, None)),
        ("bytes=-500", 206, slice(-500, None)),
        ("bytes=-99999999", 206, slice(None)),
        ("bytes=10-99999999", 206, slice(10, None)),
    ],
)
def test_a_range_is_answered_with_its_bytes(
    server: Server, mp3: bytes, asked: str, status: int, part: slice
) -> None:
    found, headers, body = server.ask(MP3, Range=asked)
    assert (found, body) == (status, mp3[part])
    first, last, _ = part.indices(len(mp3))
    assert headers["content-range"] == f"bytes {first}-{last - 1}/{len(mp3)}"
    assert headers["content-length"] == str(len(body))


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=99999999-999999999", "bytes=-0"])
def test_a_range_behind_the_end_can_not_be_had(server: Server, mp3: bytes, asked: str) -> None:
    status, headers, _ = server.ask(MP3, Range=asked)
    assert (status, headers["content-range"]) == (416, f"bytes */{len(mp3)}")


def test_several_ranges_come_in_parts(server: Server, mp3: bytes) -> None:
    status, headers, body = server.ask(MP3, Range="bytes=0-9,100-109,-10")
    assert status == 206
    assert headers["content-type"].startswith("multipart/byteranges; boundary=")
    boundary = b"--" + headers["content-type"].partition("=")[2].encode()
    assert int(headers["content-length"]) == len(body)
    parts = [part.partition(b"\r\n\r\n")[2][:-2] for part in body.split(boundary)[1:-1]]
    assert parts == [mp3[:10], mp3[100:110], mp3[-10:]]


def test_a_thousand_ranges_cost_no_more_than_the_file(server: Server, mp3: bytes) -> None:
    ranges = ",".join(f"{n}-{n + 9000}" for n in range(1000))
    status, _, body = server.ask(MP3, Range=f"bytes={ranges}")
    assert (status, body) == (200, mp3)


def test_a_range_of_a_file_that_changed_is_the_whole_file(server: Server, mp3: bytes) -> None:
    """By its tag and by its date; what is neither counts as changed."""
    _, headers, _ = server.ask(MP3, "HEAD")
    for same in (headers["etag"], headers["last-modified"]):
        assert server.ask(MP3, Range="bytes=0-9", If_Range=same)[::2] == (206, mp3[:10])
    for other in ('"other"', "Thu, 01 Jan 1970 00:00:00 GMT", f"W/{headers['etag']}"):
        assert server.ask(MP3, Range="bytes=0-9", If_Range=other)[::2] == (200, mp3)


@pytest.mark.parametrize("path", [MP3, "feed.xml", ""])
def test_head_tells_what_get_would(server: Server, path: str) -> None:
    """The same headers, without a body."""
    _, full, body = server.ask(path)
    status, headers, nothing = server.ask(path, "HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["content-length"] == str(len(body))
    assert {**headers, "date": ""} == {**full, "date": ""}
    answer = server.raw(
        f"HEAD /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    )
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_done_but_read(server: Server, method: str) -> None:
    assert server.ask(MP3, method)[0] == 405


def test_the_feed_of_the_server_asks_not_to_be_listed(server: Server) -> None:
    about = ET.fromstring(server.ask("feed.xml")[2])
    assert about.findtext(f"channel/{PODCAST}block") == "yes"
