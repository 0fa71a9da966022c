"""DOCX -> Story, by way of HTML."""

from __future__ import annotations

import io
from dataclasses import replace

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read.document import of_passage
from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.tree import tree
from fic_audio.page.read.zipped import Zipped

_STYLES = "\n".join(
    ["p[style-name='Title'] => h1:fresh", "p[style-name='Quote'] => blockquote > p:fresh"]
    + [f"p[style-name='heading {n}'] => h{min(n + 1, 6)}:fresh" for n in range(1, 7)]
    + [f"p[style-name='Heading {n}'] => h{min(n + 1, 6)}:fresh" for n in range(1, 7)]
)
"""The title stands above chapters; comments and tracked deletions are left out by the library."""
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_docx(raw: bytes) -> Story:
    """The story in a Word document; StoryError where it is locked, damaged or no document."""
    zipped = Zipped.open(raw)
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
    body = tree(html).body
    story = of_passage(flow([body] if body is not None else []))
    return _told(story, zipped)


def _told(story: Story, zipped: Zipped) -> Story:
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
