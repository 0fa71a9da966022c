"""The example of an engine of one's own: it keeps the contract, and is found once installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fic_audio.engines.contract import SpeakingContract
from fic_audio.model import Voice
from tests.commands import STORY
from tests.engines.example.beeps import Beeps

EXAMPLE = Path(__file__).parent / "example"


class TestBeeps(SpeakingContract):
    @pytest.fixture
    def engine(self) -> Beeps:
        return Beeps()

    @pytest.fixture
    def voice(self) -> Voice:
        return Voice("Low", "beeps", "low")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a Python with the package."""
    target = tmp_path_factory.mktemp("packages")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", target, EXAMPLE], check=True)
    paths = [str(target), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def run(installed: dict[str, str], folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "fic_audio", *command]
    return subprocess.run(program, env=installed, cwd=folder, capture_output=True, text=True)


def test_it_is_found_and_speaks_with_a_voice_that_is_named(
    installed: dict[str, str], tmp_path: Path
) -> None:
    """It has no catalogue: what it calls its voices is set down in the config."""
    (tmp_path / "kettle.txt").write_text(STORY)
    (tmp_path / "fic-audio.toml").write_text(
        '[narrator]\nvoice = "beeps:low"\n[characters.Mina]\nvoice = "beeps:high"\n'
    )
    ran = run(installed, tmp_path, "produce", "kettle.txt", "--engine", "pyttsx3")
    assert ran.returncode == 0, ran.stderr
    assert "beeps:high" in ran.stderr
    assert (tmp_path / ran.stdout.strip()).stat().st_size > 10_000


def test_it_speaks_in_the_place_of_all_others(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "kettle.txt").write_text(STORY)
    ran = run(installed, tmp_path, "produce", "kettle.txt", "--engine", "beeps")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / ran.stdout.strip()).stat().st_size > 10_000


def test_doctor_knows_it(installed: dict[str, str], tmp_path: Path) -> None:
    assert "engine beeps" in run(installed, tmp_path, "doctor").stdout
