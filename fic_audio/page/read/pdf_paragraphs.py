"""Lines of a PDF's pages -> its paragraphs, told by gaps, indents and lines left short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from fic_audio.page.read.ao3_rebuild import Block
from fic_audio.page.read.pdf_lines import Line

_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad\u2010]\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


@dataclass(slots=True)
class _Paragraph:
    lines: list[tuple[Line, bool]] = field(default_factory=list)
    """Each line, and whether it was broken on purpose before it."""
    page: bool = False
    joined: bool = True


@dataclass(frozen=True, slots=True)
class _Look:
    """How the document is set, in points."""

    pitch: float
    right: float
    gaps: bool
    """Paragraphs stand apart rather than begin with an indent."""


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[tuple[Block, float]]:
    """Each paragraph and the size of its letters."""
    look = _look(pages)
    found: list[_Paragraph] = []
    last: Line | None = None
    for page in pages:
        for nth, line in enumerate(page):
            gap = 0.0 if last is None or not nth else last.base - line.base
            how = "new" if last is None else _how(last, line, gap, look, top=not nth)
            if how == "new":
                apart = gap >= 2.6 * look.pitch
                found.append(_Paragraph(page=not nth, joined=not apart))
                if len(found) > 1:
                    _after_label(found[-2], found[-1])
            found[-1].lines.append((line, how == "line"))
            last = line
    words = Counter(
        word.casefold() for page in pages for line in page for word in _WORD.findall(line.text)
    )
    return [(_block(each, words), each.lines[0][0].size) for each in found]


def _after_label(before: _Paragraph, after: _Paragraph) -> None:
    text = before.lines[0][0].text.strip().casefold()
    if text.endswith(("notes", "summary")):
        after.joined = True


def _look(pages: Sequence[Sequence[Line]]) -> _Look:
    steps: Counter[float] = Counter()
    indents: Counter[float] = Counter()
    rights: list[float] = []
    for page in pages:
        for above, line in pairwise(page):
            steps[round(2 * (above.base - line.base)) / 2] += above.base > line.base
            indents[round(line.left - above.left)] += abs(above.base - line.base) < 100
        rights += (line.right for line in page)
    rights.sort()
    likely = [step for step, times in steps.items() if step > 0 and times > 0.1 * steps.total()]
    pitch = min(likely, default=14.0)
    wide = sum(times for step, times in steps.items() if step > 1.35 * pitch)
    inset = sum(times for by, times in indents.items() if 5 < by < 60)
    right = rights[int(0.97 * (len(rights) - 1))] if rights else 500.0
    return _Look(pitch, right, wide >= inset)


def _how(last: Line, line: Line, gap: float, look: _Look, *, top: bool) -> str:
    """Whether a line goes on ("on"), is broken on purpose ("line") or opens a paragraph ("new")."""
    if abs(line.size - last.size) > 0.6 and len(line.text.strip()) > 3:
        return "new"
    first = line.text.split()[0] if line.text.split() else ""
    letter = (line.right - line.left) / max(1, len(line.text.strip()))
    fits = last.right + 1.3 * letter * (len(first) + 1.5) < look.right
    indented = line.left - last.left > 5
    if top:
        ended = last.text.rstrip().endswith((*".!?…:”’\"')]*~", "—"))
        return "new" if (fits and ended) or (indented and not look.gaps) else "on"
    # Cells of a table: beside each other, and the first of the next row.
    beside = abs(gap) < 0.6 * look.pitch and line.left > last.right
    if beside or last.left - line.left > 60:
        return "new"
    # Printing leaves holes; no paragraph ends with a full line and in mid-sentence.
    unended = not fits and last.text.rstrip()[-1:].isalpha() and first[:1].islower()
    if unended and 0 < gap < 2.2 * look.pitch:
        return "on"
    if gap > 1.3 * look.pitch or gap < -1 or abs(gap) < 1:
        return "new"
    if indented and not look.gaps:
        return "new"
    if fits:
        return "line" if look.gaps else "new"
    return "on"


def _block(paragraph: _Paragraph, words: Counter[str]) -> Block:
    runs: list[tuple[str, bool, bool]] = []
    for line, broken in paragraph.lines:
        own = list(line.runs)
        if runs and not broken:
            runs[-1] = (_joint(runs[-1][0], own[0][0], words), *runs[-1][1:])
        elif runs:
            runs.append(("\n", False, False))
        runs += own
    text = " ".join("".join(run for run, _, _ in runs).replace("\u00ad", "-").split())
    first = paragraph.lines[0][0]
    large = all(bold for run, _, bold in first.runs if run.strip()) and len(text) < 200
    return Block(text, "".join(map(_html, runs)), large, paragraph.page, paragraph.joined)


def _joint(above: str, below: str, words: Counter[str]) -> str:
    """The end of a line, with a space or, within a word, without its hyphen if it has none."""
    broken = _HYPHENATED.search(above)
    rest = _WORD.match(below.lstrip())
    if not broken or not rest:
        return f"{above.rstrip()} " if not above.rstrip().endswith("\u00ad") else above.rstrip()
    whole = (broken[1] + rest[0]).casefold()
    soft = "-" not in broken[0] and "\u2010" not in broken[0]
    kept = words[f"{broken[1]}-{rest[0]}".casefold()]
    stem = above[: broken.end(1)]
    if words[whole] > kept or (soft and not kept):
        return stem
    return f"{stem}-"


def _html(run: tuple[str, bool, bool]) -> str:
    text, italic, bold = run
    html = escape(text.replace("\u00ad", "-")).replace("\n", "<br>")
    html = f"<b>{html}</b>" if bold else html
    return f"<i>{html}</i>" if italic else html
