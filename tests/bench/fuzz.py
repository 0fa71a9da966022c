"""Feeds a reader with damaged files, guided by coverage: no traceback, no hang, no swelling.

    pip install atheris fpdf2
    python tests/bench/fuzz.py html --minutes 30

What breaks a reader is kept in build/fuzz/READER/found; mend it and keep it as a test's case.
Readers: text markdown html epub pdf mobi docx odt rtf. Zip formats are fuzzed inside, member by
member, since a damaged archive ends at its checksum.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

READERS = {
    "text": "text:read_text",
    "markdown": "markdown:read_markdown",
    "html": "web:read_html",
    "epub": "epub:read_epub",
    "pdf": "pdf:read_pdf",
    "mobi": "kindle:read_kindle",
    "docx": "docx:read_docx",
    "odt": "odt:read_odt",
    "rtf": "rtf:read_rtf",
}
SUFFIXES = {
    "text": ("txt",),
    "markdown": ("md",),
    "html": ("html",),
    "epub": ("epub",),
    "pdf": ("pdf",),
    "mobi": ("mobi", "azw3"),
}
DATA = Path(os.environ.get("FIC_AUDIO_DATA", "../shared/data")).resolve()
LONGEST = 60_000
SECONDS = 10
MEGABYTES = 1500

DOCX = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" Type="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.'
    'org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>“Late again,” said Ada.</w:t></w:r>'
    "</w:p></w:body></w:document>",
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:'
    'opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:text><text:p>“Late again,” said Ada.</text:p></office:text></office:body>"
    "</office:document-content>",
}
RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\pard \'93Late again,\'94 {\i said} Ada.\par}"


def seeds(reader: str) -> list[bytes]:
    """Real files to begin with, as far as they are small; little ones of our own else."""
    found = [
        path.read_bytes()
        for suffix in SUFFIXES.get(reader, ())
        for path in sorted((DATA / "fixtures").rglob(f"*.{suffix}"))
        if path.stat().st_size <= LONGEST
    ]
    own = sorted(Path("seeds").glob("*.txt")) + sorted(Path("seeds").glob("*.md"))
    if reader in ("text", "markdown"):
        found += [path.read_bytes()[:6000] for path in own]
    if reader == "docx":
        found.append(packed(DOCX))
    if reader == "odt":
        found.append(packed(ODT))
    if reader == "rtf":
        found.append(RTF.encode())
    if reader == "pdf":
        found.append(printed())
    return found


def printed() -> bytes:
    """A PDF whose streams are not packed: in a packed one nothing can be changed."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_compression(False)
    for title in ("Chapter 1: Rain", "Chapter 2: Sun"):
        pdf.add_page()
        pdf.set_font("Times", "B", 18)
        pdf.cell(0, 12, title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Times", "", 12)
        for _ in range(3):
            pdf.multi_cell(0, 6, '"Late again," said Ada. ' * 6, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def packed(members: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return raw.getvalue()


def unpacked(raw: bytes) -> bytes:
    """An archive as one text that can be mutated: each member behind its name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return b"".join(
            b"\n@@@" + name.encode() + b"\n" + archive.read(name) for name in archive.namelist()
        )


def repacked(text: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for part in text.split(b"\n@@@")[1:]:
            name, _, content = part.partition(b"\n")
            archive.writestr(name.decode("utf-8", "replace").replace("\0", "") or "x", content)
    return raw.getvalue()


def one(reader: str, read: Callable[..., object]) -> Callable[[bytes], None]:
    from fic_audio.errors import StoryError
    from fic_audio.page.segment import segment

    def run(data: bytes) -> None:
        raw = repacked(data) if reader in ("epub", "docx", "odt") else data
        try:
            story = read(raw.decode("utf-8", "replace") if reader in ("text", "markdown") else raw)
        except StoryError:
            return
        for chapter in story.chapters:  # type: ignore[attr-defined]
            spans = segment(chapter)
            assert "".join(chapter.text[s.start : s.end] for s in spans) == chapter.text
            assert all(0 <= m.start < m.end <= len(chapter.text) for m in chapter.marks)

    return run


def fuzz(reader: str, corpus: Path, found: Path, seconds: int) -> None:
    """Runs in a process of its own: the fuzzer ends it at the first fault."""
    import atheris

    module, _, function = READERS[reader].partition(":")
    with atheris.instrument_imports(include=["fic_audio.page", "mammoth", "mobi", "striprtf"]):
        read = getattr(importlib.import_module(f"fic_audio.page.read.{module}"), function)
        if reader in ("html", "epub", "mobi"):
            from fic_audio.page.read import web

            for name in (*web.SITES, "generic", "not_a_story"):
                importlib.import_module(f"{web.__name__}.{name}")
        run = one(reader, read)
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    corpus, found = (asked.folder / asked.reader / name for name in ("corpus", "found"))
    if asked.child:
        fuzz(asked.reader, corpus, found, asked.child)
        return
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(seeds(asked.reader)):
        text = unpacked(raw) if asked.reader in ("epub", "docx", "odt") else raw
        (corpus / f"seed{number}").write_bytes(text[:LONGEST])
    end = time.monotonic() + 60 * asked.minutes
    runs = 0
    while (left := int(end - time.monotonic())) > 0:
        done = subprocess.run(
            [
                sys.executable,
                __file__,
                asked.reader,
                "--folder",
                asked.folder,
                "--child",
                str(left),
            ],
            capture_output=True,
            text=True,
            errors="replace",
        )
        lines = done.stderr.splitlines()
        runs += sum(
            int(line.rsplit(None, 1)[-1])
            for line in lines
            if line.startswith("stat::number_of_executed_units")
        )
        if done.returncode:
            print("\n".join(lines[-30:]), flush=True)
            if "ImportError" in done.stderr or "ModuleNotFoundError" in done.stderr:
                break
    faults = sorted(path.name for path in found.iterdir())
    print(f"{asked.reader}: {runs:,} files in {asked.minutes:g} minutes, {len(faults)} faults")
    for name in faults:
        print(f"  {found / name}")


if __name__ == "__main__":
    main()
