"""The history of corrections, for undo and redo; kept on disk, so it survives a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fic_audio import files
from fic_audio.atomic import write_named
from fic_audio.project.settings import Keys

DEEP = 50
"""Most corrections that can be undone."""
VERSION = 1
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """A change from one state of the corrections to another."""

    what: str
    """Description of the correction."""
    said: Mapping[str, str | None] = field(default_factory=dict)
    """Speakers by the ids of their lines; None removes the correction of a line."""
    drops: tuple[str, ...] = ()
    """People who leave the sheet's cast if they have no line."""
    settings: tuple[tuple[Keys, Any], ...] = ()
    """New values in fic-audio.toml; None removes one."""
    text: str | None = None
    """Whole text of that file, restored if its present digest is `digest`."""
    digest: str = ""


class History:
    """The steps to undo, and those to redo."""

    def __init__(self, path: Path) -> None:
        """Reads the history; an unreadable file counts as an empty one."""
        self.path = path
        self.back: list[Step] = []
        self.forth: list[Step] = []
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(files.read(path, _MOST_BYTES))
            if data["version"] == VERSION:
                self.back = [_step(each) for each in data["back"]]
                self.forth = [_step(each) for each in data["forth"]]

    def save(self) -> None:
        """Writes the whole history. Raises OutputError."""
        del self.back[:-DEEP]
        del self.forth[:-DEEP]
        data = {
            "version": VERSION,
            "back": [asdict(each) for each in self.back],
            "forth": [asdict(each) for each in self.forth],
        }
        write_named(
            self.path, json.dumps(data, ensure_ascii=False, indent=1).encode(errors="replace")
        )


def _step(data: Mapping[str, Any]) -> Step:
    settings = tuple((tuple(keys), value) for keys, value in data["settings"])
    return Step(
        data["what"], data["said"], tuple(data["drops"]), settings, data["text"], data["digest"]
    )
