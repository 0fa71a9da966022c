"""What happens beside the studio: files changed by hand, a full disk, another program."""

from __future__ import annotations

import pytest

import fic_audio
from tests.studio.studios import KETTLE, SILENT, Studio


@pytest.fixture
def story(studio: Studio) -> int:
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    return story


def test_a_configuration_changed_by_hand_is_seen(studio: Studio, story: int) -> None:
    path = studio.folder / "stories" / "kettle" / "fic-audio.toml"
    path.write_text(f'{SILENT}[characters."Minerva"]\naliases = ["Mina"]\n')
    people = studio.get(f"/api/stories/{story}/people").data["people"]
    assert "Minerva" in [each["name"] for each in people]


def test_what_was_written_by_hand_stays(studio: Studio, story: int) -> None:
    """Comments and layout too."""
    path = studio.folder / "stories" / "kettle" / "fic-audio.toml"
    path.write_text(f"# mine\n{SILENT}# and this\n")
    studio.open(story)
    assert studio.change(story, "people/gender", person="Mina", gender="female").status == 200
    assert path.read_text().startswith(f"# mine\n{SILENT}# and this\n")


def test_a_mistake_in_it_is_one_sentence(studio: Studio, story: int) -> None:
    """Nothing is written over it; put right, everything goes on."""
    path = studio.folder / "stories" / "kettle" / "fic-audio.toml"
    path.write_text("engine = [\n")
    answer = studio.get(f"/api/stories/{story}/people")
    assert answer.status == 422
    assert "fic-audio.toml" in answer.data["error"]
    assert studio.change(story, "undo").status == 422
    assert path.read_text() == "engine = [\n"
    path.write_text(SILENT)
    assert studio.get(f"/api/stories/{story}/people").status == 200


def test_a_story_that_is_gone_is_named(studio: Studio, story: int) -> None:
    (studio.folder / "stories" / "kettle" / "kettle.txt").unlink()
    answer = studio.send("POST", f"/api/stories/{story}/make")
    assert answer.status == 422
    assert "drop it again" in answer.data["error"]
    entry = studio.get("/api/studio").data["stories"][0]
    assert entry["there"] is False


def test_the_command_line_finds_nothing_to_do(studio: Studio, story: int) -> None:
    """What the studio made is what it would make of the same files."""
    studio.change(story, "people/voice", person="Tom", voice="Bram")
    studio.change(story, "choices", name="direction", value="plain")
    assert studio.make(story)["status"] == "done"
    path = studio.folder / "stories" / "kettle" / "kettle.txt"
    assert fic_audio.produce(path, out=studio.folder).unchanged


def test_a_damaged_list_of_stories_does_not_stop_it(studio: Studio, story: int) -> None:
    (studio.folder / ".studio" / "state.json").write_text("{")
    assert studio.get("/api/studio").data["stories"] == []
    assert studio.get(f"/api/stories/{story}").status == 422


def test_wrong_values_are_refused(studio: Studio, story: int) -> None:
    for path, data in {
        "say": {"ids": ["no-such-1"], "person": "Tom"},
        "say ": {"ids": "x", "person": "Tom"},
        "people/merge": {"person": "Nobody", "other": "Tom"},
        "people/rename": {"person": "Tom", "name": "  "},
        "people/gender": {"person": "Tom", "gender": "tea"},
        "people/voice": {"person": "Tom", "voice": "No Such Voice"},
        "people/delivery": {"person": "Tom", "rate": 99},
        "people/delivery ": {"person": "Tom", "rate": "fast"},
        "people/split": {"person": "Tom", "alias": "Mina"},
        "choices": {"name": "direction", "value": "sideways"},
        "choices ": {"name": "cover", "value": "/etc/passwd"},
        "metadata": {"name": "url", "value": "javascript:alert(1)"},
        "pronounce": {"word": "", "said": ""},
    }.items():
        answer = studio.change(story, path.strip(), **data)
        assert answer.status in (200, 422) if path == "pronounce" else answer.status == 422, path
        assert answer.status == 200 or answer.data["error"]
