"""`check --listen` and `produce --listen` as they are run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fic_audio import voices
from fic_audio.config import Config
from fic_audio.events import ignore
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.judge import JudgedLine
from fic_audio.listening.measure import MeasuredLine
from fic_audio.listening.model import find_ears
from fic_audio.listening.page import NAME as PAGE
from fic_audio.listening.spoken import load_spoken
from fic_audio.model import Ms
from fic_audio.production import Plan, ProduceOptions, plan, takes
from fic_audio.production.listening import Listening
from fic_audio.production.mending import Mended
from fic_audio.project import Project
from fic_audio.shelf import manifest
from fic_audio.sound.cache import Cache
from tests.commands import SILENT, Fic
from tests.ears import Made, small_model


def spoil(made: Made, text: str, instead: str) -> None:
    """Puts one line's clip in the place of another's."""
    book = manifest.load(made.folder)
    lines = load_spoken(book, book.episodes[0])
    keys = [next(line.key for line in lines if each in line.text) for each in (text, instead)]
    cache = Cache(made.clips)
    other = cache.get(keys[1])
    assert other
    cache.put(keys[0], other)


def test_what_was_spoilt_is_mended(made: Made, model: Path, fic: Fic) -> None:
    """A clip that holds other words is spoken anew, its chapter made again, and nothing is unclear
    any more; the review can read what is."""
    spoil(made, "Snow", "Nobody")
    produce = ("produce", made.story, "-o", made.folder.parent, "--ears", model)
    assert fic(*produce, "--again", "-q").code == 0
    checked = fic("check", made.folder, "--listen", "--ears", model, "--json")
    assert checked.code == 0
    (unclear,) = json.loads(checked.out)["listening"]["unclear"]
    assert unclear["text"].startswith("Snow covered the path")
    project = Project.open(made.story)
    (shown,) = project.unclear(made.folder)
    assert project.line(shown.line).text.startswith("Snow covered the path")
    ran = fic(*produce, "--listen", "--json")
    assert ran.code == 0
    listened = json.loads(ran.out)["listened"]
    assert (listened["retried"], listened["mended"], listened["unclear"]) == (1, 1, [])
    assert "1 line sounds unclear; spoken again" in ran.err
    again = json.loads(fic(*produce, "--listen", "--json").out)["listened"]
    assert (again["now"], again["retried"]) == (0, 0)


def test_a_line_is_spoken_otherwise(made: Made, model: Path, fic: Fic) -> None:
    """A line that was not understood is spoken in another way; the take that is heard well is kept
    for later runs, which make its chapter of it."""
    planned = plan(
        made.story,
        Config(),
        ProduceOptions("auto", made.folder.parent, 1, cache=made.clips, mending=True),
        voices.load(),
    )
    assert isinstance(planned, Plan)
    book, ears = manifest.load(made.folder), find_ears(model)
    line = next(each for each in load_spoken(book, book.episodes[0]) if "Snow" in each.text)
    faults = (Fault(FaultKind.GARBLED, "fence"),)
    unclear = JudgedLine(line, MeasuredLine(-19.0, -10.0, Ms(0), ""), None, faults)
    listening = Listening(made.story, ears, 1, ignore, lambda _: False)
    assert listening.mend(planned, [unclear]) == Mended(1, 1)
    known = takes.load(made.folder)
    assert [take.way for take in known.chosen.values()] == ["slower"]
    assert known.tried[line.key] == ("slower",)
    assert fic("produce", made.story, "-o", made.folder.parent, "-q").code == 0
    now = next(each for each in load_spoken(book, book.episodes[0]) if "Snow" in each.text)
    assert now.rate < 1 == line.rate
    assert now.length > 1.08 * line.length


def test_the_page_and_the_table(made: Made, model: Path, fic: Fic) -> None:
    ran = fic("check", made.folder, "--listen", "--ears", model)
    assert ran.code == 0
    assert "all sound clear" in ran.out
    assert "words/min" in ran.out
    assert "about" in ran.err
    page = (made.folder / PAGE).read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert fic("check", made.folder).code == 0


def test_without_a_model(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said before any work is done, and how to get one."""
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(fic.folder / "none"))
    ran = fic("produce", "kettle.txt", *SILENT, "--listen")
    assert ran.code == 5
    assert "fic-audio voices install ears" in ran.err
    assert not list(fic.folder.glob("audio/*/*.mp3"))


def test_a_model_that_can_not_be_loaded(fic: Fic) -> None:
    """It looks whole, and is not: one clear sentence, and the audio stays."""
    folder = small_model(fic.folder / "broken")
    assert fic("produce", "kettle.txt", *SILENT, "-q").code == 0
    (story,) = (fic.folder / "audio").iterdir()
    ran = fic("check", story, "--listen", "--ears", folder)
    assert ran.code == 5
    assert "can't be used" in ran.err
    assert "Traceback" not in ran.err
    assert list(story.glob("*.mp3"))


def test_the_silent_engine(fic: Fic, model: Path) -> None:
    """Silence is measured; nobody waits for words in it."""
    assert fic("produce", "kettle.txt", *SILENT, "-q").code == 0
    (story,) = (fic.folder / "audio").iterdir()
    ran = fic("check", story, "--listen", "--ears", model)
    assert "silent" in ran.out


def test_a_model_in_the_configuration(fic: Fic) -> None:
    """Its folder is named beside the configuration that names it."""
    (fic.folder / "fic-audio.toml").write_text('[listen]\nmodel = "ears"\n')
    ran = fic("produce", "kettle.txt", *SILENT, "--listen")
    assert ran.code == 5
    assert str(Path("ears", "config.json").parent) in ran.err


def test_options_that_need_listening(fic: Fic) -> None:
    assert fic("check", fic.folder, "--ears", "x").code == 2
