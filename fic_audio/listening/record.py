"""What was heard before, kept in the story's folder: no line is listened to twice.

A line is added to the file as soon as it is heard, so that a run that is killed goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.listening.doubts import Doubt, HeardLine
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.measure import MeasuredLine
from fic_audio.model import Ms
from fic_audio.shelf.manifest import FOLDER

FILE = "heard.jsonl"
SPARE = 2.0
"""How many times as many rows as are needed may be there before they are written anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A line that was heard, and what was measured of it then."""

    heard: HeardLine
    measured: MeasuredLine


class Record:
    """The lines that one model has heard in a story's folder."""

    def __init__(self, folder: Path, ears: str) -> None:
        self._path = folder / FOLDER / FILE
        self._ears = ears
        self._rows = 0
        self._kept: dict[str, Kept] = {}
        self._files: dict[str, str] = {}
        self.trouble = ""
        """Why nothing is kept; empty while all is well."""
        self._load()

    def get(self, key: str) -> Kept | None:
        """What is known of the line with that key."""
        return self._kept.get(key)

    def is_known(self, file: str, state: str) -> bool:
        """Whether all lines of a file were heard and measured when it was in that state."""
        return bool(state) and self._files.get(file) == state

    def add(self, lines: Iterable[Kept]) -> None:
        """Keeps lines."""
        rows = []
        for kept in lines:
            self._kept[kept.heard.key] = kept
            rows.append(_row(self._ears, kept))
        self._append(rows)

    def close_file(self, file: str, state: str) -> None:
        """Notes that all lines of a file are known in that state."""
        if not self.is_known(file, state):
            self._files[file] = state
            self._append([{"ears": self._ears, "file": file, "state": state}])

    def tidy(self, keys: Iterable[str]) -> None:
        """Forgets all other lines, if they have become too many."""
        wanted = set(keys)
        if self._rows > SPARE * (len(wanted) + len(self._files)) + 50 and not self.trouble:
            rows = [_row(self._ears, kept) for key, kept in self._kept.items() if key in wanted]
            rows += [
                {"ears": self._ears, "file": file, "state": state}
                for file, state in self._files.items()
            ]
            with suppress(OutputError):
                atomic.write_text(self._path, "".join(map(_line, rows)), errors="replace")
                self._rows = len(rows)

    def _append(self, rows: Iterable[Mapping[str, Any]]) -> None:
        text = "".join(map(_line, rows))
        if not text or self.trouble:
            return
        try:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except OSError as why:
            self.trouble = f"{self._path}: {why.strerror or why}"
        self._rows += text.count("\n")

    def _load(self) -> None:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        if text and not text.endswith("\n"):
            # A run was killed while it wrote: the next row must not be a part of this one.
            with suppress(OSError), self._path.open("a", encoding="utf-8") as file:
                file.write("\n")
        for line in text.splitlines():
            self._rows += 1
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                row = json.loads(line)
                if row["ears"] != self._ears:
                    continue
                if "file" in row:
                    self._files[str(row["file"])] = str(row["state"])
                else:
                    kept = _kept(row)
                    self._kept[kept.heard.key] = kept


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _row(ears: str, kept: Kept) -> dict[str, Any]:
    return {"ears": ears, "heard": asdict(kept.heard), "measured": asdict(kept.measured)}


def _doubt(row: Mapping[str, Any]) -> Doubt:
    fault = row["fault"]
    return Doubt(
        Fault(FaultKind(fault["kind"]), str(fault["detail"]), float(fault["weight"])),
        float(row["margin"]),
        int(row["sounds"]),
    )


def _kept(row: Mapping[str, Any]) -> Kept:
    heard, measured = row["heard"], row["measured"]
    doubts = tuple(tuple(map(_doubt, hearing)) for hearing in heard["doubts"])
    names = tuple((str(name), str(other)) for name, other in heard["names"])
    level = measured["level"]
    return Kept(
        HeardLine(
            str(heard["key"]),
            str(heard["heard"]),
            int(heard["words"]),
            int(heard["errors"]),
            int(heard["sounds"]),
            doubts,
            names,
        ),
        MeasuredLine(
            None if level is None else float(level),
            float(measured["peak"]),
            Ms(int(measured["hole"])),
            str(measured["course"]),
            bool(measured["breaks_in"]),
            bool(measured["breaks_off"]),
        ),
    )
