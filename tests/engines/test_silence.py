import pytest

from fic_audio.engines.contract import SENTENCE, EngineContract
from fic_audio.engines.silence import Silence
from fic_audio.model import Delivery, Voice


class TestSilence(EngineContract):
    speaks = False

    @pytest.fixture
    def engine(self) -> Silence:
        """The engine under test."""
        return Silence()

    @pytest.fixture
    def voice(self) -> Voice:
        """One of its voices."""
        return Voice("Nobody", "silence", "silence")


def test_as_long_as_the_words_take() -> None:
    """Twelve words at 120 a minute are six seconds of silence."""
    clip = Silence().say(SENTENCE, Voice("", "", "", rate=120), Delivery())
    assert clip.length == 6000
    assert not any(clip.pcm)
