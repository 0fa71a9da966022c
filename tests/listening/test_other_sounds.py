"""Lines that do not sound like a voice alone: with music, over a telephone, whispered."""

from __future__ import annotations

from pathlib import Path

from fic_audio.ffmpeg import ffmpeg
from fic_audio.listening.faults import FaultKind
from fic_audio.listening.model import find_ears
from fic_audio.listening.session import HeardStory, listen
from fic_audio.shelf import manifest
from tests.commands import Fic
from tests.ears import Made

CHORD = "0.2*sin(440*PI*t)+0.2*sin(554*PI*t)+0.2*sin(660*PI*t)"
MANNERS = """
[lines."I gave it to your brother,"]
manner = "phone"

[lines."Who has the key?"]
manner = "whisper"
"""


def heard_with(made: Made, settings: str, model: Path, fic: Fic) -> HeardStory:
    """What is heard of the story, made with these settings."""
    made.story.with_name("fic-audio.toml").write_text(settings)
    assert fic("produce", made.story, "-o", made.folder.parent, "-q").code == 0
    return listen(manifest.load(made.folder), find_ears(model))


def test_music_under_the_first_and_the_last_words(made: Made, model: Path, fic: Fic) -> None:
    """They are understood, and music that goes on where a line ends is no fault of it."""
    song = made.story.with_name("song.mp3")
    ffmpeg(("-f", "lavfi", "-i", f"aevalsrc={CHORD}:d=25", str(song)))
    heard = heard_with(made, '[sound]\nintro = "song.mp3"\noutro = "song.mp3"\n', model, fic)
    kinds = {fault.kind for each in heard.lines for fault in each.faults}
    assert heard.listened == len(heard.lines)
    assert kinds <= {FaultKind.LEVEL}


def test_a_telephone_and_a_whisper(made: Made, model: Path, fic: Fic) -> None:
    """Both are understood; neither is taken for a line that is too soft or breaks off."""
    heard = heard_with(made, MANNERS, model, fic)
    changed = [each for each in heard.lines if each.line.manner]
    assert len(changed) == 2
    assert [each.line.written for each in heard.unclear] == []
