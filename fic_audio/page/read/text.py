"""A plain-text file -> Story. Offsets count characters of the decoded file."""

from __future__ import annotations

from fic_audio.model import Story
from fic_audio.page import chapters
from fic_audio.page.headings import headings
from fic_audio.page.read.document import document
from fic_audio.page.read.markdown import hashed


def read_text(text: str) -> Story:
    """The story in a text: `front` and the chapters' texts together are the text itself.

    Many save Markdown as text: two lines or more that `#` marks as headings are headings.
    """
    marked = hashed(text)
    return document(text, marked) if len(marked) > 1 else chapters.story(text, headings(text))
