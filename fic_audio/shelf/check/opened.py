"""A file as mutagen reads it, as many players do."""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class OpenedFile:
    path: Path
    info: Any = None
    """Properties of the stream; None if there is none."""
    tags: Any = None
    trouble: str = ""
    """Reason why it can't be read; empty if it can."""

    def text(self, frame: str) -> str:
        """The text of an ID3 frame; empty if there is none."""
        return str(self.tags[frame]) if self.tags is not None and frame in self.tags else ""

    def frames(self, name: str) -> Sequence[Any]:
        return self.tags.getall(name) if self.tags is not None else ()

    @property
    def track(self) -> tuple[int, int]:
        """Number of the track and of all tracks; zeros if not given."""
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", self.text("TRCK"))
        return (int(match[1]), int(match[2])) if match else (0, 0)


def open_mp3(path: Path) -> OpenedFile:
    from mutagen.id3 import ID3
    from mutagen.mp3 import MP3

    try:
        info = MP3(path).info
    except Exception as why:  # Whatever a reader stumbles over, players may, too.
        return OpenedFile(path, trouble=f"it is no MP3: {why}")
    try:
        return OpenedFile(path, info, ID3(path, translate=False))
    except Exception as why:
        return OpenedFile(path, info, trouble=f"its tags can't be read: {why}")


def open_mp4(path: Path) -> OpenedFile:
    from mutagen.mp4 import MP4

    try:
        file = MP4(path)
    except Exception as why:
        return OpenedFile(path, trouble=f"it is no M4B: {why}")
    return OpenedFile(path, file, file.tags)


def tag_size(start: bytes) -> int:
    """Size in bytes of the tag at the beginning of an MP3."""
    if start[:3] != b"ID3":
        return 0
    return 10 + sum(byte << 7 * place for place, byte in enumerate(start[9:5:-1]))


def alike(shown: str, meant: str) -> bool:
    """Whether that is the text meant, but for what no format keeps: kinds of space, halves
    of characters, the end of what is very long.

    >>> alike("Tea  for two", "Tea\\nfor two"), alike("Tea for…", "Tea for two"), alike("Te", "Tea")
    (True, True, False)
    """
    there, whole = _visible(shown), _visible(meant)
    return there == whole or (len(there) > 6 and there[-1] == "…" and whole.startswith(there[:-1]))


def _visible(text: str) -> str:
    # Half a character is written as "?" in one file and left out of another.
    return "".join(char for char in text if char.isprintable() and char not in " ?\ufffd")
