"""PDF -> Story: the lines of its pages as paragraphs, a work of the Archive or any document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read import ao3_rebuild
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.pdf_lines import Line, lines_of
from fic_audio.page.read.pdf_paragraphs import paragraphs
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import tree

MOST_PAGES = 20_000
_DAMAGED = "the PDF is damaged or incomplete; download or save it again"


def read_pdf(raw: bytes) -> Story:
    """The story in a PDF with text; StoryError where it is locked, scanned or damaged."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as why:
        if "assword" in str(why) or "ecurity" in str(why):
            raise StoryError(
                "the PDF is locked with a password; open it and save it without one"
            ) from why
        raise StoryError(_DAMAGED) from why
    try:
        if len(document) > MOST_PAGES:
            raise StoryError(f"the PDF has more than {MOST_PAGES:,} pages; split it into several")
        pages = lines_of(document)
        told = document.get_metadata_dict()
    except pypdfium2.PdfiumError as why:
        raise StoryError(_DAMAGED) from why
    finally:
        document.close()
    if not any(char.isalnum() for dom in pages for line in dom for char in line.text):
        raise StoryError(
            "the PDF has pictures of pages instead of text; use a copy with text, such as an EPUB"
        )
    return _story(pages, told.get("Title", ""), told.get("Author", ""))


def _story(pages: Sequence[Sequence[Line]], title: str, author: str) -> Story:
    blocks = paragraphs(pages)
    if ao3_rebuild.knows([block for block, _ in blocks]):
        return ao3.read(tree(ao3_rebuild.rebuild_html([block for block, _ in blocks])))
    depths = _depths(blocks)
    html = "".join(
        f"<h{depths[size]}>{block.html}</h{depths[size]}>"
        if size in depths and len(block.text) < 200
        else f"<p>{block.html}</p>"
        for block, size in blocks
    )
    story = of_passage(extract_text([body] if (body := tree(html).body) is not None else []))
    told = story.metadata
    # Programs that print write the name of the file where the title belongs.
    if not told.title and title and not title.startswith("Microsoft Word") and "." not in title:
        told = replace(told, title=" ".join(title.split()))
    if not told.authors and author:
        told = replace(told, authors=(" ".join(author.split()),))
    return replace(story, metadata=told)


def _depths(blocks: Sequence[tuple[ao3_rebuild.Block, float]]) -> dict[float, int]:
    """Sizes of letters that are clearly larger than the body's, the largest first -> 1 to 6."""
    sizes: Counter[float] = Counter()
    for block, size in blocks:
        sizes[size] += len(block.text)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size > 1.15 * body), reverse=True)
    return {size: min(depth, 6) for depth, size in enumerate(larger, 1)}
