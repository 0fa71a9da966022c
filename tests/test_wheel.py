"""The package as it is installed: what a program that uses it sees."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata

ROOT = Path(__file__).parents[1]
OUTCOME = "fic_audio.results.Result | fic_audio.errors.FicAudioError"
PROGRAM = """
import fic_audio
from fic_audio import events


def show(event: fic_audio.Event) -> None:
    if isinstance(event, events.ChapterFinished):
        reveal_type(event.file.path)


result = fic_audio.produce("story.txt", show)
reveal_type(result.files[0].title)
reveal_type(fic_audio.read_script("story.txt").lines[0][0].speaker)
reveal_type(fic_audio.Job(["a.txt"], fic_audio.Options(jobs=2), show).result())
fic_audio.Options(jobs="two")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", folder, ROOT], check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_a_typed_program_sees_the_types(wheel: Path, tmp_path: Path) -> None:
    """mypy --strict on a program beside an installed wheel, not beside this repository."""
    venv.create(tmp_path / "venv", with_pip=False)
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    with ZipFile(wheel) as packed:
        packed.extractall(site)
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    python = str(tmp_path / "venv" / "bin" / "python")
    options = ["--strict", "--no-error-summary", "--cache-dir", "cache", "--python-executable"]
    command = [sys.executable, "-m", "mypy", *options, python, "program.py"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    said = [line.partition(": ")[2] for line in ran.stdout.splitlines()]
    assert [line for line in said if line.startswith("note: Revealed")] == [
        'note: Revealed type is "pathlib.Path"',
        'note: Revealed type is "str"',
        'note: Revealed type is "str | None"',
        f'note: Revealed type is "tuple[{OUTCOME}, ...]"',
    ]
    (error,) = [line for line in said if line.startswith("error")]
    assert 'Argument "jobs" to "Options" has incompatible type "str"' in error


@pytest.mark.parametrize(
    ("system", "machine", "python", "natural"),
    [
        ("linux", "x86_64", "3.11", True),
        ("linux", "aarch64", "3.14", True),
        ("linux", "armv7l", "3.13", False),
        ("linux", "x86_64", "3.15", False),
        ("darwin", "arm64", "3.14", True),
        ("darwin", "x86_64", "3.13", True),
        ("darwin", "x86_64", "3.14", False),
        ("win32", "AMD64", "3.13", True),
        ("win32", "ARM64", "3.12", True),
        ("win32", "x86", "3.12", False),
    ],
)
def test_the_natural_voices_come_where_they_can(
    wheel: Path, system: str, machine: str, python: str, natural: bool
) -> None:
    """A machine for which onnxruntime has no wheel gets all the rest."""
    with ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("dist-info/METADATA"))
        required = Metadata.from_email(packed.read(name)).requires_dist or []
    here = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": python,
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    wanted = {each.name for each in required if each.marker is None or each.marker.evaluate(here)}
    assert {"numpy", "pyttsx3"} <= wanted
    assert wanted & {"hibari-tts", "onnxruntime"} == (
        {"hibari-tts", "onnxruntime"} if natural else set()
    )
