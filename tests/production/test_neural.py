"""A story read by natural voices, where they can be used: from text to a measured file."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("hibari")
pytest.importorskip("onnxruntime")

from fic_audio.engines import NATURAL, READER
from fic_audio.shelf import manifest
from fic_audio.shelf.check import check
from fic_audio.voices import load
from tests.commands import Fic


def test_everybody_sounds_natural(fic: Fic) -> None:
    """Narrator and characters, each in a voice of their own."""
    ran = fic("produce", "kettle.txt")
    assert ran.code == 0, ran.err
    made = manifest.load(Path(ran.out.strip()).parent)
    assert {load()[name].engine for name in made.voices.values()} == {READER, NATURAL}
    assert len(set(made.voices.values())) == 3
    assert "speaks instead" not in ran.err


def test_its_files_are_as_players_want_them(fic: Fic) -> None:
    """Voices of two engines and two sample rates in one chapter."""
    (fic.folder / "fic-audio.toml").write_text('[characters.Tom]\nvoice = "Ada"\n')
    ran = fic("produce", "kettle.txt")
    report = check(Path(ran.out.strip()).parent)
    assert report.ok, [verdict for verdict in report.verdicts if not verdict.ok]


def test_two_runs_are_the_same_bytes(fic: Fic) -> None:
    made = []
    for out in ("one", "two"):
        ran = fic("produce", "kettle.txt", "-o", out, "--no-cache", "--reproducible")
        made.append(Path(ran.out.strip()).read_bytes())
    assert made[0] == made[1]
