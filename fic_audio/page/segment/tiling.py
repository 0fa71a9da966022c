"""The pieces of a chapter, each without the white space around it -> spans without gaps."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from fic_audio.model import Kind, Span


class Piece(NamedTuple):
    """A span to be, without the white space around it."""

    start: int
    end: int
    kind: Kind
    paragraph: int
    quote: int | None = None


def tile_text(text: str, pieces: list[Piece]) -> tuple[Span, ...]:
    """The pieces as spans without gaps.

    White space beside narration belongs to it, all other to the span before.
    """
    solid = [piece for piece in pieces if text[piece.start : piece.end].strip()]
    if not solid:
        return (Span(Kind.BREAK, 0, len(text), 0),)
    starts = [0]
    for before, piece in pairwise(solid):
        start = piece.start
        if before.paragraph == piece.paragraph and piece.kind is not Kind.NARRATION:
            start = max(before.end, piece.start)
        starts.append(start)
    return tuple(
        Span(piece.kind, start, end, piece.paragraph, piece.quote)
        for piece, start, end in zip(solid, starts, [*starts[1:], len(text)], strict=True)
    )
