import subprocess
import sys
from dataclasses import replace

import pytest

from fic_audio.engines import espeak, fork_server
from fic_audio.engines.contract import SENTENCE, SpeakingContract, pitch
from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.errors import EngineError
from fic_audio.model import Delivery, Voice

VOICE = Voice("Ada", "pyttsx3", "en-us+f3")
PLAIN = Delivery()


@pytest.fixture(scope="module")
def shared() -> Pyttsx3:
    return Pyttsx3()


class TestPyttsx3(SpeakingContract):
    @pytest.fixture
    def engine(self, shared: Pyttsx3) -> Pyttsx3:
        """The engine under test."""
        return shared

    @pytest.fixture
    def voice(self) -> Voice:
        """One of its voices."""
        return VOICE


def test_the_same_line_has_the_same_samples(shared: Pyttsx3) -> None:
    """A line sounds the same whatever was said before it."""
    if not espeak.FORKS:
        pytest.skip("only where each utterance gets a fresh copy of the library")
    ids = ("en-us+f3", "en-us+klatt2", "en-us+whisperf", "en-gb-x-rp", "en-us+Alicia")
    voices = [replace(VOICE, id=id_) for id_ in ids]
    first = [shared.say(SENTENCE, voice, PLAIN) for voice in voices]
    shared.say("Something else.", VOICE, Delivery(rate=2.0, pitch=5.0))
    assert [shared.say(SENTENCE, voice, PLAIN) for voice in reversed(voices)] == first[::-1]


def test_the_same_line_in_another_process(shared: Pyttsx3) -> None:
    """A line sounds the same in the next run, breathy voices included."""
    if not espeak.FORKS:
        pytest.skip("only where each utterance gets a fresh copy of the library")
    program = f"""
import zlib
from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Delivery, Voice
print(zlib.crc32(Pyttsx3().say({SENTENCE!r}, Voice("", "", "en-us+whisperf"), Delivery()).pcm))
"""
    runs = {subprocess.check_output([sys.executable, "-c", program]) for _ in range(2)}
    assert len(runs) == 1


def test_each_setting_takes_effect(shared: Pyttsx3) -> None:
    """Id, variant, base pitch and range of a voice each change the sound."""
    changes = ({"id": "en-us"}, {"id": "en-us+m3"}, {"pitch": 80}, {"range": 90}, {"rate": 200})
    sounds = {shared.say(SENTENCE, replace(VOICE, **change), PLAIN).pcm for change in changes}
    assert len(sounds | {shared.say(SENTENCE, VOICE, PLAIN).pcm}) == 6


def test_base_pitch(shared: Pyttsx3) -> None:
    """A voice's pitch of 99 lies well above its pitch of 1."""
    low, high = (shared.say(SENTENCE, replace(VOICE, pitch=at), PLAIN) for at in (1, 99))
    assert pitch(high) > 2 * pitch(low)


def test_eighty_thousand_characters(shared: Pyttsx3) -> None:
    """A chapter in one piece is spoken to its end."""
    count = 80_000 // len(SENTENCE) + 1
    brisk = replace(VOICE, id="en-us", rate=300)
    long = shared.say("\n".join([SENTENCE] * count), brisk, PLAIN)
    assert long.length > count * shared.say(SENTENCE, brisk, PLAIN).length * 0.95


def test_a_line_ends_as_it_should(shared: Pyttsx3) -> None:
    """The last word is heard: two sentences are longer than the first alone."""
    one = shared.say("She came.", VOICE, PLAIN)
    two = shared.say("She came. Extraordinarily.", VOICE, PLAIN)
    assert two.length > one.length + 500


@pytest.mark.parametrize(
    ("id_", "hint"), [("en-us+f33", '"en-us+f3"'), ("en-uss+f3", '"en-us"'), ("", ""), ("../x", "")]
)
def test_an_unknown_voice(shared: Pyttsx3, id_: str, hint: str) -> None:
    """An unknown voice is an error that suggests a known one, and the next line is spoken."""
    with pytest.raises(EngineError, match="has no voice") as error:
        shared.say("Hello.", replace(VOICE, id=id_), PLAIN)
    assert hint in str(error.value)
    assert shared.say("Hello.", VOICE, PLAIN).length > 200


def test_language_code_is_a_name(shared: Pyttsx3) -> None:
    """The British voice answers to "en-gb" as to "en"."""
    assert espeak.languages()["en-gb"] == espeak.languages()["en"] == "en"
    assert shared.say("Hello.", replace(VOICE, id="en-gb+f3"), PLAIN).pcm


def test_a_crash_is_an_error(shared: Pyttsx3, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash of the library costs that line alone."""
    if not espeak.FORKS:
        pytest.skip("only where each utterance gets a copy of its own to crash")

    def crash(*_: object) -> bytes:
        raise RuntimeError("libespeak-ng crashed (-11)")

    with monkeypatch.context() as patch:
        patch.setattr(fork_server.ForkServers, "speak", crash)
        with pytest.raises(EngineError, match=r"crashed \(-11\)"):
            shared.say("Hello.", VOICE, PLAIN)
    assert shared.say("Hello.", VOICE, PLAIN).length > 200


def test_it_is_quiet() -> None:
    """Neither pyttsx3 nor the library writes to the terminal."""
    program = """
from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Delivery, Voice
engine = Pyttsx3()
for text in ("Hello.", "", "日本語 [[x]] <b>", "A" * 9000):
    engine.say(text, Voice("", "", "en-us+f3"), Delivery())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
