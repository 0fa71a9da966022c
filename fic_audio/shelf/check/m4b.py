"""An M4B: sound, cover, tags and both chapter lists, compared with the MP3s."""

# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Metadata
from fic_audio.shelf.audio.mp4_tags import MADE_FROM
from fic_audio.shelf.check import cover
from fic_audio.shelf.check.listen import MeasuredSound
from fic_audio.shelf.check.opened import OpenedFile, alike
from fic_audio.shelf.check.report import Verdict, verdict

NEAR = 0.1
"""Seconds by which the start of a chapter may differ."""
NEAR_END = 0.5
ROUNDING = 0.001
"""Seconds that each chapter may add to that, since times are in milliseconds."""
MOST = 255
"""Most chapters in Nero's list; with more, readers use the other list."""
LONGEST = 255
"""Most bytes of a title in Nero's list."""

WITHIN = 1.0
"""Most LU off the loudness of the MP3s: AAC is encoded once and not measured again."""

PAUSE = 0.5
"""Seconds from which on every codec keeps a silence."""
NEAR_PAUSE = 0.15
_AUDIOBOOK = [2]
_PART = re.compile(r"^\[CHAPTER\]\n((?:.*\n)*?)(?=\[|\Z)", re.M)
_ESCAPED = re.compile(r"\\(.|\n)")
Chapters = Sequence[tuple[float, str]]
Silences = Sequence[tuple[float, float]]
"""Start and end of each silence, in order."""


def check_m4b(
    metadata: Metadata,
    file: OpenedFile,
    heard: MeasuredSound,
    titles: Sequence[str],
    lengths: Sequence[float],
    lufs: float,
    silences: Silences = (),
    words: str = "",
) -> Iterator[Verdict]:
    """All verdicts on an M4B, from titles, lengths (seconds), loudness and silences of the MP3s,
    and `Manifest.words`."""
    name = file.path.name
    yield verdict(name, "opens", file.trouble)
    yield verdict(name, "decodes", "; ".join(heard.errors[:3]))
    if file.info is None:
        return
    whole = sum(lengths)
    near = NEAR_END + ROUNDING * len(lengths)
    length = file.info.info.length
    off = abs(length - whole) > near or abs(heard.length - whole) > near
    finding = f"{length:.2f} s, {heard.length:.2f} are heard"
    yield verdict(name, "length", f"{finding}, the MP3s have {whole:.2f}" if off else "", finding)
    starts = [0.0, *accumulate(lengths)][: len(lengths)]
    wanted = list(zip(starts, titles, strict=True))
    yield verdict(name, "chapters", _chapters_trouble(read_chapters(file.path), wanted))
    yield verdict(name, "Apple's list", _layout_trouble(file.path))
    if len(wanted) <= MOST:
        yield verdict(name, "Nero's list", _chapters_trouble(nero(file), wanted))
    yield from _tags(name, metadata, file.tags)
    yield verdict(name, "words", _words_trouble(file.tags, words))
    yield verdict(name, "pauses", pauses_trouble(heard.silences, silences))
    if heard.length and not heard.silent:
        finding = f"{heard.lufs:.1f} LUFS"
        off = abs(heard.lufs - lufs) > WITHIN + 0.05
        yield verdict(name, "loudness", f"{finding}; {lufs:.1f} is right" if off else "", finding)


def _words_trouble(tags: Any, words: str) -> str:
    digests = [bytes(value).decode(errors="replace") for value in (tags or {}).get(MADE_FROM, [])]
    old = words and digests and digests != [words]
    return "it is an old edition: other words, or other times; make it again" if old else ""


def pauses_trouble(there: Silences, wanted: Silences) -> str:
    """What is wrong if the file is not silent where the MP3s are: its words may be others."""
    long = [(start, end) for start, end in wanted if end - start > PAUSE]
    at = 0
    missing = []
    for start, end in long:
        while at < len(there) and there[at][1] < start + NEAR_PAUSE:
            at += 1
        if at == len(there) or there[at][0] > end - NEAR_PAUSE:
            missing.append(start)
    if len(missing) <= 2 + len(long) / 5:
        return ""
    return f"it speaks at {missing[0]:.1f} s, where the MP3s pause; make it again"


def read_chapters(path: Path) -> Chapters:
    """The chapters as ffmpeg reads them, and players built on it; starts in seconds."""
    try:
        metadata, _ = ffmpeg(("-v", "error", "-i", path, "-f", "ffmetadata", "pipe:1"))
    except OutputError:
        return ()
    return [_chapter(part) for part in _PART.findall(metadata.decode("utf-8", "replace"))]


def nero(file: OpenedFile) -> Chapters:
    """Nero's list, which mutagen and VLC read."""
    return [(part.start, part.title) for part in file.info.chapters or ()]


def _layout_trouble(path: Path) -> str:
    """What is wrong with the layout: the table of contents must come first, and Apple's players
    need a track of chapters."""
    from mutagen.mp4._atom import Atoms

    with path.open("rb") as file:
        atoms = Atoms(file)
        names = [atom.name for atom in atoms.atoms]
        if names.index(b"moov") > names.index(b"mdat"):
            return "its table of contents stands at the end: nobody can play it while it loads"
        tracks = atoms[b"moov"].findall(b"trak")
        refers = [part for track in tracks for part in track.children if part.name == b"tref"]
        kinds = b"".join(part.read(file)[1] for part in refers)
    return "" if b"chap" in kinds else "no track of it holds chapters"


def _chapter(part: str) -> tuple[float, str]:
    # A line break in a value is escaped too.
    values = dict(re.findall(r"^(\w+)=((?:[^\\\n]|\\.|\\\n)*)$", part, re.M))
    above, _, below = values.get("TIMEBASE", "1/1000").partition("/")
    start = int(values.get("START", "0")) * int(above) / int(below or 1)
    return start, _ESCAPED.sub(r"\1", values.get("title", ""))


def _chapters_trouble(chapters: Chapters, wanted: Chapters) -> str:
    if len(chapters) != len(wanted):
        return f"there are {len(chapters) or 'none'}, and {len(wanted)} MP3s"
    for number, ((start, title), (begin, meant)) in enumerate(
        zip(chapters, wanted, strict=True), 1
    ):
        if abs(start - begin) > NEAR + ROUNDING * number:
            return f"chapter {number} begins at {start:.2f} s instead of {begin:.2f}"
        if not (alike(title, meant) or alike(title, _cut(meant))):
            return f"chapter {number} is called {title!r} instead of {meant!r}"
    return ""


def _cut(title: str) -> str:
    return title.encode(errors="replace")[:LONGEST].decode(errors="ignore")


def _tags(name: str, metadata: Metadata, tags: Any) -> Iterator[Verdict]:
    tags = tags or {}
    texts = {key: str((tags.get(key) or [""])[0]) for key in ("©nam", "©alb", "©ART", "aART")}
    names = {"©nam": "title", "©alb": "album"} | (
        {"©ART": "artist", "aART": "album artist"} if metadata.authors else {}
    )
    missing = [what for key, what in names.items() if not texts[key]]
    yield verdict(name, "tags", f"without {', '.join(missing)}" if missing else "")
    wrong = texts["©alb"] and metadata.title and not alike(texts["©alb"], metadata.title)
    yield verdict(
        name, "album", f"{texts['©alb']!r} instead of {metadata.title!r}" if wrong else ""
    )
    kind = list(tags.get("stik", []))
    yield verdict(name, "kind", "" if kind == _AUDIOBOOK else "not marked as an audiobook (stik)")
    advice = list(tags.get("rtng", []))
    explicit = advice in ([1], [4])
    wrong = explicit != metadata.explicit
    finding = f"marked {advice or 'with nothing'}, the rating is {metadata.rating or 'missing'}"
    yield verdict(name, "explicit", finding if wrong else "")
    covers = list(tags.get("covr", []))
    trouble = cover.trouble(bytes(covers[0])) if len(covers) == 1 else ""
    count = "" if len(covers) == 1 else f"it has {len(covers) or 'none'}"
    yield verdict(name, "cover", count or trouble)
