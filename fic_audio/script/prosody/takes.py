"""How a line is spoken that the listener has settings for."""

from __future__ import annotations

from dataclasses import replace

from fic_audio.config import Retake
from fic_audio.model import Db, Delivery
from fic_audio.script.prosody.manners import delivery_named

CALM = "calm"
TAKES = ((1.0, 0.0, 1.0), (0.96, 0.3, 1.12), (1.03, -0.3, 0.92), (0.93, -0.2, 1.05),
         (1.05, 0.4, 1.18), (0.98, -0.5, 0.88), (1.01, 0.6, 1.1), (0.91, 0.2, 0.95),
         (1.07, -0.1, 1.08))  # fmt: skip
"""Pace, pitch and width of the melody of each take. An engine speaks the same words always the
same, so another take is made by these; they are small enough to be the same mood of the same
person."""


def adjust_delivery(told: Delivery | None, retake: Retake | None) -> Delivery | None:
    """The delivery of a line, where `told` is what the text tells of it."""
    if retake is None:
        return told
    if retake.manner:
        told = None if retake.manner == CALM else delivery_named(retake.manner)
    told = told or Delivery()
    rate, pitch, width = TAKES[retake.take - 1]
    return replace(
        told,
        rate=round(told.rate * retake.rate * rate, 3),
        pitch=round(told.pitch + retake.pitch + pitch, 2),
        volume=Db(round(told.volume + retake.volume, 2)),
        range=round(told.range * width, 3),
    )
