"""A script -> what is spoken, by which voice and how."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from fic_audio import engines
from fic_audio.config import Config, Retake
from fic_audio.engines.phonemes import plain
from fic_audio.engines.silence import Silence
from fic_audio.language import is_english
from fic_audio.model import Cue, Line, Ms
from fic_audio.production.script import Script
from fic_audio.script.cast import Cast, cast_voices
from fic_audio.script.credits import with_credits
from fic_audio.script.normalize import NormalizeOptions
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.pronounce.shared import choose_lexicon
from fic_audio.script.prosody.direction import NONE, direct_lines
from fic_audio.script.retakes import find_retakes
from fic_audio.voices import Voices

PREVIEW = Ms(60_000)
"""Of each chapter."""


def cast_script(script: Script, config: Config, voices: Voices) -> Cast:
    """Script -> a voice for everybody."""
    return cast_voices(
        script.story.chapters,
        script.lines,
        script.characters,
        voices.speaking(script.story.metadata.language),
        config.narrator,
        config.characters,
        script.unasked,
    )


def write_cues(
    script: Script, cast: Cast, config: Config, *, opens: bool = True, closes: bool = True
) -> list[tuple[Cue, ...]]:
    """Script -> what is spoken of each chapter; the credits go with the first and the last, where
    the script `opens` and `closes` the whole story."""
    lexicon, ear = _manner(script, config)
    return with_credits(
        _as_heard(_directed(script, cast, config)),
        script.story.metadata,
        cast,
        config.pauses,
        header=config.header,
        notes=config.notes,
        pronounce=lexicon,
        ear=ear,
        opens=opens,
        closes=closes,
    )


def normalize_lines(script: Script, cast: Cast, config: Config) -> list[dict[int, str]]:
    """Script -> for each chapter the text for the ear of its lines, by where a line starts.

    A line of which nothing is said is missing. What opens a line (`"Footnote."`) stands before a
    slash.
    """
    return [
        _by_line(lines, cues)
        for lines, cues in zip(script.lines, _directed(script, cast, config), strict=True)
    ]


def _by_line(lines: Sequence[Line], cues: Sequence[Cue]) -> dict[int, str]:
    starts = [line.span.start for line in lines]
    found: dict[int, str] = {}
    opened = False
    for cue in cues:
        at = starts[bisect_right(starts, cue.start) - 1]
        joint = " / " if opened else " "
        found[at] = f"{found[at]}{joint}{plain(cue.text)}" if at in found else plain(cue.text)
        opened = cue.end == cue.start
    return found


def _manner(script: Script, config: Config) -> tuple[Lexicon, NormalizeOptions]:
    """How words are said in a story."""
    metadata = script.story.metadata
    ear = NormalizeOptions(
        config.emoji == "named", is_english(metadata.language), metadata.language
    )
    return choose_lexicon(config, metadata.fandoms), ear


def _directed(script: Script, cast: Cast, config: Config) -> list[tuple[Cue, ...]]:
    """What is spoken of each chapter, without credits."""
    manner = _manner(script, config)
    count = len(script.lines)
    return [_of_chapter(script, cast, config, number, *manner) for number in range(count)]


def chapter_cues(
    script: Script,
    cast: Cast,
    config: Config,
    number: int,
    trials: Mapping[int, Retake] = NONE,
) -> tuple[Cue, ...]:
    """What is spoken of one chapter, its number counted from 0, without credits. `trials`: settings
    for lines that differ from those of the configuration."""
    manner = _manner(script, config)
    (cues,) = _as_heard([_of_chapter(script, cast, config, number, *manner, trials)])
    return cues


def _as_heard(sheets: Sequence[tuple[Cue, ...]]) -> list[tuple[Cue, ...]]:
    """The cues as their engines speak them: where the words around one are not used, they have no
    part in what it sounds like, and a change of them is none."""
    names = {cue.voice.engine for cues in sheets for cue in cues}
    using = {name for name in names if engines.uses_context(name)}

    def heard(cue: Cue) -> Cue:
        around = cue.before or cue.after
        lacks = around and cue.voice.engine not in using
        return replace(cue, before="", after="") if lacks else cue

    return [tuple(map(heard, cues)) for cues in sheets]


def _of_chapter(
    script: Script,
    cast: Cast,
    config: Config,
    number: int,
    lexicon: Lexicon,
    ear: NormalizeOptions,
    trials: Mapping[int, Retake] = NONE,
) -> tuple[Cue, ...]:
    chapter, lines = script.story.chapters[number], script.lines[number]
    return direct_lines(
        chapter,
        lines,
        cast,
        config.pauses,
        notes=config.notes,
        footnotes=config.footnotes,
        images=config.images,
        pronounce=lexicon,
        ear=ear,
        direction=config.direction,
        retakes={**find_retakes(chapter, lines, config.lines), **trials},
    )


def take_beginning(sheet: Sequence[Cue], length: Ms = PREVIEW) -> tuple[Cue, ...]:
    """The cues of a chapter's first minute, by what the silence engine takes them to last."""
    say = Silence(delay=0.0).say
    lasts, kept = 0, []
    for cue in sheet:
        if lasts >= length:
            break
        kept.append(cue)
        lasts += say(cue.text, cue.voice, cue.delivery).length + cue.pause
    return tuple(kept)
