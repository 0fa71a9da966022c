"""What a studio asks of a story and says of it: people, lines, questions, corrections, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fic_audio.config import Part
from fic_audio.config.table import load_text, parse
from fic_audio.errors import UsageError
from fic_audio.model import NARRATOR, Character, Gender
from fic_audio.project.history import Step
from fic_audio.project.opened import digest
from fic_audio.project.said import At, known_as, meant
from fic_audio.project.settings import Keys, inverse, renamed, value_at
from fic_audio.project.told import Told
from fic_audio.project.values import Changed, Scope


class Project(Told):
    """A story that is read, corrected and asked about; `Opened` says how it lies on the disk.

    Every correction gives what it `Changed`, and can be undone, after a restart too.
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
        """These lines, and those that the scope adds, are said by somebody: one of the cast by
        whatever name, the narrator, or, if `new`, somebody whom the sheet's cast then has. Raises
        UsageError for lines, and SheetError for names, that are not known."""
        self.refresh()
        known = [*self.script.characters, Character(NARRATOR)]
        if new and person.strip() and not any(self._is(person, each) for each in known):
            name = " ".join(person.split())
        else:
            name = known_as(person, known)
        lines = meant(self.script, self.index, ids, scope)
        return self._take(self._saying(f"{name} says {_count(lines)}", dict.fromkeys(lines, name)))

    def confirm(self, ids: Sequence[str]) -> Changed:
        """These lines are said by whom they have. Raises UsageError."""
        self.refresh()
        lines = meant(self.script, self.index, ids, Scope.LINE)
        said = {at: self.index.line(self.script, at).speaker or NARRATOR for at in lines}
        return self._take(self._saying(f"{_count(lines)} right as it is", said))

    def forget(self, ids: Sequence[str]) -> Changed:
        """Nothing is said of these lines any more: they are decided again. Raises UsageError."""
        self.refresh()
        lines = meant(self.script, self.index, ids, Scope.LINE)
        nobody = dict.fromkeys(lines)
        return self._take(self._saying(f"{_count(lines)} decided by the program", nobody))

    # Corrections of people and names

    def merge(self, person: str, other: str) -> Changed:
        """The other one is the same person: his or her names are further ones of the first. Raises
        SheetError for unknown names, ConfigError where another one has such a name."""
        self.refresh()
        main, twin = self._main(person), self._main(other)
        if main == twin:
            raise UsageError(f'"{other}" is "{main}" already')
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

    def rename(self, person: str, name: str) -> Changed:
        """Somebody's main name is another; the old one stays a further one. Raises SheetError for
        somebody unknown, UsageError where the name is somebody else's."""
        self.refresh()
        main, name = self._main(person), " ".join(name.split())
        bearers = [each.name for each in self.script.characters if self._is(name, each)]
        if [each for each in bearers if each != main]:
            raise UsageError(f'"{name}" is a name of "{bearers[0]}" already; merge the two')
        what = f"{main} is called {name}"
        part = self._part(main)
        own = self.own_settings()
        if part is None or value_at(own, ("characters", part.name)) is None:
            aliases = [main, *(part.aliases if part else ())]
            aliases = [each for each in dict.fromkeys(aliases) if each != name]
            return self._change(what, {("characters", name, "aliases"): aliases})
        return self._take(self._renaming(what, part.name, name))

    def set_gender(self, person: str, gender: Gender | None) -> Changed:
        """Somebody's gender; None: what the story tells. Raises SheetError."""
        self.refresh()
        main = self._main(person)
        value = None if gender in (None, Gender.UNKNOWN) else str(gender)
        return self._change(f"{main} is {gender or 'as told'}", {self._key(main, "gender"): value})

    def set_voice(self, person: str, voice: str | None) -> Changed:
        """Somebody's voice, by its name in the catalogue or as ENGINE:ID; None: one is chosen.
        Raises SheetError for an unknown person, ConfigError or EngineError for the voice."""
        self.refresh()
        main = NARRATOR if person == NARRATOR else self._main(person)
        keys = ("narrator", "voice") if main == NARRATOR else self._key(main, "voice")
        return self._change(f"{main} has the voice {voice or 'that is chosen'}", {keys: voice})

    def set_delivery(self, person: str, rate: float, pitch: float, volume: float) -> Changed:
        """How somebody's voice speaks: rate (1 is the voice's own), pitch in semitones, volume in
        decibels. Raises SheetError, and ConfigError for what is out of range."""
        self.refresh()
        main = NARRATOR if person == NARRATOR else self._main(person)
        usual = Part()
        changes: dict[Keys, Any] = {}
        for name, value in (("rate", rate), ("pitch", pitch), ("volume", volume)):
            keys = ("narrator", name) if main == NARRATOR else self._key(main, name)
            changes[keys] = None if value == getattr(usual, name) else value
        return self._change(f"how {main} speaks", changes)

    def is_nobody(self, person: str) -> Changed:
        """It is no person: its lines are somebody else's. Raises SheetError."""
        self.refresh()
        main = self._main(person)
        before = value_at(self.own_settings(), ("cast", "nobody")) or []
        nobody: dict[Keys, Any] = {("cast", "nobody"): list(dict.fromkeys([*before, main]))}
        return self._change(f"{main} is no person", nobody)

    def say_as(self, word: str, said: str | None) -> Changed:
        """A word is said so: a respelling, or IPA between strokes; None: as the voice has it.
        Raises ConfigError for what is neither."""
        self.refresh()
        word = " ".join(word.split())
        return self._change(f"{word} is said {said or 'as before'}", {("pronounce", word): said})

    # Taking back

    @property
    def undoable(self) -> str:
        """What would be taken back next, in words; empty if there is nothing."""
        return self.history.back[-1].what if self.history.back else ""

    @property
    def redoable(self) -> str:
        """What would be done again, in words; empty if there is nothing."""
        return self.history.forth[-1].what if self.history.forth else ""

    def undo(self) -> Changed:
        """Takes the last correction back. Raises UsageError where there is none."""
        return self._turn(self.history.back, self.history.forth, "taken back")

    def redo(self) -> Changed:
        """Does again what was taken back last. Raises UsageError where there is nothing."""
        return self._turn(self.history.forth, self.history.back, "done again")

    def _turn(self, source: list[Step], target: list[Step], what: str) -> Changed:
        self.refresh()
        if not source:
            raise UsageError(f"there is nothing to be {what}")
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
        after = renamed(path, before, old, new)
        changes = inverse(parse(path, after), parse(path, before))
        return Step(what, settings=tuple(changes.items()), text=after, digest=digest(before))

    def _key(self, main: str, what: str) -> Keys:
        """The way to what is set down of somebody."""
        part = self._part(main)
        return "characters", part.name if part else main, what

    def _saying(self, what: str, said: Mapping[At, str | None]) -> Step:
        return Step(what, {self.index.id(at): name for at, name in said.items()})

    def _main(self, person: str) -> str:
        return known_as(person, self.script.characters)

    def _is(self, name: str, person: Character) -> bool:
        return name.casefold() in (each.casefold() for each in person.names())


def _count(lines: Sequence[At]) -> str:
    return f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
