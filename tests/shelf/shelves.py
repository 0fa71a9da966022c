"""Books to make files from: sound from the package's own ffmpeg, and hostile words."""

from __future__ import annotations

import shutil
from pathlib import Path

from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import NARRATOR, Kind, Metadata, Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine

HOSTILE = (
    "",
    " ",
    "Tea & <b>cake</b> \"for\" 'two'",
    "]]> --> <!-- x --> <?y?>",
    "&amp; &#0; &nbsp; %00 ${HOME}",
    "\x00\x1b[31m\x07\x85\ufffe\uffff\ufdd0",
    "half \ud83d a \udc9e character",
    "👩‍👩‍👧‍👦 🏴‍☠️ <3",
    "שלום \u202eevil\u202c عالم",
    "two\nlines\r\n\r\n00:00:01.000 --> 00:00:02.000\n<v Eve>",
    "[00:01.00]<00:02.00> {\\an8}",
    '"; rm -rf / #',
    "long " * 100,
    "x" * 300,
)

LINES = (
    TimedLine(Ms(700), Ms(1500), "Kettle & Co, by Aki.", paragraph=-1),
    TimedLine(Ms(2000), Ms(2400), "The Kettle", kind=Kind.HEADING),
    TimedLine(Ms(2600), Ms(3000), "“It boils,”", "Petra", Kind.DIALOGUE, 1),
    TimedLine(Ms(3100), Ms(3500), "she said.", paragraph=1),
    TimedLine(Ms(3600), Ms(3900), "“Tea?”", "Petra", Kind.DIALOGUE, 1),
    TimedLine(Ms(4000), Ms(4300), "“Tea.”", "Mo", Kind.DIALOGUE, 2),
    TimedLine(Ms(4900), Ms(5200), "Later, it rained.", paragraph=3, scene=1),
    TimedLine(Ms(5250), Ms(5400), "I want cake,", "Mo", Kind.THOUGHT, 4, 1),
    TimedLine(Ms(5400), Ms(5700), "he thought.", paragraph=4, scene=1),
)

STORY = Metadata(
    title="Kettle & <Co>",
    authors=("Aki", "Ino"),
    fandoms=("Tea",),
    relationships=("Mo/Petra",),
    tags=("Fluff", "Tea"),
    summary="They drink\ntea.",
    series="Pots",
    part="2 of 3",
    language="en-GB",
    disclaimer="All teas are their makers'.",
    published="2025-03-04",
    url="https://example.org/works/1?a=1&b=2",
)
VOICES = {NARRATOR: "Ada", "Petra": "Cora", "Mo": "Kip"}


def tone(path: Path, seconds: int = 6) -> Path:
    """An MP3 as chapters are."""
    source = ["-f", "lavfi", "-i", f"sine=220:r=44100:d={seconds}", "-ac", "1"]
    ffmpeg([*source, "-b:a", "64k", path])
    return path


def episode(number: int, title: str) -> ChapterFile:
    made = f"2026-01-{(number - 1) % 28 + 1:02d}T10:00:00+00:00"
    return ChapterFile(number, title, f"{number:03d} - x.mp3", Ms(6000), f"id{number}", made, 20)


def kettle(folder: Path, sound: Path, count: int = 1) -> Manifest:
    """A book of so many chapters with the same lines."""
    return filled(folder, sound, STORY, {f"The Kettle {n}": LINES for n in range(1, count + 1)})


def hostile(folder: Path, sound: Path) -> Manifest:
    """A book whose every word is one of the hostile ones."""
    story = Metadata(
        *(HOSTILE[2], HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE[3], HOSTILE, HOSTILE),
        *HOSTILE[3:8],
        part=HOSTILE[2],
        language=HOSTILE[2],
        published=HOSTILE[4],
        url="javascript:alert('1')",
    )
    lines = tuple(
        TimedLine(Ms(500 * n), Ms(500 * n + 400), text, HOSTILE[-n], Kind.DIALOGUE, n // 2, n // 4)
        for n, text in enumerate(HOSTILE)
    )
    voices = {NARRATOR: "", **dict(zip(HOSTILE, reversed(HOSTILE), strict=True))}
    return filled(folder, sound, story, {HOSTILE[n]: lines for n in (0, 2, 3, 5, 6, 7, 8)}, voices)


def filled(
    folder: Path,
    sound: Path,
    story: Metadata,
    chapters: dict[str, tuple[TimedLine, ...]],
    voices: dict[str, str] = VOICES,
) -> Manifest:
    """A book as `produce` leaves it in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    episodes = tuple(episode(number, title) for number, title in enumerate(chapters, 1))
    for each, lines in zip(episodes, chapters.values(), strict=True):
        shutil.copyfile(sound, folder / each.file)
        manifest.save_lines(folder, each.file, lines)
    whole = Manifest(folder, story, voices, episodes)
    manifest.save(whole)
    return whole
