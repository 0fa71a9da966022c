"""The engine that is always there: pyttsx3, with a driver of ours over libespeak-ng."""

from __future__ import annotations

import io
import re
import sys
import wave
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from math import log2
from typing import TYPE_CHECKING, Any, ClassVar

from fic_audio.controls import CONTROLS, SURROGATES
from fic_audio.engines import EngineVoice
from fic_audio.engines.espeak_phonemes import to_espeak
from fic_audio.engines.phonemes import in_small_letters, plain, replace_marks
from fic_audio.engines.text_pieces import pieces
from fic_audio.errors import EngineError, did_you_mean
from fic_audio.model import Clip, Delivery, Gender, Hz, Lufs, Style, Voice

if TYPE_CHECKING:
    from types import ModuleType

DRIVER = "fic_audio_espeak"
"""Our driver's name for `pyttsx3.init`."""

OWN = "2"
"""Counts the changes of this file and of the driver that can be heard."""

PIECE = 4000
"""Characters spoken at once."""

# To espeak-ng, control and private-use characters are commands (Ctrl-A changes the pitch, U+0000
# ends the text, U+E000 and up is markup); lone surrogates are no text at all.
COMMANDS = re.compile(f"[{CONTROLS}{SURROGATES}\ue000-\uf8ff\ufff9-\uffff]")

HELD = re.compile("[\ue000-\uf8ff]")
"""What stands for a word's phonemes while the text around them is cut and cleaned: private-use
characters, of which `COMMANDS` leaves none in a story."""
BRACKETS = str.maketrans("[]", "  ")
OPENING = re.compile(r"\[(?=\[)")

SOUND = re.compile(b"[^\0]")

STEPS_AN_OCTAVE = 50
"""espeak-ng's pitch: 50 is the voice's own, 100 an octave above it, 0 one below (wavegen.c)."""

WHISPER = "whisper"
WHISPER_LUFS = Lufs(-22.6)
"""espeak-ng's variant without a voice, and its measured loudness; the other one, whisperf, is hard
to follow (a speech recogniser gets 28 words in 100 wrong)."""

SWING = 0.3
"""By how much of its base pitch espeak-ng lowers a voice whose range is doubled: 18 × range / base
(wavegen.c), which is 0.23 for en-us and 0.36 for its variant f3."""


class Pyttsx3:
    """Speaks with espeak-ng through pyttsx3."""

    name: ClassVar[str] = "pyttsx3"
    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = sys.platform == "linux"

    def __init__(self) -> None:
        self._failures: list[BaseException] = []
        self._speaker: Any = None

    def check(self) -> None:
        """Raises EngineError when pyttsx3 or the library of espeak-ng can't be loaded."""
        try:
            self._open()
        except (ImportError, OSError, RuntimeError) as why:
            raise EngineError(
                f"pyttsx3 can't speak here: {why}; pip install --force-reinstall pyttsx3 "
                "espeakng-loader"
            ) from why

    def version(self) -> str:
        """That of pyttsx3, of espeak-ng's package, and of what is done here in between."""
        return ", ".join((OWN, *(version(name) for name in ("pyttsx3", "espeakng-loader"))))

    def voices(self) -> Sequence[EngineVoice]:
        """Every voice of espeak-ng, alone and with each of its variants."""
        self.check()
        driver = _driver()
        genders = {"male": Gender.MALE, "female": Gender.FEMALE}
        return [
            EngineVoice(
                id=id_,
                language=id_.partition("+")[0],
                gender=genders.get(
                    driver.variants().get(id_.partition("+")[2], ""), Gender.UNKNOWN
                ),
            )
            for id_ in self._speaker.getProperty("voices")
        ]

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text; text without letters or digits gives a clip of no length.

        Delivery's volume can only lower a voice: espeak-ng speaks at full scale. Of the styles it
        knows the whisper, which is the same for all voices of a language. Raises EngineError
        for an unknown voice, and when the library crashes, hangs or stays silent.
        """
        self.check()
        _, hz = _driver().library()
        text = in_small_letters(COMMANDS.sub(" ", text))
        if not any(map(str.isalnum, text)):
            return Clip(b"", Hz(hz))
        whispers = delivery.style is Style.WHISPER
        ratio = 2 ** (delivery.pitch / 12)
        base = 2 ** ((voice.pitch - 50) / STEPS_AN_OCTAVE)
        properties = {
            "voice": _whispering(voice.id) if whispers else voice.id,
            "rate": round(voice.rate * delivery.rate),
            "pitch": round(
                50 + STEPS_AN_OCTAVE * log2(max(ratio * base + SWING * (ratio - 1), 0.5))
            ),
            # The melody swings in proportion, or a raised voice would sound flat.
            "range": round(voice.range * ratio),
            "volume": 10 ** (delivery.volume / 20),
        }
        for name, value in properties.items():
            self._speaker.setProperty(name, value)
        if self._failures:
            self._fail(voice)
        parts = [self._speak(piece, voice) for piece in _pieces(text, voice)]
        pcm = b"".join(parts)
        # Whoever levels the clip takes it for the voice's own.
        return Clip(_louder(pcm, voice.lufs - WHISPER_LUFS) if whispers else pcm, Hz(hz))

    def transcribe(self, texts: Sequence[str], voice: Voice) -> Sequence[str]:
        """How the voice says each text, in IPA. Raises EngineError."""
        self.check()
        from fic_audio.engines.espeak_ipa import transcribe

        base = _driver().languages().get(voice.id.partition("+")[0].lower(), "")
        try:
            return [
                transcribe(piece, base, phonemes="[[" in piece)
                for text in texts
                for piece in [" ".join(_pieces(in_small_letters(COMMANDS.sub(" ", text)), voice))]
            ]
        except ValueError as why:
            raise EngineError(f'pyttsx3 has no voice "{voice.id}"') from why

    def _open(self) -> None:
        if self._speaker is None:
            self._speaker = _pyttsx3().init(DRIVER)
            self._speaker.connect("error", self._on_error)
            # From now on pyttsx3 sets a property at once instead of queueing it.
            self._speaker.runAndWait()

    def _on_error(self, name: str | None, exception: BaseException) -> None:
        self._failures.append(exception)

    def _speak(self, text: str, voice: Voice) -> bytes:
        sound = io.BytesIO()
        self._speaker.setProperty("phonemes", "[[" in text)
        self._speaker.save_to_file(text, sound)
        self._speaker.runAndWait()
        if self._failures:
            self._fail(voice)
        sound.seek(0)
        with wave.open(sound) as file:
            pcm: bytes = file.readframes(file.getnframes())
        # Even silence is 22 ms long.
        if not SOUND.search(pcm) and any(map(str.isalnum, text)):
            raise EngineError(f'espeak-ng gave no sound for "{text[:60]}"')
        return pcm

    def _fail(self, voice: Voice) -> None:
        why, *_ = self._failures
        self._failures.clear()
        if isinstance(why, ValueError):
            driver = _driver()
            base = voice.id.partition("+")[0]
            if base.lower() in driver.languages():
                hint = did_you_mean(voice.id, [f"{base}+{known}" for known in driver.variants()])
            else:
                hint = did_you_mean(base, driver.languages())
            raise EngineError(f'pyttsx3 has no voice "{voice.id}"{hint}') from why
        raise EngineError(f"pyttsx3 could not speak: {why}") from why


def _whispering(id_: str) -> str:
    """The whisper in the language of a voice; an unknown voice stays one."""
    base, plus, variant = id_.partition("+")
    known = not plus or variant in _driver().variants()
    return f"{base}+{WHISPER}" if known and WHISPER in _driver().variants() else id_


def _louder(pcm: bytes, gain: float) -> bytes:
    """The samples so many decibels louder, or softer."""
    factor = 10 ** (gain / 20)
    return array(
        "h", [min(max(round(x * factor), -32768), 32767) for x in array("h", pcm)]
    ).tobytes()


def _pieces(text: str, voice: Voice) -> Iterator[str]:
    """The text as espeak-ng takes it. No piece holds a "[[" that the story wrote."""
    if not voice.id.lower().startswith("en"):
        # Other languages have other names for their sounds.
        text = plain(text)
    held: list[str] = []

    def hold(word: str, ipa: str) -> str:
        if len(held) > 6000:
            return word
        # What hangs on another word, as "-chan" does, leaves the stress to it.
        held.append(f"[[{to_espeak(ipa, stressed=not word.startswith('-'))}]]")
        return chr(0xE000 + len(held) - 1)

    text = replace_marks(text, hold)
    text = text.translate(BRACKETS) if held else OPENING.sub("[ ", text)
    for piece in pieces(text, PIECE):
        yield HELD.sub(lambda match: held[ord(match[0]) - 0xE000], piece)


@cache
def _driver() -> ModuleType:
    from fic_audio.engines import espeak

    return espeak


@cache
def _pyttsx3() -> ModuleType:
    """The module, told of our driver: `init` imports `pyttsx3.drivers.<name>`."""
    pyttsx3 = import_module("pyttsx3")
    sys.modules[f"pyttsx3.drivers.{DRIVER}"] = _driver()
    return pyttsx3
