"""Piper: any of its voices, one file each; a file with many speakers counts as many voices.

Voices are in the folder of models, or in installed packages named `…piper-voice`. Piper's own noise
differs from run to run. Without it, measured quality is no worse, and the same words always give
the same samples.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from fic_audio import onnx
from fic_audio.engines import EngineVoice
from fic_audio.engines.models import folder
from fic_audio.engines.phonemes import in_small_letters, replace_marks
from fic_audio.engines.samples import join_samples, speed
from fic_audio.engines.text_pieces import pieces
from fic_audio.errors import EngineError, did_you_mean
from fic_audio.model import Clip, Delivery, Hz, Voice

if TYPE_CHECKING:
    from piper.voice import PiperVoice

    from fic_audio.engines.pitch import Samples

OWN = "1"
"""Version of this file; raised when a change can be heard."""
PACKAGE = "piper-tts"
PIECE = 500
"""Most characters that the network gets at once: its memory grows with their number."""
MAX_CONFIG = 4_000_000
"""Most bytes of a voice's description."""
HOW = "pip install 'fic-audio[piper]'"

_PACKAGED = re.compile(r".*piper[-_.]voices?", re.IGNORECASE)
_NAME = re.compile(r"[\w-]+")
_OPEN, _CLOSE = "\ue000", "\ue001"
_UNSPOKEN = frozenset("*[]" + _OPEN + _CLOSE + "\ufe0f")


class Piper:
    """The engine Piper. It speaks the languages of its voices."""

    name: ClassVar[str] = "piper"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("piper", "onnxruntime")

    def __init__(self) -> None:
        self._models: dict[str, PiperVoice] = {}

    def check(self) -> None:
        """Raises EngineError if the package is missing, or there is no voice on this machine."""
        for module in self.needs:
            if find_spec(module) is None:
                raise EngineError(f"piper is not installed (no {module}); {HOW}")
        if not _files():
            raise EngineError(
                f"piper has no voice, neither in {folder('piper')} nor in a package; "
                "fic-audio voices install lists the available ones"
            )

    def version(self) -> str:
        """The version of package and engine; published voice files never change under one name."""
        return f"{metadata.version(PACKAGE)}-{OWN}-{onnx.version()}"

    def voices(self) -> tuple[EngineVoice, ...]:
        """The voices on this machine, without those whose description can't be read."""
        found = []
        for name, path in sorted(_files().items()):
            try:
                description = _described(path)
            except EngineError:
                continue
            language = str(
                description.get("language", {}).get("code") or description["espeak"]["voice"]
            )
            speakers = int(description["num_speakers"])
            ids = [name] if speakers <= 1 else [f"{name}#{number}" for number in range(speakers)]
            found += [EngineVoice(id_, language.replace("_", "-")) for id_ in ids]
        return tuple(found)

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text; text without letters or digits gives a clip of no length.

        Raises EngineError for a voice that is missing or damaged, and if the network fails.
        """
        self.check()
        name, _, number = voice.id.partition("#")
        model = self._model(name)
        speaker = _speaker(voice.id, number, model.config.num_speakers)
        pace = model.config.length_scale / speed(voice, delivery)
        parts = [
            self._speak(model, phonemes, speaker, pace)
            for piece in pieces(_readable(text), PIECE)
            if any(map(str.isalnum, piece))
            for phonemes in model.phonemize(_blocks(piece))
            if any(map(str.isalnum, phonemes))
        ]
        return join_samples(parts, Hz(model.config.sample_rate), voice, delivery)

    def _speak(
        self, model: PiperVoice, phonemes: list[str], speaker: int | None, pace: float
    ) -> Samples:
        import numpy as np
        from piper.config import SynthesisConfig

        manner = SynthesisConfig(speaker, length_scale=pace, noise_scale=0.0, noise_w_scale=0.0)
        try:
            sound = model.phoneme_ids_to_audio(model.phonemes_to_ids(phonemes), manner)
        except Exception as why:  # onnxruntime's errors have no common base
            raise EngineError(f"piper could not speak: {why}") from why
        return np.asarray(sound, np.float32).reshape(-1)

    def _model(self, name: str) -> PiperVoice:
        if name not in self._models:
            known = _files()
            if name not in known:
                raise EngineError(
                    f'piper has no voice "{name}" on this machine{did_you_mean(name, known)}; '
                    f"fic-audio voices install piper:{name}"
                )
            self._models[name] = _loaded(known[name])
        return self._models[name]


def _files() -> dict[str, Path]:
    """Name -> network of every voice with a description beside it."""
    own = folder("piper")
    paths = [*_packaged(), *(own.glob("*.onnx") if own.is_dir() else ())]
    return {
        path.stem: path
        for path in paths
        if _NAME.fullmatch(path.stem) and path.with_name(path.name + ".json").is_file()
    }


@cache
def _packaged() -> tuple[Path, ...]:
    """The networks in installed packages."""
    return tuple(
        Path(str(file.locate()))
        for package in metadata.distributions()
        if _PACKAGED.fullmatch(package.metadata["Name"] or "")
        for file in package.files or ()
        if file.suffix == ".onnx"
    )


def _described(path: Path) -> dict[str, Any]:
    """The description beside a network. Raises EngineError if it is damaged."""
    beside = path.with_name(path.name + ".json")
    try:
        with beside.open("rb") as file:
            description = json.loads(file.read(MAX_CONFIG))
        if not isinstance(description, dict):
            raise ValueError("no table")
        int(description["num_speakers"])
        str(description["espeak"]["voice"])
        return description
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as why:
        raise EngineError(
            f"{beside} is damaged ({type(why).__name__}: {why}); {_again(path)}"
        ) from why


def _loaded(path: Path) -> PiperVoice:
    onnx.runtime()  # before piper loads it
    from piper.config import PiperConfig
    from piper.voice import PiperVoice

    description = _described(path)
    try:
        return PiperVoice(
            session=onnx.open_session(path),
            config=PiperConfig.from_dict(description),
        )
    except Exception as why:  # onnxruntime's errors have no common base
        raise EngineError(f"{path} is damaged ({why}); {_again(path)}") from why


def _again(path: Path) -> str:
    return f"remove it, then fic-audio voices install piper:{path.stem}"


def _speaker(id_: str, number: str, speakers: int) -> int | None:
    """The number of a speaker in a network. Raises EngineError if there is none."""
    if speakers <= 1 and not number:
        return None
    if number.isascii() and number.isdigit() and int(number) < speakers > 1:
        return int(number)
    name = id_.partition("#")[0]
    has = f"{name}#0 to {name}#{speakers - 1}" if speakers > 1 else f"{name} alone"
    raise EngineError(f'piper has no voice "{id_}"; there is {has}')


def _readable(text: str) -> str:
    """Text without commands and without signs that should not be read out.

    Words with phonemes of their own are between two private characters.
    """
    text = "".join(letter for letter in text if letter not in (_OPEN, _CLOSE))
    text = replace_marks(in_small_letters(text), lambda _, ipa: f"{_OPEN}{ipa}{_CLOSE}")
    return "".join(letter if _spoken(letter) else " " for letter in text)


def _spoken(letter: str) -> bool:
    if letter in (_OPEN, _CLOSE) or letter.isspace():
        return True
    if letter in _UNSPOKEN:
        return False
    kind = unicodedata.category(letter)
    # Emoji and their colours, control characters, halves of characters.
    return kind not in ("So", "Sk") and (kind[0] != "C" or letter == "\u200d")


def _blocks(piece: str) -> str:
    """Phonemes as Piper takes them; where a piece's end cut through them, they end there."""
    piece = re.sub(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}", r"[[\1]]", piece)
    return piece.replace(_OPEN, "").replace(_CLOSE, "")
