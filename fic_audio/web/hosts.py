"""The host check: a request is answered only if it asks for a name that is ours.

A stranger's page can point a name of its own to this computer (DNS rebinding); the browser then
takes what is here for that page's own, but still says the name.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from fic_audio.web.address import url_host

THIS_COMPUTER = ("localhost", "127.0.0.1", "[::1]")
"""How this computer calls itself."""


def check_hosts(others: Iterable[str] = ()) -> Middleware:
    """Refuses requests for other hosts than this computer's own names and `others`."""
    known = {*THIS_COMPUTER, *map(url_host, others)}
    return Middleware(TrustedHostMiddleware, allowed_hosts=sorted(known), www_redirect=False)
