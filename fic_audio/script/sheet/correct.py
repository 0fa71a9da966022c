"""Sheets and a story -> the lines of the story whose speaker the listener has named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from fic_audio.errors import Remedy, SheetError, did_you_mean
from fic_audio.model import NARRATOR, Character, Span, Story
from fic_audio.results import LostCorrection
from fic_audio.script.sheet.match import LONG, Match
from fic_audio.script.sheet.read import Entry, Sheet, describe_mistakes
from fic_audio.script.sheet.rows import Place, fold, key, places

SAME = 0.2
"""Share of the longer lines, of the sheet's or of the story's, which has to be found in the other
for both to be of one story."""
APART = "\0"
"""A key that no line has."""

At = tuple[int, int]
"""A line: its chapter from 0, and where it starts in it."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the listener's sheets say of a story."""

    known: Mapping[At, str] = field(default_factory=dict)
    """The speakers of lines, the other parts of a corrected quotation included."""
    yours: frozenset[At] = frozenset()
    """The lines that were corrected or confirmed themselves."""
    lost: tuple[LostCorrection, ...] = ()
    new: tuple[Character, ...] = ()
    """Characters that nobody but the sheets knows of."""
    own: tuple[str, ...] = ()
    """The names of characters that the listener put into a sheet."""


def correct(
    sheets: Sequence[Sheet],
    story: Story,
    path: Path,
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
) -> Corrections:
    """Finds the lines that the sheets correct, by their words and what stands around them.

    Where sheets differ, the last is right. `path` names the story in errors. Raises SheetError for
    unknown names, all at once, and for the sheet of another story.
    """
    if not sheets:
        return Corrections()
    names = _Names(sheets, characters)
    lines = list(places(story.chapters, spans))
    keys = [key(line.text) for line in lines]
    said: dict[At, str] = {}
    lost: list[LostCorrection] = []
    mistakes: list[str] = []
    for sheet in sheets:
        wrong: list[tuple[int, str]] = []
        for entry, line in _found(sheet, keys, f'{path} ("{story.metadata.title}")'):
            try:
                name = names.main(entry.name)
            except ValueError as error:
                wrong.append((entry.row, str(error)))
                continue
            if line is None:
                lost.append(LostCorrection(sheet.path, entry.row, name, entry.text))
            else:
                said[lines[line].at] = name
        mistakes += describe_mistakes(sheet.path, wrong)
    if mistakes:
        raise SheetError("\n".join(mistakes))
    known = with_parts(said, lines)
    return Corrections(known, frozenset(said), tuple(lost), tuple(names.new), names.own)


class _Names:
    """Everybody whom a sheet may name."""

    def __init__(self, sheets: Sequence[Sheet], characters: Sequence[Character]) -> None:
        self._by_main = {fold(person.name): person.name for person in characters}
        self._by_main.setdefault(NARRATOR, NARRATOR)
        self._by_alias: dict[str, set[str]] = defaultdict(set)
        for person in characters:
            for name in person.names():
                self._by_alias[key(name)].add(person.name)
        self._listed = {fold(name): name for sheet in sheets for name in sheet.cast}
        self.new: list[Character] = []
        self.own = tuple(dict.fromkeys(self._own(name) for sheet in sheets for name in sheet.new))

    def main(self, name: str) -> str:
        """The main name of whoever goes by this one. Raises ValueError where nobody is known by
        it, or several are."""
        folded = fold(name)
        if known := self._by_main.get(folded):
            return known
        bearers = sorted(self._by_alias.get(key(name), ()))
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            choice = " and ".join(f'"{each}"' for each in bearers)
            raise ValueError(f'"{name}" is a name of {choice}; write one of these')
        if folded in self._listed:
            return self._add(self._listed[folded])
        hint = did_you_mean(name, (*self._by_main.values(), *self._listed.values()))
        raise ValueError(
            f'unknown name "{name}"{hint}; to add somebody, write the name into the cast above'
        )

    def _own(self, name: str) -> str:
        try:
            return self.main(name)
        except ValueError:  # a name that several bear
            return self._add(name)

    def _add(self, name: str) -> str:
        self._by_main[fold(name)] = name
        self.new.append(Character(name, why="set down in the sheet"))
        return name


def _found(sheet: Sheet, keys: Sequence[str], story: str) -> Iterator[tuple[Entry, int | None]]:
    """Every correction of a sheet, with the number of its line among those of the story. Raises
    SheetError where hardly any line of the sheet is found."""
    gone = chain.from_iterable((None, entry) for entry in sheet.gone)
    entries = [*sheet.entries, *gone]
    ours = [key(entry.text) if entry else APART for entry in entries]
    match = Match(ours, keys)
    long = [n for n, words in enumerate(ours) if _is_long(words)]
    shared = sum(n in match.pairs for n in long)
    if shared < SAME * min(len(long), sum(map(_is_long, keys))):
        raise SheetError(
            f'{sheet.path}: this is the sheet of another story, "{sheet.title}": only {shared} of '
            f"its {len(entries)} lines are in {story}; give the right sheet, or ignore this one",
            remedies=(Remedy.NO_SHEET,),
        )
    for n, entry in enumerate(entries):
        if entry and entry.yours:
            line = match.pairs.get(n)
            yield entry, match.find_edited(n) if line is None else line


def _is_long(words: str) -> bool:
    return words.count(" ") >= LONG - 1


def with_parts(said: Mapping[At, str], lines: Sequence[Place]) -> dict[At, str]:
    """What is said of one part of a quotation goes for its other parts too."""
    quotes: dict[tuple[int, int | None], str] = {
        (line.chapter, line.span.quote): said[line.at]
        for line in lines
        if line.at in said and line.span.quote is not None
    }
    known = {
        line.at: name
        for line in lines
        if (name := quotes.get((line.chapter, line.span.quote))) is not None
    }
    return {**known, **said}
