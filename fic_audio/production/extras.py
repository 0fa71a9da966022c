"""What stands beside a story's MP3s: which files there are to be, by the formats asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.shelf.book import FOLDER, Book

COVER = "cover.jpg"
METADATA = "metadata.json"
PAGE = "read-along.html"
CAPTIONS = (".vtt", ".srt", ".lrc")
BESIDE = (".mp3", ".opus", *CAPTIONS, ".chapters.json", ".transcript.html")
"""Of a chapter."""
IGNORE = ".ignore"
"""Audiobookshelf passes over a folder that holds such a file, and would play all else."""


def pieces(folder: Path, file: str, formats: Sequence[str], apart: str = "") -> Iterator[Path]:
    """A chapter in other forms than its MP3. Those of an M4B are hidden: it is bound of them.

    `apart`: see `Book`.
    """
    stem = Path(file).stem
    if "m4b" in formats:
        yield folder / FOLDER / f"{stem}.m4a"
    if "opus" in formats:
        yield folder / apart / f"{stem}.opus"


def bound(folder: Path, suffix: str, apart: str = "") -> Path:
    """The one file of a whole story, called like its folder."""
    return Book(folder, apart=apart).bound(suffix)


def whole(folder: Path, formats: Sequence[str], apart: str = "") -> Iterator[Path]:
    """Those that hold all of a story."""
    if "html" in formats:
        yield folder / PAGE
    for suffix in (".m4b", ".epub"):
        if suffix[1:] in formats:
            yield bound(folder, suffix, apart)


def expected(
    folder: Path, files: Sequence[str], formats: Sequence[str], apart: str = ""
) -> Iterator[Path]:
    """All that a finished run leaves beside the MP3s."""
    yield folder / COVER
    yield folder / METADATA
    for file in files:
        yield from pieces(folder, file, formats, apart)
        if "captions" in formats:
            yield from ((folder / file).with_suffix(suffix) for suffix in CAPTIONS)
    yield from whole(folder, formats, apart)


def set_apart(folder: Path, formats: Sequence[str], apart: str) -> None:
    """Makes the folder for other sound, which library servers are told to pass over, and moves
    there what an earlier program left beside the MP3s. Raises OutputError."""
    if not apart or not {"m4b", "opus"} & {*formats}:
        return
    where = folder / apart
    try:
        where.mkdir(parents=True, exist_ok=True)
        (where / IGNORE).touch()
        for path in (bound(folder, ".m4b"), *folder.glob("*.opus")):
            if path.is_file():
                path.replace(where / path.name)
    except OSError as error:
        raise OutputError(f"{where}: can't be written: {error.strerror}") from error
