"""Lines of a text -> those that are headings, and what each of them heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fic_audio.page import layout
from fic_audio.page.plain_text.heading_shapes import BARE, LONE_LABEL, OF_ALL, Level, Shape, shape
from fic_audio.page.plain_text.titles import is_title, join_title

__all__ = ["Heading", "Level", "find_headings"]


class Heading(NamedTuple):
    """A heading as it stands on the page, its title on following lines included."""

    start: int
    end: int
    level: Level
    title: str
    """For the ear and the eye: "Chapter 3: The Long Night"."""


_LONGEST = 110


class _Candidate(NamedTuple):
    """A line that may be a heading, or two: `CHAPTER`, and its number below."""

    start: int
    end: int
    shape: Shape


def find_headings(text: str) -> list[Heading]:
    """The headings of a whole text in reading order."""
    lines = [(*layout.strip(text, row.start, row.end), row.start) for row in layout.rows(text)]
    found: list[Heading] = []
    for item in _candidates(text, lines):
        # "CHAPTER I." above "I GO TO STYLES": the second line was taken as the title of the first.
        if not found or item[1].start >= found[-1].end:
            found.append(_with_title(text, lines, item))
    return found


def _candidates(text: str, lines: Sequence[tuple[int, int, int]]) -> list[tuple[int, _Candidate]]:
    seen: list[tuple[int, _Candidate]] = []
    for here, (start, end, _) in enumerate(lines):
        if not 0 < end - start <= _LONGEST:
            continue
        candidate = _candidate(text, start, end)
        if candidate is None and LONE_LABEL.fullmatch(text, start, end):
            candidate = _split_label(text, lines, here)
        if candidate is not None and _stands_free(text, lines, here, candidate):
            seen.append((here, candidate))
    return _in_sequence(lines, seen)


def _candidate(text: str, start: int, end: int) -> _Candidate | None:
    found = shape(text[start:end])
    return found and _Candidate(start, end, found)


def _split_label(text: str, lines: Sequence[tuple[int, int, int]], here: int) -> _Candidate | None:
    """`CHAPTER` on a line of its own, its number on the next (The Sun Also Rises)."""
    if here + 1 >= len(lines):
        return None
    start, end, _ = lines[here]
    below, below_end, _ = lines[here + 1]
    both = f"{text[start:end]} {text[below:below_end]}"
    if not 0 < below_end - below <= 12 or (found := shape(both)) is None or found.weak:
        return None
    return _Candidate(start, below_end, found)


def _stands_free(
    text: str, lines: Sequence[tuple[int, int, int]], here: int, candidate: _Candidate
) -> bool:
    """Whether the lines above and below leave a heading room, or are headings too."""
    above = lines[here - 1] if here else None
    free_above = above is None or above[0] == above[1] or _is_edge(text, above[0], above[1])
    if not free_above:
        return False
    below = here + 1
    while below < len(lines) and lines[below][0] < candidate.end:
        below += 1
    if below >= len(lines) or lines[below][0] == lines[below][1]:
        return True
    start, end, _ = lines[below]
    if _is_edge(text, start, end):
        return True
    if candidate.shape.weak:
        return is_title(text[start:end]) and not candidate.shape.complete
    # "Chapter 4" right above its first line, as text pasted from a site has it.
    return not candidate.shape.complete or not text[start].islower()


def _is_edge(text: str, start: int, end: int, *, titled: bool = False) -> bool:
    """Whether a line is a scene break or a heading; `titled`: "I GO TO STYLES" is none."""
    if end - start > _LONGEST:
        return False
    if layout.is_break(text[start:end]) or LONE_LABEL.fullmatch(text, start, end):
        return True
    candidate = _candidate(text, start, end)
    return candidate is not None and not (
        titled and candidate.shape.weak and candidate.shape.complete
    )


def _in_sequence(
    lines: Sequence[tuple[int, int, int]], seen: list[tuple[int, _Candidate]]
) -> list[tuple[int, _Candidate]]:
    """Bare numbers count where they run 1, 2, 3 … (again from 1 below each larger heading), and
    days and prompts where they rise.

    They head chapters if nothing else does, else sections of a chapter.
    """
    kept = [item for item in seen if not item[1].shape.weak]
    labelled = any(
        item[1].shape.level is Level.CHAPTER and item[1].shape.number is not None for item in kept
    )
    first_words = next((here for here, line in enumerate(lines) if line[0] < line[1]), 0)
    ends = frozenset(candidate.end for _, candidate in kept)
    runs = [
        run
        for run in _runs(seen)
        if len(run) > 1
        or (
            run[0][1].shape.alone
            and (run[0][0] == first_words or _touches_heading(lines, run[0][0], ends))
        )
    ]
    # Days above bare numbers: the kind that comes first heads the chapters.
    chief = "" if labelled or not runs else min(runs, key=lambda run: run[0][0])[0][1].shape.series
    for run in runs:
        level = Level.CHAPTER if run[0][1].shape.series == chief else Level.SECTION
        kept += (
            (here, found._replace(shape=found.shape._replace(level=level))) for here, found in run
        )
    return sorted(kept)


def _runs(seen: list[tuple[int, _Candidate]]) -> list[list[tuple[int, _Candidate]]]:
    """The weak headings of each series in the order of their numbers."""
    runs: list[list[tuple[int, _Candidate]]] = []
    last: dict[str, list[tuple[int, _Candidate]]] = {}
    for item in seen:
        shape = item[1].shape
        run = last.get(shape.series)
        if not shape.weak:
            continue
        if run is not None and shape.follows(run[-1][1].shape):
            run.append(item)
        elif shape.number == 1 or (shape.series not in (BARE, OF_ALL) and shape.number):
            last[shape.series] = [item]
            runs.append(last[shape.series])
    return runs


def _touches_heading(
    lines: Sequence[tuple[int, int, int]], here: int, ends: frozenset[int]
) -> bool:
    """Whether the last words above a line are a heading."""
    above = here - 1
    while above >= 0 and lines[above][0] == lines[above][1]:
        above -= 1
    return above >= 0 and lines[above][1] in ends


def _with_title(
    text: str, lines: Sequence[tuple[int, int, int]], item: tuple[int, _Candidate]
) -> Heading:
    """The heading with the title that stands on the lines below its number."""
    here, candidate = item
    end, title = candidate.end, candidate.shape.title
    if not candidate.shape.complete:
        below = here + 1
        while below < len(lines) and lines[below][0] < candidate.end:
            below += 1
        near = below
        while near < len(lines) and lines[near][0] == lines[near][1]:
            near += 1
        taken: list[str] = []
        while near < len(lines) and near - below <= 4 and len(taken) < 3:
            start, stop, _ = lines[near]
            line = text[start:stop]
            if start == stop or not is_title(line.strip("*_")):
                break
            if _is_edge(text, start, stop, titled=True):
                break
            taken.append(line.strip("*_ \t"))
            end = stop
            near += 1
        start, stop = lines[near][:2] if near < len(lines) else (0, 0)
        if taken and start < stop and not _is_edge(text, start, stop):
            # The line goes on below: it is the begin of a wrapped paragraph, no title.
            end, taken = candidate.end, []
        if taken:
            title = join_title(title, " ".join(taken))
    return Heading(candidate.start, end, candidate.shape.level, title)
