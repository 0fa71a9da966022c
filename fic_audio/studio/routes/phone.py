"""Stories on the phone: the server on the local network, and its QR code."""

from __future__ import annotations

import io

from starlette.responses import Response

from fic_audio.studio.routes.asking import Answer, Ask, answer


def show(ask: Ask) -> Answer:
    """Whether phones can listen, and where."""
    return {"url": ask.studio.phone.url}


def switch(ask: Ask) -> Answer:
    """Switches the server on or off."""
    if ask.data.get("on") is True:
        return {"url": ask.studio.phone.start()}
    ask.studio.phone.stop()
    return {"url": ""}


def code(ask: Ask) -> Answer:
    """The address as a QR code."""
    import segno

    if not ask.studio.phone.url:
        return Response(status_code=404)
    file = io.BytesIO()
    segno.make(ask.studio.phone.url, error="m", micro=False).save(
        file, kind="svg", scale=8, border=3, light="#fff"
    )
    return Response(file.getvalue(), media_type="image/svg+xml")


ROUTES = [
    answer("GET", "/api/phone", show),
    answer("PUT", "/api/phone", switch),
    answer("GET", "/api/phone/code.svg", code),
]
