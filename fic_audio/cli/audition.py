"""Voices -> a file in which they speak a sample, one after the other, at the same loudness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fic_audio.errors import EngineError, UsageError, did_you_mean
from fic_audio.model import Voice
from fic_audio.production.audition import SAMPLE, own_lines, speak_to
from fic_audio.script.normalize import normalize
from fic_audio.shelf.file_names import make_safe


def speak(voices: Sequence[Voice], out: Path | None, text: str) -> Path:
    """Writes a .wav or .mp3 file in which each voice speaks; returns its path."""
    path = _path(out, f"{make_safe(' '.join(voice.name for voice in voices), 'voice')}.wav")
    spoken = normalize(text)
    if text and not spoken:
        raise UsageError(f'--text: "{text}" has no words to speak')
    return speak_to(path, [(voice, spoken or SAMPLE.format(name=voice.name)) for voice in voices])


def speak_lines(
    voices: Sequence[Voice], out: Path | None, path: Path, who: str, config_file: str | None
) -> tuple[Path, list[str]]:
    """The same with lines of a story's character: the one named, or the one cast with the voice, or
    the one with the most to say. Returns the file's path and the characters' names.
    """
    from fic_audio.production import setup

    file = _path(out, f"{make_safe(' '.join(voice.name for voice in voices), 'voice')}.wav")
    script, cast, _ = setup.cast_story(path, config_file)
    roles = {role.character.name: role for role in cast.roles if role.lines}
    if not roles:
        raise UsageError(f"{path}: no character speaks in it; choose another story, or --text")
    if who:
        named = {n.casefold(): role for role in roles.values() for n in role.character.names()}
        if who.casefold() not in named:
            raise UsageError(f'--as: no character is called "{who}"{did_you_mean(who, roles)}')
        chosen = [named[who.casefold()]] * len(voices)
    else:
        first = next(iter(roles.values()))
        by_voice = {role.voice.name: role for role in reversed(roles.values())}
        chosen = [by_voice.get(voice.name, first) for voice in voices]
    lines = [
        (voice, text)
        for voice, role in zip(voices, chosen, strict=True)
        for text in own_lines(script, role.character.name)
    ]
    return speak_to(file, lines), list(dict.fromkeys(role.character.name for role in chosen))


def speak_names(
    voice: Voice, out: Path | None, path: Path, config_file: str | None
) -> tuple[Path | None, Sequence[str]]:
    """Writes the names of a story that a voice may mispronounce, spoken as its lexicon has them.

    Returns the file's path, which is None if there are no such names, and the names.
    """
    from fic_audio.cli import names
    from fic_audio.production import setup
    from fic_audio.production.names import choose_names
    from fic_audio.script.pronounce import respell

    file = _path(out, f"{make_safe(voice.name, 'voice')} names.wav")
    script, *_ = setup.cast_story(path, config_file)
    checked = names.of(path, config_file, script, voice)
    if checked.skipped and not checked.own:
        raise EngineError(f"{path}: its names can't be checked: {checked.skipped}")
    chosen = choose_names(checked)
    texts = [respell(name, checked.lexicon) + "." for name in chosen]
    return (speak_to(file, [(voice, text) for text in texts]) if texts else None), chosen


def _path(out: Path | None, usual: str) -> Path:
    path = out or Path(usual)
    if path.suffix.lower() not in (".wav", ".mp3"):
        raise UsageError(f"{path}: an audition is a .wav or .mp3 file; give it such a name")
    return path
