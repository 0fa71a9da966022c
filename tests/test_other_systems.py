"""macOS, as far as Linux can play it: the same program where Python says that it runs there.

Then no process is forked for speech, none is bound to a core, and no call goes to glibc.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import imageio_ffmpeg
import pytest

from tests.commands import STORY

PLAYS = """
import ctypes.util, platform, subprocess, sys, sysconfig, types
sysconfig.get_config_vars()
sys.platform = "darwin"
proxies = sys.modules["_scproxy"] = types.ModuleType("_scproxy")
proxies._get_proxies = proxies._get_proxy_settings = dict
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux plays")
@pytest.mark.parametrize("engine", ["auto", "pyttsx3"])
def test_makes_audio_as_on_macos(tmp_path: Path, engine: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(PLAYS, encoding="utf-8")
    (tmp_path / "kettle.txt").write_text(STORY, encoding="utf-8")
    places = {
        "PYTHONPATH": str(tmp_path),
        "IMAGEIO_FFMPEG_EXE": imageio_ffmpeg.get_ffmpeg_exe(),
        "HOME": str(tmp_path),
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    assert run("-c", "import sys; print(sys.platform)").stdout == "darwin\n"
    made = run("-m", "fic_audio", "produce", "kettle.txt", "--engine", engine)
    assert made.returncode == 0, made.stderr
    assert len(list(tmp_path.glob("audio/*/*.mp3"))) == 1
