"""The host check: a request is answered only if it asks for one of our own names.

A stranger's page can point a name of its own at this computer (DNS rebinding). The browser then
lets the page read what is here, but the request still has the stranger's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from fic_audio.web.address import url_host

THIS_COMPUTER = ("localhost", "127.0.0.1", "[::1]")
"""Names of this computer for itself."""


def check_hosts(others: Iterable[str] = ()) -> Middleware:
    """Refuses requests for other hosts than this computer's own names and `others`."""
    known = {*THIS_COMPUTER, *map(url_host, others)}
    return Middleware(TrustedHostMiddleware, allowed_hosts=sorted(known), www_redirect=False)
