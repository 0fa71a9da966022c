"""A pyttsx3 driver over libespeak-ng in synchronous mode.

pyttsx3's own espeak driver runs the library asynchronously: files are not there when `runAndWait`
returns, of several only the last is written, and settings get lost. This one calls the library of
`espeakng-loader` directly, so that every setting holds and every file is whole.

On Linux each utterance is spoken by a fresh copy of the library (`fork_server`), so that the same
words are the same samples each time. Elsewhere it speaks in this process: the same words, with
samples that vary a little.
"""

from __future__ import annotations

import ctypes
import os
import sys
import wave
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

import espeakng_loader

from fic_audio.engines import fork_server

FORKS: Final = sys.platform == "linux" and bool(sys.executable)
"""Whether each utterance gets a fresh copy of the library."""

LIMITS: Final = MappingProxyType({"rate": (80, 450), "pitch": (0, 99), "range": (0, 99)})


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
    lib, rate = fork_server.load(*_paths())
    lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    to_phonemes = (ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int)
    lib.espeak_TextToPhonemes.argtypes = to_phonemes
    return lib, rate


def _paths() -> tuple[str, str]:
    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()


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
        self._zygotes: fork_server.ForkServers | None = None

    def destroy(self) -> None:
        if self._zygotes:
            self._zygotes.close()
            self._zygotes = None

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
        utterance = fork_server.Utterance(text=text, **self._properties)
        pcm = self._in_a_copy(utterance) if FORKS else self._in_this_process(utterance)
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

    def _in_this_process(self, utterance: fork_server.Utterance) -> bytes:
        parts: list[bytes] = []
        fork_server.set_voice(self._lib, utterance.voice)
        fork_server.speak(self._lib, utterance, lambda samples: parts.append(samples.raw))
        return b"".join(parts)

    def _in_a_copy(self, utterance: fork_server.Utterance) -> bytes:
        if self._zygotes is None or self._zygotes.ended:
            self.destroy()
            self._zygotes = fork_server.ForkServers(*_paths())
        return self._zygotes.speak(utterance)


def buildDriver(proxy: Any) -> EspeakDriver:  # noqa: N802
    """What pyttsx3 looks for in the module of a driver."""
    return EspeakDriver(proxy)
