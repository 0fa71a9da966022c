"""Text for the eye -> text for the ear: what an engine can say, and nothing it would spell out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from fic_audio.script.pronounce import Lexicon, respell

URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
"""Markdown's [text](address)."""
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|\*+")
SYMBOLS = re.compile(r"[~^#|<>{}\\`=+]+")
DASHES = re.compile(r"\s*(?:--+|[—―])\s*")
QUOTES = str.maketrans("", "", '"“”„‟«»‹›')
CURLY = str.maketrans({"’": "'", "‘": "'", "‛": "'", "\u00a0": " ", "…": "…"})
LONG_STOP = re.compile(r"\.{4,}")
WORD = re.compile(r"[^\W_]")


def speakable(text: str, pronounce: Lexicon | Mapping[str, str] | None = None) -> str:
    """What is to be said of a piece of text; empty if nothing in it can be said.

    `pronounce` respells whole words, whatever their case.

    >>> speakable("*Don't*—you—_dare_ ~ 💔", {"dare": "dair"})
    "Don't, you, dair"
    >>> speakable("~*~*~")
    ''
    """
    text = LINK.sub(r"\1", text)
    text = URL.sub("link", text)
    text = "".join(map(_sayable, unicodedata.normalize("NFC", text)))
    text = text.translate(QUOTES).translate(CURLY)
    text = EMPHASIS.sub("", text)
    text = text.replace("&", " and ")
    text = DASHES.sub(", ", text)
    text = SYMBOLS.sub(" ", text)
    text = LONG_STOP.sub("...", text)
    text = respell(text, pronounce)
    text = " ".join(text.split()).strip(", ")
    return text if WORD.search(text) else ""


def _sayable(char: str) -> str:
    """A character, or a space for what has no sound: emoji, controls, half characters."""
    if char < "\x7f":
        return char if char >= " " else " "
    category = unicodedata.category(char)
    if category in ("Cf", "Mn") and char not in "\u200b\u2060\ufeff":
        # Accents belong to their letter; joiners and direction marks to nothing.
        return char if category == "Mn" and not "\ufe00" <= char <= "\ufe0f" else ""
    return " " if category[0] in "CZ" or category in ("So", "Sk", "Cs") else char
