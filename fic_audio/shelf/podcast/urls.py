"""Addresses on the web: of the folder of a listener's files, of a file, of the story.

All are ASCII, as feeds and players need them.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

from fic_audio.errors import UsageError

_LONGEST = 2000
_OUTSIDE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{|}\ud800-\udfff]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
_SAFE = "/%:@!$&'()*+,;=~"


def base(url: str) -> str:
    """The address of a folder, with a slash at its end. Raises UsageError.

    >>> base("HTTPS://Example.org/my fics".replace(" ", "%20"))
    'https://example.org/my%20fics/'
    """
    address, query = _checked(url, "https://example.org/my-story/")
    if query:
        raise UsageError(f"{_shown(url)}: give the address without the part from ? or # on")
    return address.rstrip("/") + "/"


def whole(url: str) -> str:
    """The address of one page or file. Raises UsageError."""
    return "".join(_checked(url, "https://example.org/my-story/feed.xml"))


def link(url: str) -> str:
    """A story's own address if it is a public web address, otherwise empty.

    >>> link("https://example.org/works/1?ø=1"), link("javascript:alert(1)")
    ('https://example.org/works/1?%C3%B8=1', '')
    """
    parts = _normal(url.strip())
    return "".join(parts) if parts else ""


def file(folder: str, name: str) -> str:
    """The address of a file in a folder whose `base` is given.

    >>> file("https://example.org/x/", "001 - Tea & Co?.mp3")
    'https://example.org/x/001%20-%20Tea%20%26%20Co%3F.mp3'
    """
    try:
        # A name that is not UTF-8 is written as its bytes.
        encoded = unicodedata.normalize("NFC", name).encode(errors="surrogateescape")
    except UnicodeEncodeError:
        encoded = name.encode(errors="replace")
    return folder + quote(encoded, safe="")


def host(url: str) -> str:
    """The host of an address as browsers send it, without its port."""
    name = urlsplit(url).hostname or ""
    return f"[{name}]" if ":" in name else name


def _checked(url: str, example: str) -> tuple[str, str]:
    if not (parts := _normal(url)):
        raise UsageError(f"{_shown(url)}: not a public web address; give one like {example}")
    return parts


def _normal(url: str) -> tuple[str, str] | None:
    """An address and its query; None if it is not a web address, or contains a password."""
    if len(url) > _LONGEST or _OUTSIDE.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        name = _ascii(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(name) or "@" in parts.netloc:
        return None
    where = f"{parts.scheme}://{name}" + (f":{port}" if port is not None else "")
    query = f"?{parts.query}" if parts.query else ""
    query += f"#{parts.fragment}" if parts.fragment else ""
    return where + _quoted(parts.path), _quoted(query, "?#[]")


def _ascii(name: str) -> str:
    if ":" in name:
        return f"[{name}]"
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _quoted(text: str, more: str = "") -> str:
    """Text percent-encoded where it isn't yet, with any % that encodes nothing."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe=_SAFE + more)


def _shown(url: str) -> str:
    """An address as a message may show it: without a password."""
    return re.sub(r"//[^/]*@", "//…@", unquote(url))[:200].encode("unicode_escape").decode()
