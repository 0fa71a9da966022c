"""The thorough tier: when the encoder is asked, and what becomes of its answer."""

from __future__ import annotations

import numpy as np
import pytest

from fic_audio.errors import EngineError
from fic_audio.script.attribution import attribute_speakers, rerank
from fic_audio.script.attribution.encoder import Encoder
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.prepared_story import PreparedStory
from fic_audio.script.attribution.rerank import Reranker
from tests.script.scripts import PEOPLE, page

TALK = (
    "Mara and Tobin sat in the boat.\n\n"
    '"It leaks," said Mara.\n\n"It always did."\n\n"Not this much."\n\n"Do something."\n'
)


def test_the_default_tier_asks_nobody() -> None:
    """Whoever wants the default gets it, whatever is installed."""
    assert Reranker.load("default") is None


def test_what_is_asked_for_and_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says how to get it; "auto" does without."""
    monkeypatch.setattr(Encoder, "load", lambda: None)
    assert Reranker.load("auto") is None
    with pytest.raises(EngineError, match=r"pip install onnxruntime"):
        Reranker.load("thorough")


def test_scores_become_probabilities() -> None:
    """Within a turn the encoder's scores are normalised; whom it left out gets next to nothing."""
    rows = rerank.column([4, 7, 9], {4: 1.0, 7: 1.0})
    assert rows[:, 0].tolist() == pytest.approx([np.log(0.5), np.log(0.5), rerank.LEAST])
    assert rows[:, 1].tolist() == [1.0, 1.0, 1.0]


def test_only_unsure_turns_are_asked_about(encoder: Encoder) -> None:
    """A turn with a name beside it costs nothing more."""
    story = page(TALK)
    reading = PreparedStory.of(story.chapters, story.spans, PEOPLE, {})
    shares = Network.load().probabilities(reading.table)
    heard = rerank.rescore_turns(encoder, reading, shares)
    best = np.maximum.reduceat(shares, reading.table.first[:-1])
    asked = np.maximum.reduceat(heard[:, 1], reading.table.first[:-1])
    assert asked.tolist() == (best < rerank.UNSURE).astype(float).tolist()
    assert asked[0] == 0.0


@pytest.mark.usefixtures("encoder")
def test_both_tiers_agree_on_what_is_said() -> None:
    """A tag is a tag: the thorough tier does not overturn it."""
    story = page('"It leaks," said Mara.\n\n"No," said Tobin.\n')
    default = attribute_speakers(story.chapters, story.spans, PEOPLE, tier="default")
    asked = attribute_speakers(story.chapters, story.spans, PEOPLE, tier="thorough")
    assert [line.speaker for line in asked[0]] == [line.speaker for line in default[0]]
