"""What is to be heard in a finished chapter: for each of its timed lines, what its voice was asked.

`produce` writes it beside the timed lines. A chapter that an older version made has none; then its
lines are to sound as they are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.model import Being, Cue, Db, Ms, Style
from fic_audio.shelf.manifest import FOLDER, ChapterFile, Manifest, TimedLine

SUFFIX = ".spoken.json"


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line as it should be heard."""

    chapter: int
    """Number of its chapter, from 1."""
    start: Ms
    end: Ms
    text: str
    """Text for the ear, with the marks of a cue."""
    written: str
    speaker: str
    key: str
    """Name of its clip: the same for the same words by the same voice in the same manner."""
    voice: str = ""
    manner: str = ""
    """Style and being, if they are not the plain ones: their sound is not that of a voice alone."""
    volume: Db = Db(0.0)  # noqa: RUF009  (a NewType, whose "call" is a constant)
    """How much louder than its voice it is meant to be."""
    rate: float = 1.0
    language: str = ""
    """English name of its language, if it is not the story's."""
    place: int = -1
    """Position in the chapter's text, in characters; -1 for credits."""
    is_written: bool = False
    """Whether only the written text is known, as of a chapter by an older version."""

    @property
    def length(self) -> Ms:
        return Ms(self.end - self.start)


def save_spoken(folder: Path, file: str, cues: Sequence[Cue], keys: Sequence[str]) -> None:
    """Writes what is spoken in the chapter with that file; `keys`: the names of the clips. Raises
    OutputError."""
    rows = [
        {
            "text": cue.text,
            "key": key,
            "voice": cue.voice.name,
            "manner": _manner(cue),
            "volume": cue.delivery.volume,
            "rate": cue.delivery.rate,
            "language": cue.language,
        }
        for cue, key in zip(cues, keys, strict=True)
    ]
    text = json.dumps(rows, ensure_ascii=False)
    if (path := spoken_file(folder, file)).is_file() and path.read_bytes() == text.encode(
        errors="replace"
    ):
        return
    atomic.write_text(path, text, errors="replace")


def spoken_file(folder: Path, file: str) -> Path:
    """The path of what is spoken in the chapter with that file."""
    return folder / FOLDER / f"{Path(file).stem}{SUFFIX}"


def load_spoken(book: Manifest, episode: ChapterFile) -> tuple[SpokenLine, ...]:
    """The lines of a chapter, in order. Raises OutputError if its timed lines can't be read."""
    timed = book.lines(episode)
    rows = _rows(book.folder, episode.file)
    if len(rows) != len(timed):
        return tuple(_as_written(book, episode, line) for line in timed)
    return tuple(_spoken(book, episode, *pair) for pair in zip(timed, rows, strict=True))


def _rows(folder: Path, file: str) -> Sequence[Mapping[str, Any]]:
    try:
        rows = json.loads(spoken_file(folder, file).read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    well = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    return rows if well else ()


def _spoken(
    book: Manifest, episode: ChapterFile, line: TimedLine, row: Mapping[str, Any]
) -> SpokenLine:
    def text(name: str) -> str:
        value = row.get(name, "")
        return value if isinstance(value, str) else ""

    def number(name: str, usual: float) -> float:
        value = row.get(name, usual)
        return float(value) if isinstance(value, (int, float)) else usual

    if not text("text") or not text("key"):
        return _as_written(book, episode, line)
    return SpokenLine(
        episode.number,
        line.start,
        line.end,
        text("text"),
        line.text,
        line.speaker,
        text("key"),
        text("voice"),
        text("manner"),
        Db(number("volume", 0.0)),
        number("rate", 1.0),
        text("language"),
        line.place,
    )


def _as_written(book: Manifest, episode: ChapterFile, line: TimedLine) -> SpokenLine:
    voice = book.voices.get(line.speaker, "")
    known = "\0".join((line.text, line.speaker, voice, str(line.end - line.start)))
    key = blake2b(known.encode(errors="replace"), digest_size=20).hexdigest()
    words = (line.text, line.text, line.speaker, key, voice)
    times = (episode.number, line.start, line.end)
    return SpokenLine(*times, *words, place=line.place, is_written=True)


def _manner(cue: Cue) -> str:
    style, being = cue.delivery.style, cue.delivery.being
    return " ".join(_parts(style, being))


def _parts(style: Style, being: Being) -> Iterator[str]:
    if style is not Style.NORMAL:
        yield style.value
    if being is not Being.PERSON:
        yield being.value
