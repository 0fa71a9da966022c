"""Who may ask: only pages of ours, in a browser that came by the secret link.

Being on 127.0.0.1 is no protection: any page on the web can make the user's own browser send
requests here, and can point a name of its own at this computer (DNS rebinding).
"""

from __future__ import annotations

import json
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fic_audio.web.hosts import THIS_COMPUTER
from fic_audio.web.policy import CONTENT, HEADERS
from fic_audio.web.tokens import split_path

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
"""The Content-Security-Policy of every answer."""
OURS = "x-fic-audio"
"""Header that only our own scripts send: a form can't."""
JSON, BYTES = "application/json", "application/octet-stream"
_SAFE = frozenset(("GET", "HEAD"))
_ANSWER_HEADERS = {
    **HEADERS,
    CONTENT: POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_CLOSED_DOOR = """<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<title>fic-audio</title><h1>This is not the way in</h1>
<p>Start fic-audio again, or use the address that it showed when it started.</p></html>"""


class Guard:
    """Lets requests through to the studio if they come from its own pages."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset(f"{name}:{port}" for name in THIS_COMPUTER)
        # Cookies don't know ports: two studios must not take each other's.
        self._cookie = f"fic-audio-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ANSWER_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        answer = self._door(scope) or self._refusal(scope)
        await (answer or self._app)(scope, receive, send_guarded)

    def _door(self, scope: Scope) -> Response | None:
        """The answer to the secret link: a cookie, and the way to an address without secrets."""
        if Headers(scope=scope).get("host") not in self._hosts or scope["method"] not in _SAFE:
            return None
        if split_path(scope["raw_path"], self._token) != [""]:
            return None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer

    def _refusal(self, scope: Scope) -> Response | None:
        """Why a request is not answered; None for one that is."""
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return refuse(421, "This address does not belong to fic-audio.")
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none"):
            return refuse(403, "Only fic-audio's own pages may ask.")
        if not self._knows_token(headers):
            if scope["path"] == "/":
                return HTMLResponse(_CLOSED_DOOR, 401)
            return refuse(401, "Open the studio by the address that it showed when it started.")
        if scope["method"] in _SAFE:
            return None
        host = headers.get("host")
        if headers.get("origin") != f"http://{host}" or site != "same-origin":
            return refuse(403, "Only fic-audio's own pages may change something.")
        if headers.get(OURS) is None:
            return refuse(403, "The request lacks the header X-Fic-Audio.")
        if headers.get("content-type", "").partition(";")[0].strip() not in (JSON, BYTES):
            return refuse(415, "Requests are JSON, or the bytes of a file.")
        return None

    def _knows_token(self, headers: Headers) -> bool:
        given = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        return secrets.compare_digest(given.encode(errors="replace"), self._token.encode())


def refuse(status: int, why: str, **more: object) -> Response:
    """An answer that says in one sentence what is wrong. What is still being sent is not waited
    for where it is too much, or none of ours."""
    headers = {"Connection": "close"} if status in (401, 403, 413, 415, 421) else None
    return Response(json.dumps({"error": why, **more}), status, headers, JSON)
