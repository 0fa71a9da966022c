"""The sheets of a story: which are read, and where one may be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fic_audio import atomic
from fic_audio.errors import OutputError, Remedy, StoryError, UsageError
from fic_audio.files import SHEET
from fic_audio.script.sheet import Sheet, is_sheet, read


def sheet_path(path: Path) -> Path:
    """Where a story's sheet is looked for.

    >>> sheet_path(Path("fics/tram.md")).as_posix()
    'fics/tram.script.txt'
    """
    return path.with_name(f"{path.stem}{SHEET}")


def read_sheets(path: Path, asked: Path | None, *, none: bool = False) -> tuple[Sheet, ...]:
    """The sheet that was asked for, or else the one beside the story. Raises SheetError for one
    with mistakes."""
    if none and asked is not None:
        raise UsageError("a sheet is given and ignored at the same time; choose one")
    sheet = asked or sheet_path(path)
    if none or (asked is None and (str(path) == "-" or not is_sheet(sheet))):
        return ()
    return (read(sheet),)


def sheets_to_keep(out: Path, path: Path, *, as_json: bool, force: bool) -> tuple[Sheet, ...]:
    """The sheet that stands where one is to be written: its corrections are to be kept.

    Raises OutputError where that can't be: for JSON, and where something else stands there, unless
    it may be replaced by force; and SheetError for a sheet with mistakes.
    """
    if out.exists() and path.exists() and out.samefile(path):
        raise UsageError(
            f"{out}: this is the story itself; choose another file", remedies=(Remedy.OTHER_FILE,)
        )
    if is_sheet(out):
        if as_json:
            raise OutputError(
                f"{out}: JSON would replace the sheet in this file; choose another file",
                remedies=(Remedy.OTHER_FILE,),
            )
        return (read(out),)
    if not (as_json or force) and out.is_file() and out.read_bytes().strip():
        raise OutputError(
            f"{out}: this file exists and is not a sheet; choose another file, or replace it",
            remedies=(Remedy.OTHER_FILE, Remedy.REPLACE),
        )
    return ()


def write_sheet(out: Path, text: str) -> None:
    """Writes a sheet whole. Raises OutputError."""
    atomic.write_named(out, text.encode(errors="replace"))


def describe_sheet(sheet: Sheet) -> str:
    """Which sheet was read, and how many corrections it has."""
    number = sheet.corrections
    return f"{sheet.path}: {number:,} correction{'s' * (number != 1)} read"


def split_sheets(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Stories, and the sheets among them. Raises StoryError where there is nothing but sheets."""
    sheets = [path for path in paths if is_sheet(path)]
    if len(sheets) == len(paths):
        raise StoryError(f"{sheets[0]}: this is the sheet of a story; give the story itself")
    return [path for path in paths if path not in sheets], sheets
