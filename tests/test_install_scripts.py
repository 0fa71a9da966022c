"""The scripts of `install/`, run in a home of their own with a uv that notes what it is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages import ROOT

SCRIPTS = ROOT / "install"
SHELL = [SCRIPTS / "install.sh", SCRIPTS / "install.command"]
UV = """#!/bin/sh
printf '%s\\n' "$UV_TOOL_BIN_DIR" "$@" >>"$HOME/told"
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="for Linux and macOS")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "a home"
    (home / "Desktop").mkdir(parents=True)
    uv = home / ".local" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV, encoding="utf-8")
    uv.chmod(0o755)
    return home


def install(home: Path, *words: str, script: Path = SHELL[0], **more: str) -> str:
    run = subprocess.run(
        ["sh", str(script), *words],
        env={"HOME": str(home), "PATH": os.defpath, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


@posix
@pytest.mark.parametrize("script", SHELL, ids=lambda script: script.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    shellcheck = shutil.which("shellcheck")
    if shellcheck is None:
        pytest.skip("shellcheck is not installed")
    run = subprocess.run([shellcheck, script], capture_output=True, text=True, check=False)
    assert not run.stdout


@posix
@pytest.mark.parametrize("script", SHELL, ids=lambda script: script.name)
def test_installs_the_copy_it_lies_in(home: Path, script: Path) -> None:
    install(home, script=script)
    told = (home / "told").read_text(encoding="utf-8").splitlines()
    assert told[0] == str(home / ".local" / "bin")
    package = told[-1]
    assert package.endswith("[fetch]")
    assert Path(package.removesuffix("[fetch]")).resolve() == ROOT


@posix
def test_installs_the_package_that_is_named(home: Path) -> None:
    install(home, FIC_AUDIO_PACKAGE="/a folder/fic.whl")
    assert (home / "told").read_text(encoding="utf-8").endswith("/a folder/fic.whl[fetch]\n")


@posix
def test_script_alone_installs_the_release(home: Path, tmp_path: Path) -> None:
    alone = tmp_path / "downloads" / "install.sh"
    alone.parent.mkdir()
    shutil.copy(SHELL[0], alone)
    install(home, script=alone)
    assert (home / "told").read_text(encoding="utf-8").endswith("\nfic-audio[fetch]\n")


@posix
def test_script_from_a_pipe_installs_the_release(home: Path) -> None:
    run = subprocess.run(
        ["sh", "-s"],
        cwd=ROOT / "install",
        env={"HOME": str(home), "PATH": os.defpath},
        input=SHELL[0].read_bytes(),
        stdout=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0
    assert (home / "told").read_text(encoding="utf-8").endswith("\nfic-audio[fetch]\n")


@posix
def test_icon_opens_the_studio(home: Path) -> None:
    install(home)
    icons = list((home / "Desktop").iterdir())
    assert len(icons) == 1
    opens = icons[0].read_text(encoding="utf-8")
    assert f'"{home}/.local/bin/fic-audio" studio' in opens
    assert os.access(icons[0], os.X_OK)


@posix
def test_home_without_a_desktop_gets_a_menu_entry(home: Path) -> None:
    (home / "Desktop").rmdir()
    install(home)
    assert not (home / "Desktop").exists()


@posix
def test_uninstalling_leaves_stories(home: Path) -> None:
    install(home)
    story = home / "Desktop" / "story.epub"
    story.write_bytes(b"")
    install(home, "--uninstall")
    assert [path.name for path in (home / "Desktop").iterdir()] == ["story.epub"]
    told = (home / "told").read_text(encoding="utf-8").splitlines()
    assert told[-3:] == ["tool", "uninstall", "fic-audio"]


@posix
def test_failed_installation_leaves_no_icon(home: Path) -> None:
    uv = home / ".local" / "bin" / "uv"
    uv.write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        install(home)
    assert not list((home / "Desktop").iterdir())


def test_windows_installs_the_same() -> None:
    """PowerShell is not everywhere: what both scripts must agree on is compared."""
    windows = (SCRIPTS / "install.ps1").read_text(encoding="utf-8")
    unix = SHELL[0].read_text(encoding="utf-8")
    command = re.compile(r'tool install .* "\$\{package\}\[fetch\]"')
    assert command.findall(windows) == command.findall(unix) != []
