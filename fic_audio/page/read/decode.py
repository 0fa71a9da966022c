"""Bytes -> text, whatever wrote them; nothing but a byte-order mark is dropped."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SMART = frozenset(b"\x85\x91\x92\x93\x94\x96\x97")
"""The ellipsis, quotation marks and dashes of Windows-1252, control characters elsewhere."""


def decode(raw: bytes) -> str | None:
    """The text of a file without its byte-order mark; None if it is no text.

    >>> decode(b"\\x93Oh\\x94") == decode("“Oh”".encode("utf-16")) == "“Oh”"
    True
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, "replace")
    if name := _wide(raw):
        return raw.decode(name, "replace")
    if is_binary(raw):
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _mended_utf8(raw, error) or _legacy(raw)


def is_binary(raw: bytes) -> bool:
    """Whether bytes without byte-order mark are no text: many NULs or control characters."""
    sample = raw[:65536] + raw[-4096:]
    control = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return control * 50 > len(sample) and control > 4


def _wide(raw: bytes) -> str:
    """UTF-16 without byte-order mark: nearly every other byte is NUL, and on one side only."""
    sample = raw[: min(len(raw), 65536) // 2 * 2]
    if len(raw) % 2 or len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.02 * half else ""


def _mended_utf8(raw: bytes, error: UnicodeDecodeError) -> str | None:
    """UTF-8 with a few broken bytes, as a download cut short leaves it; None if it is other."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return text if broken and broken * 10 <= whole else None


def _legacy(raw: bytes) -> str:
    high = [byte for byte in raw if byte > 0x7F]
    letters = sum(byte >= 0xC0 for byte in high)
    smart = sum(byte in _SMART for byte in high)
    # Western text has few accented letters among its plain ones.
    if (smart + letters) * 1.0 >= 0.8 * len(high) and letters * 6 < len(raw):
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    best = from_bytes(raw).best()
    return raw.decode(best.encoding, "replace") if best else raw.decode("cp1252", "replace")
