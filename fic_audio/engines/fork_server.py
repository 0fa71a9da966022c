"""libespeak-ng, and small processes whose copies speak with it.

libespeak-ng keeps the phase of its pitch flutter, its noise and its gain from one utterance to the
next, so only a fresh copy says the same text with the same samples each time; and some of its
variants (klatt2) crash it after others have spoken. So each voice gets a process that has loaded it
and never speaks: for every utterance it makes a copy of itself (fork) that speaks and ends, as
Android starts its apps from a process called zygote.

The smaller a process, the cheaper its copy. So this file is run as a program as well, and imports
nothing of this package. Functions and constants are those of espeak-ng's `speak_lib.h` and
`espeak_ng.h`, version 1.52.
"""

from __future__ import annotations

import ctypes
import gc
import marshal
import math
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO, NamedTuple, NoReturn

AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
POS_CHARACTER = 1
# Without espeakSSML, and without espeakPHONEMES unless asked for, so that "<" and "[[" in a story
# are characters like others.
CHARS_UTF8 = 1
PHONEMES = 0x100
BUFFER_MS = 1000
SEED = 1
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4

VOICES = 6
"""So many are kept loaded; about 2 MB each."""
LOADING = 10
"""Seconds that a voice may take to load."""
PATIENCE = 2
"""Seconds in which all of them end."""

SynthCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
Samples = ctypes.Array[ctypes.c_char]


class Utterance(NamedTuple):
    """What is spoken, and how: properties as espeak-ng counts them, the volume as a share."""

    voice: str
    text: str
    rate: int
    volume: float
    pitch: int
    range: int
    phonemes: bool
    """Whether "[[" begins some."""


def load(library: str, data: str) -> tuple[ctypes.CDLL, int]:
    """The library, set up in this process, and its sample rate.

    Raises OSError or RuntimeError where it can't be loaded.
    """
    # Global, so that whatever else in this process asks for libespeak-ng finds the same one.
    lib = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    lib.espeak_Synth.argtypes = (
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
    )
    lib.espeak_ng_SetRandSeed.argtypes = (ctypes.c_long,)
    path = os.fsencode(data)
    rate = lib.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, path, INITIALIZE_DONT_EXIT)
    if rate <= 0:
        raise RuntimeError("libespeak-ng could not be initialised")
    return lib, int(rate)


def set_voice(lib: ctypes.CDLL, voice: str) -> None:
    """Raises RuntimeError where there is none of that name."""
    if lib.espeak_SetVoiceByName(voice.encode()) != 0:
        raise RuntimeError(f'libespeak-ng could not load the voice "{voice}"')


def speak(lib: ctypes.CDLL, utterance: Utterance, write: Callable[[Samples], object]) -> None:
    """Speaks with the voice that is set; `write` gets the samples, 16 bits each, bit by bit.

    Raises what `write` raises, and RuntimeError when the library refuses.
    """
    failures: list[BaseException] = []

    def take(samples: int | None, count: int, _events: int | None) -> int:
        # ctypes would print an exception and go on; the sound would be cut without a word.
        try:
            if samples and count:
                write((ctypes.c_char * (2 * count)).from_address(samples))
        except BaseException as failure:
            failures.append(failure)
            return 1
        return 0

    callback = SynthCallback(take)  # kept: ctypes would let it go, and the library call it
    lib.espeak_ng_SetRandSeed(SEED)
    lib.espeak_SetSynthCallback(callback)
    # After the voice, which sets some of them back.
    volume = math.floor(utterance.volume * 100 + 0.5)
    for parameter, value in zip(
        (RATE, VOLUME, PITCH, RANGE),
        (utterance.rate, volume, utterance.pitch, utterance.range),
        strict=True,
    ):
        lib.espeak_SetParameter(parameter, value, 0)
    data = utterance.text.encode("utf-8")
    flags = CHARS_UTF8 | (PHONEMES if utterance.phonemes else 0)
    status = lib.espeak_Synth(data, len(data) + 1, 0, POS_CHARACTER, 0, flags, None, None)
    if failures:
        raise failures[0]
    if status != 0:
        raise RuntimeError(f"espeak_Synth failed with status {status}")


class Talk(NamedTuple):
    """Pipes to a process that answers each order."""

    orders: IO[bytes]
    answers: IO[bytes]

    def ask(self, order: Utterance) -> int:
        """How the copy that spoke has ended, as `os.waitpid` tells. Raises EOFError or OSError when
        nobody answers."""
        marshal.dump(tuple(order), self.orders)
        self.orders.flush()
        return int(marshal.load(self.answers))

    def close(self) -> None:
        for pipe in self:
            with suppress(OSError):
                pipe.close()


class ForkServers:
    """A process that has loaded the library, and makes one for each voice. Linux only."""

    def __init__(self, library: str, data: str) -> None:
        self._output = os.memfd_create("fic-audio-speech")
        # Without the environment's packages, which make it larger.
        command = [sys.executable, "-I", "-S", __file__, library, data, str(self._output)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, pass_fds=[self._output])
        assert self._process.stdin
        assert self._process.stdout
        self._talk = Talk(self._process.stdin, self._process.stdout)
        ends = (self._process, self._talk, self._output)
        self.close = weakref.finalize(self, _close, *ends)
        """Ends all of them; so does the end of this program."""

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def speak(self, utterance: Utterance) -> bytes:
        """The samples. Raises RuntimeError when the copy that speaks crashes or hangs."""
        try:
            status = self._talk.ask(utterance)
        except (OSError, EOFError) as why:
            self.close()
            raise RuntimeError("the process of libespeak-ng has ended") from why
        except BaseException:
            self.close()  # an answer that nobody waits for would be taken for the next
            raise
        # Shared with the copies, and so is the place where they write.
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


def _close(process: subprocess.Popen[bytes], talk: Talk, output: int) -> None:
    talk.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    os.close(output)


class _Voice:
    """A process that has loaded a voice."""

    def __init__(self, lib: ctypes.CDLL, name: str, output: int) -> None:
        (theirs, orders), (answers, results) = os.pipe(), os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.dup2(theirs, 0)
                os.dup2(results, 1)
                # The other voices' pipes too: they are to end when nobody else holds those.
                os.closerange(3, output)
                os.closerange(output + 1, output + 256)
                _wait_for_orders(lib, name, output)
            finally:
                os._exit(1)
        os.close(theirs)
        os.close(results)
        self.talk = Talk(os.fdopen(orders, "wb"), os.fdopen(answers, "rb"))

    def end(self) -> int:
        """How it ended, as `os.waitpid` tells."""
        self.talk.close()
        return os.waitpid(self._pid, 0)[1]


def _wait_for_orders(lib: ctypes.CDLL, voice: str, output: int) -> None:
    signal.alarm(LOADING)
    set_voice(lib, voice)
    signal.alarm(0)
    orders, answers = os.fdopen(0, "rb"), os.fdopen(1, "wb")
    while True:
        order = Utterance(*marshal.load(orders))
        pid = os.fork()
        if pid == 0:
            _speak_and_end(lib, order, output)
        marshal.dump(os.waitpid(pid, 0)[1], answers)
        answers.flush()


def _speak_and_end(lib: ctypes.CDLL, utterance: Utterance, output: int) -> NoReturn:
    status = 1
    try:
        # Speaking takes a thousandth of this, even where every character is spelt out.
        signal.alarm(10 + len(utterance.text) // 20)
        speak(lib, utterance, partial(os.write, output))
        status = 0
    finally:
        os._exit(status)


def main(library: str, data: str, output: str) -> None:
    """Gives each order to the process of its voice, until nothing more comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for those who give the orders
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    lib, _ = load(library, data)
    gc.freeze()  # or it would touch, and so copy, what the copies share
    gc.disable()
    voices: dict[str, _Voice] = {}
    while True:
        try:
            order = Utterance(*marshal.load(sys.stdin.buffer))
        except EOFError:
            break
        voice = voices.pop(order.voice, None) or _Voice(lib, order.voice, int(output))
        try:
            status = voice.talk.ask(order)
            voices[order.voice] = voice
        except (OSError, EOFError):
            status = voice.end() or 1
        if len(voices) > VOICES:
            voices.pop(next(iter(voices))).end()
        try:
            marshal.dump(status, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except OSError:
            break
    for voice in voices.values():
        voice.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
