"""A project: what it tells, and what becomes of corrections."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from random import Random

import pytest

from fic_audio import config
from fic_audio.errors import ConfigError, SheetError, UsageError
from fic_audio.model import NARRATOR, Gender
from fic_audio.project import LineFilter, Project, Scope
from fic_audio.script.sheet.files import sheet_path
from tests.project.projects import SEEDS, afresh, names, opened, seed, speech

CLOCK = """\
Mara and Tobin sat in the boat.

"It leaks," said Mara.

"It always did," said Tobin.

"Not this much."

"Then bail," the ferryman said.

Mara looked at Tobin. He was tired.

"I am bailing," said Tobin. "Look."
"""


def boat(folder: Path, settings: str = "") -> Project:
    (folder / "boat.txt").write_text(CLOCK)
    (folder / config.NAME).write_text(settings)
    return Project.open(folder / "boat.txt")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_command_line_makes_the_same(path: Path, tmp_path: Path) -> None:
    """After each of many corrections, sheet and settings give what the project shows."""
    project, random = opened(tmp_path, path), Random(3)
    assert project.script == afresh(project)
    for _ in range(3):
        line = random.choice(speech(project))
        project.say([line.id], random.choice(names(project)))
        assert project.script == afresh(project)
    project.confirm([random.choice(speech(project)).id])
    project.say([random.choice(speech(project)).id], "Somebody New", new=True)
    assert project.script == afresh(project)
    first, second = names(project)[:2]
    project.merge(first, second)
    assert project.script == afresh(project)
    project.set_gender(first, Gender.NEUTRAL)
    project.rename(first, "Quill Marrow")
    assert project.script == afresh(project)
    while project.undoable:
        project.undo()
        assert project.script == afresh(project)


def test_a_correction_is_told(tmp_path: Path) -> None:
    """The line, and who has more lines now and who fewer."""
    project = boat(tmp_path)
    line = speech(project)[0]
    changed = project.say([line.id], "Tobin")
    assert changed.said == (line.id,)
    assert line.id not in changed.lines
    assert {"Mara", "Tobin"} <= set(changed.people)
    now = project.line(line.id)
    assert (now.speaker, now.confidence, now.is_corrected) == ("Tobin", 1.0, True)


def test_both_parts_of_a_quotation(tmp_path: Path) -> None:
    """What its tag splits is one quotation, and one person's."""
    project = boat(tmp_path)
    first, second = speech(project)[-2:]
    changed = project.say([second.id], "Mara")
    assert set(changed.said) == {first.id, second.id}
    assert project.line(first.id).speaker == "Mara"
    project.say([first.id], "Tobin")
    assert project.line(second.id).speaker == "Tobin"


def test_lines_are_forgotten(tmp_path: Path) -> None:
    """A correction that is taken away leaves the program's own opinion."""
    project = boat(tmp_path)
    line = speech(project)[0]
    project.say([line.id], "Tobin")
    project.forget([line.id])
    assert project.line(line.id) == line


def test_an_answer_may_reach_further(tmp_path: Path) -> None:
    """A line, what the same person says around it, or what was decided for the same reason."""
    project = boat(tmp_path)
    spoken = speech(project)
    tobin = [each.id for each in spoken if each.speaker == "Tobin"]
    assert len(tobin) > 2
    assert project.lines_in_scope([tobin[0]]) == (tobin[0],)
    assert set(project.lines_in_scope([tobin[0]], Scope.EXCHANGE)) == set(tobin)
    project.say([tobin[0]], "Mara", Scope.EXCHANGE)
    assert {project.line(each).speaker for each in tobin} == {"Mara"}
    alike = project.lines_in_scope([tobin[0]], Scope.REASON)
    assert {project.line(each).why for each in alike} == {"you said so"}


def test_somebody_new(tmp_path: Path) -> None:
    """A name that the story lacks is refused, unless it is said to be new."""
    project = boat(tmp_path)
    line = speech(project)[0]
    with pytest.raises(
        SheetError, match='nobody in the story is called "Tobim"; did you mean "Tobin"'
    ):
        project.say([line.id], "Tobim")
    project.say([line.id], "Wren", new=True)
    assert project.line(line.id).speaker == "Wren"
    assert "Wren" in names(project)
    project.undo()
    assert "Wren" not in sheet_path(project.path).read_text()
    project.redo()
    assert project.line(line.id).speaker == "Wren"


def test_notes_are_nobodys(tmp_path: Path) -> None:
    """What a sheet does not show can't be given to anybody; nor can what is not there."""
    (tmp_path / "noted.md").write_text('# One\n\nA/N: thanks to all!\n\n"Yes," said Mara.\n')
    project = Project.open(tmp_path / "noted.md")
    heading = project.lines().lines[0]
    with pytest.raises(UsageError, match="a note or a heading"):
        project.say([heading.id], NARRATOR)
    with pytest.raises(UsageError, match='no line has the id "0000000000-9"'):
        project.say(["0000000000-9"], NARRATOR)


def test_two_who_are_one(tmp_path: Path) -> None:
    """The lines of both are one person's, and the settings say why."""
    project = boat(tmp_path)
    changed = project.merge("Tobin", "the ferryman")
    assert "the ferryman" not in names(project)
    assert changed.lines
    data = tomllib.loads((tmp_path / config.NAME).read_text())
    assert data["characters"]["Tobin"]["aliases"] == ["the ferryman"]
    project.undo()
    assert "the ferryman" in names(project)


def test_what_is_set_down_of_both_is_joined(tmp_path: Path) -> None:
    """The table of the second goes; its names are further ones of the first."""
    text = (
        '# mine\n[characters.Tobin]\ngender = "male"  # sure\n\n'
        '[characters."the ferryman"]\naliases = ["Old Brix"]\n'
    )
    project = boat(tmp_path, text)
    before = (tmp_path / config.NAME).read_bytes()
    project.merge("Tobin", "the ferryman")
    data = tomllib.loads((tmp_path / config.NAME).read_text())
    aliases = ["the ferryman", "Old Brix"]
    assert data["characters"] == {"Tobin": {"gender": "male", "aliases": aliases}}
    assert "# sure" in (tmp_path / config.NAME).read_text()
    project.undo()
    assert (tmp_path / config.NAME).read_bytes() == before


def test_a_new_name(tmp_path: Path) -> None:
    """The person keeps lines and old names; another's name is refused."""
    project = boat(tmp_path)
    lines = [each.id for each in speech(project) if each.speaker == "Mara"]
    project.rename("Mara", "Mara Voss")
    assert {project.line(each).speaker for each in lines} == {"Mara Voss"}
    project.rename("Mara Voss", "Captain Voss")
    assert {project.line(each).speaker for each in lines} == {"Captain Voss"}
    assert list(tomllib.loads((tmp_path / config.NAME).read_text())["characters"]) == [
        "Captain Voss"
    ]
    with pytest.raises(UsageError, match='"Tobin" is already a name of "Tobin"'):
        project.rename("Captain Voss", "Tobin")


def test_no_person(tmp_path: Path) -> None:
    """Whoever is struck out has no line."""
    project = boat(tmp_path)
    project.is_nobody("the ferryman")
    assert "the ferryman" not in names(project)
    assert "the ferryman" not in {each.speaker for each in speech(project)}


def test_a_voice(tmp_path: Path) -> None:
    """It is the voice in the cast; one that there is not is refused, and nothing is changed."""
    project = boat(tmp_path, 'engine = "pyttsx3"\n')
    others = {each.name: each.voice for each in project.people() if each.name != "Mara"}
    voice = others["Tobin"]
    project.set_voice("Mara", voice)
    assert {each.name: each.voice for each in project.people()}["Mara"] == voice
    before = (tmp_path / config.NAME).read_bytes()
    with pytest.raises(ConfigError, match='voice must be a known voice, not "Nobody"'):
        project.set_voice("Mara", "Nobody")
    assert (tmp_path / config.NAME).read_bytes() == before
    project.set_voice(NARRATOR, voice)
    assert project.people()[0].voice == voice
    project.set_voice("Mara", None)
    project.set_delivery("Mara", 1.1, -2.0, 0.0)
    table = tomllib.loads((tmp_path / config.NAME).read_text())["characters"]["Mara"]
    assert table == {"rate": 1.1, "pitch": -2.0}


def test_how_a_word_is_said(tmp_path: Path) -> None:
    """It stands among the pronunciations; what is none is refused."""
    project = boat(tmp_path)
    project.say_as("Tobin", "TOE-bin")
    assert project.config.pronounce == {"Tobin": "TOE-bin"}
    with pytest.raises(ConfigError, match="without brackets"):
        project.say_as("Mara", "[mara]")
    project.say_as("Tobin", None)
    assert project.config.pronounce == {}


def test_undo_after_a_restart(tmp_path: Path) -> None:
    """Steps are kept on the disk, the last fifty of them."""
    project = boat(tmp_path)
    line = speech(project)[0]
    for nth in range(52):
        project.say([line.id], ("Tobin", "Mara")[nth % 2])
    again = Project.open(project.path)
    assert again.undoable == "Mara says 1 line"
    for _ in range(50):
        again.undo()
    with pytest.raises(UsageError, match="nothing to undo"):
        again.undo()
    assert again.line(line.id).speaker == "Mara"
    for _ in range(50):
        again.redo()
    assert again.script == afresh(again)


def test_a_new_correction_ends_what_could_be_done_again(tmp_path: Path) -> None:
    """After something was taken back, another way is gone."""
    project = boat(tmp_path)
    first, second = speech(project)[:2]
    project.say([first.id], "Tobin")
    project.undo()
    project.say([second.id], "Mara")
    with pytest.raises(UsageError, match="nothing to redo"):
        project.redo()


def test_what_somebody_else_writes_is_seen(tmp_path: Path) -> None:
    """A sheet that was changed in an editor is read anew, and not overwritten."""
    project = boat(tmp_path)
    first, second = speech(project)[:2]
    project.say([first.id], "Tobin")
    sheet = sheet_path(project.path)
    text = sheet.read_text().replace('\nTobin: "It always did,"', '\nMara: "It always did,"')
    assert text != sheet.read_text()
    sheet.write_text(text)
    revision = project.revision
    project.say([speech(project)[2].id], "Tobin")
    assert project.line(second.id).speaker == "Mara"
    assert project.revision > revision
    (tmp_path / config.NAME).write_text("[attribution]\nmark = 0.3\n")
    assert project.refresh()
    assert not project.refresh()
    assert project.config.mark == 0.3


def test_a_sheet_with_mistakes_is_not_overwritten(tmp_path: Path) -> None:
    """Nothing is told or corrected until it is put right; then all goes on."""
    project = boat(tmp_path)
    first, second = speech(project)[:2]
    project.say([first.id], "Tobin")
    sheet = sheet_path(project.path)
    good, broken = sheet.read_text(), sheet.read_text().replace("\n! Tobin:", "\n! Tobim:")
    assert good != broken
    sheet.write_text(broken)
    for _ in range(2):
        with pytest.raises(SheetError, match='unknown name "Tobim"'):
            project.say([second.id], "Mara")
    assert sheet.read_text() == broken
    sheet.write_text(good)
    project.say([second.id], "Mara")
    assert project.script == afresh(project)


def test_settings_with_mistakes(tmp_path: Path) -> None:
    """The mistake is told with its line, each time, until it is gone."""
    project = boat(tmp_path)
    path = tmp_path / config.NAME
    good = path.read_text()
    path.write_text("engin = 3\n")
    for _ in range(2):
        with pytest.raises(ConfigError, match='toml:1: unknown key "engin"'):
            project.lines()
    path.write_text(good)
    assert project.lines().total


def test_a_file_that_was_only_touched_is_the_same(tmp_path: Path) -> None:
    """Another date alone makes nothing new."""
    project = boat(tmp_path)
    os.utime(tmp_path / config.NAME, (1, 1))
    assert not project.refresh()


def test_lines_by_pages(tmp_path: Path) -> None:
    """Every line comes once, in order, some at a time."""
    project = boat(tmp_path)
    whole = project.lines().lines
    got, after = [], ""
    while True:
        page = project.lines(after=after, limit=3)
        assert page.total == len(whole)
        got += page.lines
        if not (after := page.more):
            break
    assert tuple(got) == whole


def test_lines_that_are_wanted(tmp_path: Path) -> None:
    """By person, words, doubt, corrections and chapter."""
    project = boat(tmp_path)
    assert {each.speaker for each in speech(project, LineFilter(person="Mara"))} == {"Mara"}
    assert [each.text for each in speech(project, LineFilter(text="IT LEAKS"))] == ['"It leaks,"']
    assert all(each.is_doubtful for each in project.lines(LineFilter(doubtful=True)).lines)
    assert not project.lines(LineFilter(corrected=True)).lines
    assert not project.lines(LineFilter(chapter=2)).lines
    project.confirm([speech(project)[0].id])
    assert len(project.lines(LineFilter(corrected=True)).lines) == 1


def test_a_long_story_is_settled_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corrected chapter comes at once, what follows when it is asked for; then all is as if it
    were read anew."""
    monkeypatch.setattr("fic_audio.project.storage.AT_ONCE", 10)
    text = "\n\n".join(f"# Part {n}\n\n{CLOCK}" for n in range(1, 5))
    (tmp_path / "long.md").write_text(text)
    project = Project.open(tmp_path / "long.md")
    third = speech(project, LineFilter(chapter=2))[2]
    project.say([third.id], "the ferryman")
    assert not project.is_settled
    chapter = afresh(project).lines[1]
    assert project.script.lines[1] == chapter
    project.settle()
    assert project.is_settled
    assert project.script == afresh(project)


def test_the_seed_of_a_folder(tmp_path: Path) -> None:
    """A folder of files is one story here as well."""
    story = seed(tmp_path)
    (tmp_path / "fic").mkdir()
    story.rename(tmp_path / "fic" / "Chapter 1.txt")
    project = Project.open(tmp_path / "fic")
    assert project.people()
    assert not project.refresh()
