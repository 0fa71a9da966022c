"""A chapter in Opus, compared with its MP3."""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fic_audio.shelf.check.listen import MeasuredSound
from fic_audio.shelf.check.m4b import pauses_trouble
from fic_audio.shelf.check.opened import alike
from fic_audio.shelf.check.report import Verdict, verdict

NEAR = 0.1
WITHIN = 1.0
"""Most LU off the loudness of the MP3."""


def check_opus(
    path: Path, heard: MeasuredSound, mp3: MeasuredSound, title: str
) -> Iterator[Verdict]:
    """All verdicts on a file, compared with the sound of the MP3 and its title."""
    from mutagen.oggopus import OggOpus

    name = path.name
    yield verdict(name, "decodes", "; ".join(heard.errors[:3]))
    try:
        file: Any = OggOpus(path)
    except Exception as why:  # Whatever a reader stumbles over, players may, too.
        yield verdict(name, "opens", f"it is no Opus: {why}")
        return
    shown = (file.get("title") or [""])[0]
    wrong = f"{shown!r} instead of {title!r}"
    yield verdict(name, "title", "" if alike(shown, title) else wrong, shown)
    lengths = (file.info.length, heard.length)
    off = any(abs(length - mp3.length) > NEAR for length in lengths)
    finding = f"{heard.length:.2f} s"
    yield verdict(
        name, "length", f"{finding}, the MP3 has {mp3.length:.2f}" if off else "", finding
    )
    yield verdict(name, "pauses", pauses_trouble(heard.silences, mp3.silences))
    if not (heard.silent or mp3.silent):
        finding = f"{heard.lufs:.1f} LUFS"
        off = abs(heard.lufs - mp3.lufs) > WITHIN + 0.05
        yield verdict(
            name, "loudness", f"{finding}, the MP3 {mp3.lufs:.1f}" if off else "", finding
        )
