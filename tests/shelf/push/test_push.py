"""Finished stories on their way to an Audiobookshelf server."""

from __future__ import annotations

import json
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route

from fic_audio.shelf.push import Server
from fic_audio.web.address import find_address, listen
from fic_audio.web.server import Background
from tests.commands import SILENT, Fic, Ran
from tests.shelf.push.shelf_server import TOKEN, Shelf, application

ROAD = """Title: The "Long" Road
Author: Aki
Series: Roads

Chapter 1: Fár

They walked far.

Chapter 2: Near

They walked near.
"""
PLACE = ("Aki", "Roads", "The Long Road")
FOLDER = Path("audio/The Long Road")
FILES = {"metadata.json", "cover.jpg", "001 - Chapter 1 - Fár.mp3", "002 - Chapter 2 - Near.mp3"}


@pytest.fixture
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A server with a library for books and one for podcasts."""
    found = Shelf(tmp_path_factory.mktemp("shelf"))
    sock = listen("127.0.0.1", 0)
    found.url = f"{find_address(sock, '127.0.0.1').url}shelf"
    running = Background(application(found), sock)
    yield found
    running.stop()


@pytest.fixture
def road(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> Fic:
    """A story of two chapters, and the token."""
    monkeypatch.setenv("FIC_AUDIO_TOKEN", TOKEN)
    Path("road.txt").write_text(ROAD, encoding="utf-8")
    made = fic("produce", "road.txt", *SILENT)
    assert made.code == 0, made.err
    return fic


def push(fic: Fic, shelf: Shelf, *words: str | Path) -> Ran:
    ran = fic("push", *words, "--to", shelf.url)
    assert TOKEN not in ran.out + ran.err
    return ran


def test_a_story_is_sent(road: Fic, shelf: Shelf) -> None:
    """Into the folders that the server expects, each file as it is; then the server looks."""
    ran = push(road, shelf, FOLDER)
    assert ran.code == 0, ran.err
    assert ran.out == 'The "Long" Road: 4 files sent\n'
    assert shelf.names(*PLACE) == FILES
    there = shelf.root.joinpath("fics", *PLACE)
    for name in FILES:
        assert (there / name).read_bytes() == (FOLDER / name).read_bytes()
    assert shelf.log[-1] == "POST /shelf/api/libraries/lib_fics/scan"
    assert shelf.uploads[0]["file"] == "metadata.json"


def test_a_story_without_a_series(road: Fic, shelf: Shelf) -> None:
    assert road("produce", "kettle.txt", *SILENT).code == 0
    assert push(road, shelf, "audio/The Kettle").code == 0
    assert shelf.names("Unknown author") == {"The Kettle"}
    assert "series" not in shelf.uploads[0]


def test_all_stories_of_a_folder(road: Fic, shelf: Shelf) -> None:
    assert road("produce", "kettle.txt", *SILENT).code == 0
    ran = push(road, shelf, "audio")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [
        "The Kettle",
        'The "Long" Road',
    ]


def test_what_is_there_is_not_sent_again(road: Fic, shelf: Shelf) -> None:
    """But it is if it is told, or changed since."""
    push(road, shelf, FOLDER)
    shelf.uploads.clear()
    assert push(road, shelf, FOLDER).out == 'The "Long" Road: 0 files sent, 4 already there\n'
    os.utime(FOLDER / "cover.jpg", (2_000_000_000, 2_000_000_000))
    assert push(road, shelf, FOLDER).out == 'The "Long" Road: 1 file sent, 3 already there\n'
    assert [each["file"] for each in shelf.uploads] == ["cover.jpg"]
    assert push(road, shelf, FOLDER, "--again").out == 'The "Long" Road: 4 files sent\n'


def test_files_that_the_story_no_longer_has_are_named(road: Fic, shelf: Shelf) -> None:
    """They are not deleted: nobody asked for that."""
    push(road, shelf, FOLDER)
    stray = shelf.root.joinpath("fics", *PLACE, "003 - Gone.mp3")
    stray.write_bytes(b"sound")
    assert "no longer in the story: 003 - Gone.mp3" in push(road, shelf, FOLDER).err
    assert stray.is_file()


def test_the_scan_alone(road: Fic, shelf: Shelf) -> None:
    ran = push(road, shelf, "--scan")
    assert (ran.code, ran.out) == (0, "")
    assert shelf.uploads == []
    assert shelf.log[-1] == "POST /shelf/api/libraries/lib_fics/scan"


def test_an_account_that_may_not_scan(road: Fic, shelf: Shelf) -> None:
    """Its files are sent all the same; the scan alone is an error."""
    shelf.may_scan = False
    ran = push(road, shelf, FOLDER)
    assert ran.code == 0
    assert "will notice the files by itself" in ran.err
    ran = push(road, shelf, "--scan")
    assert ran.code == 6
    assert "the account of the token may not do this" in ran.err


def test_an_account_that_may_not_upload(road: Fic, shelf: Shelf) -> None:
    shelf.may_upload = False
    ran = push(road, shelf, FOLDER)
    assert ran.code == 6
    assert "the account of the token may not do this" in ran.err


def test_a_library_has_to_be_chosen(road: Fic, shelf: Shelf) -> None:
    """If there are several; podcasts are not for these stories."""
    shelf.add("more", "More", "book")
    ran = push(road, shelf, FOLDER)
    assert ran.code == 2
    assert 'choose one with --library NAME; there are: "Fics", "More"' in ran.err
    assert push(road, shelf, FOLDER, "--library", "fics").code == 0
    assert 'did you mean "More"?' in push(road, shelf, FOLDER, "--library", "Mor").err


def test_a_folder_has_to_be_chosen(road: Fic, shelf: Shelf) -> None:
    other = shelf.root / "other"
    shelf.libraries[0]["folders"].append({"id": "fol_other", "fullPath": str(other)})
    assert "choose one with --folder PATH" in push(road, shelf, FOLDER).err
    assert push(road, shelf, FOLDER, "--folder", str(other)).code == 0
    assert other.joinpath(*PLACE).is_dir()


def test_a_wrong_token(road: Fic, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIC_AUDIO_TOKEN", "wrong-secret")
    ran = push(road, shelf, FOLDER)
    assert ran.code == 6
    assert "does not accept the token" in ran.err
    assert "wrong-secret" not in ran.err


def test_no_token(road: Fic, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked."""
    monkeypatch.delenv("FIC_AUDIO_TOKEN")
    ran = push(road, shelf, FOLDER)
    assert ran.code == 2
    assert "environment variable FIC_AUDIO_TOKEN" in ran.err
    assert shelf.log == []


def test_a_token_from_the_keyring(road: Fic, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the package for it is installed."""
    kept = {("fic-audio", shelf.url): TOKEN}
    ring = types.ModuleType("keyring")
    ring.get_password = lambda *key: kept.get(key)  # type: ignore[attr-defined]
    ring.__spec__ = types.SimpleNamespace()  # type: ignore[assignment]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.delenv("FIC_AUDIO_TOKEN")
    assert push(road, shelf, FOLDER).code == 0


def test_a_token_that_is_none(road: Fic, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would break out of its header."""
    monkeypatch.setenv("FIC_AUDIO_TOKEN", "a b\r\nX: y")
    ran = push(road, shelf, FOLDER)
    assert ran.code == 2
    assert "a b" not in ran.err
    assert shelf.log == []


def test_a_file_that_is_too_large(road: Fic, shelf: Shelf) -> None:
    shelf.largest = 20_000
    ran = push(road, shelf, FOLDER)
    assert ran.code == 6
    assert "client_max_body_size" in ran.err


def test_a_server_that_is_off(road: Fic) -> None:
    ran = road("push", FOLDER, "--to", "http://127.0.0.1:9")
    assert ran.code == 6
    assert "can't be reached" in ran.err


def test_another_server(road: Fic, shelf: Shelf) -> None:
    ran = road("push", FOLDER, "--to", shelf.url.removesuffix("/shelf"))
    assert ran.code == 6
    assert "give the start page of Audiobookshelf" in ran.err


def test_a_redirect_is_not_followed(road: Fic) -> None:
    """The token is for the server that was named."""

    async def away(_: object) -> RedirectResponse:
        return RedirectResponse("https://elsewhere.example/")

    sock = listen("127.0.0.1", 0)
    url = find_address(sock, "127.0.0.1").url
    running = Background(Starlette(routes=[Route("/{path:path}", away)]), sock)
    ran = road("push", FOLDER, "--to", url)
    running.stop()
    assert ran.code == 6
    assert "sends to https://elsewhere.example/" in ran.err


def test_an_unencrypted_connection_over_the_internet(road: Fic) -> None:
    """Only if it is allowed; at home it is."""
    ran = road("push", FOLDER, "--to", "http://93.184.216.34/")
    assert ran.code == 2
    assert "--plain-http" in ran.err
    assert Server("http://93.184.216.34/", TOKEN, plain=True).url == "http://93.184.216.34"
    assert Server("http://192.168.1.20:13378", TOKEN).url == "http://192.168.1.20:13378"


@pytest.mark.parametrize(
    "url", ["shelf.example.org", "ftp://shelf", "https://me:pw@shelf.example.org", "https://a:b/"]
)
def test_an_address_that_is_none(road: Fic, url: str) -> None:
    ran = road("push", FOLDER, "--to", url)
    assert ran.code == 2
    assert "pw" not in ran.err


def test_no_story(road: Fic, shelf: Shelf) -> None:
    Path("empty").mkdir()
    assert "no finished story in it" in push(road, shelf, "empty").err
    assert push(road, shelf).code == 2
    assert push(road, shelf, FOLDER, "--scan").code == 2


def test_the_metadata_are_read(road: Fic, shelf: Shelf) -> None:
    """What is sent is what the server prefers to tags."""
    push(road, shelf, FOLDER)
    there = shelf.root.joinpath("fics", *PLACE, "metadata.json")
    assert json.loads(there.read_bytes())["title"] == 'The "Long" Road'
