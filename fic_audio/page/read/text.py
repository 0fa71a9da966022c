"""A plain-text file -> Story. Offsets count characters of the decoded file."""

from __future__ import annotations

from fic_audio.model import Story
from fic_audio.page import chapters
from fic_audio.page.plain_text.headings import find_headings
from fic_audio.page.read.markdown import find_hash_headings
from fic_audio.page.read.marked_text import document


def read_text(text: str) -> Story:
    """The story in a text: `front` and the chapters' texts together are the text itself.

    Many save Markdown as text: two lines or more that `#` marks as headings are headings.
    """
    marked = find_hash_headings(text)
    return document(text, marked) if len(marked) > 1 else chapters.story(text, find_headings(text))
