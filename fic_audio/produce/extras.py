"""What stands beside a story's MP3s: which files there are to be, by the formats asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fic_audio.shelf.book import FOLDER

COVER = "cover.jpg"
METADATA = "metadata.json"
PAGE = "read-along.html"
CAPTIONS = (".vtt", ".srt", ".lrc")


def pieces(folder: Path, file: str, formats: Sequence[str]) -> Iterator[Path]:
    """A chapter in other forms than its MP3. Those of an M4B are hidden: it is bound of them."""
    stem = Path(file).stem
    if "m4b" in formats:
        yield folder / FOLDER / f"{stem}.m4a"
    if "opus" in formats:
        yield folder / f"{stem}.opus"


def bound(folder: Path, suffix: str) -> Path:
    """The one file of a whole story, called like its folder."""
    return folder / f"{folder.name}{suffix}"


def whole(folder: Path, formats: Sequence[str]) -> Iterator[Path]:
    """Those that hold all of a story."""
    if "html" in formats:
        yield folder / PAGE
    for suffix in (".m4b", ".epub"):
        if suffix[1:] in formats:
            yield bound(folder, suffix)


def expected(folder: Path, files: Sequence[str], formats: Sequence[str]) -> Iterator[Path]:
    """All that a finished run leaves beside the MP3s."""
    yield folder / COVER
    yield folder / METADATA
    for file in files:
        yield from pieces(folder, file, formats)
        if "captions" in formats:
            yield from ((folder / file).with_suffix(suffix) for suffix in CAPTIONS)
    yield from whole(folder, formats)
