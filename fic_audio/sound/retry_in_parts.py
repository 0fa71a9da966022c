"""A line that its engine stumbles over -> as much of it as can be said."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

from fic_audio.engines.text_pieces import pieces
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue, Hz, Ms
from fic_audio.sound.worker import NoSoundError, too_little, where

HALVINGS = 3
"""How often a line that can't be said is cut in two."""

GAP = Ms(400)
"""Silence that stands for words that could not be said."""
GAP_RATE = Hz(22_050)
"""Of a line of which nothing could be said."""

Say = Callable[[Cue], Clip]


class UnspokenPart(NamedTuple):
    """Words that their voice could not say: a short silence stands for them."""

    cue: Cue
    """The whole line, or the part of it that is missing."""
    why: str
    instead: str = ""
    """The name of the voice that said them after all."""


@dataclass(frozen=True, slots=True)
class Lacking(Clip):
    """Sound that is not all what was asked for, or not by whom."""

    unsaid: tuple[UnspokenPart, ...] = ()


def gap() -> tuple[bytes, Hz]:
    """The silence for a line of which nothing could be said: its samples, and their rate."""
    return bytes(2 * (GAP_RATE * GAP // 1000)), GAP_RATE


def in_parts(
    cue: Cue,
    say: Say,
    halvings: int = HALVINGS,
    *,
    able: Callable[[], bool] = lambda: False,
    unsaid: list[UnspokenPart] | None = None,
) -> Clip:
    """Tries a line twice, then its halves: what an engine stumbles over may be one word of it.

    The smallest part that fails is left out and noted in `unsaid`; without a sample comes back what
    fails as a whole. Raises EngineError naming it if there is no such list, or if its voice is not
    `able` to say anything.
    """
    why: Exception
    for _ in range(2):
        try:
            return say(cue)
        except (BrokenExecutor, NoSoundError) as error:
            why = error
        except EngineError as error:
            if unsaid is None:
                raise
            why = error  # it would say the same again
            break
    if unsaid is not None and not able():
        raise _failure(cue, why) from why
    before = len(unsaid or ())
    halves = _halves(cue.text) if halvings else ()
    clips = [
        in_parts(part, say, halvings - 1, able=lambda: True, unsaid=unsaid)
        for part in (replace(cue, text=half, before="", after="") for half in halves)
    ]
    gaps = unsaid is not None and len(unsaid) > before
    if clips:
        rate = next((clip.rate for clip in clips if clip.pcm), GAP_RATE)
        silence = bytes(2 * (rate * GAP // 1000)) if any(clip.pcm for clip in clips) else b""
        clip = Clip(b"".join(clip.pcm or silence for clip in clips), rate)
        if gaps or isinstance(why, BrokenExecutor) or not too_little(clip, cue):
            return clip
    if unsaid is None:
        raise _failure(cue, why) from why
    unsaid.append(UnspokenPart(cue, str(_failure(cue, why))))
    return Clip(b"", GAP_RATE)


def _failure(cue: Cue, why: Exception) -> EngineError:
    if isinstance(why, EngineError):
        return why
    how = "the engine crashed or hung" if isinstance(why, BrokenExecutor) else "it made no sound"
    return EngineError(f"{where(cue)}: {how}, twice")


def _halves(text: str) -> tuple[str, ...]:
    """The text cut near its middle, between sentences, clauses or words; nothing for one word."""
    first = next(pieces(text, max(len(text) * 2 // 3, 1)), "")
    rest = text[len(first) :]
    return (first, rest) if first[-1:].isspace() and rest.strip() else ()
