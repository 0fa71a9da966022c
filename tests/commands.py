"""The program as tests run it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fic_audio.cli import main

STORY = """Title: The Kettle
Fandom: Tea
Rating: G

"Is it on?" Mina asked. She looked at the kettle.

"It is not," Tom said.

* * *

They drank their tea, and Mina was happy. Tom poured Mina another cup.
"""
SILENT = ("--engine", "silence")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Fic:
    """The program as it is run in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: Any) -> None:
        self.folder, self.capture, self.patch = folder, capture, patch

    def __call__(self, *args: str | Path) -> Ran:
        """Runs a command; its exit code and what it printed."""
        self.patch.setattr(sys, "argv", ["fic-audio", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capture.readouterr()
        return Ran(int(ended.value.code or 0), out, err)
