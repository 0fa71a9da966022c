"""DOCX -> Story, by way of HTML."""

from __future__ import annotations

import io
from dataclasses import replace

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.web.html_text import BLOCKS, extract_text
from fic_audio.page.read.web.tree import Node, Tree, tree
from fic_audio.page.read.zip_archive import ZipArchive

_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='Quote'] => blockquote > p:fresh"]
    + [f"p[style-name='heading {n}'] => h{min(n + 1, 6)}:fresh" for n in range(1, 7)]
    + [f"p[style-name='Heading {n}'] => h{min(n + 1, 6)}:fresh" for n in range(1, 7)]
)
"""The title stands above chapters; comments and tracked deletions are left out by the library."""
_REFERENCES = "sup > a[href^='#footnote-'], sup > a[href^='#endnote-']"
"""How the library writes what refers to a note; the notes stand in a list at the end."""
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(raw: bytes) -> Story:
    """The story in a Word document; StoryError where it is locked, damaged or no document."""
    zipped = ZipArchive.open(raw)
    # The library unpacks again; nothing reaches it that is too large or declares entities.
    for name in zipped.names():
        if name.endswith((".xml", ".rels")):
            zipped.xml(name)
    import mammoth

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        ).value
    except Exception as why:
        raise StoryError("the Word document is damaged; save it again as DOCX or EPUB") from why
    dom = tree(html)
    _notes_to_their_places(dom)
    story = of_passage(extract_text([dom.body] if dom.body is not None else []))
    return _told(story, zipped)


def _notes_to_their_places(dom: Tree) -> None:
    """Puts each note behind the paragraph that refers to it, both with the sign: `[1]`."""
    notes = {note.attributes["id"]: note for note in dom.css("li[id]")}
    last: dict[int, Node] = {}
    for number, link in enumerate(dom.css(_REFERENCES), 1):
        note = notes.pop((link.attributes["href"] or "")[1:], None)
        place = _paragraph(link)
        if note is None or place is None:
            continue
        for back in note.css("a[href^='#']"):
            back.decompose()
        new = tree(f"<p>[{number}] {' '.join(_said(note))}</p>").css_first("p")
        note.decompose()
        link.replace_with(f"[{number}]")
        above = last.get(place.mem_id, place)
        if new is not None:
            above.insert_after(new)
            last[place.mem_id] = above.next or place


def _paragraph(link: Node) -> Node | None:
    place = link.parent
    while place is not None and place.tag not in BLOCKS:
        place = place.parent
    return place if place is not None and place.tag != "body" else None


def _said(note: Node) -> list[str]:
    """The paragraphs of a note."""
    return [part.inner_html or "" for part in note.css("p")] or [note.inner_html or ""]


def _told(story: Story, zipped: ZipArchive) -> Story:
    """The story with the title and the author of the document's properties, if it says none."""
    if zipped.find(_CORE) is None:
        return story
    root = zipped.xml(_CORE)
    title, author = (" ".join((root.findtext(_DC + k) or "").split()) for k in ("title", "creator"))
    told = story.metadata
    told = replace(told, title=told.title or title)
    # Programs without a name to give write their own.
    if not told.authors and author and author not in ("python-docx", "Un-named"):
        told = replace(told, authors=(author,))
    return replace(story, metadata=told)
