"""The names that an engine may well say wrong: `cast` lists them, `voices audition` speaks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio.cli.show import count, table
from fic_audio.errors import EngineError

if TYPE_CHECKING:
    from fic_audio.model import Voice
    from fic_audio.production import Script
    from fic_audio.script.cast import Cast, Role
    from fic_audio.script.pronounce import Lexicon
    from fic_audio.script.pronounce.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of how a story's names are said."""

    lexicon: Lexicon
    unsure: tuple[Doubt, ...] = ()
    own: tuple[str, ...] = ()
    """The words of the listener's own that stand in the story."""
    titles: tuple[str, ...] = ()
    """The lexicons that count."""
    skipped: str = ""
    """Why nothing is known of the engine, where that is so."""
    instead: str = ""
    """Which engine was asked in its place, and why, where one was."""


def of(story: Path, config_file: str | None, script: Script, voice: Voice) -> Names:
    """Asks the engine how it says the names; one that can't tell is no error."""
    from fic_audio import engines, voices
    from fic_audio.production import setup
    from fic_audio.script.pronounce.doubts import doubts
    from fic_audio.script.pronounce.shared import choose, chosen

    config = setup.load_config(story, config_file, voices.load())
    metadata = script.story.metadata
    lexicon = choose(config, metadata.fandoms)
    text = "\n".join(chapter.text for chapter in script.story.chapters).casefold()
    own = tuple(word for word in config.pronounce if word.casefold() in text)
    titles = tuple(each.title for each in chosen(config, metadata.fandoms))
    known = Names(lexicon, own=own, titles=titles)
    if metadata.language.partition("-")[0] not in ("", "en"):
        return replace(known, skipped="the dictionary is of English")
    engine = engines.load(voice.engine)
    if not isinstance(engine, engines.Transcriber):
        # What espeak-ng finds hard to say, others do too.
        why = f"{engine.name} does not tell how it says a word"
        engine = engines.load(engines.DEFAULT)
        stand_in = next((v for v in voices.load() if v.engine == engines.DEFAULT), None)
        if stand_in is None or not isinstance(engine, engines.Transcriber):
            return replace(known, skipped=why)
        voice = stand_in
        known = replace(known, instead=f"{why}, so espeak-ng was asked")
    tell = engine.transcribe
    try:
        found = doubts(
            script.story.chapters,
            script.lines,
            script.characters,
            lexicon,
            lambda texts: tell(texts, voice),
        )
    except EngineError as why:
        return replace(known, skipped=str(why))
    return replace(known, unsure=found)


def objects(parts: Cast, names: Names) -> Iterator[dict[str, Any]]:
    """The roles as JSON, each with those of its names that are unsure."""
    from fic_audio.production.export import role_object

    for role in parts.roles:
        own = [each for each in names.unsure if each.name in _words(role)]
        yield role_object(role) | {"unsure": [_object(each) for each in own]}


def rows(names: Names) -> Iterator[str]:
    """The unsure names as a table, each with a line to copy into `[pronounce]`."""
    if names.unsure:
        yield ""
        header = ("unsure how to say", "lines", "said as", "for [pronounce], as it should be said")
        yield from table(
            ((each.name, f"{each.lines:,}", each.said, _entry(each)) for each in names.unsure),
            header,
        )


def _entry(doubt: Doubt) -> str:
    """A line to copy. Where no dictionary knows better, it is what is said anyway."""
    return doubt.entry if doubt.meant else f"{doubt.entry}  # as it is said now"


def remarks(parts: Cast, names: Names, *, as_json: bool) -> Iterator[str]:
    """What is said of the names beside the result."""
    if names.titles:
        yield f"names are said as in: {'; '.join(names.titles)} ([read] lexicons changes that)"
    if names.skipped:
        yield f"names not checked for how they are said: {names.skipped}"
    if names.instead and names.unsure:
        yield f"names: {names.instead}"
    for title, known_there in _elsewhere(names):
        yield (
            f"{count(known_there, 'unsure name')} in the lexicon {title}: "
            f'[read] lexicons = ["auto", "{title}"] takes it'
        )
    if as_json:
        known = {word for role in parts.roles for word in _words(role)}
        others = [each.name for each in names.unsure if each.name not in known]
        if others:
            yield f"unsure how to say besides: {', '.join(others)}"


def spoken(names: Names) -> Sequence[str]:
    """The names to be heard: the listener's own words, then the unsure ones."""
    return tuple(dict.fromkeys((*names.own, *(each.name for each in names.unsure))))


def _elsewhere(names: Names) -> Iterator[tuple[str, int]]:
    """The ready lexicons that know several of the unsure names, and how many."""
    from fic_audio.script.pronounce.shared import load
    from fic_audio.voices import lexicons

    unsure = {each.name.casefold() for each in names.unsure}
    for title, path in lexicons().items() if len(unsure) > 1 else ():
        found = len(unsure & {word.casefold() for word in load(path).words})
        if found > 1:
            yield title, found


def _words(role: Role) -> set[str]:
    from fic_audio.script.words import words

    return {word.text for name in role.character.names() for word in words(name)}


def _object(doubt: Doubt) -> dict[str, Any]:
    return {
        "name": doubt.name,
        "lines": doubt.lines,
        "said": doubt.said,
        "meant": doubt.meant,
        "entry": doubt.entry,
    }
