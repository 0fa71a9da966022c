"""Making: one story at a time, in the order of the wishes; progress tells the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fic_audio.studio.hub import Hub
from fic_audio.studio.making import Making
from fic_audio.studio.records import Record, Records
from tests.studio.studios import KETTLE, SILENT
from tests.waiting import until

Add = Callable[[str], Record]


class Shelf:
    """Stories to make, and what makes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = Records(folder)
        self.hub = Hub()
        self.making = Making(self.records, self.hub)
        self.options: Mapping[str, Any] = {"out": folder, "no_cache": True}

    def add(self, title: str, text: str = KETTLE) -> Record:
        folder = self.records.new_folder(title)
        (folder / "fic-audio.toml").write_text(SILENT)
        path = folder / f"{title}.txt"
        path.write_text(text.replace("The Kettle", title))
        return self.records.add([path])

    def status(self, record: Record) -> str:
        progress = self.making.progress(self.records.story(record.id))
        return str(progress["status"]) if progress else ""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def test_stories_are_made_one_after_the_other(shelf: Shelf) -> None:
    records = [shelf.add(title) for title in ("One", "Two", "Three")]
    for record in records:
        shelf.making.start(record.id, shelf.options)
    assert until(lambda: [*map(shelf.status, records)] == ["done"] * 3)
    assert not shelf.making.active
    assert until(lambda: not any(record.making for record in shelf.records.stories()))


def test_a_second_wish_for_the_same_changes_nothing(shelf: Shelf) -> None:
    record = shelf.add("One")
    first = shelf.making.start(record.id, shelf.options)
    shelf.making.start(record.id, shelf.options)
    assert first["status"] in ("queued", "reading")
    assert until(lambda: shelf.status(record) == "done")
    assert not shelf.making.active


def test_a_story_in_the_queue_can_be_stopped(shelf: Shelf) -> None:
    one, two = shelf.add("One"), shelf.add("Two")
    shelf.making.start(one.id, shelf.options)
    shelf.making.start(two.id, shelf.options)
    shelf.making.stop(two.id)
    assert shelf.status(two) == "stopped"
    assert until(lambda: shelf.status(one) == "done")


def test_the_progress_adds_up(shelf: Shelf) -> None:
    record = shelf.add("One")
    shelf.making.start(record.id, shelf.options)
    assert until(lambda: shelf.status(record) == "done")
    progress = shelf.making.progress(record)
    assert progress is not None
    assert progress["spoken"] == progress["words"] > 0
    assert progress["share"] == 1.0
    assert [each["number"] for each in progress["chapters"]] == [1, 2, 3]
    assert all(Path(each["path"]).is_file() for each in progress["chapters"])


def test_a_failure_is_told_and_the_next_is_made(shelf: Shelf) -> None:
    broken, fine = shelf.add("Broken", "..."), shelf.add("Fine")
    shelf.making.start(broken.id, shelf.options)
    shelf.making.start(fine.id, shelf.options)
    assert until(lambda: shelf.status(fine) == "done")
    progress = shelf.making.progress(shelf.records.story(broken.id))
    assert progress is not None
    assert progress["status"] == "failed"
    assert "no words" in progress["error"]


def test_a_story_that_is_taken_off_the_list_stops_nothing(shelf: Shelf) -> None:
    gone, fine = shelf.add("Gone"), shelf.add("Fine")
    shelf.making.start(gone.id, shelf.options)
    shelf.making.start(fine.id, shelf.options)
    shelf.records.forget(gone.id)
    assert until(lambda: shelf.status(fine) == "done")


def test_another_story_in_the_folder_is_not_replaced(shelf: Shelf) -> None:
    """Unless the user says so: the way out is told as a value."""
    first = shelf.add("Same")
    shelf.making.start(first.id, shelf.options)
    assert until(lambda: shelf.status(first) == "done")
    other = shelf.add("Same", KETTLE.replace("quill", "feather").replace("tea", "milk"))
    shelf.making.start(other.id, shelf.options)
    assert until(lambda: shelf.status(other) == "failed")
    progress = shelf.making.progress(shelf.records.story(other.id))
    assert progress is not None
    assert "replace" in progress["remedies"]
    shelf.making.start(other.id, {**shelf.options, "force": True})
    assert until(lambda: shelf.status(other) == "done")
