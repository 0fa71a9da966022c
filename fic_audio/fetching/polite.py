"""How FanFicFare's requests are made here: in turns, never twice at once, and gone when told to go.

This is the only module through which anything of a story's site is asked.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from fanficfare import exceptions
from fanficfare.fetchers import RequestsFetcher
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies

from fic_audio.fetching.failures import FailureError, Why, shorten
from fic_audio.fetching.guard import check_address
from fic_audio.fetching.turns import Turns
from fic_audio.version import __version__

USER_AGENT = (
    f"fic-audio/{__version__} (+https://github.com/fic-audio/fic-audio; one story at a time, for "
    "its reader)"
)
LARGEST_PAGE = 40_000_000
"""Bytes of a page; a work of three million words on one page has 20 million."""
LARGEST_WORK = 120_000_000
"""Bytes of all pages together."""
SLOWEST = 300.0
"""Seconds that a page may take to arrive."""
MOST_REDIRECTS = 5
TRIES = 3
BUSY = frozenset((429, 503))
BROKEN = frozenset((500, 502, 504, 520, 522, 524, 525))
"""Answers that may be another one a little later."""
BACK_OFF = (2, 6, 180)
"""Pauses to wait where the site does not say how long; after the last try, it rests."""
_FORM = re.compile(rb"""type=["']?password\b""", re.IGNORECASE)
_SECRET = re.compile(r"pass|pwd|login|totp", re.IGNORECASE)
_SMALL = 300_000
"""Bytes above which a page is no check for robots."""


class PoliteAdapter(HTTPAdapter):
    """Sends each request, also one that a redirect leads to, in a turn of its own."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(max_retries=0)
        self._turns = turns
        self._room = LARGEST_WORK

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer to a request, all of it. Raises FailureError."""
        url = str(request.url)
        site = check_address(url)
        how = {"timeout": timeout, "verify": verify, "proxies": get_environ_proxies(url)}
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            with self._turns.turn(site):
                response = self._ask(request, how, last=last)
                if response is None:
                    continue
                _check_open(response)
                if response.status_code not in BUSY | BROKEN:
                    return response
                wait = _retry_after(response) or BACK_OFF[attempt] * self._turns.pause
                self._turns.defer(site, wait)
                if last and response.status_code in BROKEN:
                    return response
        raise FailureError(Why.BUSY, site, time.time() + wait)

    def _ask(
        self, request: requests.PreparedRequest, how: Mapping[str, Any], *, last: bool
    ) -> requests.Response | None:
        """The answer, or None if there is none and another try may help."""
        try:
            response = super().send(request, stream=True, **how)
            self._read(response)
        except (
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
        ) as why:
            if last or request.method != "GET" or isinstance(why, requests.exceptions.SSLError):
                raise FailureError(Why.UNREACHABLE, _reason(why)) from why
            return None
        return response

    def _read(self, response: requests.Response) -> None:
        """Reads the body as far as it is no larger than any page."""
        parts: list[bytes] = []
        size, end = 0, time.monotonic() + SLOWEST
        for part in response.iter_content(1 << 16):
            size += len(part)
            if size > min(LARGEST_PAGE, self._room):
                response.close()
                raise FailureError(Why.LARGE, f"more than {size // 1_000_000} MB")
            if time.monotonic() > end:
                response.close()
                raise FailureError(Why.UNREACHABLE, "its answer takes too long")
            parts.append(part)
        self._room -= size
        response._content = b"".join(parts)


class PoliteFetcher(RequestsFetcher):  # type: ignore[misc]
    """FanFicFare's fetcher, which asks nothing but through `PoliteAdapter`."""

    def __init__(self, get_config: Any, get_config_list: Any, turns: Turns) -> None:
        super().__init__(get_config, get_config_list)
        self._turns = turns

    def make_sesssion(self) -> requests.Session:
        session = requests.Session()
        # It would take a password from ~/.netrc, also for the site that a redirect leads to.
        session.trust_env = False
        session.max_redirects = MOST_REDIRECTS
        return session

    def do_mounts(self, session: requests.Session) -> None:
        session.adapters.clear()
        for scheme in ("https://", "http://"):
            session.mount(scheme, PoliteAdapter(self._turns))

    def use_verify(self) -> str | bool:
        return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True

    def request(
        self,
        method: str,
        url: str,
        headers: Any = None,
        parameters: Mapping[str, Any] | None = None,
        json: Any = None,
    ) -> Any:
        """As FanFicFare does it, but nobody is logged in anywhere."""
        if method == "POST" and any(map(_SECRET.search, parameters or ())):
            raise exceptions.FailedToLogin(url, "")
        return super().request(method, url, headers, parameters, json)


def _check_open(response: requests.Response) -> None:
    """Raises FailureError for a page that only checks for robots or asks to log in."""
    code = response.status_code
    if is_robot_check(response):
        raise FailureError(Why.ROBOTS, "its page checks for robots")
    if code == 401 or (code == 403 and _FORM.search(response.content)):
        raise FailureError(Why.LOGIN)
    if code == 403:
        raise FailureError(Why.ROBOTS, "error 403")


def is_robot_check(response: requests.Response) -> bool:
    """Whether an answer is a check for robots in place of a page."""
    if response.headers.get("cf-mitigated") == "challenge":
        return True
    kind = response.headers.get("content-type", "")
    if "html" not in kind.lower() or len(response.content) > _SMALL:
        return False
    from fic_audio.page.read.web.not_a_story import is_bot_check
    from fic_audio.page.read.web.tree import tree

    return is_bot_check(tree(response.content.decode(errors="replace")))


def _retry_after(response: requests.Response) -> float:
    """Seconds that an answer asks to wait; 0 if it says nothing.

    >>> answer = requests.Response()
    >>> answer.headers["Retry-After"] = "30"
    >>> _retry_after(answer)
    30.0
    """
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError, TypeError):
        then = parsedate_to_datetime(text)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (then - datetime.now(UTC)).total_seconds())
    return 0.0


def _reason(why: Exception) -> str:
    """The last cause of an error, without the objects that requests wraps it in."""
    text = str(why).rpartition("Caused by ")[2] or str(why)
    return shorten(re.sub(r"<[^>]*>:? ?|\w+\(|[()'\"]|host=\S+ port=\d+:? ?", "", text))
