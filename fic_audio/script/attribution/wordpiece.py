"""Text -> numbers of the word pieces that the encoder reads (WordPiece, Wu et al. 2016)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

PAD, UNKNOWN, START, END, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"

PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’‚‹›′`", "'"),
        **dict.fromkeys("—–―‐‑−", "-"),
        "…": "...",
        **dict.fromkeys("*_~", " "),
    }
)
"""Typography that the vocabulary has no pieces for; marks of emphasis are left out."""
TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
LONGEST = 40
"""Characters of a word beyond which it is not taken apart."""


class WordPieces:
    """A vocabulary, one piece a line; a piece that continues a word begins with "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}

    def split(self, text: str) -> list[int]:
        """The numbers of the pieces of `text`, without start and end marks."""
        found: list[int] = []
        for token in TOKEN.findall(_plain(text)):
            pieces = self._known.get(token)
            if pieces is None:
                pieces = self._known[token] = self._pieces(token)
            found += pieces
        return found

    def _pieces(self, word: str) -> list[int]:
        found: list[int] = []
        at = 0
        while at < len(word) <= LONGEST:
            head = "##" if at else ""
            for end in range(len(word), at, -1):
                number = self.numbers.get(head + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                break
        return found if found and at == len(word) else [self.numbers[UNKNOWN]]


def _plain(text: str) -> str:
    text = text.translate(PLAIN).lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
