"""What was heard of a story, as data: for `--json`, for the page, and kept in the story's folder
for whoever shows it later."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.listening.flow import Flow, describe_flow
from fic_audio.listening.judge import JudgedLine
from fic_audio.listening.session import HeardStory
from fic_audio.results import Listened, UnclearLine
from fic_audio.shelf.manifest import FOLDER

NAME = "unclear.json"


@dataclass(frozen=True, slots=True)
class ListeningReport:
    """What was heard of a story."""

    lines: int
    """Number of lines."""
    listened: int
    """Number of lines that were listened to in this run."""
    unclear: tuple[UnclearLine, ...]
    names: tuple[tuple[str, str, int], ...]
    """Names and foreign words, each with what was heard in its place, and how often."""
    flow: Flow
    mended: int = 0
    """Number of lines that sound clear, or clearer, since they were spoken again."""
    retried: int = 0
    """Number of lines that were spoken again."""
    skipped: str = ""
    """Why nothing was listened to; empty if it was."""
    troubles: tuple[str, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """The report as an object of JSON."""
        return {
            **asdict(self),
            "names": [
                {"name": name, "heard": heard, "count": count} for name, heard, count in self.names
            ],
        }

    def as_listened(self) -> Listened:
        """The part of it that a run's result has."""
        return Listened(
            self.lines,
            self.listened,
            self.unclear,
            self.retried,
            self.mended,
            tuple((name, heard) for name, heard, _ in self.names),
            self.skipped,
            self.troubles,
        )


def report(heard: HeardStory, *, mended: int = 0, retried: int = 0) -> ListeningReport:
    """What is to be said of a story that was listened to."""
    files = {episode.number: episode.file for episode in heard.book.episodes}
    return ListeningReport(
        len(heard.lines),
        heard.listened,
        tuple(_unclear(each, files) for each in heard.unclear),
        _names(heard),
        describe_flow(heard.book, heard.lines),
        mended,
        retried,
        heard.skipped,
        heard.troubles,
    )


def keep_unclear(folder: Path, found: ListeningReport) -> None:
    """Keeps the lines that sound unclear in the story's folder. Raises OutputError."""
    rows = json.dumps([asdict(each) for each in found.unclear], ensure_ascii=False)
    atomic.write_text(folder / FOLDER / NAME, rows, errors="replace")


def read_unclear(folder: Path) -> tuple[UnclearLine, ...]:
    """The lines that sounded unclear when a story was last listened to; none if it was not."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        rows = json.loads((folder / FOLDER / NAME).read_bytes())
        return tuple(_line(row) for row in rows)
    return ()


def _line(row: Mapping[str, Any]) -> UnclearLine:
    lists = {name: tuple(map(str, row[name])) for name in ("reasons", "kinds")}
    return UnclearLine(**{**row, **lists})


def _unclear(each: JudgedLine, files: Mapping[int, str]) -> UnclearLine:
    line = each.line
    return UnclearLine(
        line.chapter,
        files[line.chapter],
        line.start,
        line.end,
        line.speaker,
        line.written,
        tuple(fault.reason for fault in each.faults),
        tuple(dict.fromkeys(fault.kind.value for fault in each.faults)),
        each.heard.heard if each.heard else "",
        line.place,
    )


def _names(heard: HeardStory) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(
        pair for each in heard.lines if each.heard for pair in each.heard.names if pair[1]
    )
    return tuple((name, other, count) for (name, other), count in counts.most_common())
