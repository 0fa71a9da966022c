"""Finished stories for the phone: the server of `fic-audio serve`, switched on by the user."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.errors import OutputError, UsageError
from fic_audio.web import tokens
from fic_audio.web.address import find_address, listen

if TYPE_CHECKING:
    from fic_audio.web.server import Background

ALL = "0.0.0.0"


class Phone:
    """A server on the local network that can be switched on and off."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._server: Background | None = None
        self.url = ""
        """Address of the first page; empty while it is off."""

    def start(self) -> str:
        """Switches it on. Raises UsageError without a finished story."""
        from fic_audio.shelf.serve import application
        from fic_audio.web.server import Background

        with self._lock:
            if self._server is None:
                sock = listen(ALL, 0)
                try:
                    address, token = find_address(sock, ALL), tokens.new_token()
                    app = application(self._folder, address.url, token, address.hosts)
                except OutputError as error:
                    sock.close()
                    raise UsageError("nothing is finished yet; make a story first") from error
                self._server = Background(app, sock)
                self.url = tokens.add_token(address.url, token)
            return self.url

    def stop(self) -> None:
        """Switches it off."""
        with self._lock:
            server, self._server, self.url = self._server, None, ""
        if server:
            server.stop()
