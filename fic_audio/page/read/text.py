"""A plain-text file -> Story. Offsets count characters of the decoded file."""

from __future__ import annotations

from dataclasses import replace

from fic_audio.model import Story
from fic_audio.page import chapters
from fic_audio.page.front import front
from fic_audio.page.headings import headings


def read_text(text: str) -> Story:
    """The story in a text: `front` and the chapters' texts together are the text itself."""
    plan = chapters.outline(text, headings(text))
    limit = plan.openings[0].start if plan.openings else None
    listed = [(heading.start, heading.end) for heading in plan.contents]
    start, metadata = front(text, limit, listed)
    return Story(metadata, chapters.split(text, start, plan), text[:start])


def titled(story: Story, title: str) -> Story:
    """The story with a title, if it has none of its own."""
    if story.metadata.title:
        return story
    return replace(story, metadata=replace(story.metadata, title=title))
