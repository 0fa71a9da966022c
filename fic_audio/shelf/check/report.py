"""What the checks found, as rows of a table and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

ALL = "(all)"
"""Stands in the table for what is of no one file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    file: str
    """The name of a file in the folder; empty for what is of all of them."""
    what: str
    """What was looked at, in a word or two."""
    ok: bool
    said: str
    """What is wrong, or what was found."""


@dataclass(frozen=True, slots=True)
class Report:
    folder: Path
    verdicts: tuple[Verdict, ...]

    @property
    def ok(self) -> bool:
        return all(verdict.ok for verdict in self.verdicts)

    def rows(self, every: bool = False) -> Iterator[tuple[str, str, str]]:
        """File, what was looked at, verdict: each file in one row if all is well with it, or else
        a row for each thing that is wrong; with `every`, all that was looked at."""
        for file, group in groupby(self.verdicts, key=lambda verdict: verdict.file):
            verdicts = list(group)
            wrong = [verdict for verdict in verdicts if not verdict.ok]
            if not (every or wrong):
                yield file or ALL, f"{len(verdicts)} checks", "ok"
            for verdict in verdicts if every else wrong:
                finding = f"ok: {verdict.said}" if verdict.said else "ok"
                yield file or ALL, verdict.what, finding if verdict.ok else f"wrong: {verdict.said}"

    def as_object(self) -> dict[str, object]:
        """As JSON has it."""
        verdicts = [asdict(verdict) for verdict in self.verdicts]
        return {"folder": str(self.folder), "ok": self.ok, "verdicts": verdicts}


def verdict(file: str, what: str, trouble: str, found: str = "") -> Verdict:
    """All is well where there is no trouble."""
    return Verdict(file, what, not trouble, trouble or found)
