"""Speech recognition: sound -> what is heard in it, and how well other words would fit it.

Whisper by faster-whisper, without torch. It is made for windows of thirty seconds; the encoder of a
shorter one takes a fraction of the time and hears as well, so each window has its own length.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 16_000
"""Samples a second that the model hears."""
HOP = 160
"""Samples of a frame."""
BEFORE, AFTER = 0.3, 1.5
"""Seconds of silence before and after a window. Without them at its end, a short window is heard as
its last words over and over."""
LONGEST = 27.0
"""Seconds that are heard at once, at most."""
LEVEL = 0.06
"""Root mean square to which a window is brought."""
MOST_TOKENS = 400
"""Of a text that is held against a window."""
TOKENS = 24, 9
"""Most tokens of a window, and of a second of it: one phrase said over and over ends there."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard in a window."""

    text: str
    encoded: Any
    """The window as the model sees it, for `Recogniser.fit`."""
    frames: int


class Recogniser:
    """A model that is loaded, in one thread."""

    def __init__(self, folder: Path, language: str) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._model: Any = WhisperModel(
            str(folder), "cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
        many = self._model.model.is_multilingual
        self._tokenizer: Any = Tokenizer(
            self._model.hf_tokenizer, many, task="transcribe", language=language
        )
        self._silent = [*self._tokenizer.non_speech_tokens, self._tokenizer.no_speech]

    def hear(self, samples: Samples) -> Recognised:
        """What is said in a window; a long one is heard in parts."""
        import numpy as np

        if len(samples) > LONGEST * RATE:
            cut = _pause(samples)
            parts = (self.hear(each) for each in (samples[:cut], samples[cut:]))
            return Recognised(" ".join(part.text for part in parts), None, 0)
        before, after = (np.zeros(round(each * RATE), np.float32) for each in (BEFORE, AFTER))
        loud = math.sqrt(float(np.mean(samples**2))) if len(samples) else 0.0
        gain = min(LEVEL / loud, 30.0) if loud > 1e-5 else 1.0
        window = np.concatenate([before, samples * np.float32(gain), after])
        features = self._model.feature_extractor(window)
        frames = min(len(window) // HOP & ~1, 3000)
        encoded = self._model.encode(features[:, :frames])
        tokenizer = self._tokenizer
        most = TOKENS[0] + round(TOKENS[1] * len(samples) / RATE)
        result = self._model.model.generate(
            encoded,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps]],
            beam_size=1,
            max_length=min(most, 440),
            suppress_blank=True,
            suppress_tokens=self._silent,
        )[0]
        text = tokenizer.decode(result.sequences_ids[0]).strip()
        return Recognised(text, encoded, frames // 2)

    def fit(self, heard: Recognised, words: Sequence[str]) -> list[float]:
        """How likely each word is in the window, after those before it: the logarithms; nothing if
        it was heard in parts, or the words are too many."""
        tokens = [self._tokens(word) for word in words]
        count = sum(map(len, tokens))
        if heard.encoded is None or not 0 < count <= MOST_TOKENS:
            return []
        aligned = self._model.model.align(
            heard.encoded,
            self._tokenizer.sot_sequence,
            [[token for own in tokens for token in own]],
            [heard.frames],
        )[0]
        likely = iter(aligned.text_token_probs)
        return [sum(math.log(max(next(likely), 1e-6)) for _ in own) for own in tokens]

    def _tokens(self, word: str) -> list[int]:
        """The tokens of a word and the space before it. Some tokenizers lack the first of their
        rules, and make two tokens of " the", which the model never learnt."""
        whole = self._model.hf_tokenizer.token_to_id(f"Ġ{word}")
        return [whole] if whole is not None else list(self._tokenizer.encode(f" {word}"))


def _pause(samples: Samples) -> int:
    """The quietest place in the second half of what is heard at once."""
    import numpy as np

    step = RATE // 10
    start = round(LONGEST * RATE / 2)
    frames = samples[start : round(LONGEST * RATE)]
    heights = np.abs(frames[: len(frames) // step * step]).reshape(-1, step).mean(axis=1)
    return start + int(heights.argmin()) * step + step // 2
