"""A shelf with folders that no ordinary run leaves, and how files are asked for again."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.shelf import manifest as manifests
from tests.shelf.serve.served import MP3
from tests.shelf.shelves import kettle
from tests.web.client import Server, Start

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")
pytest.importorskip("segno")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, sound: Path, start: Start) -> Server:
    top = tmp_path_factory.mktemp("odd")
    kettle(top / "Kettle", sound)
    for name, manifest in {
        "deep": "[" * 100_000,
        "nested": '{"form": 1, "metadata": {"title": {"a": [[]]}}, "voices": {}, "episodes": []}',
        "listed": '{"form": 1, "metadata": {"tags": [["a"]]}, "voices": {}, "episodes": []}',
        "voiced": '{"form": 1, "metadata": {}, "voices": {"a": {}}, "episodes": []}',
    }.items():
        broken = kettle(top / name, sound)
        (broken.folder / manifests.FOLDER / manifests.BOOK).write_text(manifest)
    preview = kettle(top / "First minute", sound)
    manifests.save(replace(preview, preview=True))
    apart = kettle(top / "Apart", sound)
    manifests.save(replace(apart, apart=manifests.APART))
    (apart.folder / manifests.APART).mkdir()
    (apart.folder / manifests.APART / ".ignore").touch()
    (apart.folder / manifests.APART / "Apart.m4b").write_bytes(b"bound")
    if sys.platform == "linux":
        odd = kettle(top / "odd", sound)
        odd.folder.rename(os.fsdecode(os.fsencode(top) + b"/caf\xe9"))
    return start(top)


@pytest.mark.parametrize("name", ["deep", "nested", "listed", "voiced"])
def test_a_manifest_of_another_shape_is_a_damaged_story(shelf: Server, name: str) -> None:
    assert shelf.ask("")[0] == 200
    assert shelf.ask(f"{name}/")[0] == 503


def test_a_preview_is_not_listed(shelf: Server) -> None:
    assert b"First%20minute" not in shelf.ask("")[2]


def test_sound_that_stands_apart_is_linked_and_served(shelf: Server) -> None:
    page = shelf.ask("Apart/")[2].decode()
    (link,) = re.findall(r'href="([^"]*\.m4b)"', page)
    status, headers, body = shelf.ask(f"Apart/{link}")
    assert (status, headers["content-type"], body) == (200, "audio/mp4", b"bound")
    assert shelf.ask("Apart/other%20formats/.ignore")[0] == 404
    assert shelf.ask("Apart/other%20formats/")[0] == 404


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_a_folder_named_by_no_unicode_has_a_link_that_leads_to_it(shelf: Server) -> None:
    assert 'href="caf%E9/"' in shelf.ask("")[2].decode()
    assert shelf.ask("caf%E9/")[0] == 200
    assert shelf.ask("caf%E9")[1]["location"] == "caf%E9/"
    assert f"{shelf.url}caf%E9/{MP3}".encode() in shelf.ask("caf%E9/feed.xml")[2]
    assert shelf.ask(f"caf%E9/{MP3}")[0] == 200


@pytest.mark.parametrize("asked", ["items=0-5", "seconds=1-", "", "bytes"])
def test_a_range_in_a_unit_nobody_knows_is_none(server: Server, mp3: bytes, asked: str) -> None:
    status, _, body = server.ask(MP3, range=asked)
    assert (status, body) == (200, mp3)


def test_who_has_a_file_already_is_told_so(server: Server) -> None:
    etag = server.ask(MP3)[1]["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        status, headers, body = server.ask(MP3, if_none_match=known)
        assert (status, headers["etag"], body) == (304, etag, b"")
    assert server.ask(MP3, if_none_match='"other"')[0] == 200


def test_who_has_a_file_of_that_date_is_told_so(server: Server) -> None:
    date = server.ask(MP3)[1]["last-modified"]
    assert server.ask(MP3, if_modified_since=date)[0] == 304
    assert server.ask(MP3, if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200
