"""Lines of a chapter -> windows that are heard in one go, cut between lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from fic_audio.listening.listener import Part, Window
from fic_audio.listening.measure import Sound
from fic_audio.listening.spoken import SpokenLine

LONGEST = 12_000
"""Milliseconds of a window; a single line may be longer."""
PAUSE = 400
"""Milliseconds of a pause that stay in a window, in all."""


def group_lines(lines: Sequence[SpokenLine], wanted: Collection[int]) -> Iterator[list[int]]:
    """Places of lines that are heard together. A line whose neighbour is not to be heard gets it
    for company if it is short."""
    group: list[int] = []
    size = 0
    for n in sorted(_with_company(lines, wanted)):
        length = lines[n].length + PAUSE
        if group and (n != group[-1] + 1 or size + length > LONGEST):
            if not set(group).isdisjoint(wanted):
                yield group
            group, size = [], 0
        group.append(n)
        size += length
    if not set(group).isdisjoint(wanted):
        yield group


def _with_company(lines: Sequence[SpokenLine], wanted: Collection[int]) -> set[int]:
    near = set(wanted)
    for n in wanted:
        if len(lines[n].text.split()) <= 3:
            near |= {each for each in (n - 1, n + 1) if 0 <= each < len(lines)}
    return near


def cut_window(
    lines: Sequence[SpokenLine],
    places: Sequence[int],
    wanted: Collection[int],
    sound: Sound,
    language: str,
    names: frozenset[str],
) -> Window:
    """The sound of neighbouring lines, with at most a short pause between two."""
    pcm = b""
    parts = []
    for n in places:
        line = lines[n]
        before = line.start - lines[n - 1].end if n else line.start
        after = lines[n + 1].start - line.end if n + 1 < len(lines) else PAUSE
        lead = min(max(before, 0) // 2, PAUSE // 2)
        rest = min(max(after, 0) // 2, PAUSE // 2)
        start = len(pcm) // 2
        pcm += sound.cut(line.start - lead, line.end + rest)
        parts.append(Part(line.key, line.text, start, len(pcm) // 2, n in wanted))
    return Window(tuple(parts), pcm, language, names)
