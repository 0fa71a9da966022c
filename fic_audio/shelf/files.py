"""Names of the files of a finished story. Players, feeds and old folders rely on them."""

from __future__ import annotations

from enum import StrEnum

COVER = "cover.jpg"
FEED = "feed.xml"
IGNORE = ".ignore"
"""File that makes Audiobookshelf skip its folder."""
METADATA = "metadata.json"
"""File that Audiobookshelf reads."""
POST = "post.html"
READ_ALONG = "read-along.html"
STORY = "story"
"""Folder of the story itself, if it was fetched: the newest book and the one before."""


class Suffix(StrEnum):
    """Suffixes: a chapter's files are named like its MP3, and those of the whole story like its
    folder."""

    MP3 = ".mp3"
    OPUS = ".opus"
    M4A = ".m4a"
    """A piece of an M4B."""
    VTT = ".vtt"
    SRT = ".srt"
    LRC = ".lrc"
    SCENES = ".chapters.json"
    TRANSCRIPT = ".transcript.html"
    M4B = ".m4b"
    EPUB = ".epub"


CAPTIONS = (Suffix.VTT, Suffix.SRT, Suffix.LRC)
"""Captions that every chapter gets if captions are requested."""
OF_A_CHAPTER = (Suffix.MP3, Suffix.OPUS, *CAPTIONS, Suffix.SCENES, Suffix.TRANSCRIPT)
"""All files that a chapter may have, except its piece of an M4B."""
