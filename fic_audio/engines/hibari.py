"""Hibari: a small neural voice in a wheel of its own, a hundred times faster than speech.

One network is one voice; others are made of it by moving its pitch and its throat (`formant`) once
it has spoken. Moving them in the network's own vocoder sounds worse: 3.0 to 3.3 predicted opinion
for three semitones, against 3.9 to 4.1.
"""

from __future__ import annotations

from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from fic_audio import onnx
from fic_audio.engines import EngineVoice
from fic_audio.engines.misaki import keep_words, mark_possessives, reader, to_misaki, vocabulary
from fic_audio.engines.phonemes import in_small_letters, replace_marks
from fic_audio.engines.samples import join_samples, speed
from fic_audio.engines.text_pieces import pieces
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Delivery, Gender, Hz, Voice

if TYPE_CHECKING:
    from hibari import Hibari as Model

    from fic_audio.engines.pitch import Samples

OWN = "3"
"""Counts the changes of this file that can be heard."""
PACKAGE = "hibari-tts"
PIECE = 400
"""Characters that the network sees at once: its time grows with the square of their number."""
VOICED = 40.0
"""Hz under which a frame has no pitch."""
HOW = "pip install hibari-tts onnxruntime"


class Hibari:
    """Speaks English. The same words always give the same samples."""

    name: ClassVar[str] = "hibari"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = True

    def __init__(self) -> None:
        self._models: dict[str, Model] = {}

    def check(self) -> None:
        """Raises EngineError where the package or one that it needs is missing."""
        for module in ("hibari", "onnxruntime"):
            if find_spec(module) is None:
                raise EngineError(f"hibari is not installed (no {module}); {HOW}")

    def version(self) -> str:
        return f"{metadata.version(PACKAGE)}-{OWN}-{onnx.version()}"

    def voices(self) -> tuple[EngineVoice, ...]:
        """Those whose network is on this machine: nothing is fetched."""
        from hibari.voices import VOICES

        return tuple(
            EngineVoice(name, told["language"], Gender(told["gender"]))
            for name, told in VOICES.items()
            if _path(name)
        )

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text; text without letters or digits gives a clip of no length.

        Raises EngineError for a voice that is not on this machine, and where the network fails.
        """
        self.check()
        model = self._model(voice.id)
        text = replace_marks(
            in_small_letters(text), lambda word, ipa: f"[{word}](/{to_misaki(ipa)}/)"
        )
        british = _british(voice.id)
        parts = [
            self._speak(model, phonemes, voice, delivery)
            for piece in pieces(text, PIECE)
            if any(map(str.isalnum, piece))
            for phonemes in model.phonemize(keep_words(mark_possessives(piece, british=british)))
        ]
        return join_samples(parts, Hz(model.sample_rate), voice, delivery)

    def _speak(self, model: Model, phonemes: str, voice: Voice, delivery: Delivery) -> Samples:
        import numpy as np

        from fic_audio.engines.vocoder import synthesize

        ids = model.ids(phonemes)
        if len(ids) < 3:
            return np.zeros(0, np.float32)
        try:
            frames = model.sess.run(
                None,
                {
                    "ids": np.array([ids], np.int64),
                    "speed": np.array([speed(voice, delivery)], np.float32),
                },
            )
        except Exception as why:  # onnxruntime's errors have no common base
            raise EngineError(f"hibari could not speak: {why}") from why
        *spectrum, f0 = (frame[0] for frame in frames)
        melody = _melody(f0, voice.range / 50)
        whole = slice(0, len(melody))
        return synthesize(
            melody, whole, lambda seen: np.stack([part[:, seen] for part in spectrum])
        )

    def _model(self, name: str) -> Model:
        if name not in self._models:
            from hibari import Hibari as Model
            from hibari.voices import VOICES

            path = _path(name)
            if path is None:
                known = ", ".join(voice.id for voice in self.voices())
                raise EngineError(
                    f'hibari has no voice "{name}" on this machine (installed: {known})'
                    + (f"; fic-audio voices install hibari:{name}" if name in VOICES else "")
                )
            try:
                # Its own way to make one would load the network with a store of memory, and a G2P.
                model = Model.__new__(Model)
                model.sess = onnx.open_session(Path(path))
                model.vocab = vocabulary()
                model._g2p = reader(british=_british(name))
                self._models[name] = model
            except Exception as why:
                raise EngineError(f"hibari can't load {path}: {why}") from why
        return self._models[name]


def _british(name: str) -> bool:
    from hibari.voices import VOICES

    return bool(VOICES[name]["british"])


def _path(name: str) -> str | None:
    from hibari.voices import VOICES, voice_path

    try:
        return str(voice_path(name, download_missing=False)) if name in VOICES else None
    except FileNotFoundError:
        return None


def _melody(f0: Samples, liveliness: float) -> Samples:
    """The pitch of each frame (Hz), its distance from the middle made wider or less."""
    import numpy as np

    voiced = f0 > VOICED
    if liveliness == 1.0 or not voiced.any():
        return f0
    middle = float(np.median(f0[voiced]))
    moved = middle * (np.maximum(f0, 1.0) / middle) ** liveliness
    return np.where(voiced, moved, f0).astype(np.float32)
