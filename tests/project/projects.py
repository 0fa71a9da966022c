"""Short ways to a project in a test."""

from __future__ import annotations

import shutil
from pathlib import Path

from fic_audio import config, engines, voices
from fic_audio.model import Kind
from fic_audio.page.read import read
from fic_audio.production.script import Script, write_script
from fic_audio.project import LineFilter, Project, ScriptLine
from fic_audio.script.sheet import read as read_sheet
from fic_audio.script.sheet.files import sheet_path

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.*"))
TRAM = next(path for path in SEEDS if "tram" in path.name)
QUICK = 'engine = "pyttsx3"  # quick\n\n[attribution]\nunsure = "likeliest"\n'
"""A configuration that is found beside the story."""


def seed(folder: Path, path: Path = TRAM, settings: str = QUICK) -> Path:
    """A seed in a folder of its own."""
    story = folder / path.name
    shutil.copy(path, story)
    (folder / config.NAME).write_text(settings, encoding="utf-8")
    return story


def opened(folder: Path, path: Path = TRAM, settings: str = QUICK) -> Project:
    return Project.open(seed(folder, path, settings))


def afresh(project: Project) -> Script:
    """What the command line makes of the same files."""
    known = voices.load()
    wanted = config.load(
        project.path, engines=engines.names(), voices=known.names(), lexicons=voices.lexicons()
    )
    sheet = sheet_path(project.path)
    sheets = (read_sheet(sheet),) if sheet.exists() else ()
    return write_script(read(project.path), wanted, sheets, project.path)


def speech(project: Project, wanted: LineFilter = LineFilter()) -> list[ScriptLine]:  # noqa: B008
    """What is said aloud."""
    return [each for each in project.lines(wanted).lines if each.kind is Kind.DIALOGUE]


def names(project: Project) -> list[str]:
    """Those who speak, the narrator apart."""
    return [each.name for each in project.people()[1:] if each.lines]
