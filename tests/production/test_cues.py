"""What is spoken of a script, as its engines speak it."""

from __future__ import annotations

import pytest

from fic_audio.config import Config
from fic_audio.model import Chapter, Cue, Metadata, Story, Voice
from fic_audio.production.cues import cast_script, chapter_cues, write_cues
from fic_audio.production.script import write_script
from fic_audio.voices import Voices

TEXT = '"Give me your warm hand," Mara said, "and do not let go."\n\n"No."'


def sheets(engine: str) -> list[tuple[Cue, ...]]:
    """The same chapter by both ways."""
    config = Config(header="none")
    script = write_script(Story(Metadata(), (Chapter("", TEXT),)), config)
    voices = Voices((Voice("Ada", engine, "af_heart", narrator=True),))
    cast = cast_script(script, config, voices)
    return [*write_cues(script, cast, config), chapter_cues(script, cast, config, 0)]


def test_an_engine_gets_the_words_around_that_uses_them() -> None:
    for sheet in sheets("choir"):
        assert sheet[0].after == "and do not let go."
        assert sheet[-1].before == "and do not let go."


@pytest.mark.parametrize("engine", ["silence", "pyttsx3", "nobody"])
def test_others_do_not(engine: str) -> None:
    """So their clips are the same whatever stands beside them."""
    for sheet in sheets(engine):
        assert {(cue.before, cue.after) for cue in sheet} == {("", "")}
