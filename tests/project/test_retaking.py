"""What is spoken of a single line, and how: kept in fic-audio.toml, heard as it will be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.config import Retake
from fic_audio.errors import ConfigError, UsageError
from fic_audio.project import Hearing, LineFilter, Project
from fic_audio.sound.render import Speakers
from tests.commands import Fic
from tests.project.projects import QUICK, opened, seed, speech

STORY = '# One\n\n"Is it far?" asked Mara.\n\n"No."\n\n"Is it cold?"\n\n"No."\n\n* * *\n'
OTHER = Retake("Not at all.", "softly", rate=0.9)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "fic-audio.toml").write_text(f"# mine\n{QUICK}")
    (tmp_path / "far.md").write_text(STORY)
    return Project.open(tmp_path / "far.md")


def retakes(project: Project) -> list[Retake | None]:
    return [each.retake for each in speech(project)]


def test_it_is_set_for_one_line_alone(project: Project) -> None:
    """Even if another has the same words; what else stands in the file stays."""
    line = speech(project)[3]
    changed = project.set_retake(line.id, OTHER)
    assert changed.said == (line.id,)
    assert retakes(project) == [None, None, None, OTHER]
    text = project.settings_path.read_text()
    assert text.startswith(f"# mine\n{QUICK}")
    assert '[lines."No. Is it cold? / No."]' in text


def test_it_is_changed_and_taken_back(project: Project) -> None:
    """What is as usual does not stand in the file."""
    line = speech(project)[1].id
    project.set_retake(line, OTHER)
    project.set_retake(line, Retake(take=3))
    assert project.settings_path.read_text().endswith('No."]\ntake = 3\n')
    project.set_retake(line, Retake())
    assert retakes(project) == [None] * 4
    assert "take" not in project.settings_path.read_text()


def test_it_is_undone_and_done_again(project: Project) -> None:
    before = project.settings_path.read_text()
    project.set_retake(speech(project)[0].id, OTHER)
    project.undo()
    assert project.settings_path.read_text() == before
    project.redo()
    assert retakes(project)[0] == OTHER


def test_one_line_can_be_an_exception(project: Project) -> None:
    """From what the listener has set for all that have its words."""
    path = project.settings_path
    path.write_text(f'{path.read_text()}\n[lines.No]\nmanner = "shout"\n')
    assert [each and each.manner for each in retakes(project)] == [None, "shout", None, "shout"]
    project.set_retake(speech(project)[1].id, Retake())
    assert [each and each.manner for each in retakes(project)] == [None, None, None, "shout"]


def test_lines_with_settings_are_found(project: Project) -> None:
    line = speech(project)[2]
    project.set_retake(line.id, OTHER)
    assert [each.id for each in project.lines(LineFilter(corrected=True)).lines] == [line.id]


def test_what_can_not_be_set(project: Project) -> None:
    with pytest.raises(UsageError, match="no line has the id"):
        project.set_retake("nothing-1", OTHER)
    with pytest.raises(ConfigError, match="rate must be between"):
        project.set_retake(speech(project)[0].id, Retake(rate=9))
    assert retakes(project) == [None] * 4


def test_old_and_new_are_heard_before_it_is_kept(tmp_path: Path) -> None:
    """A trial changes nothing; once kept, the line sounds like the trial."""
    project = opened(tmp_path)
    line = speech(project)[0].id
    with Hearing(project, tmp_path / "clips") as hearing:
        old = hearing.clip(line)
        new = hearing.ask(hearing.cues(line, trial=Retake(take=2)))()
        assert new != old
        assert hearing.clip(line) == old
        project.set_retake(line, Retake(take=2))
        assert hearing.clip(line) == new


def test_a_trial_is_heard_among_its_neighbours(tmp_path: Path) -> None:
    project = opened(tmp_path)
    line = speech(project)[1].id
    with Hearing(project, factory=lambda _: pytest.fail("nothing is spoken")) as hearing:
        cues = hearing.cues(line, context=1, trial=Retake("Quite other words."))
        assert "Quite other words." in [cue.text for cue in cues]
        assert len(cues) > 1


def test_produce_speaks_what_was_kept(
    fic: Fic, own_clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of the finished chapters only the line's own is made again."""
    project = Project.open(seed(fic.folder))
    assert fic("produce", project.path.name, "-q").code == 0
    line = speech(project)[2]
    project.set_retake(line.id, Retake("Quite other words."))
    assert fic("produce", project.path.name, "-q").code == 0

    def nobody(versions: dict[str, str]) -> Speakers:
        raise AssertionError("a worker was made")

    with Hearing(project, own_clips, nobody) as hearing:
        assert hearing.clip(line.id).length
    told = fic("script", project.path.name, "--json").out
    assert "Quite other words." in told
    assert line.text.strip('"“”,') in told


def test_captions_show_the_words_of_the_text(fic: Fic) -> None:
    """While others are said, in however many sentences."""
    path = seed(fic.folder)
    said = "Not now, not ever, and not on this line, as you all know very well. Well, well!"
    own = f'[lines."Tickets, please"]\nsaid = "{said}"\n'

    def captions(settings: str) -> list[str]:
        path.with_name("fic-audio.toml").write_text(f'engine = "silence"\n{settings}')
        assert fic("produce", path.name, "-q", "--format", "captions").code == 0
        (file,) = fic.folder.rglob("*.vtt")
        return file.read_text().splitlines()

    before, after = captions(""), captions(own)
    assert before != after
    texts = [[row for row in rows if "-->" not in row] for rows in (before, after)]
    assert texts[0] == texts[1]


def test_a_name_that_fits_no_line_is_reported(fic: Fic) -> None:
    path = seed(fic.folder)
    settings = path.with_name("fic-audio.toml")
    settings.write_text('engine = "silence"\n[lines."Nobody says this."]\ntake = 2\n')
    done = fic("produce", path.name, "--dry-run")
    assert done.code == 0
    assert '[lines] "Nobody says this.": the story has no such line' in done.err
