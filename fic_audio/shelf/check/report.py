"""What the checks found, as rows of a table and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

ALL = "(all)"
"""File name in the table for findings that concern all files."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one check."""

    file: str
    """Name of a file in the folder; empty for findings that concern all of them."""
    what: str
    """Name of the check, in a word or two."""
    ok: bool
    said: str
    """What is wrong, or what was found."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all checks of a folder."""

    folder: Path
    verdicts: tuple[Verdict, ...]

    @property
    def ok(self) -> bool:
        return all(verdict.ok for verdict in self.verdicts)

    def rows(self, every: bool = False) -> Iterator[tuple[str, str, str]]:
        """File, check, verdict: one row for a file without faults, otherwise a row for each fault;
        with `every`, a row for each check."""
        for file, group in groupby(self.verdicts, key=lambda verdict: verdict.file):
            verdicts = list(group)
            wrong = [verdict for verdict in verdicts if not verdict.ok]
            if not (every or wrong):
                yield file or ALL, f"{len(verdicts)} checks", "ok"
            for verdict in verdicts if every else wrong:
                finding = f"ok: {verdict.said}" if verdict.said else "ok"
                yield file or ALL, verdict.what, finding if verdict.ok else f"wrong: {verdict.said}"

    def as_object(self) -> dict[str, object]:
        """The report as an object of JSON."""
        verdicts = [asdict(verdict) for verdict in self.verdicts]
        return {"folder": str(self.folder), "ok": self.ok, "verdicts": verdicts}


def verdict(file: str, what: str, trouble: str, finding: str = "") -> Verdict:
    """A verdict, good if there is no trouble."""
    return Verdict(file, what, not trouble, trouble or finding)
