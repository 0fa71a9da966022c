"""A sheet -> what the listener said in it, its mistakes told all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fic_audio import files
from fic_audio.errors import Remedy, SheetError
from fic_audio.model import NARRATOR
from fic_audio.script.sheet.match import Match
from fic_audio.script.sheet.record import RecordedRow, entries
from fic_audio.script.sheet.rows import (
    HEADING,
    NARRATION,
    REMARK,
    Mark,
    digest,
    fold,
    read_spoken,
)

VERSION = 1
TITLE = "fic-audio script"
CAST, GONE, KEPT, END = "Cast", "Gone", "Kept by fic-audio", "End"
"""Names of the headings that are not a chapter's."""
MAX_BYTES = 100_000_000
MAX_NAME = 200
MOST = 50
"""Mistakes that are told."""

READER = digest(NARRATOR)

_FIRST = re.compile(r"#\s*fic-audio script (\d{1,4}): ?(.*)")
_CHAPTER = re.compile(r"\d+\.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the script."""

    row: int
    """Its number in the file, from 1."""
    name: str
    """Who says it, as written there."""
    text: str
    yours: bool
    """The listener changed or confirmed the name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    path: Path
    title: str
    """Of its story."""
    cast: tuple[str, ...]
    """The names in its list of characters."""
    new: tuple[str, ...]
    """Those of them that the listener put there."""
    entries: tuple[Entry, ...]
    """In the order of the story."""
    gone: tuple[Entry, ...] = ()
    """Corrections whose line the story had no more when the sheet was written."""

    @property
    def corrections(self) -> int:
        return sum(entry.yours for entry in (*self.entries, *self.gone))


def is_sheet(path: Path) -> bool:
    """Whether a file begins as a sheet does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return _title(_decoded(file.read(4000), "ignore")) is not None
    except (OSError, ValueError):
        return False


def read(path: Path) -> Sheet:
    """Reads a sheet. Raises SheetError with every mistake, each with its row."""
    try:
        raw = files.read(path, MAX_BYTES)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SheetError(f"{path}: can't be read: {why}") from error
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise SheetError(
            f"{path}: the file is empty; write a new sheet", remedies=(Remedy.NEW_SHEET,)
        )
    if len(raw) > MAX_BYTES:
        raise SheetError(
            f"{path}: larger than {MAX_BYTES // 1_000_000} MB, so not a sheet; give a sheet"
        )
    try:
        text = _decoded(raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SheetError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Sheet:
    """Reads the text of a sheet; `path` names it in errors. Raises SheetError as `read` does."""
    first = _title(text)
    if first is None:
        raise SheetError(
            f'{path}: not a sheet, since its first row is not "# {TITLE} {VERSION}: Title"; write '
            "a new sheet",
            remedies=(Remedy.NEW_SHEET,),
        )
    version, title = first
    if version > VERSION:
        raise SheetError(f"{path}: written by a newer fic-audio; pip install --upgrade fic-audio")
    reader = _Reader(path)
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        reader.take(number, " ".join(row.split()))
    return reader.sheet(title)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the script as it stands."""

    number: int
    mark: Mark
    name: str | None
    """None for narration."""
    text: str


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.mistakes: list[tuple[int, str]] = []
        self.part = ""
        self.cast: list[tuple[str, Mark]] = []
        self.rows: list[_Row] = []
        self.gone: list[_Row] = []
        self.record: list[RecordedRow] = []
        self.whole = False

    def take(self, number: int, row: str) -> None:
        """Reads one row."""
        row = row.removeprefix("\ufeff")
        if not row or row.startswith(REMARK):
            return
        if row.startswith(HEADING):
            self._heading(number, row.strip("= "))
        elif self.part == KEPT:
            found = entries(row)
            if found is None:
                self._wrong(number, "this part is for fic-audio only; restore it as it was")
            self.record.extend(found or ())
        elif self.part == CAST:
            self._name(number, row)
        elif self.part == END:
            self._wrong(number, f'text after "{HEADING} {END}"; move it up or delete it')
        elif line := self._script(number, row):
            (self.gone if self.part == GONE else self.rows).append(line)

    def sheet(self, title: str) -> Sheet:
        """What was read. Raises SheetError."""
        if not self.rows and not self.gone and not self.mistakes:
            raise SheetError(f"{self.path}: no line of a story in it; write a new sheet")
        if not self.whole:
            self.mistakes.append(
                (
                    self.rows[-1].number if self.rows else 1,
                    f'the end is missing, from "{HEADING} {KEPT}" to "{HEADING} {END}", so your '
                    "changes can't be recognised; copy it from a newly written sheet",
                )
            )
        if self.mistakes:
            raise SheetError("\n".join(describe_mistakes(self.path, self.mistakes)))
        written = {said.name for said in self.record}
        return Sheet(
            self.path,
            title,
            tuple(name for name, _ in self.cast),
            tuple(
                name
                for name, mark in self.cast
                if mark is Mark.YOURS or digest(fold(name)) not in written
            ),
            tuple(self._compared()),
            tuple(_entry(row, yours=row.mark is Mark.YOURS) for row in self.gone),
        )

    def _compared(self) -> Iterator[Entry]:
        """The rows, each held against what it said when the sheet was written."""
        now = [RecordedRow.of(row.text, row.name, row.mark) for row in self.rows]
        match = Match([said.text for said in now], [said.text for said in self.record])
        match.settle_gaps()
        for n, row in enumerate(self.rows):
            there = match.pairs.get(n)
            if there is None:  # written by the listener, or changed beyond recognition
                yours = row.name is not None and row.mark is not Mark.UNSURE
            else:
                was = self.record[there]
                renamed = (now[n].name or READER) != (was.name or READER)
                confirmed = was.mark is Mark.UNSURE and row.mark is Mark.NONE
                yours = row.mark is Mark.YOURS or renamed or confirmed
            yield _entry(row, yours=yours)

    def _heading(self, number: int, name: str) -> None:
        if _CHAPTER.match(name):
            self.part = ""
            return
        known = next((part for part in (CAST, GONE, KEPT, END) if _begins(name, part)), None)
        if known is None:
            self._wrong(
                number, f'unknown heading "{name[:60]}"; a chapter is written "{HEADING} 1. Title"'
            )
        self.part = known or ""
        self.whole = self.whole or known == END

    def _name(self, number: int, row: str) -> None:
        mark, name, _ = read_spoken(row) or read_spoken(f"{row}:") or (Mark.NONE, "", "")
        if not name or len(name) > MAX_NAME:
            self._wrong(number, f'expected a name of 1 to {MAX_NAME} characters: "Name:"')
        elif fold(name) != NARRATOR:
            self.cast.append((name, mark))

    def _script(self, number: int, row: str) -> _Row | None:
        if row.startswith(NARRATION):
            return _Row(number, Mark.NONE, None, row[len(NARRATION) :].strip())
        spoken = read_spoken(row)
        if spoken is None or not spoken[1]:
            shown = row if len(row) <= 60 else f"{row[:59]}…"
            self._wrong(
                number,
                f'expected "Name: words", narration ("{NARRATION} words") or a remark '
                f'("{REMARK} words"), not: {shown}',
            )
            return None
        return _Row(number, *spoken)

    def _wrong(self, number: int, what: str) -> None:
        self.mistakes.append((number, what))


def describe_mistakes(path: Path, mistakes: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Mistakes as sentences, in the order of the rows."""
    some = sorted(set(mistakes))
    yield from (f"{path}:{number}: {what}" for number, what in some[:MOST])
    if len(some) > MOST:
        yield f"{path}: and {len(some) - MOST} more"


def _entry(row: _Row, *, yours: bool) -> Entry:
    return Entry(row.number, NARRATOR if row.name is None else row.name, row.text, yours)


def _title(text: str) -> tuple[int, str] | None:
    """Version and title in the first row that is not blank."""
    first = next((row for row in text[:4000].splitlines() if row.strip("\ufeff \t")), "")
    match = _FIRST.match(first.strip("\ufeff \t"))
    return (int(match[1]), match[2].strip()) if match else None


def _decoded(raw: bytes, errors: str = "strict") -> str:
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return raw.decode("utf-16" if wide else "utf-8-sig", errors)


def _begins(name: str, part: str) -> bool:
    return re.match(rf"{re.escape(part)}\b", name, re.IGNORECASE) is not None
