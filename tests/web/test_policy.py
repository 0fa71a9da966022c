"""What a page may load and run."""

from __future__ import annotations

import base64
import hashlib

from fic_audio.web.policy import HEADERS, allow_inline


def test_each_text_of_a_page_is_allowed_by_its_own_hash() -> None:
    texts = ["body { margin: 0 }", "a { color: teal }"]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
    assert allow_inline(texts) == f"'sha256-{digests[0]}' 'sha256-{digests[1]}'"


def test_a_page_without_such_texts_allows_none() -> None:
    assert allow_inline([]) == ""


def test_no_other_site_learns_the_address() -> None:
    """It contains the token."""
    assert HEADERS["Referrer-Policy"] == "no-referrer"
