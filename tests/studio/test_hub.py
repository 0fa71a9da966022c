"""Events for the pages: each once, in order, and what was missed is made up for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from fic_audio.studio import hub
from fic_audio.studio.hub import KEPT, Hub


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """In a thread of its own: Playwright, where it runs, has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def take(stream: AsyncIterator[bytes], count: int) -> list[tuple[int, str, Any]]:
    """The next events: number, kind, data."""
    found = []
    async for part in stream:
        rows = dict(row.split(": ", 1) for row in part.decode().splitlines() if ": " in row)
        if "event" in rows:
            found.append((int(rows["id"]), rows["event"], json.loads(rows["data"])))
        if len(found) == count:
            break
    return found


def test_a_new_page_gets_the_state_first() -> None:
    events = Hub()
    events.post("making", {"share": 0.1})

    async def look() -> None:
        stream = events.stream(None, lambda: "everything")
        assert await take(stream, 1) == [(1, "snapshot", "everything")]
        events.post("making", {"share": 0.2})
        assert await take(stream, 1) == [(2, "making", {"share": 0.2})]

    run(look())


def test_a_page_that_comes_back_gets_what_it_missed() -> None:
    events = Hub()
    for number in range(5):
        events.post("making", number)
    found = run(take(events.stream(2, lambda: "everything"), 3))
    assert found == [(3, "making", 2), (4, "making", 3), (5, "making", 4)]


@pytest.mark.parametrize("last", [0, 3, 10_000])
def test_a_page_that_missed_too_much_gets_the_state(last: int) -> None:
    """So does one that knows numbers of an earlier start of the program."""
    events = Hub()
    for number in range(KEPT + 10):
        events.post("making", number)
    found = run(take(events.stream(last, lambda: "everything"), 1))
    assert found == [(KEPT + 10, "snapshot", "everything")]


def test_events_come_from_any_thread() -> None:
    events = Hub()

    async def look() -> list[tuple[int, str, Any]]:
        stream = events.stream(0, lambda: "everything")
        posting = asyncio.to_thread(lambda: [events.post("making", n) for n in range(100)])
        found, _ = await asyncio.gather(take(stream, 100), posting)
        return found

    found = run(look())
    assert [data for _, _, data in found] == list(range(100))


def test_a_quiet_stream_shows_that_it_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "HEARTBEAT", 0.05)
    events = Hub()

    async def look() -> list[bytes]:
        stream = events.stream(0, lambda: "everything")
        return [await anext(stream) for _ in range(3)]

    assert run(look())[1:] == [b": still here\n\n"] * 2


def test_closing_ends_every_stream() -> None:
    events = Hub()

    async def look() -> None:
        streams = [events.stream(0, lambda: "everything") for _ in range(3)]
        waiting = [asyncio.create_task(take(stream, 1)) for stream in streams]
        await asyncio.sleep(0.05)
        assert events.streams == 3
        events.close()
        assert await asyncio.gather(*waiting) == [[], [], []]
        assert events.streams == 0

    run(look())


def test_a_line_break_in_a_title_does_not_end_an_event() -> None:
    events = Hub()
    events.post("story", {"title": "a\n\ndata: b\r\nid: 9\ud800"})
    ((number, kind, data),) = run(take(events.stream(0, lambda: None), 1))
    assert (number, kind) == (1, "story")
    assert data["title"].startswith("a\n\ndata: b\r\nid: 9")
