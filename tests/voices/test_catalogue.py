"""The catalogues, and the ready casts beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio import config, voices
from fic_audio.errors import ConfigError


def test_mistakes_in_a_catalogue_are_told_at_once(tmp_path: Path) -> None:
    """What is missing, out of range or there twice is told with its line."""
    path = tmp_path / "bad.toml"
    path.write_text(
        '[[voice]]\nname = "A"\nengine = "x"\nid = "a"\nage = "old"\n'
        '[[voice]]\nname = "a"\nengine = "x"\npitch = 100\n'
    )
    with pytest.raises(ConfigError) as error:
        voices.load([path])
    assert [line.removeprefix(f"{path}:") for line in str(error.value).splitlines()] == [
        '5: age must be one of "child", "young", "adult", "elder", not "old"',
        '6: a second voice is named "a"',
        "6: a voice needs its id",
        "9: pitch must be between 0 and 99, not 100",
    ]


def test_the_shipped_catalogue_holds_a_dozen_voices() -> None:
    """What ships is free of mistakes: enough voices for a cast, and one to read a whole story."""
    shipped = voices.load()
    assert len(shipped) >= 12
    assert any(voice.narrator for voice in shipped)


@pytest.mark.parametrize("name", sorted(voices.casts()))
def test_a_ready_cast_is_a_configuration(name: str) -> None:
    """Every ready cast can be given to -c: its voices exist, nobody else has the narrator's, and
    no two of its characters share a name."""
    names = voices.load().names()
    cast = config.load(Path("story.txt"), voices.casts()[name], voices=names)
    heard = [part.voice for part in cast.characters if part.voice]
    assert cast.narrator.voice
    assert cast.narrator.voice not in heard
