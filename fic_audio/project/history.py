"""What was corrected, so that it can be taken back: kept on disk, and there after a restart."""

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
"""Corrections that can be taken back."""
VERSION = 1
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state of the corrections to another."""

    what: str
    """What was corrected, in words."""
    said: Mapping[str, str | None] = field(default_factory=dict)
    """By the ids of lines: who says each; None: nobody has told."""
    drops: tuple[str, ...] = ()
    """People who leave the sheet's cast unless a line is theirs."""
    settings: tuple[tuple[Keys, Any], ...] = ()
    """What is to stand in fic-audio.toml; None: nothing."""
    text: str | None = None
    """All of that file, to be put back as long as it is what `digest` says."""
    digest: str = ""


class History:
    """The steps back, and those that lead forward again."""

    def __init__(self, path: Path) -> None:
        """Reads them; a file that can't be read is as good as none."""
        self.path = path
        self.back: list[Step] = []
        self.forth: list[Step] = []
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(files.read(path, _MOST_BYTES))
            if data["version"] == VERSION:
                self.back = [_step(each) for each in data["back"]]
                self.forth = [_step(each) for each in data["forth"]]

    def save(self) -> None:
        """Writes them whole. Raises OutputError."""
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
