"""The server itself: it waits for slow clients, but not for ever and not for too many."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 512
"""Most connections at a time; others get an error and may try again."""
REQUEST_TIMEOUT = 20.0
"""Seconds that a client may take to send a request."""
STALL_TIMEOUT = 60.0
"""Seconds after which a client that takes no more of its answer is dropped. Other servers do the
same, so players ask again for the rest."""
KEEP_ALIVE = 15
"""Seconds that a connection is kept open for the next request."""
_LONGEST_HEADER = 16 * 1024
_SHUTDOWN_TIMEOUT = 2
_OPEN_FILES = 2048


class _TimedConnection(H11Protocol):
    """A connection with the time-outs that uvicorn leaves to a proxy."""

    _asking: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._answering()

    def on_response_complete(self) -> None:
        self._ask()
        super().on_response_complete()
        self._answering()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self._stalled or self.loop.call_later(STALL_TIMEOUT, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for timer in (self._asking, self._stalled):
            if timer:
                timer.cancel()

    def _ask(self) -> None:
        if self._asking:
            self._asking.cancel()
        self._asking = self.loop.call_later(REQUEST_TIMEOUT, self.transport.abort)

    def _answering(self) -> None:
        """Stops the time-out for a request, now that one has come."""
        if self._asking and self.cycle and not self.cycle.response_complete:
            self._asking.cancel()
            self._asking = None


def _nothing() -> None:
    pass


class _Server(Server):
    def __init__(
        self,
        config: Config,
        on_ready: Callable[[], object] = _nothing,
        on_stop: Callable[[], object] = _nothing,
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Answers without an end would keep it waiting.
        self._on_stop()
        await super().shutdown(sockets)


def run(
    app: ASGIApp,
    sock: socket.socket,
    on_ready: Callable[[], object],
    on_stop: Callable[[], object] = _nothing,
    *others: socket.socket,
) -> None:
    """Serves an application on a socket, and on others, until Ctrl+C; `on_ready` is called when it
    answers, `on_stop` when it is to end, and has to end all answers that have no end of their
    own."""
    _allow_many_files()
    with suppress(KeyboardInterrupt):
        _Server(_config(app), on_ready, on_stop).run(sockets=[sock, *others])


class Background:
    """A server in a thread of its own, until it is stopped."""

    def __init__(self, app: ASGIApp, sock: socket.socket) -> None:
        _allow_many_files()
        self._sock = sock
        self._server = _Server(_config(app))
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends it, within seconds."""
        self._server.should_exit = True
        self._thread.join(2 * _SHUTDOWN_TIMEOUT)

    def _run(self) -> None:
        with self._sock:
            self._server.run(sockets=[self._sock])


def _config(app: ASGIApp) -> Config:
    about: dict[str, Any] = {
        "loop": "asyncio",
        "http": _TimedConnection,
        "ws": "none",
        "lifespan": "off",
        # Addresses contain the token, so they are not logged.
        "access_log": False,
        "log_config": None,
        "log_level": "error",
        "proxy_headers": False,
        "server_header": False,
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": KEEP_ALIVE,
        "timeout_graceful_shutdown": _SHUTDOWN_TIMEOUT,
        "h11_max_incomplete_event_size": _LONGEST_HEADER,
    }
    return Config(app, **about)


def _allow_many_files() -> None:
    """Allows more open files: a connection takes two, and macOS allows a program 256."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
        if few < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
