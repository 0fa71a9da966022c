"""A script -> what is spoken, by which voice and how."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.config import Config
from fic_audio.engines.silence import Silence
from fic_audio.language import is_english
from fic_audio.model import Cue, Ms
from fic_audio.produce.script import Script
from fic_audio.script.cast import Cast, cast
from fic_audio.script.credits import with_credits
from fic_audio.script.direct import direct
from fic_audio.script.pronounce.shared import choose
from fic_audio.script.speakable import Ear
from fic_audio.voices import Voices

PREVIEW = Ms(60_000)
"""Of each chapter."""


def give_parts(script: Script, config: Config, voices: Voices) -> Cast:
    """Script -> a voice for everybody."""
    return cast(
        script.story.chapters,
        script.lines,
        script.characters,
        voices.speaking(script.story.metadata.language),
        config.narrator,
        config.characters,
    )


def cue_sheets(script: Script, parts: Cast, config: Config) -> list[tuple[Cue, ...]]:
    """Script -> what is spoken of each chapter; the credits go with the first and the last."""
    lexicon = choose(config, script.story.metadata.fandoms)
    ear = Ear(config.emoji == "named", is_english(script.story.metadata.language))
    sheets = [
        direct(
            chapter,
            lines,
            parts,
            config.pauses,
            notes=config.notes,
            footnotes=config.footnotes,
            images=config.images,
            pronounce=lexicon,
            ear=ear,
            direction=config.direction,
        )
        for chapter, lines in zip(script.story.chapters, script.lines, strict=True)
    ]
    return with_credits(
        sheets,
        script.story.metadata,
        parts,
        config.pauses,
        header=config.header,
        notes=config.notes,
        pronounce=lexicon,
        ear=ear,
    )


def beginning(sheet: Sequence[Cue], length: Ms = PREVIEW) -> tuple[Cue, ...]:
    """The cues of a chapter's first minute, by what the silence engine takes them to last."""
    say = Silence(delay=0.0).say
    lasts, kept = 0, []
    for cue in sheet:
        if lasts >= length:
            break
        kept.append(cue)
        lasts += say(cue.text, cue.voice, cue.delivery).length + cue.pause
    return tuple(kept)
