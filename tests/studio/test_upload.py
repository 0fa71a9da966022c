"""What is dropped: kept under a harmless name, never too large, nothing left of what failed."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.studio.studios import KETTLE, Studio
from tests.waiting import until


def begin(studio: Studio, **more: str) -> socket.socket:
    """A connection on which an upload has begun."""
    named = studio.headers("application/octet-stream") | {"Host": f"127.0.0.1:{studio.port}"}
    named |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    sock = socket.create_connection(("127.0.0.1", studio.port), 60)
    sock.sendall(f"POST /api/stories?name=a.txt HTTP/1.1\r\n{lines}\r\n".encode())
    return sock


def left(studio: Studio) -> list[Path]:
    """Uploads that were not put away."""
    return list((studio.folder / ".studio").glob("upload-*"))


def test_hostile_names_stay_in_their_folder(studio: Studio) -> None:
    names = (
        "../../evil.txt",
        "/etc/passwd",
        "C:\\con.txt",
        "..",
        ".hidden",
        "fic-audio.toml",
        "story.script.txt",
        "a\0b\n.txt",
        "x" * 400 + ".txt",
        "\u202egnp.txt",
        "<img src=x onerror=alert(1)>.html",
    )
    for name in names:
        studio.drop(quote(name), KETTLE.encode())
    stories = studio.folder / "stories"
    assert len(list(stories.iterdir())) == len(names)
    assert {path.name for path in studio.folder.iterdir()} == {".studio", "stories"}
    assert list(stories.rglob("*.script.txt")) == []
    assert left(studio) == []


def test_a_gigabyte_is_refused_before_it_comes(studio: Studio) -> None:
    with begin(studio, Content_Length=str(10**9)) as sock:
        answer = b""
        while part := sock.recv(65536):
            answer += part
    assert b" 413 " in answer
    assert b"100 MB" in answer
    assert left(studio) == []


def test_a_gigabyte_without_a_size_ends_at_the_limit(studio: Studio) -> None:
    """It is not kept, in memory or on the disk."""
    part = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    sent = 0
    with begin(studio, Transfer_Encoding="chunked") as sock, suppress(OSError):
        while sent < 1000:
            sock.sendall(part)
            sent += 1
    assert 90 < sent < 200
    assert until(lambda: left(studio) == [], 20)
    assert memory(studio) < 300_000_000


def memory(studio: Studio) -> int:
    """Bytes of memory that the studio has taken."""
    status = Path(f"/proc/{studio.process.pid}/status")
    if not status.exists():
        pytest.skip("no /proc here")
    rows = dict(row.split(":", 1) for row in status.read_text().splitlines())
    return 1024 * int(rows["VmRSS"].split()[0])


def test_an_empty_file_is_refused(studio: Studio) -> None:
    headers = studio.headers("application/octet-stream")
    answer = studio.raw("POST", "/api/stories?name=a.txt", b"", headers)
    assert answer.status == 422
    assert "empty" in answer.data["error"]


def test_what_is_no_story_is_named(studio: Studio) -> None:
    story = studio.drop("song.mp3", b"ID3\x04" + bytes(2000))
    found = studio.open(story)
    assert found["status"] == "failed"
    assert "song.mp3" in found["error"]


def test_several_files_are_one_story(studio: Studio) -> None:
    story = studio.drop("Chapter%201.txt", b'Chapter 1\n\n"Is it on?" Mina asked.\n')
    studio.drop("Chapter%202.txt", b'Chapter 2\n\n"It is," Tom said.\n', query=f"&into={story}")
    assert len(studio.open(story)["chapters"]) == 2


def test_a_body_that_is_too_large_is_refused(studio: Studio) -> None:
    answer = studio.raw("PUT", "/api/preferences", b" " * 70_000, studio.headers())
    assert answer.status == 413


@pytest.mark.parametrize("body", [b"[]", b"{", b'"x"', b"\xff", b"[" * 60_000])
def test_nonsense_is_refused(studio: Studio, body: bytes) -> None:
    answer = studio.raw("PUT", "/api/preferences", body, studio.headers())
    assert answer.status == 400
