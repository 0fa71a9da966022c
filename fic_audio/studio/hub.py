"""Events for the open pages: numbered, kept for a while, sent as a stream (SSE)."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

KEPT = 500
"""Events that are kept for a page that comes back."""
MOST_STREAMS = 8
HEARTBEAT = 15.0
"""Seconds of silence after which a stream shows that it is alive."""
RETRY = 1000
"""Milliseconds after which a page that lost its stream tries again."""

Snapshot = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Message:
    """An event for the pages."""

    id: int
    kind: str
    data: Any

    def encode(self) -> bytes:
        data = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"id: {self.id}\nevent: {self.kind}\ndata: {data}\n\n".encode(errors="replace")


class Hub:
    """Takes events from any thread and gives them to the streams."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._kept: deque[Message] = deque(maxlen=KEPT)
        self._wakers: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._closed = False

    @property
    def streams(self) -> int:
        """Number of open streams."""
        return len(self._wakers)

    def post(self, kind: str, data: Any) -> None:
        """Sends an event to all pages, from any thread."""
        with self._lock:
            self._last += 1
            self._kept.append(Message(self._last, kind, data))
        self._wake()

    def close(self) -> None:
        """Ends all streams."""
        self._closed = True
        self._wake()

    async def stream(self, last: int | None, snapshot: Snapshot) -> AsyncIterator[bytes]:
        """The events after number `last`; where those are not kept any more, the state first."""
        yield f"retry: {RETRY}\n\n".encode()
        with self._waker() as news:
            while not self._closed:
                news.clear()
                if last is None or not self._follows(last):
                    last = self._last
                    yield Message(last, "snapshot", await asyncio.to_thread(snapshot)).encode()
                for message in self._after(last):
                    last = message.id
                    yield message.encode()
                if self._last > last:
                    continue
                try:
                    await asyncio.wait_for(news.wait(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"

    @contextmanager
    def _waker(self) -> Iterator[asyncio.Event]:
        news = asyncio.Event()
        self._wakers[news] = asyncio.get_running_loop()
        try:
            yield news
        finally:
            del self._wakers[news]

    def _follows(self, last: int) -> bool:
        """Whether all events after this number are kept."""
        with self._lock:
            first = self._kept[0].id if self._kept else self._last + 1
            return first - 1 <= last <= self._last

    def _after(self, last: int) -> list[Message]:
        with self._lock:
            return [each for each in self._kept if each.id > last]

    def _wake(self) -> None:
        for news, loop in tuple(self._wakers.items()):
            with suppress(RuntimeError):  # its loop has ended
                loop.call_soon_threadsafe(news.set)
