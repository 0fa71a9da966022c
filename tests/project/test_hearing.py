"""Lines, voices and names, as they are heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fic_audio import engines
from fic_audio.errors import ConfigError, SheetError, UsageError
from fic_audio.model import Clip, Kind
from fic_audio.project import Hearing, Project, peaks
from fic_audio.sound.render import Speakers
from tests.commands import Fic
from tests.project.projects import opened, seed, speech


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return opened(tmp_path_factory.mktemp("heard"))


@pytest.fixture(scope="module")
def hearing(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hearing]:
    with Hearing(project, tmp_path_factory.mktemp("clips")) as found:
        found.warm()
        yield found


def loud(clip: Clip) -> bool:
    return max(peaks(clip)) > 0.05


def test_a_line(project: Project, hearing: Hearing) -> None:
    """It is sound, in the voice of whoever says it."""
    line = speech(project)[0]
    clip = hearing.clip(line.id)
    assert loud(clip)
    assert clip.length > 30 * len(line.text)
    voices = {each.name: each.voice for each in project.people()}
    assert {cue.voice.name for cue in hearing.cues(line.id)} == {voices[str(line.speaker)]}


def test_a_line_with_those_around_it(project: Project, hearing: Hearing) -> None:
    """The line before and the one behind are heard as well, with the silence between them."""
    lines = [each for each in project.lines().lines if each.kind is not Kind.HEADING]
    alone = sum(hearing.clip(each.id).length for each in lines[3:6])
    assert hearing.clip(lines[4].id, context=1).length > alone


def test_another_speaker_is_heard_at_once(project: Project, hearing: Hearing) -> None:
    """After a correction the line sounds otherwise."""
    line = speech(project)[3]
    before = hearing.clip(line.id)
    other = next(each.name for each in project.people()[1:] if each.name != line.speaker)
    project.say([line.id], other)
    assert hearing.clip(line.id) != before
    project.undo()
    assert hearing.clip(line.id) == before


def test_what_was_spoken_is_kept(project: Project, tmp_path: Path) -> None:
    """A second hearing needs no worker for it, and one that is prepared none either."""

    def nobody(versions: dict[str, str]) -> Speakers:
        raise AssertionError("a worker was made")

    first, second = (each.id for each in speech(project)[:2])
    with Hearing(project, tmp_path) as hearing:
        heard = hearing.clip(first)
        hearing.prepare([first, second])
        hearing.clip(speech(project)[5].id)
        also = hearing.clip(second)
    with Hearing(project, tmp_path, nobody) as again:
        assert again.clip(first) == heard
        assert again.clip(second) == also


def test_what_produce_speaks_is_what_is_heard(
    fic: Fic, own_clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clips of a run are found again: nothing is spoken twice."""
    project = Project.open(seed(fic.folder))
    assert fic("produce", project.path.name, "-q").code == 0

    def nobody(versions: dict[str, str]) -> Speakers:
        raise AssertionError("a worker was made")

    with Hearing(project, own_clips, nobody) as hearing:
        for line in project.lines(limit=10).lines:
            assert hearing.clip(line.id).length


def test_a_voice(project: Project, hearing: Hearing) -> None:
    """It says its sample, a text, or lines of a person."""
    voice = project.people()[1].voice
    sample, text = hearing.sample(voice), hearing.sample(voice, text="Good evening.")
    own = hearing.sample(voice, person=project.people()[1].name)
    assert all(map(loud, (sample, text, own)))
    assert len({sample.length, text.length, own.length}) == 3


def test_a_voice_that_can_not_be_heard(project: Project, hearing: Hearing) -> None:
    """An unknown voice or person, or a text without words, is one clear sentence."""
    voice = project.people()[1].voice
    with pytest.raises(ConfigError, match="Grretta"):
        hearing.sample("Grretta")
    with pytest.raises(SheetError, match='nobody in the story is called "Nobody at all"'):
        hearing.sample(voice, person="Nobody at all")
    with pytest.raises(UsageError, match="has no words"):
        hearing.sample(voice, text="* * *")


def test_a_name(project: Project, hearing: Hearing) -> None:
    """It is said as it would be, and as it is now."""
    now, other = hearing.name("Corin"), hearing.name("Corin", "koh-REEEEN-oh-LAH")
    assert loud(now)
    assert loud(other)
    assert now != other
    assert hearing.name("Corin", "/kɒrɪn/")
    with pytest.raises(UsageError, match="is not a word"):
        hearing.name("…")


def test_nothing_to_hear(tmp_path: Path) -> None:
    """A line of which nothing is spoken says so."""
    (tmp_path / "noted.md").write_text('# One\n\nA/N: thanks!\n\n"Yes," said Mara. "Yes."\n')
    project = Project.open(tmp_path / "noted.md")
    note = next(each for each in project.lines().lines if each.kind is Kind.NOTE)
    with (
        Hearing(project, factory=lambda _: Speakers(engines.load, 1)) as hearing,
        pytest.raises(UsageError, match="is not read aloud"),
    ):
        hearing.clip(note.id)


def test_the_shape_of_a_clip(hearing: Hearing, project: Project) -> None:
    """Sixty figures from 0 to 1; nothing but noughts for an empty one."""
    shape = peaks(hearing.clip(speech(project)[0].id))
    assert len(shape) == 60
    assert 0 <= min(shape) < max(shape) <= 1
    assert peaks(Clip(b"", hearing.clip(speech(project)[0].id).rate)) == (0.0,) * 60
