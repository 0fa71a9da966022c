"""Nobody is told: no command looks up a name, or leaves anything where `doctor` does not say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import STORY
from tests.sharing import once

ALONE = Path(__file__).with_name("alone.py")
FIC = f'"{sys.executable}" -m fic_audio'
CONFIG = """[narrator]
voice = "hibari:heart"
"""
"""A voice that onnxruntime speaks."""
COMMANDS = (
    f"{FIC} doctor",
    f"{FIC} voices list",
    f"{FIC} script story.txt --json",
    f"{FIC} script story.txt -o story.script.txt",
    f"{FIC} cast story.txt --write",
    f"{FIC} produce story.txt --format mp3 --format m4b --format captions --format epub -q",
    f"{FIC} update 'audio/The Kettle' longer.txt -q",
    f"{FIC} check 'audio/The Kettle'",
    f"{FIC} feed 'audio/The Kettle' --url https://example.org/kettle",
    f"{FIC} voices audition Ada -o ada.mp3",
    f"timeout -s INT 5 {FIC} serve audio --port 0",
    f"timeout -s INT 9 {FIC} studio story.txt --no-browser --out shelf",
)
MINE = (
    "audio",
    "ada.mp3",
    "shelf",
    "fic-audio.toml",
    "longer.txt",
    "story.txt",
    "story.script.txt",
)
"""What the commands are asked for."""
KEPT = Path(".cache", "fic-audio")
"""Of the user's folder: what `doctor` names as the place of clips."""


class Left(NamedTuple):
    folder: Path
    """Where the commands ran; `home` and `temp` are beside."""
    said: str
    names: list[str] | None
    """Those that were looked up; None where no network of their own could be had."""


def _alone() -> list[str]:
    """What runs a command in a network of its own, if anything does."""
    for how in (["unshare"], ["unshare", "--map-root-user"]):
        command = [*how, "--net", "--mount"]
        with_names = [*command, sys.executable, str(ALONE), os.devnull, "true"]
        if (
            shutil.which("unshare")
            and not subprocess.run(with_names, capture_output=True, check=False).returncode
        ):
            return command
    return []


def _run(folder: Path, script: str) -> Left:
    for name in ("home", "temp", "here"):
        (folder / name).mkdir()
    here, names = folder / "here", folder / "names"
    names.touch()
    # onnxruntime keeps quiet by itself where these tell that it is being tested.
    tested = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")
    ours = ("FIC_AUDIO_CACHE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    same = {name: value for name, value in os.environ.items() if name not in (*tested, *ours)}
    same |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "temp")}
    (here / "story.txt").write_text(STORY)
    (here / "longer.txt").write_text(f'{STORY}\nChapter 2\n\n"More?" Tom asked Mina.\n')
    (here / "fic-audio.toml").write_text(CONFIG if find_spec("hibari") else "")
    command = ["sh", "-c", script]
    alone = _alone()
    if alone:
        command = [*alone, sys.executable, str(ALONE), str(names), *command]
    done = subprocess.run(
        command, cwd=here, env=same, capture_output=True, text=True, timeout=300, check=False
    )
    looked_up = names.read_text().split() if alone else None
    return Left(here, done.stdout + done.stderr, looked_up)


@pytest.fixture(scope="session")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """What is left when each command has run."""
    script = "\n".join(f'{command} >out 2>&1; echo "rc $?"; tail -n 3 out' for command in COMMANDS)

    def run(folder: Path) -> None:
        (folder / "left.json").write_text(json.dumps(_run(folder, script)[1:]))

    folder = once(tmp_path_factory, "private", run)
    return Left(folder / "here", *json.loads((folder / "left.json").read_text()))


def test_the_commands_did_their_work(left: Left) -> None:
    """They ran to their end, or what they left would show nothing."""
    codes = [line.split()[1] for line in left.said.splitlines() if line.startswith("rc ")]
    assert len(codes) == len(COMMANDS), left.said
    assert set(codes[:-2]) == {"0"}, left.said
    assert (left.folder / "audio" / "The Kettle" / "feed.xml").is_file()


def test_no_name_is_looked_up(left: Left) -> None:
    """Neither we nor a library of ours asks for anybody."""
    if left.names is None:
        pytest.skip("no network of its own can be had here")
    assert left.names == []


def test_a_name_would_be_seen(tmp_path: Path) -> None:
    """What looks up a name is written down, or the test above would be none."""
    asking = 'import socket; socket.getaddrinfo("somebody.example", 80)'
    left = _run(tmp_path, f"'{sys.executable}' -c '{asking}'")
    if left.names is None:
        pytest.skip("no network of its own can be had here")
    assert set(left.names) == {"somebody.example"}


def test_nothing_is_left_elsewhere(left: Left) -> None:
    """The user's folder holds our clips and nothing else, no number for the device above all."""
    home, temp = left.folder.parent / "home", left.folder.parent / "temp"
    files = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    assert [path for path in files if not path.is_relative_to(KEPT)] == []
    assert list(temp.iterdir()) == []
    assert {path.name for path in left.folder.iterdir()} <= {*MINE, "out"}
