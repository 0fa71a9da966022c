from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fic_audio.listening.flow import describe_flow
from fic_audio.listening.judge import judge
from fic_audio.model import Ms
from fic_audio.shelf.manifest import ChapterFile, Manifest
from tests.ears import heard_line, spoken


def test_levels_and_pauses() -> None:
    """The longest pause and where it is; jumps where the speaker changes; a voice that drifts from
    one chapter to another."""
    lines = [
        heard_line(spoken("Nobody came to the gate", f"{n}", start=2500 * n)) for n in range(4)
    ]
    mara = replace(spoken("I am here at last", "m", start=12_000), speaker="Mara", voice="Lydia")
    second = [
        replace(each, line=replace(each.line, chapter=2, key=f"b{n}"))
        for n, each in enumerate(lines)
    ]
    drifting = replace(heard_line(replace(mara, chapter=2, key="n"), level=-21.0))
    all_lines = judge([*lines, heard_line(mara, level=-18.5), *second, drifting])
    chapters = [ChapterFile(n, f"{n}", f"{n}.mp3", Ms(20_000)) for n in (1, 2)]
    flow = describe_flow(Manifest(Path(), episodes=tuple(chapters)), all_lines)
    assert next((each.pause, each.pause_at) for each in flow.chapters) == (2500, 9500)
    assert flow.joints.count == 2
    assert flow.joints.most == 1.5
    narrator, other = flow.voices
    assert (narrator.speaker, narrator.drift) == ("narrator", 0.0)
    assert (other.voice, other.drift) == ("Lydia", 2.5)
    assert narrator.words_a_minute == 150
