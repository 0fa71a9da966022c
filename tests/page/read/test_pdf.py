"""PDFs: works of the Archive say what their web pages say; others are read as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF

from fic_audio.errors import StoryError
from fic_audio.model import MarkKind
from fic_audio.page.read.pdf import read_pdf
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.tree import tree


@pytest.mark.parametrize("kind", ["pdf"])
@pytest.mark.parametrize("work", ["218676", "23009290"])
def test_a_work_is_the_same_story_as_its_web_page(data_dir: Path, work: str, kind: str) -> None:
    folder = data_dir / "fixtures" / "ao3downloader" / "ebook" / work / "current"
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    told, expected = read_pdf(next(folder.glob(f"*.{kind}")).read_bytes()), ao3.read(tree(page))
    assert told.metadata == expected.metadata
    assert [(c.title, c.text) for c in told.chapters] == [
        (c.title, c.text) for c in expected.chapters
    ]


def test_a_damaged_file_is_a_story_error() -> None:
    with pytest.raises(StoryError, match="damaged"):
        read_pdf(b"%PDF-1.7" + bytes(200))


RAIN = (
    "Rain hammered the roof of the shed, and Petra counted the drops that came through it. Nobody "
    "had told her that the last tram went at eleven, and that was drop number {}."
)


class _Book(FPDF):
    """With the author above every page but the first and its number below."""

    def header(self) -> None:
        if self.page_no() > 1:
            self._line("Late - A. Moss", 9)

    def footer(self) -> None:
        self.set_y(-15)
        self._line(f"Page {self.page_no()}", 9)

    def _line(self, text: str, size: int) -> None:
        self.set_font("Times", "", size)
        self.cell(0, 10, text, align="C", new_x="LMARGIN", new_y="NEXT")

    def chapter(self, title: str, drops: range) -> None:
        self.set_font("Times", "B", 18)
        self.cell(0, 12, title, new_x="LMARGIN", new_y="NEXT")
        for drop in drops:
            self.set_font("Times", "", 12)
            self.multi_cell(0, 6, "     " + RAIN.format(drop), new_x="LMARGIN", new_y="NEXT")


def _printed(pdf: FPDF) -> bytes:
    return bytes(pdf.output())


def _book() -> _Book:
    book = _Book()
    book.add_page()
    book.chapter("Chapter 1: Rain", range(40))
    book.chapter("Chapter 2: Sun", range(40, 60))
    return book


def test_chapters_and_paragraphs_of_a_printed_book() -> None:
    first, second = read_pdf(_printed(_book())).chapters
    assert (first.title, second.title) == ("Chapter 1: Rain", "Chapter 2: Sun")
    assert first.text.rstrip().split("\n\n")[1:] == [RAIN.format(drop) for drop in range(40)]
    assert second.text.rstrip().split("\n\n")[1:] == [RAIN.format(drop) for drop in range(40, 60)]


def test_italics_of_a_printed_page() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Times", "", 12)
    pdf.write(6, "He would ")
    pdf.set_font("Times", "I", 12)
    pdf.write(6, "never")
    pdf.set_font("Times", "", 12)
    pdf.write(6, " come back, she knew.")
    (chapter,) = read_pdf(_printed(pdf)).chapters
    found = [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.ITALIC]
    assert found == ["never"]


def test_columns_are_read_one_after_the_other() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", "", 11)
    with pdf.text_columns(ncols=2, gutter=8) as columns:
        for drop in range(40):
            columns.write(RAIN.format(drop) + "\n\n")
    (chapter,) = read_pdf(_printed(pdf)).chapters
    words = "".join(RAIN.format(drop) for drop in range(40))
    assert "".join(chapter.text.split()) == "".join(words.split())


def test_pictures_of_pages_are_a_story_error() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50, style="F")
    with pytest.raises(StoryError, match="pictures of pages"):
        read_pdf(_printed(pdf))


def test_a_password_is_a_story_error() -> None:
    book = _book()
    book.set_encryption(owner_password="own", user_password="secret")
    with pytest.raises(StoryError, match="password"):
        read_pdf(_printed(book))


def test_places_that_are_no_numbers() -> None:
    """Found by the fuzzer: a matrix of endless numbers. The words are there all the same."""
    pdf = FPDF()
    pdf.set_compression(False)
    for _ in range(2):
        pdf.add_page()
        pdf.set_font("Times", "", 12)
        pdf.multi_cell(0, 6, "She waited.", new_x="LMARGIN", new_y="NEXT")
    raw = _printed(pdf).replace(b"BT 31.", b"BT " + b"3" * 70 + b".")
    assert sum(chapter.text.count("She waited.") for chapter in read_pdf(raw).chapters) == 2
