"""A story in natural voices, and a model that listens to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fic_audio import engines
from fic_audio.errors import EngineError
from tests.ears import Made, find_model
from tests.sharing import once

STORY = """Title: The Kettle
Author: quill
Rating: G

The kettle had gone cold by the time anyone remembered to pour the tea.

"Who has the key?" Mina asked. She looked at the door for a long time.

"I gave it to your brother," Tom said. "He put it under the lamp in the hall."

Snow covered the path, the fence, and the little bridge behind the mill.

Nobody answered, so he pushed the heavy door and walked into the dark.
"""


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model."""
    return find_model(tmp_path_factory)


def _produce(folder: Path) -> None:
    (folder / "kettle.txt").write_text(STORY)
    command = [sys.executable, "-m", "fic_audio", "produce", folder / "kettle.txt", "-q"]
    subprocess.run(
        [*command, "-o", folder / "audio", "--jobs", "1"],
        env={**os.environ, "FIC_AUDIO_CACHE": str(folder / "clips")},
        check=True,
        stdout=subprocess.DEVNULL,
    )


@pytest.fixture
def made(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Made:
    """A story in natural voices, produced once and copied for each test."""
    try:
        engines.check(engines.NATURAL)
    except (EngineError, ImportError) as why:
        pytest.skip(str(why))
    folder = tmp_path / "here"
    # With the times of its files, by which they are known.
    shutil.copytree(once(tmp_path_factory, "kettle", _produce), folder)
    monkeypatch.setenv("FIC_AUDIO_CACHE", str(folder / "clips"))
    return Made(folder / "kettle.txt", folder / "audio" / "The Kettle", folder / "clips")
