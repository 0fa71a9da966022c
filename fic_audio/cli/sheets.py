"""The sheets of a story: which are read, and where one may be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fic_audio.cli.show import count
from fic_audio.config.write import write_whole
from fic_audio.errors import OutputError, StoryError, UsageError
from fic_audio.script.sheet import Sheet, is_sheet, read
from fic_audio.script.sheet.files import beside as beside


def of(story: Path, asked: Path | None, *, none: bool = False) -> tuple[Sheet, ...]:
    """The sheet that was asked for, or else the one beside the story. Raises SheetError for one
    with mistakes."""
    if none and asked is not None:
        raise UsageError("--script and --no-script: only one of them makes sense")
    path = asked or beside(story)
    if none or (asked is None and (str(story) == "-" or not is_sheet(path))):
        return ()
    return (read(path),)


def at(out: Path, story: Path, *, as_json: bool, force: bool) -> tuple[Sheet, ...]:
    """The sheet that stands where one is to be written: its corrections are to be kept.

    Raises OutputError where that can't be: for JSON, and where something else stands there, unless
    it may be replaced by force; and SheetError for a sheet with mistakes.
    """
    if out.exists() and story.exists() and out.samefile(story):
        raise UsageError(f"{out}: is the story itself; choose another file with -o")
    if is_sheet(out):
        if as_json:
            raise OutputError(f"{out}: is a sheet, which --json would lose; choose another file")
        return (read(out),)
    if not (as_json or force) and out.is_file() and out.read_bytes().strip():
        raise OutputError(
            f"{out}: is there already and no sheet; choose another file with -o, "
            "or --force to replace it"
        )
    return ()


def write(out: Path, text: str) -> None:
    """Writes a sheet whole. Raises OutputError."""
    write_whole(out, text.encode(errors="replace"))


def apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Stories, and the sheets among them. Raises StoryError where there is nothing but sheets."""
    sheets = [path for path in paths if is_sheet(path)]
    if len(sheets) == len(paths):
        raise StoryError(f"{sheets[0]}: is the sheet of a story; give the story itself")
    return [path for path in paths if path not in sheets], sheets


def in_order(stories: Sequence[Path]) -> list[Path]:
    """The files of one story as people count: 2 before 10."""
    from fic_audio.page.read.several import natural

    return sorted(stories, key=lambda path: natural(path.name))


def told(sheets: Sequence[Sheet]) -> list[str]:
    """Which sheets were read, and what for."""
    return [f"{each.path}: {count(each.corrections, 'correction')} read" for each in sheets]
