"""OpenDocument texts."""

from __future__ import annotations

import io
import zipfile

from fic_audio.model import MarkKind
from fic_audio.page.read.odt import read_odt
from fic_audio.page.segment.footnotes import with_footnotes

_SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "text")
    )
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def test_chapters_and_italics_are_read() -> None:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>"
        '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
        "</office:automatic-styles><office:body><office:text>"
        '<text:h text:outline-level="1">Chapter 1: Rain</text:h><text:p>It <text:span '
        'text:style-name="T1">poured</text:span> down.</text:p>'
        '<text:h text:outline-level="1">Chapter 2: Sun</text:h><text:p>It shone.</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", content)
    first, second = read_odt(packed.getvalue()).chapters
    assert (first.title, second.title) == ("Chapter 1: Rain", "Chapter 2: Sun")
    assert "poured" in [first.text[mark.start : mark.end] for mark in first.marks]


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>A short sword.</text:p></text:note-body></text:note>"
    )
    content = (
        f"<office:document-content {_SPACES}><office:body><office:text><text:p>He drew his tanto"
        f"{note} and ran.</text:p><text:p>Go.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", content)
    (chapter,) = read_odt(packed.getvalue()).chapters
    assert chapter.text == "He drew his tanto[1] and ran.\n\n[1] A short sword.\n\nGo."
    kinds = {mark.kind for mark in with_footnotes(chapter).marks}
    assert {MarkKind.FOOTNOTE, MarkKind.REFERENCE} <= kinds
