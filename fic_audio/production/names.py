"""The names of a story that its voices may say wrong, and the words that the listener set down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fic_audio import engines, voices
from fic_audio.config import Config
from fic_audio.errors import EngineError
from fic_audio.model import Voice
from fic_audio.production.script import Script
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.pronounce.doubts import Doubt, find_doubts
from fic_audio.script.pronounce.shared import choose_lexicon, choose_shared, load


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


def names_of(script: Script, config: Config, voice: Voice) -> Names:
    """Asks the engine how it says the names; one that can't tell is no error."""
    metadata = script.story.metadata
    lexicon = choose_lexicon(config, metadata.fandoms)
    text = "\n".join(chapter.text for chapter in script.story.chapters).casefold()
    own = tuple(word for word in config.pronounce if word.casefold() in text)
    titles = tuple(each.title for each in choose_shared(config, metadata.fandoms))
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
        found = find_doubts(
            script.story.chapters,
            script.lines,
            script.characters,
            lexicon,
            lambda texts: tell(texts, voice),
        )
    except EngineError as why:
        return replace(known, skipped=str(why))
    return replace(known, unsure=found)


def choose_names(names: Names) -> Sequence[str]:
    """The names to speak: the listener's own words, then the unsure ones."""
    return tuple(dict.fromkeys((*names.own, *(each.name for each in names.unsure))))


def elsewhere(names: Names) -> Iterator[tuple[str, int]]:
    """The ready lexicons that know several of the unsure names, and how many."""
    unsure = {each.name.casefold() for each in names.unsure}
    for title, path in voices.lexicons().items() if len(unsure) > 1 else ():
        found = len(unsure & {word.casefold() for word in load(path).words})
        if found > 1:
            yield title, found
