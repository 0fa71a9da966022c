"""Characters that are no text, as parts of a regular expression's brackets: `f"[{CONTROLS}]"`.

Each writer takes out those that would break, or steer, what reads its files.
"""

from __future__ import annotations

CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters, but for the tab and the line feed."""
SURROGATES = r"\ud800-\udfff"
"""Halves of characters, which no encoding can hold."""
BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the direction of the text around it."""
