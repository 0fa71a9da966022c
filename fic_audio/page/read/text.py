"""A plain-text file -> Story. Offsets count characters of the decoded file."""

from __future__ import annotations

from fic_audio.model import Story
from fic_audio.page import chapters
from fic_audio.page.headings import headings


def read_text(text: str) -> Story:
    """The story in a text: `front` and the chapters' texts together are the text itself."""
    return chapters.story(text, headings(text))
