"""Loads and saves a story that is being corrected.

The story's sheet and its fic-audio.toml are the only truth: every correction is written into one of
them before it is reported, and the command line makes the same of both. A project is used by one
thread at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from fic_audio import config as configuration
from fic_audio import engines, voices
from fic_audio.atomic import write_named
from fic_audio.config import Config
from fic_audio.config.read import read_text
from fic_audio.config.table import load_text, parse
from fic_audio.errors import FicAudioError
from fic_audio.model import Line
from fic_audio.production.availability import Availability, find_available
from fic_audio.production.cues import cast_script
from fic_audio.production.plan import read_story
from fic_audio.production.script import Script, ScriptWriter
from fic_audio.project.history import History, Step
from fic_audio.project.line_corrections import Index, make_corrections
from fic_audio.project.settings import edit_text, inverse
from fic_audio.project.sources import Sources
from fic_audio.project.values import Changed, find_changed_counts
from fic_audio.script.cast import Cast
from fic_audio.script.sheet import Corrections, Sheet, is_sheet, read
from fic_audio.script.sheet import parse as parse_sheet
from fic_audio.script.sheet.files import sheet_path

AT_ONCE = 1000
"""Spans of a story up to which all of it is decided again with each correction; in a longer one
the corrected chapters come first, and `Project.settle` does the rest."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a correction may change, to be compared."""

    speakers: Mapping[str, str | None]
    lines: Mapping[str, int]
    people: Mapping[str, object]


class ProjectStorage:
    """The part of a project that keeps a story, its sheet and its settings on disk; corrections go
    through `apply`."""

    def __init__(
        self, story: Path, others: Sequence[Path], settings: Path | None, sheet: Path | None
    ) -> None:
        self.path = story
        self.others = tuple(others)
        self.sheet_path = sheet or sheet_path(story)
        self._asked = settings
        self.history = History(story.with_name(f".{story.stem}.corrections.json"))
        self.revision = 0
        """Number that grows with every change."""
        self._writer: ScriptWriter | None = None
        self._made_of: object = None
        self._company: Availability | None = None
        self._cast: tuple[int, Cast] | None = None
        self._catalogue = voices.load()
        self.script: Script
        """The script, with all corrections."""
        self._sources = Sources()
        self._load()

    @classmethod
    def open(
        cls,
        story: Path,
        *,
        others: Sequence[Path] = (),
        settings: Path | None = None,
        sheet: Path | None = None,
    ) -> Self:
        """Reads a story from one file or several and finds its speakers.

        `settings`: its fic-audio.toml; by default the one beside it. `sheet` likewise.
        Raises StoryError, ConfigError or SheetError.
        """
        return cls(story, others, settings, sheet)

    @property
    def settings_path(self) -> Path:
        """Path of the fic-audio.toml in use, or of the one that would be written."""
        return configuration.find(self.path, self._asked) or self.path.parent / configuration.NAME

    @property
    def is_settled(self) -> bool:
        """Whether every line takes all corrections into account; see `settle`."""
        return self._writer is None or self._writer.is_settled

    def refresh(self) -> bool:
        """Reads the story, its settings and its sheet again if they changed on disk; returns
        whether they had. Raises what `open` raises."""
        changed = self._sources.changed()
        if changed:
            if self.path in changed or not set(self.others).isdisjoint(changed):
                self._made_of = None
            self._load()
        return bool(changed)

    def settle(self) -> Changed:
        """Decides the remaining lines again and returns what changed. Raises OutputError."""
        if self.is_settled:
            return Changed()
        before = self._state()
        self.script = self._written(self.script.corrections)
        return self._compared(before, ())

    def cast(self) -> Cast:
        """The cast. Raises EngineError if a chosen engine is not ready."""
        if self._cast is None or self._cast[0] != self.revision:
            ready = self.company()
            self._cast = self.revision, cast_script(self.script, ready.config, ready.voices)
        return self._cast[1]

    def company(self) -> Availability:
        """The engines in use and their voices. Raises EngineError."""
        if self._company is None:
            self._company = find_available(self.config.engine, self.config, self._catalogue)
        return self._company

    def apply(self, step: Step) -> tuple[Step, Changed]:
        """Applies a step and returns the one that undoes it. If it raises ConfigError, SheetError,
        EngineError or OutputError, nothing has changed."""
        before = self._state()
        settings = self._set(step) if step.settings or step.text is not None else Step("")
        said, drops, asked = self._say(step) if step.said or step.drops else ({}, (), ())
        back = Step(step.what, said, drops, settings.settings, settings.text, settings.digest)
        return back, self._compared(before, asked)

    def _load(self) -> None:
        try:
            self._read()
        except FicAudioError:
            self._sources.doubt()  # nothing may be written over what was not understood
            raise

    def _read(self) -> None:
        self.config = self._configured()
        # Before they are read: what is written in the meantime is to be seen.
        self._note()
        key = _decides(self.config)
        if self._writer is None or self._made_of != key:
            story = read_story(self.path, self.config, self.others)
            self._writer, self._made_of = ScriptWriter(story, self.config, self.path), key
        self.script = self._writer.script(self._writer.corrections(self._sheets()))
        self.index = Index.of(self.script)
        self._company = None
        self.revision += 1

    def _note(self) -> None:
        series = (self.config.series,) if self.config.series else ()
        files = (self.path, *self.others, self.settings_path, self.sheet_path, *series)
        self._sources.note(files)

    def _sheets(self) -> tuple[Sheet, ...]:
        return (read(self.sheet_path),) if is_sheet(self.sheet_path) else ()

    def _configured(self) -> Config:
        return configuration.load(self.path, self._asked, **self._names())

    def _names(self) -> dict[str, Any]:
        return {
            "engines": engines.names(),
            "voices": self._catalogue.names(),
            "lexicons": voices.lexicons(),
        }

    def _set(self, step: Step) -> Step:
        """Changes fic-audio.toml; gives the way back."""
        path = self.settings_path
        there = path.exists()
        old = load_text(path) if there else ""
        whole = step.digest == digest(old)
        kept = step.text if whole else None
        new = edit_text(path, old, dict(step.settings)) if kept is None else kept
        wanted = read_text(path, new, **self._names())
        if _voices(wanted) != _voices(self.config):
            # A voice that cannot speak is refused.
            find_available(wanted.engine, wanted, self._catalogue)
        _write_like(path, new)
        try:
            self._load()
        except FicAudioError:
            # Two who are set down are one for the sheet, say: nothing was asked for that.
            _write_like(path, old)
            self._load()
            raise
        back = inverse(parse(path, old), parse(path, new))
        return Step(step.what, settings=tuple(back.items()), text=old, digest=digest(new))

    def _say(self, step: Step) -> tuple[dict[str, str | None], tuple[str, ...], tuple[str, ...]]:
        """Changes the sheet; gives what was said before, who is new, and the ids of the lines."""
        script, index = self.script, self.index
        changes = {index.at[name]: said for name, said in step.said.items() if name in index.at}
        before = script.corrections
        found = make_corrections(script, index, changes, step.drops)
        chapters = {chapter for chapter, _ in changes}
        few = sum(map(len, script.lines)) <= AT_ONCE
        same = {person.name for person in found.new} == {person.name for person in before.new}
        self.script = self._written(found, None if few or not same else chapters)
        was = {at: before.known[at] for at in before.yours}
        now = {at: found.known[at] for at in found.yours}
        touched = [at for at in {**was, **now} if was.get(at) != now.get(at)]
        said = {index.id(at): was.get(at) for at in touched}
        drops = tuple(name for name in found.own if name not in before.own)
        parts = (at for at in {**before.known, **found.known} if at[0] in chapters)
        asked = [at for at in parts if before.known.get(at) != found.known.get(at)]
        return said, drops, tuple(map(index.id, dict.fromkeys((*changes, *asked))))

    def _written(self, found: Corrections, only: Iterable[int] | None = None) -> Script:
        """The script as corrected, its sheet on the disk."""
        assert self._writer is not None
        chapters = None if only is None else frozenset(only)
        script = self._writer.script(found, chapters)
        text = script.sheet()
        if found.new or found.own or found.lost:
            # The sheet has its own order of people; who reads it has to find the same.
            found = self._writer.corrections([parse_sheet(text, self.sheet_path)])
            script = self._writer.script(found, chapters)
            text = script.sheet()
        write_named(self.sheet_path, text.encode(errors="replace"))
        self.revision += 1
        self._note()
        return script

    def _state(self) -> _State:
        speakers = {
            name: line.speaker
            for ids, lines in zip(self.index.ids, self.script.lines, strict=True)
            for name, line in zip(ids, lines, strict=True)
        }
        config = {part.name: part for part in (self.config.narrator, *self.config.characters)}
        people = {
            person.name: (person, config.get(person.name)) for person in self.script.characters
        }
        return _State(speakers, _lines_of(self.script.lines), people)

    def _compared(self, before: _State, asked: Sequence[str]) -> Changed:
        """What is another than before."""
        after = self._state()
        lines = tuple(
            name
            for name, speaker in after.speakers.items()
            if name in before.speakers and before.speakers[name] != speaker and name not in asked
        )
        people = find_changed_counts(before.lines, after.lines) | {
            name
            for name in {**before.people, **after.people}
            if before.people.get(name) != after.people.get(name)
        }
        return Changed(tuple(asked), lines, tuple(sorted(people)))

    def own_settings(self) -> dict[str, Any]:
        """The contents of fic-audio.toml itself, without what a series adds."""
        path = self.settings_path
        return parse(path, load_text(path)) if path.exists() else {}


def _lines_of(lines: Sequence[Sequence[Line]]) -> Counter[str]:
    return Counter(line.speaker for parts in lines for line in parts if line.speaker)


def _decides(config: Config) -> object:
    """All of a configuration that decides who says what."""
    people = [(p.name, p.aliases, p.gender, p.age, p.narrates) for p in config.characters]
    rest = (config.only, config.nobody, config.language, config.story)
    return people, rest, (config.unsure, config.threshold, config.mark)


def _voices(config: Config) -> list[str | None]:
    return [part.voice for part in (config.narrator, *config.characters)]


def digest(text: str) -> str:
    """A digest of a file's text."""
    return blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


def _write_like(path: Path, text: str) -> None:
    """Writes a file with the line endings and the byte order mark that it had."""
    before = path.read_bytes() if path.exists() else b""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    write_named(path, mark + text.encode(errors="replace"))
