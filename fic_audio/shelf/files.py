"""How the files of a finished story are called. Players, feeds and old folders know these names."""

from __future__ import annotations

from enum import StrEnum

COVER = "cover.jpg"
FEED = "feed.xml"
IGNORE = ".ignore"
"""Audiobookshelf passes over a folder that holds such a file, and would play all else."""
METADATA = "metadata.json"
"""What Audiobookshelf reads."""
POST = "post.html"
READ_ALONG = "read-along.html"


class Suffix(StrEnum):
    """The ends of names: a chapter's files are called like its MP3, and those of the whole story
    like its folder."""

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
"""What every chapter has where captions are asked for."""
OF_A_CHAPTER = (Suffix.MP3, Suffix.OPUS, *CAPTIONS, Suffix.SCENES, Suffix.TRANSCRIPT)
"""What a chapter may have, but for its piece of an M4B."""
