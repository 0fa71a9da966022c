"""What stands beside a story's MP3s: which files there are to be, by the formats asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from fic_audio.config import Format
from fic_audio.errors import OutputError
from fic_audio.shelf.files import CAPTIONS, COVER, IGNORE, METADATA, READ_ALONG, Suffix
from fic_audio.shelf.manifest import FOLDER, Manifest


def piece_paths(folder: Path, file: str, formats: Sequence[str], apart: str = "") -> Iterator[Path]:
    """A chapter in other forms than its MP3. Those of an M4B are hidden: it is bound of them.

    `apart`: see `Manifest`.
    """
    stem = Path(file).stem
    if Format.M4B in formats:
        yield folder / FOLDER / f"{stem}{Suffix.M4A}"
    if Format.OPUS in formats:
        yield folder / apart / f"{stem}{Suffix.OPUS}"


def bound_path(folder: Path, suffix: str, apart: str = "") -> Path:
    """The one file of a whole story, called like its folder."""
    return Manifest(folder, apart=apart).bound(suffix)


def whole_paths(folder: Path, formats: Sequence[str], apart: str = "") -> Iterator[Path]:
    """Those that hold all of a story."""
    if Format.HTML in formats:
        yield folder / READ_ALONG
    for form, suffix in ((Format.M4B, Suffix.M4B), (Format.EPUB, Suffix.EPUB)):
        if form in formats:
            yield bound_path(folder, suffix, apart)


def expected_paths(
    folder: Path, files: Sequence[str], formats: Sequence[str], apart: str = ""
) -> Iterator[Path]:
    """All that a finished run leaves beside the MP3s."""
    yield folder / COVER
    yield folder / METADATA
    for file in files:
        yield from piece_paths(folder, file, formats, apart)
        if Format.CAPTIONS in formats:
            yield from ((folder / file).with_suffix(suffix) for suffix in CAPTIONS)
    yield from whole_paths(folder, formats, apart)


def set_apart(folder: Path, formats: Sequence[str], apart: str) -> None:
    """Makes the folder for other sound, which library servers are told to pass over, and moves
    there what an earlier program left beside the MP3s. Raises OutputError."""
    if not apart or not {Format.M4B, Format.OPUS} & {*formats}:
        return
    where = folder / apart
    try:
        where.mkdir(parents=True, exist_ok=True)
        (where / IGNORE).touch()
        for path in (bound_path(folder, Suffix.M4B), *folder.glob(f"*{Suffix.OPUS}")):
            if path.is_file():
                path.replace(where / path.name)
    except OSError as error:
        raise OutputError(f"{where}: can't be written: {error.strerror}") from error
