"""The MP3s of a book: stream, sound and tags of each, and how they fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fic_audio.durations import clock
from fic_audio.language import base, iso_639_2, tag_of
from fic_audio.language.dialogue_conventions import SPACELESS
from fic_audio.model import Metadata
from fic_audio.shelf.check import cover
from fic_audio.shelf.check.listen import MeasuredSound
from fic_audio.shelf.check.opened import OpenedFile, alike, tag_size
from fic_audio.shelf.check.report import Verdict, verdict
from fic_audio.shelf.manifest import ChapterFile, Manifest

NEAR = 0.1
"""Seconds by which two lengths of one file may differ."""
EVEN = 1.0
"""Most LU between the softest and the loudest file."""
REPLAYGAIN = -18.0
"""LUFS that ReplayGain 2 brings every file to."""
RATES = (90, 260)
"""Plausible words per minute."""
FEW_WORDS = 50
_NO_WORDS = SPACELESS | {"km", "lo", "my", "th"}
"""Languages that do not separate words by spaces."""
_BRIEF = 3.0
"""Seconds below which a loudness means nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for the sound of a chapter; in seconds unless another unit is given."""

    lufs: float = -19.0
    within: float = 0.5
    """Most LU off that loudness."""
    peak: float = -3.0
    """Highest true peak (dBTP)."""
    head: tuple[float, float] = (0.5, 1.0)
    tail: tuple[float, float] = (1.0, 5.0)
    gap: float = 3.6
    """Longest silence between two sounds."""


LIMITS: Mapping[str, Limits] = MappingProxyType({"podcast": Limits(peak=-1.0)})
"""Limits of the profiles that differ from the defaults."""


def check_chapter(
    book: Manifest,
    episode: ChapterFile,
    file: OpenedFile,
    heard: MeasuredSound,
    limits: Limits,
    music: bool,
) -> Iterator[Verdict]:
    """All verdicts on a chapter's file. `music`: whether it begins with music."""
    name = episode.file
    yield verdict(name, "opens", file.trouble)
    yield verdict(name, "decodes", "; ".join(heard.errors[:3]))
    if file.info is not None:
        yield from _stream(name, file, heard, episode)
    if heard.length and heard.silent:
        yield verdict(name, "sound", "it is silent from begin to end")
    elif heard.length:
        yield from _sound(name, heard, limits, music)
        yield _pace(book, episode, heard)
    if file.info is not None:
        yield from _tags(name, book.metadata, episode, file, heard)


def check_together(
    files: Mapping[str, OpenedFile], heard: Mapping[str, MeasuredSound]
) -> Iterator[Verdict]:
    """Verdicts on how the chapters fit together; both mappings are by file name."""
    titles = Counter(file.text("TIT2").casefold() for file in files.values())
    twice = sorted(title for title, count in titles.items() if count > 1)
    yield verdict("", "titles", f"twice: {'; '.join(map(repr, twice))}" if twice else "")
    for frame, what in (("TALB", "album"), ("TPE1", "artist"), ("TPE2", "album artist")):
        values = sorted({file.text(frame) for file in files.values()})
        several = f"several: {'; '.join(map(repr, values))}" if len(values) > 1 else ""
        yield verdict("", what, several)
    yield verdict("", "tracks", _missing(list(files.values())))
    by_track = sorted(files, key=lambda name: files[name].track[0])
    by_name = sorted(files, key=str.casefold)
    astray = next((a for a, b in zip(by_name, by_track, strict=True) if a != b), "")
    yield verdict("", "order", astray and f"by name, {astray!r} comes before its turn")
    loud = [each.lufs for each in heard.values() if each.length >= _BRIEF and not each.silent]
    spread = max(loud, default=0) - min(loud, default=0)
    finding = f"{spread:.1f} LU from the softest to the loudest"
    yield verdict("", "levels", finding if spread > EVEN + 0.05 else "", finding)


def _stream(
    name: str, file: OpenedFile, heard: MeasuredSound, episode: ChapterFile
) -> Iterator[Verdict]:
    info = file.info
    is_mp3 = (info.version, info.layer) == (1, 3)
    form = f"MPEG-{info.version:g} layer {info.layer}, {info.sample_rate} Hz, {info.channels} ch"
    right = is_mp3 and info.sample_rate == 44_100 and info.channels == 1
    yield verdict(name, "stream", "" if right else f"{form}; one channel at 44100 is right", form)
    mode = str(info.bitrate_mode).rpartition(".")[2]
    rate = f"{mode} {info.bitrate // 1000} kbit/s"
    yield verdict(name, "bit rate", "" if mode == "CBR" else f"{rate}; players seek in CBR", rate)
    yield verdict(name, "header", header_trouble(file.path))
    lengths = {"its header": info.length, "the book": episode.length / 1000}
    off = [f"{whose} says {length:.2f} s" for whose, length in lengths.items()]
    same = all(abs(length - heard.length) <= NEAR for length in lengths.values())
    finding = f"{heard.length:.2f} s"
    yield verdict(name, "length", "" if same else f"{finding} are heard, {', '.join(off)}", finding)


def _sound(name: str, heard: MeasuredSound, limits: Limits, music: bool) -> Iterator[Verdict]:
    if heard.length >= _BRIEF:
        finding, wanted = f"{heard.lufs:.1f} LUFS", f"{limits.lufs:.1f} ± {limits.within:.1f}"
        # Both are shown in tenths.
        off = abs(heard.lufs - limits.lufs) > limits.within + 0.05
        yield verdict(name, "loudness", f"{finding}; {wanted} is right" if off else "", finding)
    finding = f"{heard.peak:.1f} dBTP"
    # A tenth is what two measurements of one peak differ by.
    high = heard.peak > limits.peak + 0.15
    yield verdict(name, "peak", f"{finding}; {limits.peak:.1f} is allowed" if high else "", finding)
    if not music:
        yield _silence(name, "head", heard.head, limits.head)
    yield _silence(name, "tail", heard.tail, limits.tail)
    gap, at = heard.gap
    finding = f"{gap:.1f} s at {clock(int(1000 * at))}" if gap else ""
    # Speech may end and begin softly.
    long = gap > limits.gap + 0.4
    yield verdict(
        name, "gaps", f"silent for {finding}; is a line missing?" if long else "", finding
    )


def _silence(name: str, what: str, seconds: float, limits: tuple[float, float]) -> Verdict:
    low, high = limits
    finding = f"{seconds:.2f} s of silence"
    well = low - 0.05 <= seconds <= high + 0.05
    return verdict(name, what, "" if well else f"{finding}; {low:g} to {high:g} are right", finding)


def _pace(book: Manifest, episode: ChapterFile, heard: MeasuredSound) -> Verdict:
    rate = episode.words * 60 / heard.length
    finding = f"{episode.words} words, {rate:.0f} a minute"
    counts = episode.words > FEW_WORDS and base(tag_of(book.metadata.language)) not in _NO_WORDS
    low, high = RATES
    strange = counts and not low <= rate <= high
    return verdict(
        episode.file, "words", f"{finding}; is some missing?" if strange else "", finding
    )


def _tags(
    name: str, metadata: Metadata, episode: ChapterFile, file: OpenedFile, heard: MeasuredSound
) -> Iterator[Verdict]:
    title, album = file.text("TIT2"), file.text("TALB")
    yield verdict(name, "title", _title_trouble(title, album, episode.title), title)
    yield verdict(name, "album", "" if album else "it has none", album)
    if metadata.authors:
        missing = [frame for frame in ("TPE1", "TPE2") if not file.text(frame)]
        yield verdict(name, "author", f"not in {' and '.join(missing)}" if missing else "")
    track, count = file.track
    well = track == episode.number and count >= track
    wrong = f"{file.text('TRCK') or 'none'}; it is chapter {episode.number}"
    yield verdict(name, "track", "" if well else wrong, file.text("TRCK"))
    genre = file.text("TCON")
    split = f"{genre}: players split it at the slash" if "/" in genre else ""
    yield verdict(name, "genre", split if genre else "it has none", genre)
    year = file.text("TYER") or file.text("TDRC")
    dated = bool(year) and not re.fullmatch(r"\d{4}", year)
    yield verdict(name, "year", f"{year}: players take all of it for the year" if dated else "")
    language = iso_639_2(tag_of(metadata.language))
    shown = file.text("TLAN")
    wrong = f"{shown or 'none'} instead of {language}"
    yield verdict(name, "language", wrong if language != shown else "", shown)
    explicit = file.text("TXXX:ITUNESADVISORY") == "1"
    wrong = f"marked {_clean(explicit)}, but the rating is {metadata.rating or 'missing'}"
    yield verdict(
        name, "explicit", wrong if explicit != metadata.explicit else "", _clean(explicit)
    )
    yield verdict(name, "cover", _cover_trouble(file.frames("APIC")))
    parts = [*file.frames("CHAP"), *file.frames("CTOC")]
    yield verdict(name, "no parts", "its CHAP frames hide the book's chapters" if parts else "")
    if gain := file.text("TXXX:REPLAYGAIN_TRACK_GAIN"):
        yield verdict(name, "ReplayGain", _gain_trouble(gain, heard), gain)


def _title_trouble(title: str, album: str, meant: str) -> str:
    if not title:
        return "it has none"
    if title.casefold() == album.casefold():
        return f"{title!r} is the album's as well: players show file names"
    return "" if alike(title, meant) else f"{title!r} instead of {meant!r}"


def _clean(explicit: bool) -> str:
    return "explicit" if explicit else "clean"


def _cover_trouble(pictures: Sequence[Any]) -> str:
    if len(pictures) != 1:
        return f"it has {len(pictures) or 'none'}"
    if pictures[0].mime != "image/jpeg":
        return f"it is called {pictures[0].mime}"
    return cover.trouble(pictures[0].data)


def _gain_trouble(gain: str, heard: MeasuredSound) -> str:
    right = REPLAYGAIN - heard.lufs
    number = re.fullmatch(r"([+-]?\d+\.\d+) dB", gain)
    near = number and abs(float(number[1]) - right) <= 0.5
    return "" if near or heard.length < _BRIEF else f"{gain}; {right:+.2f} dB is right"


def _missing(files: Sequence[OpenedFile]) -> str:
    """Which tracks are missing."""
    counts = sorted({file.track[1] for file in files})
    if len(counts) > 1:
        return f"they do not agree how many there are: {', '.join(map(str, counts))}"
    tracks = {file.track[0] for file in files}
    edges = [0, *sorted(tracks), max(counts, default=0) + 1]
    runs = [(a + 1, b - 1) for a, b in pairwise(edges) if b - a > 1]
    missing = ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in runs)
    return missing and f"missing: {missing}; run produce again"


def header_trouble(path: Path) -> str:
    """What is wrong with the frame "Info", which players need to find a place in the file."""
    with path.open("rb") as file:
        size = tag_size(file.read(10))
        file.seek(size)
        frame = file.read(200)
    info = frame[21:25]
    if frame[:1] != b"\xff" or info not in (b"Info", b"Xing"):
        return "the Info header is missing: players guess its length"
    flags = int.from_bytes(frame[25:29], "big")
    at = 29 + 4 * (flags & 1)
    size_in_header = int.from_bytes(frame[at : at + 4], "big") if flags & 2 else 0
    there = path.stat().st_size - size
    return (
        ""
        if size_in_header == there
        else f"the Info header tells of {size_in_header} bytes, there are {there}"
    )
