"""Starting and ending: one studio a folder, nothing lost when it is killed."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.studio.studios import KETTLE, TRAM, Start, Studio
from tests.waiting import until

SLOW = 'engine = "pyttsx3"\n'


def streams(studio: Studio, count: int, running: ExitStack) -> list[int]:
    """Opens event streams; the status of each answer."""
    found = []
    for _ in range(count):
        connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=30)
        running.callback(connection.close)
        connection.request("GET", "/api/events", headers={"Cookie": studio.cookie})
        answer = connection.getresponse()
        found.append(answer.status)
        if answer.status == 200:
            answer.read1()
    return found


def test_a_second_start_shows_the_first_page(start: Start, tmp_path: Path) -> None:
    """And the story that it was given is there."""
    first = start()
    story = tmp_path / "tram.txt"
    story.write_bytes(TRAM.read_bytes())
    command = [sys.executable, "-m", "fic_audio", "studio", "--no-browser", "--out"]
    second = subprocess.run(
        [*command, str(first.folder), str(story)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert second.returncode == 0, second.stderr
    assert second.stderr.startswith(f"{first.url}#/story/1")
    assert [each["title"] for each in first.get("/api/studio").data["stories"]] == ["tram"]


def test_studios_of_two_folders_keep_apart(start: Start, tmp_path: Path) -> None:
    """A browser has one set of cookies for all ports of this computer."""
    one, other = start(tmp_path / "one"), start(tmp_path / "other")
    both = f"{one.cookie}; {other.cookie}"
    for studio in (one, other):
        assert studio.raw("GET", "/api/studio", headers={"Cookie": both}).status == 200
    assert one.raw("GET", "/api/studio", headers={"Cookie": other.cookie}).status == 401


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_open_pages_do_not_hold_it_up(studio: Studio, number: signal.Signals) -> None:
    with ExitStack() as running:
        assert streams(studio, 3, running) == [200] * 3
        studio.process.send_signal(number)
        begun = time.monotonic()
        assert studio.process.wait(20) in (0, 128 + number)
        assert time.monotonic() - begun < 10
    assert not (studio.folder / ".studio" / "address.json").exists()


def test_a_hundred_streams_are_not_opened(studio: Studio) -> None:
    with ExitStack() as running:
        found = streams(studio, 100, running)
        assert found == [200] * 8 + [503] * 92
        assert studio.get("/api/studio").status == 200
    assert until(lambda: studio.get("/api/studio").status == 200)

    def free() -> bool:
        with ExitStack() as running:
            return streams(studio, 1, running) == [200]

    assert until(free, 30)


def test_a_killed_studio_goes_on(start: Start) -> None:
    """Its progress is shown when it is started again, and the finished chapters can be heard."""
    first = start()
    story = first.drop("kettle.txt", KETTLE.encode() + 40 * LONG_CHAPTER, SLOW)
    first.open(story)
    first.send("POST", f"/api/stories/{story}/make")

    def some() -> bool:
        chapters = first.progress(story)["chapters"]
        return any(each["path"] for each in chapters)

    assert until(some)
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait(30)
    second = start()
    found = second.open(story)
    assert found["making"]["status"] == "interrupted"
    (chapter, *_) = found["making"]["chapters"]
    assert Path(chapter["path"]).is_file()
    sound = second.get(f"/api/stories/{story}/listen/{chapter['number']}/sound", Range="bytes=0-9")
    assert sound.status == 206
    assert second.make(story)["status"] == "done"
    assert second.get(f"/api/stories/{story}").data["making"]["status"] == "done"


LONG_CHAPTER = b"""
Mina put the kettle down again. "It was never about the tea," she said to Tom, who knew it.
"""


def test_the_end_of_the_program_is_not_a_wish_to_stop(start: Start) -> None:
    """What was being made when it was closed is offered at the next start."""
    first = start()
    story = first.drop("kettle.txt", KETTLE.encode() + 200 * LONG_CHAPTER, SLOW)
    first.open(story)
    first.send("POST", f"/api/stories/{story}/make")
    assert until(lambda: first.progress(story)["status"] == "speaking")
    first.end()
    assert start().open(story)["making"]["status"] == "interrupted"


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "fic_audio", "studio", "--no-browser", "--out"]
    done = subprocess.run(
        [*command, str(tmp_path / "file" / "shelf")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 6
    assert "can't be written" in done.stderr
