"""Captions and scenes beside an MP3, compared with what is heard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from fic_audio.errors import OutputError
from fic_audio.language import tag_of
from fic_audio.shelf.check import shown_text
from fic_audio.shelf.check.report import Verdict, verdict
from fic_audio.shelf.files import CAPTIONS, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.shelf.text import captions as writer

NEAR = 0.1
MOST_EDITED = 0.005
"""Share of letters that may differ: people correct a word or two in captions."""
FEW = 2
"""Letters that may differ even in the shortest chapter."""

_TIME = r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})"
_CUE = re.compile(rf"^{_TIME} --> {_TIME}(?: .*)?$", re.M)
_LYRIC = re.compile(r"^\[(\d{2,}):(\d\d)\.(\d\d)\]", re.M)
_UNSAID = re.compile(r"^WEBVTT.*|^NOTE .*|^\[[a-z]+:.*\]$|<v[ .][^>\n]*>", re.M)
"""Markup in captions, which nobody speaks."""

Times = Sequence[tuple[float, float]]


def beside(book: Manifest, episode: ChapterFile, length: float) -> Iterator[Verdict]:
    """Verdicts on the captions and scenes that a chapter has; the length in seconds."""
    for suffix in CAPTIONS:
        path = book.path(episode, suffix)
        if path.is_file():
            trouble = _trouble(path, length) or _words_trouble(book, episode, path)
            yield verdict(episode.file, suffix[1:], trouble)
    path = book.path(episode, Suffix.SCENES)
    if path.is_file():
        yield verdict(episode.file, "scenes", _scenes_trouble(path, length))


def lines(book: Manifest, episode: ChapterFile, length: float) -> Iterator[Verdict]:
    """A verdict on the timed lines of a chapter; the length in seconds."""
    try:
        spoken = book.lines(episode)
    except OutputError as why:
        if episode.lines:
            yield verdict(episode.file, "lines", str(why))
        return
    trouble = ""
    if episode.lines and book.digest(episode) != episode.lines:
        trouble = "what is said in it was written anew after the book; run produce again"
    elif late := next((b.start for a, b in pairwise(spoken) if b.start < a.start), None):
        trouble = f"what begins at {late / 1000:.2f} s stands too late"
    elif length and (last := max((line.end for line in spoken), default=0) / 1000) > length + NEAR:
        trouble = f"goes on to {last:.2f} s of {length:.2f}; run produce again"
    yield verdict(episode.file, "lines", trouble)


def complete(book: Manifest) -> Iterator[Verdict]:
    """Whether every chapter has captions of a kind, or none has."""
    for suffix in CAPTIONS:
        there = [episode for episode in book.episodes if book.path(episode, suffix).is_file()]
        if there:
            count = f"{len(there)} of {len(book.episodes)} chapters have them"
            short = len(there) < len(book.episodes)
            yield verdict("", f"{suffix[1:]} files", count if short else "", count)


def _trouble(path: Path, length: float) -> str:
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as why:
        return f"can't be read: {why}"
    if path.suffix == Suffix.VTT and not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        return "does not begin with WEBVTT"
    times = lyrics(text) if path.suffix == Suffix.LRC else cues(text)
    if not times:
        return "shows nothing"
    if empty := next((start for start, end in times if end < start), None):
        return f"what begins at {empty:.2f} s ends before"
    if early := next((b[0] for a, b in pairwise(times) if b[0] < a[0]), None):
        return f"what begins at {early:.2f} s stands too late"
    last = max(end for _, end in times)
    return f"goes on to {last:.2f} s of {length:.2f}" if last > length + NEAR else ""


def _words_trouble(book: Manifest, episode: ChapterFile, path: Path) -> str:
    """Whether it shows about as much as is said; how that is cut into cues is left alone."""
    try:
        lines = book.lines(episode)
    except OutputError as why:
        return f"can't be compared with what is said: {why}"
    if path.suffix == Suffix.VTT:
        meant = writer.vtt(lines, tag_of(book.metadata.language))
    elif path.suffix == Suffix.SRT:
        meant = writer.srt(lines)
    else:
        meant = writer.lrc(lines, book.metadata, episode)
    text = path.read_text("utf-8")
    there, wanted = _letters(text), _letters(meant)
    if abs(there - wanted) > MOST_EDITED * wanted + FEW:
        return f"shows {there:,} letters, and {wanted:,} are said"
    return shown_text.trouble(
        read_captions(text, path.suffix), read_captions(meant, path.suffix), by_hand=True
    )


def read_captions(text: str, suffix: str) -> list[shown_text.ShownText]:
    """What captions show, with times."""
    if suffix == Suffix.LRC:
        parts = _LYRIC.split(text)[1:]
        starts = [int(m) * 60 + int(s) + int(c) / 100 for m, s, c in zip(*_nth(parts), strict=True)]
        rows = zip(starts, [*starts[1:], *starts[-1:]], parts[3::4], strict=True)
        return [shown_text.ShownText(start, end, words.strip()) for start, end, words in rows]
    shown = []
    for block in re.split(r"\n[ \t]*\n", text):
        if cue := _CUE.search(block):
            times = (_seconds(*cue.groups()[:4]), _seconds(*cue.groups()[4:]))
            shown.append(shown_text.ShownText(*times, _UNSAID.sub("", block[cue.end() :]).strip()))
    return shown


def _nth(parts: Sequence[str]) -> tuple[Sequence[str], ...]:
    return parts[0::4], parts[1::4], parts[2::4]


def _letters(text: str) -> int:
    """The number of letters; times and numbers are not counted."""
    return sum(map(str.isalpha, _UNSAID.sub("", text)))


def cues(text: str) -> Times:
    """Start and end of each cue of WebVTT or SubRip, in seconds."""
    return [
        (_seconds(*cue.groups()[:4]), _seconds(*cue.groups()[4:])) for cue in _CUE.finditer(text)
    ]


def lyrics(text: str) -> Times:
    """Start and end of each line of lyrics, in seconds; each lasts until the next begins."""
    starts = [int(m) * 60 + int(s) + int(c) / 100 for m, s, c in _LYRIC.findall(text)]
    return list(pairwise([*starts, *starts[-1:]]))


def _seconds(hours: str | None, minutes: str, seconds: str, ms: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(ms) / 1000


def _scenes_trouble(path: Path, length: float) -> str:
    try:
        data: Any = json.loads(path.read_bytes())
        starts = [float(scene["startTime"]) for scene in data["chapters"]]
        titles = [scene["title"] for scene in data["chapters"]]
        version = data["version"]
    except (OSError, ValueError, TypeError, KeyError) as why:
        return f"can't be read: {why!r}"
    if not isinstance(version, str) or not starts:
        return "has no version or no chapters"
    if not all(isinstance(title, str) and title.strip() for title in titles):
        return "has a scene without a title"
    if starts != sorted(set(starts)) or starts[0] < 0:
        return "its scenes do not follow each other"
    return f"begins a scene at {starts[-1]:.2f} s of {length:.2f}" if starts[-1] >= length else ""
