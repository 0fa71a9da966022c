"""A full disk: one sentence, nothing lost, and all goes on when there is room again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.studio.studios import KETTLE, SILENT, Studio

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told so")


@contextmanager
def room_for(studio: Studio, size: int) -> Iterator[None]:
    """The running studio can write files of this many bytes, as on a disk that is almost full."""
    import resource

    both = resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, (size, both[1]))
    yield
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, both)


def sentence(error: str) -> bool:
    return "can't be written" in error and "\n" not in error and "Traceback" not in error


@pytest.fixture
def story(studio: Studio) -> int:
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    return story


def test_an_answer_is_refused_and_can_be_given_again(studio: Studio, story: int) -> None:
    """Of a line, of a person and of a choice."""
    folder = studio.folder / "stories" / "kettle"
    line = next(
        each["id"]
        for each in studio.get(f"/api/stories/{story}/lines").data["lines"]
        if each["kind"] == "dialogue"
    )
    changes = {
        "say": {"ids": [line], "person": "Tom"},
        "people/gender": {"person": "Mina", "gender": "female"},
        "choices": {"name": "direction", "value": "plain"},
        "retake": {"line": line, "take": 2},
    }
    for path, data in changes.items():
        before = {each.name: each.read_bytes() for each in folder.iterdir()}
        with room_for(studio, 20):
            answer = studio.change(story, path, **data)
            assert answer.status == 422
            assert sentence(answer.data["error"]), answer.data
        assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
        studio.open(story)
        assert studio.change(story, path, **data).status == 200, path
    assert studio.get(f"/api/stories/{story}").data["undo"]


def test_a_story_that_finds_no_room_is_refused(studio: Studio) -> None:
    with room_for(studio, 20):
        headers = studio.headers("application/octet-stream")
        answer = studio.raw("POST", "/api/stories?name=kettle.txt", KETTLE.encode(), headers)
        assert answer.status == 422
        assert sentence(answer.data["error"])
    assert studio.get("/api/studio").data["stories"] == []
    assert studio.open(studio.drop("kettle.txt", KETTLE.encode(), SILENT))["title"] == "The Kettle"


@pytest.mark.parametrize("size", [20, 50_000])
def test_making_ends_with_a_sentence_and_goes_on(studio: Studio, story: int, size: int) -> None:
    """Whether there is no room for anything, or only none for the sound."""
    with room_for(studio, size):
        answer = studio.send("POST", f"/api/stories/{story}/make")
        if answer.status == 200:
            made = studio.make(story)
            assert made["status"] == "failed"
            error = made["error"]
        else:
            error = answer.data["error"]
        assert sentence(error) or "space" in error, error
        assert studio.get("/api/studio").status == 200
    made = studio.make(story)
    assert made["status"] == "done", made["error"]
