"""What a voice says so that it can be judged, and clips put together to be heard at once."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from fic_audio import engines
from fic_audio.atomic import write_named
from fic_audio.model import Clip, Cue, Delivery, Hz, Ms, Voice
from fic_audio.production.script import Script
from fic_audio.script.normalize import normalize
from fic_audio.sound.level import level
from fic_audio.sound.stitch import stitch

SAMPLE = "Hello, I am {name}. Is it my turn already? Then let me tell you what happened last night."
APART = Ms(700)
"""The silence between two things that are heard one after the other."""
LINES, LONGEST = 3, 240
"""Of a character that are spoken, and characters of one: what can be kept in the ear."""


def own_lines(script: Script, name: str) -> tuple[str, ...]:
    """Some lines of a character for the ear, the longest that is not too long first."""
    found = [
        chapter.text[line.span.start : line.span.end].strip()
        for chapter, lines in zip(script.story.chapters, script.lines, strict=True)
        for line in lines
        if line.speaker == name
    ]
    best = sorted(found, key=lambda text: (len(text) > LONGEST, -len(text)))
    return tuple(islice(filter(None, map(normalize, best)), LINES))


def speak_to(path: Path, said: Sequence[tuple[Voice, str]]) -> Path:
    """Writes what voices say to a .wav or .mp3 file, as loud as one another. Raises EngineError or
    OutputError."""
    speakers = {voice.engine: engines.load(voice.engine) for voice, _ in said}
    for engine in speakers.values():
        engine.check()
    cues, clips = [], []
    for voice, text in said:
        cues.append(Cue(text, voice, pause=APART))
        clips.append(level(speakers[voice.engine].say(text, voice, Delivery()), voice))
    write_named(path, (_wav if path.suffix.lower() == ".wav" else _mp3)(cues, clips))
    return path


def join_clips(cues: Sequence[Cue], clips: Sequence[Clip]) -> Clip:
    """The clips one after the other, with the cues' pauses between them."""
    if len(clips) == 1:
        return clips[0]
    with TemporaryDirectory() as folder, _stitched(Path(folder), cues, clips) as file:
        return Clip(file.readframes(file.getnframes()), Hz(file.getframerate()))


def _stitched(folder: Path, cues: Sequence[Cue], clips: Sequence[Clip]) -> wave.Wave_read:
    wav = folder / "audition.wav"
    stitch(cues, clips, wav, head=Ms(0), tail=Ms(0))
    return wave.open(str(wav), "rb")


def _wav(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    """All at the first one's sample rate."""
    with TemporaryDirectory() as folder:
        wav = Path(folder, "audition.wav")
        stitch(cues, clips, wav, head=Ms(0), tail=Ms(0))
        return wav.read_bytes()


def _mp3(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    from fic_audio.sound.master import master

    with TemporaryDirectory() as folder:
        wav, mp3 = Path(folder, "audition.wav"), Path(folder, "audition.mp3")
        stitch(cues, clips, wav)
        master(wav, mp3, "audiobook")
        return mp3.read_bytes()
