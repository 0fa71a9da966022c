"""A newer file of a story: compared first, then taken; nothing that can be heard is lost."""

from __future__ import annotations

from fic_audio.shelf.manifest import load
from tests.studio.studios import KETTLE, Studio

WITHOUT_SECOND = KETTLE.replace(KETTLE[KETTLE.index("Chapter 2") : KETTLE.index("Chapter 3")], "")
FOURTH = 'Chapter 4: Empty\n\n"Another?" Tom asked Mina.\n\n"Tomorrow," Mina said.\n'


def compare(studio: Studio, story: int, text: str, name: str = "kettle.txt") -> dict[str, object]:
    headers = studio.headers("application/octet-stream")
    answer = studio.raw("POST", f"/api/stories/{story}/newer?name={name}", text.encode(), headers)
    assert answer.status == 200, answer
    return dict(answer.data)


def titles(found: dict[str, object], kind: str) -> list[str]:
    rows = found[kind]
    assert isinstance(rows, list)
    return [row["title"] for row in rows]


def test_new_chapters_are_made_and_gone_ones_kept(studio: Studio) -> None:
    """And everybody keeps the voice that they had."""
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    studio.make(story)
    voices = load(studio.folder / "The Kettle").voices
    found = compare(studio, story, f"{WITHOUT_SECOND}\n{FOURTH}")
    assert [title.partition(": ")[2] for title in titles(found, "new")] == ["Empty"]
    assert [title.partition(": ")[2] for title in titles(found, "gone")] == ["Warm"]
    assert studio.send("POST", f"/api/stories/{story}/newer/take").status == 200
    assert len(studio.open(story)["chapters"]) == 3
    made = studio.make(story)
    assert made["status"] == "done", made["error"]
    book = load(studio.folder / "The Kettle")
    assert len(book.episodes) == 4
    assert sum(bool(each.gone) for each in book.episodes) == 0 or all(
        book.path(each).is_file() for each in book.episodes
    )
    assert {name: book.voices[name] for name in voices if name in book.voices} == {
        name: voice for name, voice in voices.items() if name in book.voices
    }


def test_the_old_file_stays_beside_it(studio: Studio) -> None:
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    compare(studio, story, f"{KETTLE}\n{FOURTH}")
    studio.send("POST", f"/api/stories/{story}/newer/take")
    folder = studio.folder / "stories" / "kettle"
    assert (folder / "kettle (old 1).txt").read_text() == KETTLE


def test_corrections_are_found_again(studio: Studio) -> None:
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    studio.change(story, "people/rename", person="Mina", name="Minerva")
    lines = studio.get(f"/api/stories/{story}/lines?chapter=1").data["lines"]
    line = next(each for each in lines if "Is it on" in each["text"])
    studio.change(story, "say", ids=[line["id"]], person="Tom")
    compare(studio, story, f"{KETTLE}\n{FOURTH}")
    studio.send("POST", f"/api/stories/{story}/newer/take")
    studio.open(story)
    again = studio.get(f"/api/stories/{story}/lines/{line['id']}").data["line"]
    assert (again["speaker"], again["corrected"]) == ("Tom", True)
    people = studio.get(f"/api/stories/{story}/people").data["people"]
    assert "Minerva" in [each["name"] for each in people]


def test_another_story_is_not_taken(studio: Studio) -> None:
    story = studio.drop("kettle.txt", KETTLE.encode())
    studio.open(story)
    other = b'Title: A Ship\nAuthor: gull\n\n"Ahoy," said Anne to nobody in particular.\n'
    headers = studio.headers("application/octet-stream")
    answer = studio.raw("POST", f"/api/stories/{story}/newer?name=a.txt", other, headers)
    assert answer.status == 422
    assert "A Ship" in answer.data["error"]
