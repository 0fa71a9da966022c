"""Word documents."""

from __future__ import annotations

import io
import zipfile

import pytest

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, MarkKind
from fic_audio.page.read.docx import read_docx
from fic_audio.page.segment.footnotes import with_footnotes

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _docx(body: str, notes: str = "", styles: str = "") -> bytes:
    """A document of that body; `notes` are its footnotes."""
    parts = {"footnotes": f"<w:footnotes xmlns:w='{_W}'>{notes}</w:footnotes>"} if notes else {}
    if styles:
        parts["styles"] = f"<w:styles xmlns:w='{_W}'>{styles}</w:styles>"
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"></Types>')
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        )
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", part)
    return packed.getvalue()


def _paragraph(text: str, style: str = "", more: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def _style(name: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/></w:style>'
    )


def _one(raw: bytes) -> Chapter:
    (chapter,) = read_docx(raw).chapters
    return chapter


def test_italics_are_kept_and_deleted_words_are_not_read() -> None:
    chapter = _one(
        _docx(
            '<w:p><w:r><w:t xml:space="preserve">He </w:t></w:r><w:r><w:rPr><w:i/></w:rPr>'
            "<w:t>never</w:t></w:r><w:del><w:r><w:delText>ever</w:delText></w:r></w:del>"
            '<w:r><w:t xml:space="preserve"> came.</w:t></w:r></w:p>'
        )
    )
    assert chapter.text == "He never came."
    assert [chapter.text[mark.start : mark.end] for mark in chapter.marks] == ["never"]


def test_headings_are_chapters() -> None:
    body = (
        _paragraph("Rain", "heading1")
        + _paragraph("It fell.")
        + _paragraph("Sun", "heading1")
        + _paragraph("It rose.")
    )
    story = read_docx(_docx(body, styles=_style("heading 1")))
    assert [chapter.title for chapter in story.chapters] == ["Rain", "Sun"]


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    again = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{n}">{_paragraph(said)}</w:footnote>'
        for n, said in ((2, "A short sword."), (3, "A very short one."))
    )
    chapter = _one(
        _docx(_paragraph("He drew his tanto", more=refers + again) + _paragraph("He ran."), notes)
    )
    assert chapter.text.split("\n\n") == [
        "He drew his tanto[1][2]",
        "[1] A short sword.",
        "[2] A very short one.",
        "He ran.",
    ]
    marks = with_footnotes(chapter).marks
    assert sum(mark.kind is MarkKind.FOOTNOTE for mark in marks) == 2


def test_a_document_that_is_locked() -> None:
    # Word keeps those in another container, whose magic number this is.
    with pytest.raises(StoryError):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
