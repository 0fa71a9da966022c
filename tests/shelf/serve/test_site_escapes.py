"""What is not served, to whom not, and what is not on a shelf."""

from __future__ import annotations

import select
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from fic_audio.shelf import manifest
from tests.shelf.serve.served import MP3, TOKEN
from tests.shelf.shelves import hostile, kettle
from tests.web.client import Server, Start

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")
pytest.importorskip("segno")


ESCAPES = [
    b"/../secret.mp3",
    b"/./../secret.mp3",
    b"/%2e%2e/secret.mp3",
    b"/%2e%2e%2fsecret.mp3",
    b"/..%2fsecret.mp3",
    b"/..%5csecret.mp3",
    b"/..\\secret.mp3",
    b"/%252e%252e/secret.mp3",
    b"/..%c0%afsecret.mp3",
    b"/%ff/secret.mp3",
    b"/.../secret.mp3",
    b"//secret.mp3",
    b"///etc/passwd",
    b"/%2fetc%2fpasswd",
    b"/etc/passwd",
    b"/C:/Windows/win.ini",
    b"/C:%5cWindows%5cwin.ini",
    b"/%5c%5chost%5cshare%5csecret.mp3",
    b"/file:///etc/passwd",
    b"/secret.mp3%00.mp3",
    b"/001%20-%20x.mp3%00",
    b"/001%20-%20x.mp3::$DATA",
    b"/001%20-%20x.mp3.",
    b"/001%20-%20x.mp3%20",
    b"/001%20-%20x.mp3/",
    b"/001%20-%20x.mp3/../../secret.mp3",
    b"/x/../001%20-%20x.mp3",
    b"/beside/secret.mp3",
    b"/../beside/secret.mp3",
    b"/.fic-audio/book.json",
    b"/%2efic-audio/book.json",
    b"/.fic-audio/",
    b"/.hidden.mp3",
    b"/fic-audio.toml",
    b"/notes.txt",
    b"/metadata.json",
    b"/x.MP3%20",
    b"/folder.mp3",
    b"/folder.mp3/",
    b"/pipe.mp3",
    b"/out.mp3",
    b"/inner.mp3",
    b"/loop.mp3",
    b"/*",
    b"/%",
    b"/t/",
    b"http://127.0.0.1/../secret.mp3",
]


@pytest.mark.parametrize("target", ESCAPES)
def test_no_path_leads_out_or_to_what_is_hidden(server: Server, target: bytes) -> None:
    """As sent, without a client that would tidy it first."""
    answer = server.raw(
        b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    assert answer.split()[1] in (b"404", b"400")
    assert b"secret" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "request_",
    [b"GET / HTTP/1.1\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"x\r\n\r\n"],
)
def test_what_is_no_request_is_told_so(server: Server, request_: bytes) -> None:
    assert server.raw(request_).split()[1] == b"400"


def test_headers_without_end_are_refused(server: Server) -> None:
    with server.connected() as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        answer = b""
        try:
            for _ in range(10_000):
                sock.sendall(b"x" * 1000)
                if select.select([sock], [], [], 0)[0]:
                    answer = sock.recv(65536)
                    break
        except OSError:
            answer = answer or b"HTTP/1.1 400"
    assert answer.split()[1] == b"400"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "",
        "[::2]",
    ],
)
def test_requests_for_other_hosts_are_refused(server: Server, host: str) -> None:
    """A stranger's page can't read the shelf by a name of its own that it points here."""
    for path in ("", MP3, "feed.xml"):
        status, _, body = server.ask(path, Host=host)
        assert status == 400
        assert b"x.mp3" not in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]", "[::1]:8080"])
def test_this_computers_own_names_are_good(server: Server, host: str) -> None:
    assert server.ask("", Host=host)[0] == 200


def test_a_token_is_part_of_every_address(start: Start, folder: Path, mp3: bytes) -> None:
    """Without it there is nothing; its page, feed and files are all below it."""
    server = start(folder, token=TOKEN)
    assert server.url.endswith(f"/t/{TOKEN}/")
    assert server.ask(MP3)[::2] == (200, mp3)
    urls = [
        each.attrib["url"] for each in ET.fromstring(server.ask("feed.xml")[2]).iter("enclosure")
    ]
    assert urls[0] == server.url + MP3
    above = f"http://127.0.0.1:{server.port}/"
    without = Server(above, server.process)
    for path in ("", MP3, "feed.xml", f"t/{TOKEN}x/", f"t/{TOKEN[:-1]}/{MP3}", "t/", "t//", "t/é/"):
        assert without.ask(quote(path, safe="/%"))[0] == 404, path
    status, headers, _ = without.ask(f"t/{TOKEN}")
    assert (status, headers["location"]) == (307, f"{TOKEN}/")


# A folder of several stories.


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, sound: Path, start: Start) -> Server:
    top = tmp_path_factory.mktemp("shelf")
    kettle(top / "Kettle & Co #1", sound)
    hostile(top / "Aki" / "Pots" / "Été 100%", sound)
    (top / "empty").mkdir()
    (top / "loose.mp3").write_bytes(b"secret")
    kettle(top / ".hidden", sound)
    broken = kettle(top / "broken", sound)
    (broken.folder / manifest.FOLDER / manifest.BOOK).write_text("{")
    away = tmp_path_factory.mktemp("away")
    kettle(away / "Elsewhere", sound)
    with suppress(OSError):
        (top / "link").symlink_to(away / "Elsewhere", target_is_directory=True)
    return start(top)


def test_a_shelf_shows_its_stories(shelf: Server) -> None:
    """Those that can be read, wherever they lie below it, and each has its page and feed."""
    page = shelf.ask("")[2].decode()
    places = ["Kettle%20%26%20Co%20%231/", "Aki/Pots/%C3%89t%C3%A9%20100%25/"]
    for place in places:
        assert f'href="{place}"' in page
        assert shelf.ask(place)[0] == 200
        feed = ET.fromstring(shelf.ask(f"{place}feed.xml")[2])
        urls = [each.attrib["url"] for each in feed.iter("enclosure")]
        assert urls
        assert all(url.startswith(shelf.url + place) for url in urls)
        assert shelf.ask(urls[0].removeprefix(shelf.url))[0] == 200
    assert page.count("<li>") == 2


@pytest.mark.parametrize(
    "path",
    [
        "empty/",
        "empty",
        "Aki/",
        "Aki/Pots/",
        "loose.mp3",
        ".hidden/",
        ".hidden/feed.xml",
        "link/",
        "link/001%20-%20x.mp3",
        "Kettle%20%26%20Co%20%231/.fic-audio/book.json",
        "Kettle%20%26%20Co%20%231/../loose.mp3",
        "Kettle%20%26%20Co%20%231/x/y/z",
        "a/b/c/d/e/f",
        "feed.xml",
    ],
)
def test_a_shelf_has_nothing_else(shelf: Server, path: str) -> None:
    assert shelf.ask(path)[0] == 404


def test_a_story_without_its_slash_leads_to_it(shelf: Server) -> None:
    status, headers, _ = shelf.ask("Kettle%20%26%20Co%20%231")
    assert (status, headers["location"]) == (307, "Kettle%20%26%20Co%20%231/")


def test_a_story_that_is_damaged_is_told_so(shelf: Server) -> None:
    """And no path of this computer with it."""
    for path in ("broken/", "broken/feed.xml"):
        status, _, body = shelf.ask(path)
        assert (status, body) == (503, b"This story can't be read at the moment.")
