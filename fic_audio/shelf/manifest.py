"""A finished story as it stands in its folder: its chapters, and who says what when.

`produce` writes it, in a hidden folder beside the files; captions, read-along, feed, M4B and checks
are made from it, without the story's own file. Nothing in it is needed to listen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR, Kind, Metadata, Ms
from fic_audio.shelf.files import Suffix

FOLDER = ".fic-audio"
BOOK = "book.json"
PREVIEW = " (preview)"
"""What the folder's name ends in where a story was made for a first hearing."""
CREDITS = -1
"""The paragraph of what is said before and behind the story."""
APART = "other formats"
"""A folder in that of the story, for the sound that a library server would play a second time."""
FORM = 2
"""Counts the changes of what is written here that an older program can't read."""


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A sentence or a few, said in one breath, and when."""

    start: Ms
    end: Ms
    """In the finished file; the pause behind it is not its own."""
    text: str
    """As written, without white space at its ends; of credits, as spoken."""
    speaker: str = NARRATOR
    kind: Kind = Kind.NARRATION
    paragraph: int = 0
    """Sentences of one paragraph share it; see `CREDITS`."""
    scene: int = 0
    """A new scene begins where it changes."""
    place: int = -1
    """Where it begins in the chapter's text; -1 in credits."""


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A finished chapter."""

    number: int
    """From 1, in the story's order."""
    title: str
    """Unlike that of any other and of the work."""
    file: str
    """The name of its MP3 in the folder."""
    length: Ms
    guid: str = ""
    """Its name for ever, however it is renamed or moved."""
    made: str = ""
    """When it was made first: a date and time of ISO 8601, UTC."""
    words: int = 0
    """Those spoken."""
    text: str = ""
    """A digest of what is written in it: the same chapter is known by it again."""
    gone: str = ""
    """Since when the story's file lacks it, a date: its author took it down, and it is kept."""
    lines: str = ""
    """A digest of what is said in it when; empty where that was not noted."""


@dataclass(frozen=True, slots=True)
class Podcast:
    url: str
    """Where the folder's files are to be had."""
    private: bool = False
    """Kept out of public lists."""
    email: str = ""
    """Whom directories may ask."""


@dataclass(frozen=True, slots=True)
class Manifest:
    folder: Path
    metadata: Metadata = field(default_factory=Metadata)
    voices: Mapping[str, str] = field(default_factory=dict)
    """Who speaks -> the name of the voice, the narrator first."""
    episodes: tuple[ChapterFile, ...] = ()
    """Those that stand in the folder, in order."""
    profile: str = "audiobook"
    """What its files were mastered for."""
    podcast: Podcast | None = None
    """How it is told as a podcast, once that was asked for."""
    beside: tuple[str, ...] = ()
    """Names of the files that were made beside the MP3s."""
    apart: str = ""
    """The folder in this one where M4B and Opus stand; empty where they stand in this one."""
    preview: bool = False
    """It holds the first minute of each chapter alone."""
    old: tuple[str, ...] = ()
    """Names of MP3s that chapters had before, and are to be cleared with what goes with them."""

    @property
    def length(self) -> Ms:
        return Ms(sum(episode.length for episode in self.episodes))

    @property
    def words(self) -> str:
        """A digest of what is said in it when; empty where that was not noted."""
        lines = [episode.lines for episode in self.episodes]
        known = "\0".join(lines).encode() if all(lines) else b""
        return blake2b(known, digest_size=16).hexdigest() if known else ""

    def path(self, episode: ChapterFile, suffix: str = Suffix.MP3) -> Path:
        """A chapter's file of another kind, beside its MP3 or apart from it."""
        where = self.folder / self.apart if suffix == Suffix.OPUS else self.folder
        return (where / episode.file).with_suffix(suffix)

    def bound(self, suffix: str) -> Path:
        """The one file of the whole story, called like its folder."""
        where = self.folder / self.apart if suffix == Suffix.M4B else self.folder
        return where / f"{self.folder.name}{suffix}"

    def lines(self, episode: ChapterFile) -> tuple[TimedLine, ...]:
        """What is said in a chapter, in the order of time. Raises OutputError."""
        path = lines_file(self.folder, episode.file)
        rows = _json(path)
        try:
            lines = tuple(TimedLine(**{**row, "kind": Kind(row["kind"])}) for row in rows)
            if not all(map(_is_well, lines)):
                raise TypeError("a line of it is of another kind")
        except (TypeError, ValueError, KeyError) as error:
            raise OutputError(f"{path}: is damaged; run produce again") from error
        return lines

    def digest(self, episode: ChapterFile) -> str:
        """Of what is said in a chapter when; empty where that can't be read."""
        try:
            written = lines_file(self.folder, episode.file).read_bytes()
        except OSError:
            return ""
        return blake2b(written, digest_size=16).hexdigest()


def load(folder: Path) -> Manifest:
    """The book in a folder that `produce` wrote. Raises OutputError where there is none."""
    path = folder / FOLDER / BOOK
    if not path.is_file():
        if any(folder.glob(f"*{Suffix.MP3}")):
            lost = f"its hidden folder {FOLDER} is not there"
            raise OutputError(f"{folder}: {lost}; restore it, or run produce on the story again")
        raise OutputError(f"{folder}: no finished story here; give the folder with its MP3s")
    data = _json(path)
    try:
        if data["form"] > FORM:
            raise OutputError(
                f"{folder}: made by a newer fic-audio; pip install --upgrade fic-audio"
            )
        metadata = {name: _frozen(value) for name, value in data["metadata"].items()}
        made = Manifest(
            folder,
            Metadata(**_known(Metadata, metadata)),
            dict(data["voices"]),
            tuple(ChapterFile(**row) for row in data["episodes"]),
            str(data.get("profile", "audiobook")),
            Podcast(**data["podcast"]) if data.get("podcast") else None,
            tuple(map(str, data.get("beside", ()))),
            APART if data.get("apart") else "",
            data.get("preview") is True,
            tuple(map(str, data.get("old", ()))),
        )
        _check((made.metadata, *made.episodes, made.podcast))
        _check_types(str, made.voices.values())
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise OutputError(f"{path}: is damaged; run produce again") from error
    return made


def _known(kind: type[Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _is_well(line: TimedLine) -> bool:
    """As `_check`, for lines of which there are many."""
    numbers = (line.start, line.end, line.paragraph, line.scene, line.place)
    texts = isinstance(line.text, str) and isinstance(line.speaker, str)
    return texts and all(isinstance(number, int) for number in numbers)


_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "Ms": (int,),
    "bool": (bool,),
    "int | None": (int, type(None)),
}


def _check(rows: Iterable[Any]) -> None:
    """TypeError where a field holds what no program of ours has written there."""
    for row in rows:
        for each in fields(row) if row is not None else ():
            value, kind = getattr(row, each.name), str(each.type)
            if kind.startswith("tuple"):
                if not isinstance(value, tuple):
                    raise TypeError(f"{each.name} is no list")
                pairs = "tuple[tuple" in kind
                _check_types(str, (part for item in value for part in item) if pairs else value)
            else:
                _check_types(_TYPES[kind], (value,))


def _check_types(kind: type | tuple[type, ...], values: Iterable[Any]) -> None:
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(f"{value!r:.40} is of another kind")


def save(book: Manifest) -> None:
    """Writes the book, but not its chapters' lines. Raises OutputError."""
    data = asdict(replace(book, folder=Path()))
    del data["folder"]
    _write(book.folder / FOLDER / BOOK, {"form": FORM, **data})


def save_lines(folder: Path, file: str, lines: Iterable[TimedLine]) -> None:
    """Writes what is said in the chapter of that file. Raises OutputError."""
    _write(lines_file(folder, file), [asdict(line) for line in lines])


def lines_file(folder: Path, file: str) -> Path:
    """Where it is written what is said in the chapter of that file."""
    return folder / FOLDER / f"{Path(file).stem}.json"


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise OutputError(f"{path}: can't be read; run produce again") from error


def _write(path: Path, value: object) -> None:
    with atomic.replacing(path) as part:
        path.parent.mkdir(exist_ok=True)
        part.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8", errors="replace")
