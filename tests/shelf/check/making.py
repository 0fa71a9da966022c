"""Finished files for the checks, and what they find wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mutagen.id3 import APIC, ID3

from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Metadata, Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.audio.mp3 import Place
from fic_audio.shelf.check import Verdict, check
from fic_audio.shelf.manifest import Manifest, TimedLine
from tests.factories import jpeg

STORY = Metadata("The Kettle", ("Aki",), fandoms=("Tea",), rating="Teen", language="en")
TITLES = ("Water", "Fire & <Smoke>", "Steam = power; no #2 \\ 3")
SECONDS = (5, 6, 7)


def sound(path: Path, seconds: float, gain: float = 3.5, *more: str, chain: str = "") -> None:
    """A tone of that many seconds, as loud as speech should be, with silence at both ends."""
    tone = ("-f", "lavfi", "-i", f"sine=440:r=44100:d={seconds}")
    filters = f"volume={gain}dB,adelay=700,apad=pad_dur=3{chain and ','}{chain}"
    bits = more or ("-ac", "1", "-b:a", "96k")
    ffmpeg((*tone, "-af", filters, *bits, "-id3v2_version", "0", "-f", "mp3", path))


def dress(path: Path, place: Place, story: Metadata = STORY, cover: bytes = b"") -> None:
    """All its tags, and the cover."""
    mp3.tag(path, story, place, ["Ada"])
    tags = ID3(path, translate=False)
    tags.delall("APIC")
    tags.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=cover or jpeg()))
    save(tags, path)


def save(tags: ID3, path: Path) -> None:
    tags.save(path, v1=0, v2_version=3, padding=lambda info: 0)


def lines(seconds: float) -> tuple[TimedLine, ...]:
    half = Ms(700 + int(seconds * 500))
    end = Ms(700 + int(seconds * 1000))
    return TimedLine(Ms(700), half, "It boils."), TimedLine(half, end, "It whistles.", scene=1)


def change(whole: Manifest, number: int, **values: object) -> None:
    """Writes the book with another episode of that number."""
    episodes = list(whole.episodes)
    episodes[number - 1] = replace(episodes[number - 1], **values)  # type: ignore[arg-type]
    manifest.save(replace(whole, episodes=tuple(episodes)))


def wrong(folder: Path) -> dict[tuple[str, str], str]:
    """(File, what was looked at) -> what is wrong with it."""
    return found(check(folder).verdicts)


def found(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], str]:
    return {(each.file, each.what): each.said for each in verdicts if not each.ok}
