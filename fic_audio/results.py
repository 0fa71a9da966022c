"""What comes of a run, as plain values: for the command line, the studio and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from fic_audio.model import Metadata, Ms


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A finished chapter."""

    path: Path
    number: int
    """Its place in the story, from 1."""
    title: str
    length: Ms
    kept: bool = False
    """Left as it was: it had been made from the same before."""
    out_of_profile: str = ""
    """How it misses the loudness that was asked for; empty for nearly all."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The narrator or a character, and the voice they have."""

    name: str
    voice: str
    aliases: tuple[str, ...] = ()
    gender: str = "unknown"
    lines: int = 0
    words: int = 0
    why: str = ""
    """Why they have this voice."""


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """Words in another language than the story's."""

    chapter: str
    """Its title."""
    place: int
    """Character of the chapter at which they begin."""
    text: str
    language: str
    """Its name in English."""
    said: str
    """What is said in their place, where no voice speaks the language; else empty."""


@dataclass(frozen=True, slots=True)
class UnspokenLine:
    """A line, or a part of one, that its voice could not say."""

    chapter: str
    """Its title."""
    text: str
    why: str
    instead: str
    """Name of the voice that said it after all; empty where it is missing from the file."""


@dataclass(frozen=True, slots=True)
class LostCorrection:
    """A correction in a sheet whose line is no longer in the story."""

    path: Path
    row: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a chapter."""

    chapter: str
    """Its title."""
    place: int
    """Character of the chapter at which they begin."""
    text: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """Pieces of speech, thought and writing; the parts of one quotation count once."""

    unsure: int = 0
    """Those whose speaker is less sure than asked for."""
    fell_to_narrator: int = 0
    """Those that the narrator reads because their speaker is unsure or not known."""
    people: tuple[tuple[str, int], ...] = ()
    """Those who speak and are only described ("the conductor"), with their number of lines."""
    notes: tuple[Passage, ...] = ()
    """What is read as story and may be the author's notes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is not read aloud."""

    header_words: int = 0
    """Words of the story's header, which the tags show."""
    note_words: int = 0
    """Words of author's notes."""
    footnote_words: int = 0
    image_words: int = 0
    """Words that stand for pictures."""
    chapters: tuple[str, ...] = ()
    """Titles of chapters that hold nothing to read aloud."""
    missing: tuple[str, ...] = ()
    """Titles of chapters of which the story's file holds a downloader's error message alone."""


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A chapter that the story's file no longer holds, and whose audio is kept."""

    path: Path
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one story."""

    title: str
    folder: Path
    """Where its files are; where they would be, for a dry run."""
    files: tuple[AudioFile, ...]
    also: tuple[Path, ...] = ()
    """Files of the whole story: M4B, EPUB, read-along page."""
    unchanged: bool = False
    """Nothing had to be done: everything was there, made from the very same."""
    dry_run: bool = False
    partial: bool = False
    """Only some chapters, or the beginnings of them, were asked for."""
    work: float | None = None
    """Seconds that a dry run estimates for the work; None where that is not known."""
    metadata: Metadata = field(default_factory=Metadata)
    narrator: Speaker = field(default_factory=lambda: Speaker("narrator", ""))
    characters: tuple[Speaker, ...] = ()
    doubts: Doubts = field(default_factory=Doubts)
    corrected: int = 0
    """Lines whose speaker the listener's sheets name."""
    lost_corrections: tuple[LostCorrection, ...] = ()
    skipped: Skipped = field(default_factory=Skipped)
    taken_down: tuple[TakenDown, ...] = ()
    left_over: tuple[Path, ...] = ()
    """Files of earlier runs that no chapter of the story has now."""
    foreign: tuple[ForeignWords, ...] = ()
    unspoken: tuple[UnspokenLine, ...] = ()

    @property
    def length(self) -> Ms:
        """How long all its files are."""
        return Ms(sum(file.length for file in self.files))

    def as_dict(self) -> dict[str, Any]:
        """The object that `fic-audio produce --json` prints."""
        return {
            "title": self.title,
            "story": {name: value for name, value in asdict(self.metadata).items() if value}
            | {"explicit": self.metadata.explicit},
            "folder": str(self.folder),
            "dry_run": self.dry_run,
            "files": [
                {
                    "path": str(file.path),
                    "number": file.number,
                    "title": file.title,
                    "length_ms": file.length,
                    "kept": file.kept,
                    "out_of_profile": file.out_of_profile,
                }
                for file in self.files
            ],
            "also": list(map(str, self.also)),
            "length_ms": self.length,
            "narrator": speaker_object(self.narrator),
            "characters": list(map(speaker_object, self.characters)),
            "unsure": self.doubts.unsure,
            "fell_to_narrator": self.doubts.fell_to_narrator,
            "perhaps_notes": [asdict(each) for each in self.doubts.notes],
            "corrected": self.corrected,
            "skipped": {
                "header_words": self.skipped.header_words,
                "note_words": self.skipped.note_words,
                "chapters": list(self.skipped.chapters),
                "missing": list(self.skipped.missing),
            },
            "taken_down": [asdict(each) | {"path": str(each.path)} for each in self.taken_down],
            "left_over": list(map(str, self.left_over)),
            "other_languages": [asdict(each) for each in self.foreign],
            "unsaid": [asdict(each) for each in self.unspoken],
        }

    @classmethod
    def of_last(cls, last: Mapping[str, Any]) -> Self:
        """The result of a run with nothing to do, from what the one before was (`as_dict`)."""
        story = {name: value for name, value in last["story"].items() if name != "explicit"}
        return cls(
            last["title"],
            Path(last["folder"]),
            tuple(
                AudioFile(
                    Path(file["path"]),
                    file["number"],
                    file["title"],
                    Ms(file["length_ms"]),
                    file["kept"],
                    out_of_profile=file["out_of_profile"],
                )
                for file in last["files"]
            ),
            tuple(map(Path, last["also"])),
            unchanged=True,
            metadata=Metadata(**_tuples(story)),
            narrator=Speaker(**_tuples(last["narrator"])),
            characters=tuple(Speaker(**_tuples(each)) for each in last["characters"]),
            doubts=Doubts(
                last["unsure"],
                last["fell_to_narrator"],
                notes=tuple(Passage(**each) for each in last["perhaps_notes"]),
            ),
            corrected=last["corrected"],
            skipped=Skipped(**_tuples(last["skipped"])),
            taken_down=tuple(
                TakenDown(**{**each, "path": Path(each["path"])}) for each in last["taken_down"]
            ),
            left_over=tuple(map(Path, last["left_over"])),
            foreign=tuple(ForeignWords(**each) for each in last["other_languages"]),
            unspoken=tuple(UnspokenLine(**each) for each in last["unsaid"]),
        )


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _frozen(value) for name, value in fields.items()}


def _frozen(value: Any) -> Any:
    """A value of JSON with its lists as tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def speaker_object(speaker: Speaker) -> dict[str, Any]:
    """A speaker as an object of JSON."""
    return {
        "name": speaker.name,
        "aliases": list(speaker.aliases),
        "gender": speaker.gender,
        "lines": speaker.lines,
        "words": speaker.words,
        "voice": speaker.voice,
        "why": speaker.why,
    }
