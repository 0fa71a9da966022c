"""A pyttsx3 driver over libespeak-ng in synchronous mode.

pyttsx3's own espeak driver runs the library asynchronously: files are not there when `runAndWait`
returns, of several only the last is written, and settings get lost. This one calls the library of
`espeakng-loader` directly, so that every setting holds and every file is whole.

On Linux each utterance is spoken by a fork of the process, made before the library ever spoke.
libespeak-ng keeps the phase of its pitch flutter, its noise and its gain from one utterance to the
next, so only a fresh copy says the same text with the same samples each time; and some of its
variants (klatt2) crash it after others have spoken. The price is about 2 ms an utterance. Elsewhere
it speaks in this process: the same words, with samples that vary a little.

Functions and constants are those of espeak-ng's `speak_lib.h` and `espeak_ng.h`, version 1.52.
"""

from __future__ import annotations

import ctypes
import faulthandler
import math
import os
import signal
import sys
import warnings
import wave
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

import espeakng_loader

FORKS: Final = sys.platform == "linux"
"""Whether each utterance gets a fresh copy of the library."""

AUDIO_OUTPUT_SYNCHRONOUS: Final = 2
INITIALIZE_DONT_EXIT: Final = 0x8000
POS_CHARACTER: Final = 1
# Without espeakSSML, and without espeakPHONEMES unless asked for, so that "<" and "[[" in a story
# are characters like others.
CHARS_UTF8: Final = 1
PHONEMES: Final = 0x100
BUFFER_MS: Final = 1000
SEED: Final = 1

LIMITS: Final = MappingProxyType({"rate": (80, 450), "pitch": (0, 99), "range": (0, 99)})
PARAMETERS: Final = MappingProxyType({"rate": 1, "volume": 2, "pitch": 3, "range": 4})

# Python 3.12 warns of a fork beside threads; this one calls the library and ends.
warnings.filterwarnings("ignore", r".*multi-threaded, use of fork", DeprecationWarning)

SynthCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        # One byte of priority stands before the string: read it by hand.
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


@cache
def library() -> tuple[ctypes.CDLL, int]:
    """The library, set up once in this process, and its sample rate.

    Raises OSError or RuntimeError where it can't be loaded.
    """
    # Global, so that whatever else in this process asks for libespeak-ng finds the same one.
    lib = ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    lib.espeak_Synth.argtypes = (
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
    )
    lib.espeak_ng_SetRandSeed.argtypes = (ctypes.c_long,)
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    to_phonemes = (ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int)
    lib.espeak_TextToPhonemes.argtypes = to_phonemes
    data = os.fsencode(espeakng_loader.get_data_path())
    rate = lib.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, data, INITIALIZE_DONT_EXIT)
    if rate <= 0:
        raise RuntimeError("libespeak-ng could not be initialised")
    return lib, int(rate)


@cache
def languages() -> Mapping[str, str]:
    """What may stand before the "+" of a voice's id, and the voice that the library knows by it.

    A voice answers to the name of its file and, where that is free, to its language: "en" and
    "en-gb" are one.
    """
    lib, _ = library()
    listed = lib.espeak_ListVoices(None)
    known: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for at in range(100_000):
        if not (pointer := listed[at]):
            break
        voice = pointer.contents
        folder, _, name = voice.identifier.decode().rpartition("/")
        if folder == "mb":
            # Needs an MBROLA database, which no package ships.
            continue
        known[name.lower()] = name.lower()
        aliases[ctypes.string_at(voice.languages + 1).decode().lower()] = name.lower()
    return MappingProxyType(aliases | known)


@cache
def variants() -> Mapping[str, str]:
    """What may stand after the "+", and its gender: "male", "female" or empty if it says none."""
    folder = Path(espeakng_loader.get_data_path(), "voices", "!v")
    found = {}
    for file in sorted(folder.iterdir()):
        words = file.read_text("utf-8", "replace").split()
        at = words.index("gender") + 1 if "gender" in words else len(words)
        found[file.name] = words[at] if words[at : at + 1] in (["male"], ["female"]) else ""
    return MappingProxyType(found)


class EspeakDriver:
    """What pyttsx3 asks of a driver. It writes files and does not play."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._lib, self._hz = library()
        self._properties: dict[str, Any] = {
            "voice": "en-us",
            "rate": 175,
            "volume": 1.0,
            "pitch": 50,
            "range": 50,
            "phonemes": False,
        }
        self._write: Callable[[ctypes.Array[ctypes.c_char]], object] = len
        self._failure: BaseException | None = None
        # ctypes does not keep it alive; the library would call into freed memory.
        self._callback = SynthCallback(self._on_samples)
        if FORKS:
            self._output = os.memfd_create("fic-audio-speech")

    def destroy(self) -> None:
        if FORKS:
            os.close(self._output)

    def getProperty(self, name: str) -> Any:  # noqa: N802
        """Any property, and "voices": the ids of all voices, each with every variant."""
        if name == "voices":
            return [
                base + variant
                for base in languages()
                for variant in ("", *("+" + name for name in variants()))
            ]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """Sets voice, rate (words a minute), pitch or range (0 to 99), volume (0 to 1), or
        phonemes: whether "[[" begins some.

        Raises ValueError for an unknown voice; numbers out of range are clipped, as pyttsx3 has it.
        """
        if name == "voice":
            base, _, variant = str(value).partition("+")
            if base.lower() not in languages() or (variant and variant not in variants()):
                raise ValueError(f'unknown voice "{value}"')
            self._properties[name] = languages()[base.lower()] + (variant and "+" + variant)
        elif name == "phonemes":
            self._properties[name] = bool(value)
        elif name == "volume":
            self._properties[name] = min(max(float(value), 0.0), 1.0)
        elif name in LIMITS:
            low, high = LIMITS[name]
            self._properties[name] = min(max(round(value), low), high)
        else:
            raise KeyError(f"unknown property {name}")

    def say(self, text: str) -> None:
        raise NotImplementedError("this driver writes files; it does not play")

    def save_to_file(self, text: str, filename: str | os.PathLike[str] | IO[bytes]) -> None:
        """Speaks into a WAV file, given by its path or as a binary file object."""
        self._proxy.notify("started-utterance")
        pcm = self._in_a_copy(text) if FORKS else self._in_this_process(text)
        target = os.fspath(filename) if isinstance(filename, os.PathLike) else filename
        with wave.open(target, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._hz)
            file.writeframes(pcm)
        self._proxy.notify("finished-utterance", completed=True)

    def startLoop(self) -> None:  # noqa: N802
        # Not busy any more: the proxy now works off its queue, which ends with `endLoop`.
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        pass

    def stop(self) -> None:
        pass

    def _in_this_process(self, text: str) -> bytes:
        parts: list[bytes] = []
        self._write = lambda samples: parts.append(samples.raw)
        self._speak(text)
        return b"".join(parts)

    def _in_a_copy(self, text: str) -> bytes:
        """The samples, from a fork that speaks into memory shared with this process.

        Raises RuntimeError when it crashes or hangs.
        """
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                # The crash is told by the status; a traceback of this copy would help nobody.
                faulthandler.disable()
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                # Speaking takes a thousandth of this, even where every character is spelt out.
                signal.alarm(10 + len(text) // 20)
                self._write = lambda samples: os.write(self._output, samples)
                self._speak(text)
                status = 0
            finally:
                os._exit(status)
        try:
            _, status = os.waitpid(pid, 0)
        except BaseException:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.lseek(self._output, 0, os.SEEK_SET)
            raise
        length = os.lseek(self._output, 0, os.SEEK_CUR)
        os.lseek(self._output, 0, os.SEEK_SET)
        if status != 0:
            code = os.waitstatus_to_exitcode(status)
            how = "took too long" if code == -signal.SIGALRM else f"crashed ({code})"
            raise RuntimeError(f"libespeak-ng {how}")
        pcm = os.pread(self._output, length, 0)
        if length > 1 << 24:
            os.ftruncate(self._output, 0)
        return pcm

    def _speak(self, text: str) -> None:
        lib = self._lib
        lib.espeak_ng_SetRandSeed(SEED)
        lib.espeak_SetSynthCallback(self._callback)
        voice = self._properties["voice"]
        if lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise RuntimeError(f'libespeak-ng could not load the voice "{voice}"')
        # After the voice, which sets some of them back.
        for name, parameter in PARAMETERS.items():
            value = self._properties[name]
            lib.espeak_SetParameter(
                parameter, math.floor(value * 100 + 0.5) if name == "volume" else value, 0
            )
        data = text.encode("utf-8")
        self._failure = None
        flags = CHARS_UTF8 | (PHONEMES if self._properties["phonemes"] else 0)
        status = lib.espeak_Synth(data, len(data) + 1, 0, POS_CHARACTER, 0, flags, None, None)
        if self._failure is not None:
            raise self._failure
        if status != 0:
            raise RuntimeError(f"espeak_Synth failed with status {status}")

    def _on_samples(self, samples: int | None, count: int, _events: int | None) -> int:
        # ctypes would print an exception and go on; the sound would be cut without a word.
        try:
            if samples and count:
                self._write((ctypes.c_char * (2 * count)).from_address(samples))
        except BaseException as failure:
            self._failure = failure
            return 1
        return 0


def buildDriver(proxy: Any) -> EspeakDriver:  # noqa: N802
    """What pyttsx3 looks for in the module of a driver."""
    return EspeakDriver(proxy)
