"""The marks that a story puts around speech -> what of a line is heard: nothing of them.

Common quotation marks are silent wherever they stand (`normalize`); brackets, signs and the marks
of a typewriter mean other things elsewhere.
"""

from __future__ import annotations

from fic_audio.model import Kind, Span

_PAIRS = (
    ("[", "]"), ("{", "}"), ("<<", ">>"), ("<", ">"), ("‹", "›"), ("::", "::"), (":", ":"),
    ("//", "//"), ("/", "/"), ("==", "=="), ("=", "="), ("§", "§"), ("|", "|"), ("¦", "¦"),
    ("¤", "¤"), ("^", "^"), ("#", "#"), ("~", "~"), ("+", "+"), ("´", "´"), ("`", "´"), ("″", "″"),
)  # fmt: skip
_OPENING = ("''", "``", ",,", "‘‘", "‚‚", "´´")
_CLOSING = ("''", "’’", "´´", "‘‘")


def strip_speech_marks(text: str, span: Span) -> tuple[int, int]:
    """Where the words of a line begin and end, without the marks that make it speech."""
    start, end = span.start, span.end
    if span.kind not in (Kind.DIALOGUE, Kind.THOUGHT):
        return start, end
    said = text[start:end].strip()
    low = start + text[start:end].index(said) if said else start
    high = low + len(said)
    while low < high and text[low] in "*_":
        low += 1
    while high > low and text[high - 1] in "*_":
        high -= 1
    if text.startswith(_OPENING, low, high):
        low += 2
    elif pair := next((p for p in _PAIRS if _framed(text, low, high, p)), None):
        low, high = low + len(pair[0]), high - len(pair[1])
    if high - low > 2 and text.endswith(_CLOSING, low, high):
        high -= 2
    return (low, high) if low < high else (start, end)


def _framed(text: str, low: int, high: int, pair: tuple[str, str]) -> bool:
    opening, closing = pair
    return (
        high - low > len(opening) + len(closing)
        and text.startswith(opening, low, high)
        and text.endswith(closing, low, high)
    )
