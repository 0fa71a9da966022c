"""How espeak-ng says a text, told in IPA."""

from __future__ import annotations

import ctypes
from typing import Final

from fic_audio.engines.espeak import library
from fic_audio.engines.fork_server import CHARS_UTF8, PHONEMES, POS_CHARACTER, SynthCallback

IPA: Final = 2

_MUTE = SynthCallback(lambda _samples, _count, _events: 0)


def transcribe(text: str, voice: str, *, phonemes: bool = False) -> str:
    """How a voice says a text, in IPA, without a sound. `phonemes`: "[[" begins phonemes.

    Raises ValueError for an unknown voice.
    """
    lib, _ = library()
    if lib.espeak_SetVoiceByName(voice.encode()) != 0:
        raise ValueError(f'unknown voice "{voice}"')
    # Nothing but speaking sets the flag, so nothing is spoken with it.
    lib.espeak_SetSynthCallback(_MUTE)
    flags = CHARS_UTF8 | (PHONEMES if phonemes else 0)
    lib.espeak_Synth(b"", 1, 0, POS_CHARACTER, 0, flags, None, None)
    buffer = ctypes.create_string_buffer(text.encode())
    at = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while at.value:
        clauses.append(lib.espeak_TextToPhonemes(ctypes.byref(at), CHARS_UTF8, IPA).decode())
    return " ".join(filter(None, clauses))
