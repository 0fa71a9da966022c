"""Lines that sounded unclear when the finished story was listened to: shown in Review, heard, said
otherwise, or put aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fic_audio.listening.report import NAME
from fic_audio.shelf.manifest import FOLDER
from tests.studio.studios import KETTLE, SILENT, Studio, visit
from tests.waiting import until


def unclear(chapter: int, file: str, text: str, heard: str, place: int) -> dict[str, Any]:
    """A line as listening keeps it."""
    return {
        "chapter": chapter,
        "file": file,
        "start": 900,
        "end": 1900,
        "speaker": "Mina",
        "text": text,
        "reasons": ["heard otherwise: it on"],
        "kinds": ["garbled"],
        "heard": heard,
        "place": place,
    }


@pytest.fixture
def story(shelf: Studio) -> int:
    """A finished story with an unclear line of Mina's, and unclear credits."""
    story = shelf.drop("kettle.txt", KETTLE.encode(), SILENT)
    shelf.open(story)
    assert shelf.make(story)["status"] == "done"
    about = shelf.get(f"/api/stories/{story}/listen").data
    folder = Path(about["folder"])
    file = sorted(folder.glob("*.mp3"))[0].name
    (line,) = (
        each
        for each in shelf.get(f"/api/stories/{story}/lines?chapter=1").data["lines"]
        if "Is it on?" in each["text"]
    )
    timed = json.loads((folder / FOLDER / f"{Path(file).stem}.json").read_bytes())
    place = next(each["place"] for each in timed if "Is it on?" in each["text"])
    rows = [
        unclear(1, file, line["text"], "is he gone", place),
        unclear(1, file, "The Kettle, by quill.", "", -1),
    ]
    (folder / FOLDER / NAME).write_text(json.dumps(rows))
    return story


@pytest.fixture
def group(window: Any, shelf: Studio, story: int) -> Any:
    """The group in Review, opened."""
    visit(window, shelf, f"#/story/{story}/review")
    window.get_by_text("Sounds unclear (2)").click()
    return window.locator(".unclear")


def test_what_was_heard_is_shown_and_the_sound_is_played(window: Any, group: Any) -> None:
    assert "Heard: “is he gone”" in group.inner_text()
    assert "Nothing was heard." in group.inner_text()
    group.get_by_role("button", name='Hear “"Is it on?"”').click()
    assert until(lambda: window.evaluate("document.documentElement.classList.contains('playing')"))


def test_it_is_said_otherwise(window: Any, group: Any) -> None:
    """As any other line; credits are no line of the story."""
    assert group.get_by_role("button", name="Say it otherwise").count() == 1
    group.get_by_role("button", name="Say it otherwise").click()
    dialog = window.get_by_role("dialog", name="How this line is spoken")
    dialog.get_by_label("Say these words").fill("Is the kettle on?")
    dialog.get_by_role("button", name="Keep the new one").click()
    group.get_by_text("The next making speaks it so.").wait_for()


def test_what_is_fine_is_asked_no_more(window: Any, shelf: Studio, story: int, group: Any) -> None:
    for left in (1, 0):
        group.get_by_text("It is fine").first.click()
        if left:
            window.get_by_text("Sounds unclear (1)").wait_for()
    assert until(lambda: window.locator(".unclear").count() == 0)
    assert shelf.get(f"/api/stories/{story}/unclear").data["lines"] == []


def test_a_story_that_nobody_listened_to(shelf: Studio) -> None:
    story = shelf.drop("other.txt", KETTLE.replace("Kettle", "Cup").encode(), SILENT)
    shelf.open(story)
    assert shelf.get(f"/api/stories/{story}/unclear").data["lines"] == []


def test_axe_finds_no_fault(window: Any, group: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(window, context=".unclear").response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
