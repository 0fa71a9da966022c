"""Voices -> a file in which they speak a sample, one after the other, as loud as one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fic_audio import engines
from fic_audio.config.write import write_whole
from fic_audio.errors import EngineError, UsageError, did_you_mean
from fic_audio.model import Clip, Cue, Delivery, Ms, Voice
from fic_audio.script.speakable import speakable
from fic_audio.shelf.names import safe
from fic_audio.sound.level import level

if TYPE_CHECKING:
    from fic_audio.produce import Script

SAMPLE = "Hello, I am {name}. Is it my turn already? Then let me tell you what happened last night."


APART = Ms(700)
"""The silence between two names."""


LINES, LONGEST = 3, 240
"""Of a character that are spoken, and characters of one: what can be kept in the ear."""


def speak(voices: Sequence[Voice], out: Path | None, text: str) -> Path:
    """Writes what each says to a .wav or .mp3 file, one after the other; gives its path."""
    path = _path(out, f"{safe(' '.join(voice.name for voice in voices), 'voice')}.wav")
    said = speakable(text)
    if text and not said:
        raise UsageError(f'--text: "{text}" has no words')
    return _heard(path, [(voice, said or SAMPLE.format(name=voice.name)) for voice in voices])


def speak_lines(
    voices: Sequence[Voice], out: Path | None, story: Path, who: str, config_file: str | None
) -> tuple[Path, list[str]]:
    """The same with lines of a story's character: of the one named, or else of whoever is cast with
    the voice, or else of whoever has most to say. Gives the file's path, and whose lines those are.
    """
    from fic_audio.cli import asked

    path = _path(out, f"{safe(' '.join(voice.name for voice in voices), 'voice')}.wav")
    script, cast, _ = asked.script_of(story, config_file)
    roles = {role.character.name: role for role in cast.roles if role.lines}
    if not roles:
        raise UsageError(f"{story}: nobody speaks in it")
    if who:
        named = {n.casefold(): role for role in roles.values() for n in role.character.names()}
        if who.casefold() not in named:
            raise UsageError(f'--as: nobody is "{who}"{did_you_mean(who, roles)}')
        chosen = [named[who.casefold()]] * len(voices)
    else:
        first = next(iter(roles.values()))
        by_voice = {role.voice.name: role for role in reversed(roles.values())}
        chosen = [by_voice.get(voice.name, first) for voice in voices]
    said = []
    for voice, role in zip(voices, chosen, strict=True):
        texts = filter(None, map(speakable, _lines(script, role.character.name)))
        said += [(voice, text) for text in islice(texts, LINES)]
    return _heard(path, said), list(dict.fromkeys(role.character.name for role in chosen))


def _lines(script: Script, name: str) -> Iterator[str]:
    """What a character says, the longest that is not too long first."""
    found = [
        chapter.text[line.span.start : line.span.end].strip()
        for chapter, lines in zip(script.story.chapters, script.lines, strict=True)
        for line in lines
        if line.speaker == name
    ]
    yield from sorted(found, key=lambda text: (len(text) > LONGEST, -len(text)))


def speak_names(
    voice: Voice, out: Path | None, story: Path, config_file: str | None
) -> tuple[Path | None, Sequence[str]]:
    """Writes the names of a story that its engine may say wrong, as the lexicon has them.

    Gives the names and the file's path, which is None where there are no such names.
    """
    from fic_audio.cli import asked, names
    from fic_audio.produce.names import spoken
    from fic_audio.script.pronounce import respell

    path = _path(out, f"{safe(voice.name, 'voice')} names.wav")
    script, *_ = asked.script_of(story, config_file)
    found = names.of(story, config_file, script, voice)
    if found.skipped and not found.own:
        raise EngineError(f"{story}: its names can't be checked: {found.skipped}")
    said = spoken(found)
    texts = [respell(name, found.lexicon) + "." for name in said]
    return (_heard(path, [(voice, text) for text in texts]) if texts else None), said


def _path(out: Path | None, usual: str) -> Path:
    path = out or Path(usual)
    if path.suffix.lower() not in (".wav", ".mp3"):
        raise UsageError(f"{path}: an audition is a .wav or an .mp3 file")
    return path


def _heard(path: Path, said: Sequence[tuple[Voice, str]]) -> Path:
    speakers = {voice.engine: engines.load(voice.engine) for voice, _ in said}
    for engine in speakers.values():
        engine.check()
    cues, clips = [], []
    for voice, text in said:
        cues.append(Cue(text, voice, pause=APART))
        clips.append(level(speakers[voice.engine].say(text, voice, Delivery()), voice))
    write_whole(path, (_wav if path.suffix.lower() == ".wav" else _mp3)(cues, clips))
    return path


def _wav(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    """The clips with the cues' pauses between them, all at the first one's sample rate."""
    from fic_audio.sound.stitch import stitch

    with TemporaryDirectory() as folder:
        wav = Path(folder, "audition.wav")
        stitch(cues, clips, wav, head=Ms(0), tail=Ms(0))
        return wav.read_bytes()


def _mp3(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    from fic_audio.sound.master import master
    from fic_audio.sound.stitch import stitch

    with TemporaryDirectory() as folder:
        wav, mp3 = Path(folder, "audition.wav"), Path(folder, "audition.mp3")
        stitch(cues, clips, wav)
        master(wav, mp3, "audiobook")
        return mp3.read_bytes()
