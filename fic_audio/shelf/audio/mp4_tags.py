"""A story's metadata -> the tags of its M4B, as audiobook players read them.

Values for which Apple has no atom are in free-form atoms, by the names that Audiobookshelf and
mp3tag know.
"""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mutagen import MutagenError
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm

from fic_audio.errors import OutputError
from fic_audio.model import Metadata
from fic_audio.shelf.audio import tags as values
from fic_audio.shelf.audio.embedded_cover import Picture

AUDIOBOOK = 2
"""What `stik` calls it."""
EXPLICIT = 1
"""What `rtng` calls it."""

_OWN = "----:com.apple.iTunes:"
MADE_FROM = f"{_OWN}FIC-AUDIO"
"""Name of the tag for a digest of its words and times, which shows whether it is an old edition."""
_FORMATS = {"image/jpeg": MP4Cover.FORMAT_JPEG, "image/png": MP4Cover.FORMAT_PNG}


def tag(
    path: Path,
    metadata: Metadata,
    narrators: Iterable[str],
    cover: Picture | None,
    *,
    lyrics: str = "",
    made_from: str = "",
) -> None:
    """Writes the tags into a finished M4B, in place of any it has. Raises OutputError.

    `made_from`: see `MADE_FROM`.
    """
    try:
        file: Any = MP4(path)
        if file.tags is None:
            file.add_tags()
        file.tags.clear()
        file.tags.update(_atoms(metadata, narrators))
        if cover:
            file.tags["covr"] = [MP4Cover(cover.data, _FORMATS[cover.mime])]
        if lyrics:
            file.tags["©lyr"] = [lyrics]
        if made_from:
            data = MP4FreeForm(made_from.encode(), dataformat=AtomDataType.UTF8)
            file.tags[MADE_FROM] = [data]
        file.save(path, padding=lambda info: 0)
    except MutagenError as error:
        raise OutputError(f"{path}: can't be tagged: {error}") from error


def is_of(path: Path, metadata: Metadata) -> bool:
    """Whether a file was made by fic-audio from this story."""
    try:
        tags: Any = MP4(path).tags or {}
    except (MutagenError, OSError):
        return False

    def text(name: str) -> str:
        return str((tags.get(name) or [""])[0])

    album, author = values.title(metadata.title), values.author(metadata)
    return text("©too") == values.ENCODER and text("©alb") == album and text("aART") == author


def _atoms(metadata: Metadata, narrators: Iterable[str]) -> Iterator[tuple[str, list[Any]]]:
    author, voices = values.author(metadata), values.join(narrators)
    series, part = values.clean(metadata.series), values.part(metadata)
    texts = {
        "©nam": values.title(metadata.title),
        "©alb": values.title(metadata.title),
        "©ART": author,
        "aART": author,
        "©wrt": voices,
        "©nrt": voices,
        "©gen": values.GENRE,
        "©day": values.year(metadata),
        "©pub": values.publisher(metadata.url),
        "©grp": values.group(metadata),
        "©mvn": series,
        "©too": values.ENCODER,
        "cprt": values.rights(metadata),
        "soal": values.sort(metadata),
        # Each is shown by some players and unknown to others.
        **dict.fromkeys(("desc", "ldes", "©cmt"), values.summary(metadata)),
    }
    yield from ((name, [text]) for name, text in texts.items() if text)
    yield "stik", [AUDIOBOOK]
    yield "pgap", True  # type: ignore[misc]
    if metadata.explicit:
        yield "rtng", [EXPLICIT]
    if series:
        yield "shwm", [1]
    if part:
        yield "©mvi", [int(part)]
    own = {
        **values.own(metadata),
        "SUBTITLE": values.join(metadata.fandoms),
        "LANGUAGE": values.language(metadata),
        "URL": values.web(metadata.url),
    }
    for name, text in own.items():
        if text:
            yield _OWN + name, [MP4FreeForm(text.encode(), dataformat=AtomDataType.UTF8)]
