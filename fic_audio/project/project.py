"""A story to read and correct: people, lines, questions, corrections, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fic_audio.config import Part, Retake
from fic_audio.config.read import ABOUT, ABOUT_LISTS
from fic_audio.config.table import load_text, parse
from fic_audio.errors import UsageError, did_you_mean
from fic_audio.model import NARRATOR, Character, Gender
from fic_audio.project.attachments import file_keys
from fic_audio.project.history import Step
from fic_audio.project.line_corrections import At, lines_in_scope, resolve_name
from fic_audio.project.queries import ProjectQueries
from fic_audio.project.retaking import retake_changes
from fic_audio.project.settings import Keys, inverse, rename_character, value_at
from fic_audio.project.storage import digest
from fic_audio.project.values import Changed, Scope

CHOICES: Mapping[str, Keys] = {
    "engine": ("engine",),
    "direction": ("sound", "direction"),
    "notes": ("read", "notes"),
    "footnotes": ("read", "footnotes"),
    "images": ("read", "images"),
    "header": ("read", "header"),
    "emoji": ("read", "emoji"),
    "language": ("read", "language"),
    "unsure": ("attribution", "unsure"),
    "formats": ("output", "formats"),
    "profile": ("output", "profile"),
}
"""Settings of a story and their places in fic-audio.toml."""


class Project(ProjectQueries):
    """A story that can be read, corrected and searched for doubts; opened with `Project.open`.

    Every correction returns its effects (`Changed`) and can be undone, even after a restart.
    """

    # Corrections of lines

    def say(
        self,
        ids: Sequence[str],
        person: str,
        scope: Scope = Scope.LINE,
        *,
        new: bool = False,
    ) -> Changed:
        """Gives these lines, and those that the scope adds, to a person: one of the cast by any
        name, the narrator, or, if `new`, somebody who is added to the sheet's cast. Raises
        UsageError for unknown lines, SheetError for unknown names."""
        self.refresh()
        known = [*self.script.characters, Character(NARRATOR)]
        if new and person.strip() and not any(self._is(person, each) for each in known):
            name = " ".join(person.split())
        else:
            name = resolve_name(person, known)
        lines = lines_in_scope(self.script, self.index, ids, scope)
        return self._take(self._saying(f"{name} says {_count(lines)}", dict.fromkeys(lines, name)))

    def confirm(self, ids: Sequence[str]) -> Changed:
        """Confirms the present speakers of these lines. Raises UsageError."""
        self.refresh()
        lines = lines_in_scope(self.script, self.index, ids, Scope.LINE)
        said = {at: self.index.line(self.script, at).speaker or NARRATOR for at in lines}
        return self._take(self._saying(f"{_count(lines)} right as it is", said))

    def forget(self, ids: Sequence[str]) -> Changed:
        """Removes the corrections of these lines; they are decided again. Raises UsageError."""
        self.refresh()
        lines = lines_in_scope(self.script, self.index, ids, Scope.LINE)
        nobody = dict.fromkeys(lines)
        return self._take(self._saying(f"{_count(lines)} decided by the program", nobody))

    # Corrections of people and names

    def merge(self, person: str, other: str) -> Changed:
        """Merges two people who are the same person: the other's names become aliases of the first.
        Raises SheetError for unknown names, ConfigError if a third person has such a name."""
        self.refresh()
        main, twin = self._main(person), self._main(other)
        if main == twin:
            raise UsageError(f'"{other}" is already a name of "{main}"')
        mine, theirs = self._part(main), self._part(twin)
        own = self.own_settings()
        name = mine.name if mine else main
        before = value_at(own, ("characters", name, "aliases")) or []
        more = [twin, *(theirs.names() if theirs else ())]
        aliases = [each for each in dict.fromkeys([*before, *more]) if each != name]
        changes: dict[Keys, Any] = {}
        if theirs and value_at(own, ("characters", theirs.name)) is not None:
            changes["characters", theirs.name] = None
        changes["characters", name, "aliases"] = aliases
        return self._change(f"{twin} is {main}", changes)

    def add_alias(self, person: str, name: str) -> Changed:
        """Adds another name of a person. Raises SheetError for an unknown person, UsageError if
        somebody has the name already; `merge` makes two people one."""
        self.refresh()
        main, name = self._main(person), " ".join(name.split())
        bearers = [each.name for each in self.script.characters if self._is(name, each)]
        if bearers or not name:
            raise UsageError(f'"{name}" is already a name of "{"".join(bearers[:1])}"')
        keys = self._key(main, "aliases")
        before = value_at(self.own_settings(), keys) or []
        return self._change(f"{name} is {main}", {keys: [*before, name]})

    def split(self, person: str, alias: str) -> Changed:
        """Makes one of a person's other names a person of its own. Raises SheetError for an
        unknown person, UsageError if that is not another name of the person."""
        self.refresh()
        main = self._main(person)
        who = next(each for each in self.script.characters if each.name == main)
        if alias not in who.aliases:
            raise UsageError(f'"{alias}" is not another name of "{main}"')
        changes: dict[Keys, Any] = {
            self._key(main, "aliases"): [each for each in who.aliases if each != alias],
            ("characters", alias, "aliases"): [],
        }
        if who.gender is not Gender.UNKNOWN:
            changes[self._key(main, "gender")] = str(who.gender)
        return self._change(f"{alias} is not {main}", changes)

    def rename(self, person: str, name: str) -> Changed:
        """Gives a person another main name; the old one becomes an alias. Raises SheetError for an
        unknown person, UsageError if somebody else has the name."""
        self.refresh()
        main, name = self._main(person), " ".join(name.split())
        bearers = [each.name for each in self.script.characters if self._is(name, each)]
        if [each for each in bearers if each != main]:
            raise UsageError(f'"{name}" is already a name of "{bearers[0]}"; merge the two')
        what = f"{main} is called {name}"
        part = self._part(main)
        own = self.own_settings()
        if part is None or value_at(own, ("characters", part.name)) is None:
            aliases = [main, *(part.aliases if part else ())]
            aliases = [each for each in dict.fromkeys(aliases) if each != name]
            return self._change(what, {("characters", name, "aliases"): aliases})
        return self._take(self._renaming(what, part.name, name))

    def set_gender(self, person: str, gender: Gender | None) -> Changed:
        """Sets a person's gender; None: as found in the story. Raises SheetError."""
        self.refresh()
        main = self._main(person)
        value = None if gender in (None, Gender.UNKNOWN) else str(gender)
        what = f"{main} is {value}" if value else f"{main} has the gender found in the story"
        return self._change(what, {self._key(main, "gender"): value})

    def set_voice(self, person: str, voice: str | None) -> Changed:
        """Sets a person's voice, by its name in the catalogue or as ENGINE:ID; None: chosen by the
        program. Raises SheetError for an unknown person, ConfigError or EngineError for the
        voice."""
        self.refresh()
        main = NARRATOR if person == NARRATOR else self._main(person)
        keys = ("narrator", "voice") if main == NARRATOR else self._key(main, "voice")
        which = f"the voice {voice}" if voice else "a voice chosen by the program"
        return self._change(f"{main} has {which}", {keys: voice})

    def set_delivery(self, person: str, rate: float, pitch: float, volume: float) -> Changed:
        """Sets how a person's voice speaks: rate (1 is the voice's own), pitch in semitones, volume
        in decibels. Raises SheetError for an unknown person, ConfigError for a value out of
        range."""
        self.refresh()
        main = NARRATOR if person == NARRATOR else self._main(person)
        usual = Part()
        changes: dict[Keys, Any] = {}
        for name, value in (("rate", rate), ("pitch", pitch), ("volume", volume)):
            keys = ("narrator", name) if main == NARRATOR else self._key(main, name)
            changes[keys] = None if value == getattr(usual, name) else value
        return self._change(f"how {main} speaks", changes)

    def is_nobody(self, person: str) -> Changed:
        """Marks a name as not a person; its lines go to others. Raises SheetError."""
        self.refresh()
        main = self._main(person)
        before = value_at(self.own_settings(), ("cast", "nobody")) or []
        nobody: dict[Keys, Any] = {("cast", "nobody"): list(dict.fromkeys([*before, main]))}
        return self._change(f"{main} is not a person", nobody)

    def say_as(self, word: str, said: str | None) -> Changed:
        """Sets the pronunciation of a word: a respelling, or IPA between slashes; None: the voice's
        own. Raises ConfigError for anything else."""
        self.refresh()
        word = " ".join(word.split())
        return self._change(f"{word} is said {said or 'as before'}", {("pronounce", word): said})

    def set_retake(self, line: str, retake: Retake) -> Changed:
        """Sets what is spoken of a line, and how; `Retake()`: as without settings. Raises
        UsageError for an unknown line, ConfigError for a value out of range."""
        self.refresh()
        chapter, nth = self.index.place[self.index.find(line)]
        changes = retake_changes(self.script, self.config.lines, chapter, nth, retake)
        return replace(self._change("how a line is spoken", changes), said=(line,))

    # Settings of the story

    def set_metadata(self, name: str, value: str | Sequence[str] | None) -> Changed:
        """Sets a field of the story's metadata, such as its title; None or empty: as its file says.
        Raises UsageError for an unknown field."""
        self.refresh()
        if name not in (*ABOUT, *ABOUT_LISTS):
            raise UsageError(f'metadata: "{name}" is unknown{did_you_mean(name, ABOUT)}')
        given = value if value is None or isinstance(value, str) else list(value)
        return self._change(f"another {name}", {("story", name): given or None})

    def set_choice(self, name: str, value: str | Sequence[str] | None) -> Changed:
        """Sets one of `CHOICES`; None: the usual. Raises UsageError for an unknown one, ConfigError
        or EngineError for a wrong value."""
        self.refresh()
        if name not in CHOICES:
            raise UsageError(f'choices: "{name}" is unknown{did_you_mean(name, CHOICES)}')
        given = value if value is None or isinstance(value, str) else list(value)
        return self._change(f"another {name}", {CHOICES[name]: given or None})

    def set_file(self, what: str, name: str | None) -> Changed:
        """Sets one of `attachments.FILES` to a file beside fic-audio.toml; None: the usual. Raises
        UsageError for an unknown one, ConfigError if the file is not there."""
        self.refresh()
        return self._change(f"another {what}", {file_keys(what): name})

    # Undo

    @property
    def undoable(self) -> str:
        """Description of the correction that `undo` would undo; empty if there is none."""
        return self.history.back[-1].what if self.history.back else ""

    @property
    def redoable(self) -> str:
        """Description of the correction that `redo` would redo; empty if there is none."""
        return self.history.forth[-1].what if self.history.forth else ""

    def undo(self) -> Changed:
        """Undoes the last correction. Raises UsageError if there is none."""
        return self._turn(self.history.back, self.history.forth, "undo")

    def redo(self) -> Changed:
        """Redoes the correction undone last. Raises UsageError if there is none."""
        return self._turn(self.history.forth, self.history.back, "redo")

    def _turn(self, source: list[Step], target: list[Step], what: str) -> Changed:
        self.refresh()
        if not source:
            raise UsageError(f"there is nothing to {what}")
        back, changed = self.apply(source[-1])
        source.pop()
        target.append(back)
        self.history.save()
        return changed

    def _take(self, step: Step) -> Changed:
        back, changed = self.apply(step)
        if back.said or back.settings or back.drops:
            self.history.back.append(back)
            self.history.forth.clear()
            self.history.save()
        return changed

    def _change(self, what: str, changes: dict[Keys, Any]) -> Changed:
        own = self.own_settings()
        real = {keys: value for keys, value in changes.items() if value_at(own, keys) != value}
        return self._take(Step(what, settings=tuple(real.items()))) if real else Changed()

    def _renaming(self, what: str, old: str, new: str) -> Step:
        path = self.settings_path
        before = load_text(path)
        after = rename_character(path, before, old, new)
        changes = inverse(parse(path, after), parse(path, before))
        return Step(what, settings=tuple(changes.items()), text=after, digest=digest(before))

    def _key(self, main: str, what: str) -> Keys:
        """The path to a setting of a person."""
        part = self._part(main)
        return "characters", part.name if part else main, what

    def _saying(self, what: str, said: Mapping[At, str | None]) -> Step:
        return Step(what, {self.index.id(at): name for at, name in said.items()})

    def _main(self, person: str) -> str:
        return resolve_name(person, self.script.characters)

    def _is(self, name: str, person: Character) -> bool:
        return name.casefold() in (each.casefold() for each in person.names())


def _count(lines: Sequence[At]) -> str:
    return f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
