"""Lines that can't be said, and the rest of their chapter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from fic_audio.engines import Engine
from fic_audio.engines.silence import Silence
from fic_audio.errors import EngineError
from fic_audio.sound.cache import Cache
from fic_audio.sound.render import Speakers
from fic_audio.sound.retry_in_parts import GAP, Lacking, UnspokenPart
from tests.factories import NOBODY, cues
from tests.fakes import Faulty, Missing, Mute

VOICE = replace(NOBODY, engine="faulty")
OTHER = replace(VOICE, name="Understudy", engine="other")


def one_of_two(folder: Path, name: str) -> Engine:
    """An engine that fails, and another that does not."""
    return Silence() if name == "other" else Faulty(folder)


def spoken(speakers: Speakers, unsaid: list[UnspokenPart], *texts: str) -> list[int]:
    lengths = []
    for clip in speakers.speak(cues(*texts, voice=VOICE)):
        unsaid += clip.unsaid if isinstance(clip, Lacking) else ()
        lengths.append(clip.length)
    return lengths


@pytest.mark.parametrize("text", ["crash", "refuse", "break"])
def test_a_line_is_left_out(tmp_path: Path, text: str) -> None:
    """A short silence stands for it, the others are said, and it is named with its place."""
    unsaid: list[UnspokenPart] = []
    with Speakers(partial(Faulty, tmp_path), 1, lenient=True) as speakers:
        assert spoken(speakers, unsaid, "one", text, "one two") == [100, GAP, 200]
    ((cue, why, instead),) = unsaid
    assert (cue.text, cue.start, instead) == (text, 100, "")
    assert f'"{text}" (character 100 of its chapter' in why


def test_a_line_that_hangs_is_left_out(tmp_path: Path) -> None:
    unsaid: list[UnspokenPart] = []
    with Speakers(partial(Faulty, tmp_path), 1, patience=0.5, lenient=True) as speakers:
        assert spoken(speakers, unsaid, "hang", "one") == [GAP, 100]
    assert [each.cue.text for each in unsaid] == ["hang"]


def test_only_the_word_is_left_out(tmp_path: Path) -> None:
    """What can be said of the line is."""
    unsaid: list[UnspokenPart] = []
    text = "the first half of it is well, and then it goes mute"
    with Speakers(
        partial(Mute, tmp_path), 1, executor=ThreadPoolExecutor, lenient=True
    ) as speakers:
        (length,) = spoken(speakers, unsaid, text)
    assert length > 800
    assert "mute" in unsaid[0].cue.text
    assert len(unsaid[0].cue.text) < len(text) / 2


def test_another_voice_says_the_line(tmp_path: Path) -> None:
    """An understudy speaks before anything is left out; it is told."""
    unsaid: list[UnspokenPart] = []
    with Speakers(partial(one_of_two, tmp_path), 1, lenient=True) as speakers:
        speakers.understudies[VOICE] = OTHER
        assert spoken(speakers, unsaid, "refuse") == [100]
    assert [each.instead for each in unsaid] == ["Understudy"]


@pytest.mark.parametrize("engine", [Missing, Mute])
def test_a_voice_that_says_nothing_at_all_is_an_error(tmp_path: Path, engine: type[Faulty]) -> None:
    """A chapter of gaps is no chapter."""
    mute = partial(engine, tmp_path) if engine is Missing else partial(nothing, tmp_path)
    with Speakers(mute, 1, lenient=True) as speakers, pytest.raises(EngineError):
        spoken(speakers, [], "one", "two")


class Nothing(Mute):
    """Silent, whatever it is to say."""

    def say(self, text, voice, delivery):  # type: ignore[no-untyped-def]
        """Silence."""
        return Silence().say(text, voice, delivery)


def nothing(folder: Path, name: str) -> Nothing:
    return Nothing(folder)


def test_a_gap_is_not_kept(tmp_path: Path) -> None:
    """The next run tries the line again."""
    cache = Cache(tmp_path / "clips")
    for _ in range(2):
        unsaid: list[UnspokenPart] = []
        with Speakers(partial(Faulty, tmp_path), 1, cache=cache, lenient=True) as speakers:
            spoken(speakers, unsaid, "one", "refuse")
        assert len(unsaid) == 1
    assert len(list((tmp_path / "clips").rglob("*.clip"))) == 1
