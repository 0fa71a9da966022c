"""A line that sounds unclear -> other ways to speak it, the likeliest to help first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from fic_audio import engines, voices
from fic_audio.config.ipa import LETTERS
from fic_audio.engines.phonemes import mark_phonemes, plain
from fic_audio.errors import EngineError
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.model import Cue, Db
from fic_audio.production.takes import Take

SLOWER = 0.87
FEW = 8
"""Words up to which it helps a line to be spoken among its neighbours."""
REACH = 60
"""Characters of the words around it."""

_COMMA = re.compile(r"(?<=\w),(?=\s+\w)")
_JOINT = re.compile(r"(?<=\w)(?=\s+(?:and|but|because|who|which|while|until|before|after)\s)")
_NAME = re.compile(r"(?<![\w\[])(?<!^)[A-Z][a-z]{2,}(?![\w\]])")


def find_ways(
    cue: Cue, faults: Sequence[Fault], before: str, after: str, off: float | None = None
) -> Iterator[Take]:
    """Other ways to speak a cue; `before` and `after`: the text for the ear around it, `off`: how
    much too loud it is."""
    kinds = {fault.kind for fault in faults}
    if FaultKind.LEVEL in kinds and off is not None:
        yield Take("softer" if off > 0 else "louder", volume=Db(-off))
        if kinds == {FaultKind.LEVEL}:
            return
    words = " ".join(fault.detail for fault in faults)
    text = plain(cue.text)
    if other := _other_reading(cue, {name for name in _NAME.findall(text) if name in words}):
        yield Take("another reading", text=other)
    if engines.uses_context(cue.voice.engine):
        if cue.before or cue.after:
            yield Take("alone", before="", after="")
        elif len(text.split()) <= FEW and (before or after):
            yield Take("in context", before=before[-REACH:], after=after[:REACH])
    if FaultKind.SLOW not in kinds:
        yield Take("slower", rate=SLOWER)
    if split := _split(cue.text):
        yield Take("split", text=split)
    if split or FaultKind.SLOW in kinds:
        yield Take("slower, split" if split else "quicker", split, 1.1 if not split else SLOWER)


def _other_reading(cue: Cue, names: Collection[str]) -> str:
    """The text with its names said otherwise: those with phonemes of their own as the engine reads
    them, others as espeak-ng does. Empty if nothing changes."""
    if plain(cue.text) != cue.text:
        return plain(cue.text)
    text = cue.text
    for name in sorted(names):
        if ipa := _espeak(name):
            text = re.sub(rf"\b{re.escape(name)}\b", mark_phonemes(name, ipa), text, count=1)
    return text if text != cue.text else ""


def _espeak(name: str) -> str:
    voice = next((each for each in voices.load() if each.engine == engines.DEFAULT), None)
    with suppress(EngineError, ImportError):
        engine = engines.load(engines.DEFAULT)
        if voice is not None and isinstance(engine, engines.Transcriber):
            (ipa,) = engine.transcribe([name], voice)
            return "".join(letter for letter in ipa if letter in LETTERS or letter == " ").strip()
    return ""


def _split(text: str) -> str:
    """The text in two sentences, parted about in its middle; empty if it has no joint."""
    middle = len(text) / 2
    joints = [*_COMMA.finditer(text), *_JOINT.finditer(text)]
    inner = [each for each in joints if "[" not in text[: each.start()].rpartition("](")[0][-40:]]
    best = min(inner, key=lambda each: abs(each.start() - middle), default=None)
    if best is None or not 0.2 < best.start() / len(text) < 0.8:
        return ""
    return f"{text[: best.start()]}.{text[best.end() :]}"
