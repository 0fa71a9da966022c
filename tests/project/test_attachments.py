"""Pictures and music of a story."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from fic_audio.errors import ConfigError, OutputError, UsageError
from fic_audio.project import Project
from fic_audio.project.attachments import attach
from tests.project.projects import QUICK
from tests.studio.studios import picture


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "fic-audio.toml").write_text(QUICK)
    (folder / "far.md").write_text('# One\n\n"Is it far?" asked Mara.\n')
    return Project.open(folder / "far.md")


@pytest.fixture
def cover(tmp_path: Path) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(picture())
    return path


def test_a_picture_is_kept_beside_the_settings(project: Project, cover: Path) -> None:
    """One that is there already is not replaced: an undo may want it again."""
    folder = project.path.parent
    names = [attach(folder, "cover", cover, ".png") for _ in range(2)]
    assert names == ["cover.png", "cover-2.png"]
    project.set_file("cover", names[1])
    assert project.config.cover == folder / "cover-2.png"
    project.undo()
    assert project.config.cover is None


def test_music_is_listened_to_first(project: Project, tmp_path: Path) -> None:
    sound = tmp_path / "upload"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(b"\x00\x10\x00\xf0" * 22_050)
    project.set_file("intro", attach(project.path.parent, "intro", sound, ".wav"))
    assert project.config.intro == project.path.parent / "intro.wav"


@pytest.mark.parametrize("what", ["cover", "outro"])
def test_what_is_neither_is_refused(project: Project, tmp_path: Path, what: str) -> None:
    """And nothing of it is kept."""
    other = tmp_path / "upload"
    other.write_text("a text")
    before = sorted(project.path.parent.iterdir())
    with pytest.raises(OutputError) as error:
        attach(project.path.parent, what, other, ".txt")
    assert str(other) not in str(error.value)
    assert sorted(project.path.parent.iterdir()) == before


def test_a_file_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(ConfigError, match="must be a file that exists"):
        project.set_file("cover", "none.png")
    assert project.config.cover is None


def test_nothing_else_can_be_a_file(project: Project, cover: Path) -> None:
    with pytest.raises(UsageError, match='"engine" is unknown'):
        attach(project.path.parent, "engine", cover, ".png")
    with pytest.raises(UsageError, match='"engine" is unknown'):
        project.set_file("engine", "cover.png")
