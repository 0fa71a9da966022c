"""Files made to do harm: they end in one sentence or the right reading, soon, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

WORDS = "The tram was late again, and nobody in the wet street seemed to mind. "
READ = """
import json, re, sys
from pathlib import Path
from fic_audio.errors import StoryError
from fic_audio.page.read import read
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
except ImportError:
    pass
try:
    story = read(Path(sys.argv[1]))
    said = {"text": " ".join(c.text for c in story.chapters)[-400:], "title": story.metadata.title}
except StoryError as error:
    said = {"error": str(error)}
try:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
except OSError:
    peak = 0
print(json.dumps(said | {"peak": peak}))
"""
MEGABYTES = 500
SECONDS = 60
"""Of processor time: a reader that hangs takes more. The aim is 10."""


def outcome(path: Path) -> dict[str, str]:
    """What reading a file in a process of its own came to; fails where it is no clean outcome."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), str(SECONDS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, str] = json.loads(done.stdout)
    assert int(said["peak"]) <= MEGABYTES
    return said


def test_two_hundred_megabytes_of_text(tmp_path: Path) -> None:
    """More than anybody writes is refused with its size."""
    path = tmp_path / "long.txt"
    path.write_text(WORDS * (200_000_000 // len(WORDS)))
    assert " MB, more than " in outcome(path)["error"]


def test_many_lines(tmp_path: Path) -> None:
    """Millions of empty lines are refused before anything is made of them."""
    path = tmp_path / "lines.txt"
    path.write_text("a\n" * 3_000_000)
    assert "3,000,000 lines" in outcome(path)["error"]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "font"])
def test_a_page_of_great_depth(tmp_path: Path, tag: str) -> None:
    """Elements a hundred thousand deep keep their words."""
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body><p>{WORDS}</p>" + f"<{tag}>" * 100_000 + f"{WORDS} The end.")
    assert outcome(path)["text"].rstrip().endswith("The end.")


def test_broken_tags(tmp_path: Path) -> None:
    """A million angle brackets are no page, and no trouble."""
    path = tmp_path / "brackets.html"
    path.write_text(f"<html><body><p>{WORDS}</p>" + "<" * 500_000 + "<a " * 200_000)
    outcome(path)


def test_scripts_are_not_read(tmp_path: Path) -> None:
    """A script's text is no story, and what looks like one in the words is kept as words."""
    path = tmp_path / "script.html"
    path.write_text(
        f"<html><body><p>{WORDS * 5}</p><script>steal('cookies')</script>"
        "<p>She wrote &lt;script&gt;alert(1)&lt;/script&gt; on the wall.</p></body></html>"
    )
    said = outcome(path)
    assert "steal" not in said["text"]
    assert "<script>alert(1)</script> on the wall" in said["text"]


def test_invalid_utf8(tmp_path: Path) -> None:
    """Broken bytes cost their letters alone."""
    path = tmp_path / "broken.html"
    path.write_bytes(b"<html><meta charset=utf-8><p>" + WORDS.encode() * 3 + b"\xff\xfe\xc3</p>")
    assert "nobody in the wet street" in outcome(path)["text"]


@pytest.mark.parametrize("suffix", [".txt", ".epub", ".pdf", ".docx", ".mp3", ""])
def test_a_wrong_extension(tmp_path: Path, suffix: str) -> None:
    """What a file holds counts, not what it is called."""
    path = tmp_path / f"story{suffix}"
    path.write_text(f"<html><head><title>Rain</title></head><body><p>{WORDS * 3}</p></body></html>")
    said = outcome(path)
    assert said["title"] == "Rain"
    assert "<" not in said["text"]


ENTITIES = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "{words}">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>"""


def _epub(path: Path, opf: str, page: str, name: str = "one.xhtml") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>",
        )
        book.writestr("book.opf", opf)
        book.writestr(name, page)
    return path


OPF = """{head}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></metadata><manifest>
<item id="one" href="{href}" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{words}</p></body></html>'


@pytest.mark.parametrize("entity", ["&d;", "&e;"])
def test_entities(tmp_path: Path, entity: str) -> None:
    """Entities are neither multiplied nor fetched, in the package file as in the pages."""
    head = ENTITIES.format(words=WORDS * 100)
    for opf, page in (
        (OPF.format(head=head, title=entity, href="one.xhtml"), PAGE.format(words=WORDS)),
        (
            OPF.format(head="", title="Rain", href="one.xhtml"),
            head + PAGE.format(words=WORDS + entity),
        ),
    ):
        said = outcome(_epub(tmp_path / "entities.epub", opf, page))
        assert "root:" not in json.dumps(said)


def test_a_path_out_of_the_book(tmp_path: Path) -> None:
    """A book that names a file outside of itself gets nothing from there."""
    secret = tmp_path / "secret.xhtml"
    secret.write_text(PAGE.format(words="secret words"))
    opf = OPF.format(head="", title="Rain", href="../secret.xhtml")
    (tmp_path / "books").mkdir()
    said = outcome(_epub(tmp_path / "books" / "path.epub", opf, PAGE.format(words=WORDS)))
    assert "secret words" not in json.dumps(said)


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A page that unpacks to gigabytes is refused before it is unpacked."""
    path = tmp_path / "bomb.epub"
    opf = OPF.format(head="", title="Rain", href="one.xhtml")
    _epub(path, opf, PAGE.format(words=" " * 400_000_000))
    assert "error" in outcome(path)


def test_a_book_cut_short(tmp_path: Path) -> None:
    """Half a download says that it is half a download."""
    opf = OPF.format(head="", title="Rain", href="one.xhtml")
    path = _epub(tmp_path / "cut.epub", opf, PAGE.format(words=WORDS * 500))
    path.write_bytes(path.read_bytes()[:-200])
    assert "error" in outcome(path)
