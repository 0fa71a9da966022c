"""The manifest of a finished story: its chapters, and who says what when.

`produce` writes it into a hidden folder beside the files. Captions, read-along, feed, M4B and
checks use it instead of the story's own file. It is not needed to listen.
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
"""Ending of the folder's name if it holds a preview."""
CREDITS = -1
"""Paragraph number of the credits before and after the story."""
APART = "other formats"
"""Subfolder for the audio that a library server would otherwise play a second time."""
FORM = 2
"""Version of the form; raised when an older program can't read it any more."""


@dataclass(frozen=True, slots=True)
class TimedLine:
    """One or a few sentences spoken together, with their times in the finished file."""

    start: Ms
    end: Ms
    """End of the line, without the pause that follows."""
    text: str
    """Text as written, without surrounding white space; for credits, as spoken."""
    speaker: str = NARRATOR
    kind: Kind = Kind.NARRATION
    paragraph: int = 0
    """Number of the paragraph; `CREDITS` for credits."""
    scene: int = 0
    """Number of the scene."""
    place: int = -1
    """Position in the chapter's text, in characters; -1 for credits."""


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A finished chapter."""

    number: int
    """Number of the chapter in the story, from 1."""
    title: str
    """Title; unlike that of any other chapter and of the work."""
    file: str
    """File name of its MP3."""
    length: Ms
    guid: str = ""
    """Identifier in the feed, which never changes."""
    made: str = ""
    """Date and time when it was first made (ISO 8601, UTC)."""
    words: int = 0
    """Number of words spoken."""
    text: str = ""
    """Digest of its written text, by which the same chapter is recognised."""
    gone: str = ""
    """Date since when it has been missing from the story's file; its author took it down, and it is
    kept. Empty for other chapters."""
    lines: str = ""
    """Digest of its timed lines; empty if they were not recorded."""


@dataclass(frozen=True, slots=True)
class Podcast:
    """Settings of a podcast feed."""

    url: str
    """Public address of the folder."""
    private: bool = False
    """Whether the feed is kept out of podcast directories."""
    email: str = ""
    """Contact address for podcast directories."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A finished story: metadata, voices, chapters and files."""

    folder: Path
    metadata: Metadata = field(default_factory=Metadata)
    voices: Mapping[str, str] = field(default_factory=dict)
    """Speaker -> name of the voice, the narrator first."""
    episodes: tuple[ChapterFile, ...] = ()
    """Finished chapters, in order."""
    profile: str = "audiobook"
    """Profile of the files."""
    podcast: Podcast | None = None
    """Settings of the feed; None without a feed."""
    beside: tuple[str, ...] = ()
    """Names of the other files that were made."""
    apart: str = ""
    """Subfolder for M4B and Opus; empty if they are beside the MP3s."""
    preview: bool = False
    """Whether the files are a preview, with only the first minute of each chapter."""
    old: tuple[str, ...] = ()
    """Former names of MP3s, to be deleted together with the files named like them."""

    @property
    def length(self) -> Ms:
        return Ms(sum(episode.length for episode in self.episodes))

    @property
    def words(self) -> str:
        """A digest of the timed lines of all chapters; empty if some were not recorded."""
        lines = [episode.lines for episode in self.episodes]
        known = "\0".join(lines).encode() if all(lines) else b""
        return blake2b(known, digest_size=16).hexdigest() if known else ""

    def path(self, episode: ChapterFile, suffix: str = Suffix.MP3) -> Path:
        """The path of another of a chapter's files, beside its MP3 or in the subfolder."""
        where = self.folder / self.apart if suffix == Suffix.OPUS else self.folder
        return (where / episode.file).with_suffix(suffix)

    def bound(self, suffix: str) -> Path:
        """The path of a file of the whole story, named like its folder."""
        where = self.folder / self.apart if suffix == Suffix.M4B else self.folder
        return where / f"{self.folder.name}{suffix}"

    def lines(self, episode: ChapterFile) -> tuple[TimedLine, ...]:
        """The timed lines of a chapter, in order. Raises OutputError."""
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
        """A digest of a chapter's timed lines; empty if they can't be read."""
        try:
            written = lines_file(self.folder, episode.file).read_bytes()
        except OSError:
            return ""
        return blake2b(written, digest_size=16).hexdigest()


def load(folder: Path) -> Manifest:
    """The manifest in a folder that `produce` made. Raises OutputError if there is none."""
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
    """Whether the fields of a line have the right types; quicker than `_check` for many lines."""
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
    """Raises TypeError if a field has a value of the wrong type."""
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
    """Writes a manifest without the timed lines of its chapters. Raises OutputError."""
    data = asdict(replace(book, folder=Path()))
    del data["folder"]
    _write(book.folder / FOLDER / BOOK, {"form": FORM, **data})


def save_lines(folder: Path, file: str, lines: Iterable[TimedLine]) -> None:
    """Writes the timed lines of the chapter with that file. Raises OutputError."""
    _write(lines_file(folder, file), [asdict(line) for line in lines])


def lines_file(folder: Path, file: str) -> Path:
    """The path of the timed lines of the chapter with that file."""
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
