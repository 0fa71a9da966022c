"""Headers that tell a browser what it may do with an answer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # The address contains the token, so it must not reach other sites.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Headers of every answer."""
NO_CACHE = {"Cache-Control": "no-cache"}
"""Headers of answers that may change."""
CONTENT = "Content-Security-Policy"
"""Name of the header that says what a page may load and run."""


def allow_inline(texts: Iterable[str]) -> str:
    """The inline scripts or styles of a page, as sources for its Content-Security-Policy.

    >>> allow_inline([""])
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
