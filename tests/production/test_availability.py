"""Who speaks: the engine that was asked for, those of voices that were named, and what takes their
place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from fic_audio import engines, voices
from fic_audio.config import Config, Part
from fic_audio.engines.silence import Silence
from fic_audio.errors import EngineError
from fic_audio.production.availability import Availability, find_available
from tests.commands import Fic


class Ready(Silence):
    """Stands in for an engine that is installed."""

    audible: ClassVar[bool] = True


class Absent(Silence):
    """Stands in for one that is not."""

    def check(self) -> None:
        raise EngineError("the model is missing; install it")


class Varied(Silence):
    reproducible: ClassVar[bool] = False


Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts engines in the place of those on this machine: choir=Ready, and the like."""

    def put(**there: type[Silence]) -> None:
        known = {"pyttsx3": Ready, "silence": Silence, **there}

        def load(name: str) -> engines.Engine:
            return known.get(name, Absent)()

        monkeypatch.setattr(engines, "load", load)
        monkeypatch.setattr(engines, "names", lambda: sorted(known))

    return put


def hired(asked: str, config: Config | None = None, *, reproducible: bool = False) -> Availability:
    return find_available(asked, config or Config(), voices.load(), reproducible=reproducible)


def speaking(made: Availability) -> set[str]:
    return {voice.engine for voice in made.voices.free()}


def test_auto_is_natural_throughout(install: Install) -> None:
    """Hana reads, the choir is the cast; the default engine helps with words of other languages."""
    install(choir=Ready, hibari=Ready, kokoro=Ready, piper=Ready)
    made = hired("auto")
    assert speaking(made) == {"hibari", "choir"}
    assert made.voices.free()[0].name == "Hana"
    assert set(made.versions) == {"hibari", "choir", "pyttsx3"}
    assert made.without == ()


def test_without_the_natural_voices_the_default_engine_speaks_and_says_why(
    install: Install,
) -> None:
    """No other engine takes their place unasked."""
    install(choir=Absent, hibari=Ready, kokoro=Ready)
    made = hired("auto")
    assert speaking(made) == {"pyttsx3"}
    assert made.without == ("the model is missing; install it; pyttsx3 speaks instead",)


def test_the_natural_voices_need_no_other_engine(install: Install) -> None:
    """Where the default one can't be used, its help is missing and no more."""
    install(choir=Ready, pyttsx3=Absent)
    made = hired("auto")
    assert set(made.versions) == {"choir"}
    assert (made.voices.interpreter, made.voices.spare) == ("", "")


def test_one_engine_alone_when_it_is_asked_for(install: Install) -> None:
    install(hibari=Ready, kokoro=Ready)
    assert speaking(hired("kokoro")) == {"kokoro"}


def test_a_named_voice_brings_its_engine(install: Install) -> None:
    install(kokoro=Ready)
    made = hired("pyttsx3", Config(characters=(Part("Mina", voice="kokoro:af_sky"),)))
    assert set(made.versions) == {"pyttsx3", "kokoro"}
    assert speaking(made) == {"pyttsx3"}


def test_an_engine_that_is_not_ready_is_an_error(install: Install) -> None:
    install(kokoro=Absent)
    with pytest.raises(EngineError, match="the model is missing; install it"):
        hired("kokoro")


def test_a_voice_whose_engine_is_not_ready_is_an_error_with_its_name(install: Install) -> None:
    install(kokoro=Absent)
    with pytest.raises(EngineError, match='voice "Bella": the model is missing'):
        hired("pyttsx3", Config(narrator=Part(voice="Bella")))


def test_the_fallback_is_told(install: Install) -> None:
    """For the engine that was asked for, and for a voice that was named."""
    install(kokoro=Absent)
    config = Config(fallback=True, characters=(Part("Mina", voice="Bella"),))
    made = hired("kokoro", config)
    assert speaking(made) == {"pyttsx3"}
    assert made.config.characters[0].voice is None
    assert [told.partition(":")[0] for told in made.without] == [
        "the model is missing; install it; pyttsx3 speaks instead",
        'voice "Bella"',
    ]


def test_an_engine_that_nobody_knows_has_no_fallback(install: Install) -> None:
    install()
    with pytest.raises(EngineError):
        hired("hibarri", Config(fallback=True))


def test_same_bytes_are_asked_of_every_engine(install: Install) -> None:
    install(kokoro=Varied)
    assert hired("pyttsx3", reproducible=True).versions
    config = Config(characters=(Part("Mina", voice="Bella"),))
    with pytest.raises(EngineError, match="kokoro does not make the same bytes"):
        hired("pyttsx3", config, reproducible=True)


def test_silence_speaks_in_the_place_of_all(install: Install) -> None:
    """A config that names voices of an engine that is missing still makes a silent run."""
    install(kokoro=Absent)
    made = hired("silence", Config(characters=(Part("Mina", voice="Bella"),)))
    assert speaking(made) == {"silence"}
    assert made.versions == {"silence": "1"}


def test_the_listener_hears_of_a_fallback(fic: Fic) -> None:
    """Where an engine's package is missing."""
    Path("fic-audio.toml").write_text(
        '[narrator]\nvoice = "piper:nobody"\n[cast]\nfallback = true\n'
    )
    ran = fic("produce", "kettle.txt", "--engine", "pyttsx3", "--chapters", "1")
    assert ran.code == 0
    assert 'voice "piper:nobody": ' in ran.err
    assert "another voice speaks instead" in ran.err
    Path("fic-audio.toml").write_text('[narrator]\nvoice = "piper:nobody"\n')
    refused = fic("produce", "kettle.txt", "--engine", "pyttsx3")
    assert refused.code == 5
    assert 'voice "piper:nobody"' in refused.err


def test_a_config_is_left_as_it_was_where_all_is_ready(install: Install) -> None:
    install()
    config = Config(narrator=Part(voice="Marcus"))
    assert hired("auto", config).config == replace(config)


def test_a_ready_cast_gives_way_to_a_better_engine(install: Install) -> None:
    """Its narrator is not a lesser one, and its characters tell what fits; without a better engine
    they are as they were heard."""
    told = Config(narrator=Part(voice="Ada"), characters=(Part("Nan", voice="Dot"),), ready=True)
    install(choir=Ready)
    made = hired("auto", told).config
    assert made.narrator.voice is None
    (nan,) = made.characters
    assert (nan.voice, nan.age, str(nan.gender)) == (None, "elder", "female")
    install()
    assert hired("auto", told).config.narrator.voice == "Ada"
    assert hired("auto", replace(told, ready=False)).config == replace(told, ready=False)


def test_who_only_asks_what_is_ready_does_not_wait_for_numpy() -> None:
    """An unchanged run asks that of every engine; the import would be a quarter of its time, and
    would come before the attribution has said how many threads it takes."""
    code = (
        "import sys\n"
        "from fic_audio import engines, voices\n"
        "from fic_audio.config import Config\n"
        "from fic_audio.production.availability import find_available\n"
        "for name in engines.names(): engines.load(name)\n"
        "find_available('auto', Config(), voices.load())\n"
        "print('numpy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
