"""What stands in a folder, and which of a story's chapters is which of those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.model import Chapter, Kind, Metadata, Ms, Story
from fic_audio.production.chapter_matching import match_chapters, resemblance
from fic_audio.production.inventory import Inventory, is_same, take_inventory
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine

WORDS = (
    "The ferry left at dawn with two goats aboard, and nobody had paid for either of them.",
    "Ilse counted the lamps on the far shore until the fog came down and took them one by one.",
    "They ate cold soup under the stairs while the landlord shouted at the roof about the rain.",
    "In the morning a letter lay on the sill, sealed with green wax and smelling of tar.",
)
TITLES = ("Chapter 1: Ferry", "Chapter 2: Lamps", "Chapter 3: Soup", "Chapter 4: Wax")


def shelf(folder: Path, count: int) -> Manifest:
    """A folder with so many chapters of the story."""
    (folder / manifest.FOLDER).mkdir(parents=True)
    episodes = []
    for number in range(1, count + 1):
        title, text = TITLES[number - 1], WORDS[number - 1]
        name = f"{number:03d} - {title.replace(':', ' -')}.mp3"
        (folder / name).write_bytes(b"sound")
        said = TimedLine(Ms(0), Ms(900), text, kind=Kind.NARRATION, place=20)
        manifest.save_lines(folder, name, [said])
        episodes.append(
            ChapterFile(number, title, name, Ms(1000), f"id{number}", text=f"t{number}")
        )
    return Manifest(folder, Metadata(title="Wax"), {"narrator": "Ada"}, tuple(episodes))


def placed(before: Manifest, *chapters: tuple[str, str, str], posted: str = "") -> Inventory:
    """Chapters as (title, text, digest of the text)."""
    story = Story(
        Metadata(title="Wax", chapters=posted),
        tuple(Chapter(title, text) for title, text, _ in chapters),
    )
    bodies, texts = [text for _, text, _ in chapters], [digest for *_, digest in chapters]
    return take_inventory(before, story, bodies, texts, range(len(chapters)))


def old(number: int, title: str = "") -> tuple[str, str, str]:
    return title or TITLES[number - 1], WORDS[number - 1], f"t{number}"


def gone(there: Inventory) -> dict[int, bool]:
    return {now.number: bool(now.gone) for _, now in there.kept}


def test_a_chapter_that_the_file_lacks_keeps_its_place(tmp_path: Path) -> None:
    there = placed(shelf(tmp_path, 4), old(1), old(3))
    assert (there.numbers, there.count) == ((1, 3), 4)
    assert gone(there) == {2: True, 4: True}
    assert (there.opens, there.closes) == (True, False)


def test_a_file_of_new_chapters_alone_tells_nothing_of_the_others(tmp_path: Path) -> None:
    there = placed(shelf(tmp_path, 3), old(4))
    assert there.numbers == (4,)
    assert gone(there) == {1: False, 2: False, 3: False}


def test_a_new_chapter_stands_where_its_title_says(tmp_path: Path) -> None:
    before = shelf(tmp_path, 4)
    before = replace(before, episodes=(*before.episodes[:1], *before.episodes[2:]))
    there = placed(before, old(2))
    assert there.numbers == (2,)
    assert [now.number for _, now in there.kept] == [1, 3, 4]


def test_a_new_chapter_without_a_number_is_the_last(tmp_path: Path) -> None:
    """It is called the first of its file, and is not taken for the first of all."""
    there = placed(shelf(tmp_path, 3), ("", WORDS[3], "new"))
    assert (there.numbers, there.titles) == ((4,), ("Chapter 4",))
    assert len(there.kept) == 3


def test_a_part_of_a_story_takes_nothing_down(tmp_path: Path) -> None:
    there = placed(shelf(tmp_path, 3), old(3), old(4), posted="4/?")
    assert gone(there) == {1: False, 2: False}


def test_who_comes_back_is_no_longer_taken_down(tmp_path: Path) -> None:
    before = shelf(tmp_path, 2)
    episodes = tuple(replace(each, gone="2020-01-01") for each in before.episodes)
    there = placed(replace(before, episodes=episodes), old(1), old(2))
    assert (there.kept, sorted(there.known)) == ((), [0, 1])


def test_another_number_is_another_name_and_no_other_chapter(tmp_path: Path) -> None:
    new = ("Prologue", "Long before, a tinker had cursed the quay and all who slept on it.", "new")
    there = placed(shelf(tmp_path, 2), new, old(1))
    ((was, now),) = there.kept
    assert (was.file, now.file) == ("002 - Chapter 2 - Lamps.mp3", "003 - Chapter 2 - Lamps.mp3")
    assert there.known[1].guid == "id1"


def test_a_chapter_is_never_given_the_name_of_one_that_is_kept(tmp_path: Path) -> None:
    there = placed(shelf(tmp_path, 3), ("Chapter 2: Lamps?", "All new. " * 9, "new"), old(3))
    names = [*there.files, *(now.file for _, now in there.kept)]
    assert len(set(names)) == len(names) == there.count


def test_another_chapter_in_the_place_of_one_is_not_written_over_it(tmp_path: Path) -> None:
    new = ("Chapter 2: Masks", "A carnival went by, all drums and paper horses.", "new")
    there = placed(shelf(tmp_path, 3), old(1), new, old(3))
    assert sorted(there.known) == [0, 2]
    assert gone(there) == {2: True}


def test_an_edited_chapter_is_the_same_under_another_title(tmp_path: Path) -> None:
    edited = ("Chapter 2: Lanterns", WORDS[1].replace("lamps", "lanterns"), "new")
    there = placed(shelf(tmp_path, 3), old(1), edited, old(3))
    assert there.known[1].guid == "id2"


def test_all_chapters_edited_at_once_are_known(tmp_path: Path) -> None:
    edited = [(t, w.replace("the", "that"), f"new{t}") for t, w in zip(TITLES, WORDS, strict=True)]
    there = placed(shelf(tmp_path, 4), *edited)
    assert (sorted(there.known), there.kept) == ([0, 1, 2, 3], ())


@pytest.mark.parametrize("titles", [["Interlude"], ["Chapter 9: Interlude"], ["Chapter 1"]])
def test_a_single_chapter_is_not_known_by_a_title_that_many_have(titles: list[str]) -> None:
    before = [
        ChapterFile(1, "Chapter 1", "a.mp3", Ms(1), text="a"),
        ChapterFile(2, "Chapter 2: Interlude", "b.mp3", Ms(1), text="b"),
    ]
    assert match_chapters(before, ["new"], titles, lambda number, episode: False) == {}


def test_texts_resemble_each_other_by_what_they_share() -> None:
    assert resemblance(WORDS[0], WORDS[1]) < 0.05
    assert resemblance(WORDS[0], WORDS[0].replace("goats", "hens")) > 0.6
    assert resemblance("", WORDS[0]) == 0


def test_one_story_is_known_by_its_address_or_by_title_and_author() -> None:
    one = Metadata(title="Wax", authors=("Ilse",), url="https://example.org/1")
    assert is_same(one, Metadata(title="Tar", url="https://example.org/1"))
    assert is_same(one, Metadata(title="wax", authors=("ilse", "Mo")))
    assert not is_same(one, Metadata(title="Wax", authors=("Mo",)))
