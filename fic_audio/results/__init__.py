"""The results of a run as plain values, for the command line, the studio and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from fic_audio.model import Metadata, Ms
from fic_audio.results.listened import Listened as Listened
from fic_audio.results.listened import UnclearLine as UnclearLine


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A finished chapter."""

    path: Path
    number: int
    """Number of the chapter in the story, from 1."""
    title: str
    length: Ms
    kept: bool = False
    """Whether the file was already up to date and left unchanged."""
    out_of_profile: str = ""
    """Deviation from the loudness of the profile; usually empty."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The narrator or a character, with the voice."""

    name: str
    voice: str
    aliases: tuple[str, ...] = ()
    gender: str = "unknown"
    lines: int = 0
    words: int = 0
    why: str = ""
    """Reason for this voice."""


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """Words in another language than the story's."""

    chapter: str
    """Title of its chapter."""
    place: int
    """Position in the chapter, in characters."""
    text: str
    language: str
    """English name of the language."""
    said: str
    """Replacement text, if no voice speaks the language; otherwise empty."""


@dataclass(frozen=True, slots=True)
class UnspokenLine:
    """A line, or a part of one, that its voice could not speak."""

    chapter: str
    """Title of its chapter."""
    text: str
    why: str
    instead: str
    """Name of the voice that spoke it instead; empty if it is missing from the file."""


@dataclass(frozen=True, slots=True)
class LostCorrection:
    """A correction in a sheet whose line is no longer in the story."""

    path: Path
    row: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a chapter."""

    chapter: str
    """Title of its chapter."""
    place: int
    """Position in the chapter, in characters."""
    text: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """Numbers of doubtful quotations, thoughts and letters; parts of one quotation count once."""

    unsure: int = 0
    """Number of lines whose speaker is unsure."""
    fell_to_narrator: int = 0
    """Number of lines that the narrator reads because the speaker is unsure or unknown."""
    teller: int = 0
    """Number of lines of somebody without a name who tells the story as "I"; the narrator reads
    them, too."""
    people: tuple[tuple[str, int], ...] = ()
    """Speakers who are only described ("the conductor"), with their numbers of lines."""
    notes: tuple[Passage, ...] = ()
    """Passages read as story that may be author's notes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The parts of the file that are not read aloud."""

    header_words: int = 0
    """Number of words in the header, which goes into the tags."""
    note_words: int = 0
    """Number of words in author's notes."""
    footnote_words: int = 0
    """Number of words in footnotes."""
    image_words: int = 0
    """Number of words that describe pictures."""
    chapters: tuple[str, ...] = ()
    """Titles of chapters with nothing to read aloud."""
    missing: tuple[str, ...] = ()
    """Titles of chapters for which the file has only a downloader's error message."""


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A chapter that is no longer in the story's file, but whose audio is kept."""

    path: Path
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one story."""

    title: str
    folder: Path
    """Folder of its files; for a dry run, the folder they would go to."""
    files: tuple[AudioFile, ...]
    also: tuple[Path, ...] = ()
    """Files of the whole story: M4B, EPUB, read-along page."""
    unchanged: bool = False
    """Whether there was nothing to do, because all files were up to date."""
    dry_run: bool = False
    partial: bool = False
    """Whether only some chapters, or a preview, were requested."""
    work: float | None = None
    """Estimated seconds of work, for a dry run; None if unknown."""
    metadata: Metadata = field(default_factory=Metadata)
    narrator: Speaker = field(default_factory=lambda: Speaker("narrator", ""))
    characters: tuple[Speaker, ...] = ()
    doubts: Doubts = field(default_factory=Doubts)
    corrected: int = 0
    """Number of lines with a corrected speaker."""
    lost_corrections: tuple[LostCorrection, ...] = ()
    skipped: Skipped = field(default_factory=Skipped)
    taken_down: tuple[TakenDown, ...] = ()
    left_over: tuple[Path, ...] = ()
    """Files of earlier runs that no longer belong to the story."""
    foreign: tuple[ForeignWords, ...] = ()
    unspoken: tuple[UnspokenLine, ...] = ()
    listened: Listened | None = None
    """None if it was not asked for."""

    @property
    def length(self) -> Ms:
        """Total length of its files."""
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
            "teller": self.doubts.teller,
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
            "listened": None if self.listened is None else asdict(self.listened),
        }

    @classmethod
    def of_last(cls, last: Mapping[str, Any]) -> Self:
        """The result of a run with nothing to do, from the `as_dict` of the run before it."""
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
                last.get("teller", 0),
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
