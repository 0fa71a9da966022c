"""Disks that are full: one clear sentence, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

STORY = "Late\n\n" + '"You are late," Mara said. The tram had gone.\n\n' * 12
CODE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
from fic_audio.cli import main
sys.argv = ["fic-audio", "produce", "late.txt"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("most", [200_000, 2_500_000])
def test_a_full_disk(tmp_path: Path, most: int) -> None:
    """Where no more can be written, be it of the WAV or not even of a clip."""
    (tmp_path / "late.txt").write_text(STORY, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", CODE.format(most=most)],
        cwd=tmp_path,
        env={**os.environ, "FIC_AUDIO_CACHE": str(tmp_path / "clips")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 6
    assert any(name in ran.stderr for name in ("late.txt", ".wav", "cover.jpg"))
    assert "Traceback" not in ran.stderr
    assert not list(tmp_path.rglob("*.mp3"))
    assert not list(tmp_path.rglob(".fic-audio-*"))
