"""Word documents."""

from __future__ import annotations

import io
import zipfile

from fic_audio.page.read.docx import read_docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_italics_are_kept_and_deleted_words_are_not_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"></Types>')
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t xml:space="preserve">He </w:t>'
            "</w:r><w:r><w:rPr><w:i/></w:rPr><w:t>never</w:t></w:r><w:del><w:r><w:delText>ever"
            '</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> came.</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    (chapter,) = read_docx(packed.getvalue()).chapters
    assert chapter.text == "He never came."
    assert [chapter.text[mark.start : mark.end] for mark in chapter.marks] == ["never"]
