"""The first bytes of a file -> its format, whatever its name says."""

from __future__ import annotations

import re
from typing import NamedTuple

from fic_audio.errors import StoryError
from fic_audio.page.read.zip_archive import ZipArchive


class Format(NamedTuple):
    """A kind of file, and how to name it in a sentence."""

    key: str
    called: str


TEXT = Format("text", "a plain text")
MARKDOWN = Format("markdown", "a Markdown text")
_PACKED = Format("packed", "a ZIP archive")
_EPUB = "application/epub+zip"
_ZIPPED = {
    _EPUB: Format("epub", "an EPUB book"),
    "META-INF/container.xml": Format("epub", "an EPUB book"),
    "word/": Format("docx", "a Word document (DOCX)"),
    "application/vnd.oasis.opendocument.text": Format("odt", "an OpenDocument text (ODT)"),
}
_MAGIC = (
    (b"%PDF-", Format("pdf", "a PDF document")),
    (b"{\\rtf", Format("rtf", "an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format("doc", "an old Word document (DOC)")),
    (b"\x89PNG\r\n", Format("image", "a PNG picture")),
    (b"\xff\xd8\xff", Format("image", "a JPEG picture")),
    (b"GIF8", Format("image", "a GIF picture")),
    (b"ID3", Format("sound", "an MP3 file")),
    (b"\xff\xfb", Format("sound", "an MP3 file")),
    (b"OggS", Format("sound", "an Ogg file")),
    (b"fLaC", Format("sound", "a FLAC file")),
    (b"RIFF", Format("sound", "a WAV or AVI file")),
    (b"\x1f\x8b", Format("packed", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", Format("packed", "a 7-Zip archive")),
    (b"Rar!\x1a", Format("packed", "a RAR archive")),
    (b"BZh", Format("packed", "a bzip2 archive")),
    (b"\xfd7zXZ", Format("packed", "an xz archive")),
    (b"SQLite format 3", Format("data", "a database")),
    (b"\x7fELF", Format("program", "a program")),
    (b"MZ\x90\x00", Format("program", "a program")),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(rb"<(?:p|div|table|td|br|body|h[1-6]|blockquote|section)\b", re.IGNORECASE)
_PAGE = Format("html", "a web page (HTML)")
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def of_bytes(raw: bytes) -> Format | None:
    """The format that the bytes tell; None if they may be text."""
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    if raw[60:68] == b"BOOKMOBI":
        return Format("mobi", "a Kindle book (MOBI or AZW3)")
    if raw[4:8] == b"ftyp":
        return Format("sound", "an MP4 or M4A file")
    for magic, found in _MAGIC:
        if raw.startswith(magic):
            return found
    head = raw[:4096].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    return _PAGE if _HTML.match(head) or _is_page(raw) else None


def _is_page(raw: bytes) -> bool:
    """Whether it is a page without its first lines, as some programs save it. A text in which
    somebody wrote <i> is a text: its paragraphs are no elements."""
    return raw.lstrip()[:1] == b"<" and len(_BLOCK.findall(raw[:20_000])) >= 3


def of_text(suffix: str) -> Format:
    """Markdown by its name; anything else is plain text, whose headings may be Markdown's too."""
    return MARKDOWN if suffix.lower() in _MARKDOWN_NAMES else TEXT


def _zipped(raw: bytes) -> Format:
    try:
        packed = ZipArchive.open(raw)
        names = packed.names()
        kind = packed.read("mimetype")[:80].strip() if "mimetype" in names else b""
    except StoryError:
        # Its reader says what is wrong with it.
        return _ZIPPED[_EPUB] if raw[30:58] == b"mimetype" + _EPUB.encode() else _PACKED
    for sign, found in _ZIPPED.items():
        if kind == sign.encode() or any(name.startswith(sign) for name in names):
            return found
    return _PACKED
