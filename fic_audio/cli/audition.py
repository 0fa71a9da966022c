"""A voice -> a file in which it speaks a sample."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from fic_audio import engines
from fic_audio.config.write import write_whole
from fic_audio.errors import EngineError, UsageError
from fic_audio.model import Clip, Cue, Delivery, Ms, Voice
from fic_audio.script.speakable import speakable
from fic_audio.shelf.names import safe

SAMPLE = "Hello, I am {name}. Is it my turn already? Then let me tell you what happened last night."


APART = Ms(700)
"""The silence between two names."""


def speak(voice: Voice, out: Path | None, text: str) -> Path:
    """Writes the sample to a .wav or .mp3 file and returns its path."""
    path = _path(out, f"{safe(voice.name, 'voice')}.wav")
    said = speakable(text or SAMPLE.format(name=voice.name))
    if not said:
        raise UsageError(f'--text: "{text}" has no words')
    return _heard(voice, path, [said])


def speak_names(
    voice: Voice, out: Path | None, story: Path, config_file: str | None
) -> tuple[Path | None, Sequence[str]]:
    """Writes the names of a story that its engine may say wrong, as the lexicon has them.

    Gives the names and the file's path, which is None where there are no such names.
    """
    from fic_audio.cli import asked, names
    from fic_audio.script.pronounce import respell

    path = _path(out, f"{safe(voice.name, 'voice')} names.wav")
    script, _ = asked.script_of(story, config_file)
    found = names.of(story, config_file, script, voice)
    if found.skipped and not found.own:
        raise EngineError(f"{story}: its names can't be checked: {found.skipped}")
    said = names.spoken(found)
    texts = [respell(name, found.lexicon) + "." for name in said]
    return (_heard(voice, path, texts) if texts else None), said


def _path(out: Path | None, usual: str) -> Path:
    path = out or Path(usual)
    if path.suffix.lower() not in (".wav", ".mp3"):
        raise UsageError(f"{path}: an audition is a .wav or an .mp3 file")
    return path


def _heard(voice: Voice, path: Path, texts: Sequence[str]) -> Path:
    engine = engines.load(voice.engine)
    engine.check()
    cues = [Cue(text, voice, pause=APART) for text in texts]
    clips = [engine.say(text, voice, Delivery()) for text in texts]
    write_whole(path, (_wav if path.suffix.lower() == ".wav" else _mp3)(cues, clips))
    return path


def _wav(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    """The clips with the cues' pauses between them, all at the first one's sample rate."""
    rate = clips[0].rate
    pauses = [bytes(2 * (cue.pause * rate // 1000)) for cue in cues[:-1]]
    parts = zip((clip.pcm for clip in clips), (*pauses, b""), strict=True)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(chain.from_iterable(parts)))
    return buffer.getvalue()


def _mp3(cues: Sequence[Cue], clips: Sequence[Clip]) -> bytes:
    from fic_audio.sound.master import master
    from fic_audio.sound.stitch import stitch

    with TemporaryDirectory() as folder:
        wav, mp3 = Path(folder, "audition.wav"), Path(folder, "audition.mp3")
        stitch(cues, clips, wav)
        master(wav, mp3, "audiobook")
        return mp3.read_bytes()
