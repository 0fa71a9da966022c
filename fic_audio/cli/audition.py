"""A voice -> a file in which it speaks a sample."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from tempfile import TemporaryDirectory

from fic_audio import engines
from fic_audio.config.write import write_whole
from fic_audio.errors import UsageError
from fic_audio.model import Clip, Cue, Delivery, Voice
from fic_audio.script.speakable import speakable
from fic_audio.shelf.names import safe

SAMPLE = "Hello, I am {name}. Is it my turn already? Then let me tell you what happened last night."


def speak(voice: Voice, out: Path | None, text: str) -> Path:
    """Writes the sample to a .wav or .mp3 file and returns its path."""
    path = out or Path(f"{safe(voice.name, 'voice')}.wav")
    form = path.suffix.lower()
    if form not in (".wav", ".mp3"):
        raise UsageError(f"{path}: an audition is a .wav or an .mp3 file")
    said = speakable(text or SAMPLE.format(name=voice.name))
    if not said:
        raise UsageError(f'--text: "{text}" has no words')
    engine = engines.load(voice.engine)
    engine.check()
    clip = engine.say(said, voice, Delivery())
    write_whole(path, _wav(clip) if form == ".wav" else _mp3(Cue(said, voice), clip))
    return path


def _wav(clip: Clip) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes(clip.pcm)
    return buffer.getvalue()


def _mp3(cue: Cue, clip: Clip) -> bytes:
    from fic_audio.sound.master import master
    from fic_audio.sound.stitch import stitch

    with TemporaryDirectory() as folder:
        wav, mp3 = Path(folder, "audition.wav"), Path(folder, "audition.mp3")
        stitch([cue], [clip], wav)
        master(wav, mp3, "audiobook")
        return mp3.read_bytes()
