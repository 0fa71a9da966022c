"""An address -> a complete, verified file; an interrupted download continues."""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from fic_audio.errors import EngineError, OutputError, Remedy, UsageError

CHUNK = 1 << 18
TIMEOUT = 30
"""Seconds without a byte after which the connection counts as broken."""
TRIES = 4
"""Tries in a row without a byte before giving up."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

ShowProgress = Callable[[int], None]
"""Called with the number of bytes that have arrived."""

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


def fetch(
    url: str, part: Path, size: int, digest: str, progress: ShowProgress = lambda _: None
) -> None:
    """Fetches a file of `size` bytes into `part`, continuing where an earlier run stopped.

    Raises UsageError for an address that is not https, EngineError if the file can't be got or is
    not the right one, and OutputError if it can't be written. A wrong file is removed.
    """
    if not is_allowed(url):
        raise UsageError(f"{url}: only https:// addresses are allowed")
    left = TRIES
    while (have := _size(part)) != size:
        if have > size:
            _forget(part)
            continue
        try:
            _more(url, part, size, have, progress)
        except HTTPError as why:
            if why.code == 416:
                _forget(part)
            elif why.code < 500 and why.code != 429:
                raise EngineError(
                    f"{url} answered {why.code} ({why.reason}); {_by_hand()}",
                    remedies=(Remedy.OTHER_SOURCE,),
                ) from why
            left = _fewer(left, url, why)
        except (URLError, OSError, http.client.HTTPException) as why:
            left = TRIES if _size(part) > have else _fewer(left, url, why)
    verify(part, size, digest, url)


def verify(path: Path, size: int, digest: str, source: str) -> None:
    """Checks a file. Raises EngineError if it is not the right one, and removes it."""
    if why := find_damage(path, size, digest):
        _forget(path)
        raise EngineError(
            f"{source} is not the expected file: {why}; nothing of it was kept, so try again, "
            "or take it from another place",
            remedies=(Remedy.OTHER_SOURCE,),
        )


def find_damage(path: Path, size: int, digest: str) -> str:
    """How a file differs from the right one; empty if it doesn't."""
    if (found := _size(path)) != size:
        return f"it has {found:,} bytes, not {size:,}"
    kind, _, wanted = digest.partition(":")
    with path.open("rb") as file:
        got = hashlib.file_digest(file, lambda: hashlib.new(kind, usedforsecurity=False))
    if got.hexdigest() != wanted:
        return f"its {kind} is {got.hexdigest()[:12]}…, not {wanted[:12]}…"
    return ""


def is_allowed(url: str) -> bool:
    """Whether an address is safe: encrypted, or on this machine.

    >>> is_allowed("https://example.org/a"), is_allowed("http://example.org/a"), is_allowed("file:///etc")
    (True, False, False)
    """
    parts = urlsplit(url)
    return (parts.scheme == "https" and bool(parts.hostname)) or (
        parts.scheme == "http" and parts.hostname in LOOPBACK
    )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to safe addresses only, and never from the internet to this machine."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        inward = (
            urlsplit(newurl).hostname in LOOPBACK
            and urlsplit(req.full_url).hostname not in LOOPBACK
        )
        if not is_allowed(newurl) or inward:
            raise HTTPError(req.full_url, 403, "it leads to an unsafe address", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _more(url: str, part: Path, size: int, have: int, progress: ShowProgress) -> None:
    """One connection, whose bytes are added to the file."""
    from fic_audio.version import __version__

    headers = {"User-Agent": f"fic-audio/{__version__}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(url, headers=headers)
    opener = urllib.request.build_opener(_Redirects)
    with opener.open(request, timeout=TIMEOUT) as response:
        have, whole = _begins(response, have)
        if whole is not None and whole != size:
            _forget(part)
            raise EngineError(
                f"{url} has {whole:,} bytes, not {size:,}: the file has changed; {_by_hand()}"
            )
        try:
            file = part.open("ab" if have else "wb")
        except OSError as why:
            raise _unwritten(part, why) from why
        with file:
            while chunk := response.read(CHUNK):
                have += len(chunk)
                if have > size:
                    file.close()
                    _forget(part)
                    raise EngineError(
                        f"{url} has more than {size:,} bytes: the file has changed; {_by_hand()}"
                    )
                try:
                    file.write(chunk)
                except OSError as why:
                    raise _unwritten(part, why) from why
                progress(have)
    if have < size:
        raise ConnectionError("the connection broke off")


def _begins(response: Any, have: int) -> tuple[int, int | None]:
    """Where in the file the answer begins, and the size of the whole if it is known."""
    if response.status == 206:
        shape = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if shape and int(shape[1]) == have:
            return have, int(shape[2])
        raise ConnectionError("the server sent a different part of the file")
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else None


def _fewer(left: int, url: str, why: Exception) -> int:
    """Waits before the next try, longer each time; gives up after the last."""
    if left <= 1:
        reason = getattr(why, "reason", None) or why
        raise EngineError(
            f"{url} can't be downloaded ({reason}); the part received is kept, so try again, or "
            f"{_by_hand()}",
            remedies=(Remedy.OTHER_SOURCE,),
        ) from why
    time.sleep(0.2 * 2 ** (TRIES - left))
    return left - 1


def _by_hand() -> str:
    return "fetch it by other means and take it from there"


def _unwritten(part: Path, why: OSError) -> OutputError:
    return OutputError(f"{part}: can't be written: {why.strerror}; free some disk space")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)
