"""Every real file of the development data: the right story, or the right refusal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Kind
from fic_audio.page.read import read
from fic_audio.page.segment import segment


class Work(NamedTuple):
    """What a file must come to."""

    title: str
    author: str
    rating: str
    fandom: str
    chapters: int
    first: str
    """The title of the first of them."""
    published: str = ""


AO3 = "ao3downloader/"
EBOOK = f"{AO3}ebook/23009290/current/"
EBOOK3 = f"{AO3}ebook/218676/current/"
AIM = Work(
    "My Aim Is Steady And True", "nianeyna", "Teen And Up Audiences", "Final Fantasy XIV", 1, "",
    "2020-03-04",
)  # fmt: skip
FIRE = Work(
    "Fire and Feather", "nianeyna", "General Audiences", "Valdemar Series - Mercedes Lackey", 3,
    "Chapter 1: Festival", "2006-07-09",
)  # fmt: skip
GINGA = "Ginga Eiyuu Densetsu | Legend of the Galactic Heroes"
TEEN, ALL = "Teen And Up Audiences", "General Audiences"
POTTER, ROWLING = "Harry Potter", "Harry Potter - Rowling"
WORKS = {
    "ambtus/counting2.html": Work(
        "Counting", "ambtus", "T", POTTER, 1, "Chapter 2: The Flower", "2010-03-30"
    ),
    "ambtus/end_notes.html": Work(
        "New Day Dawning", "IncompleteSentanc (Erava)", TEEN, "Naruto", 1, "Chapter 1", "2022-05-12"
    ),
    "ambtus/entities.html": Work("Companions", "", "", "", 1, ""),
    "ambtus/flower.html": Work(
        "The Flower [sequel to Skipping Stones]", "Sidra", ALL, ROWLING, 1, "", "2005-07-05"
    ),
    "ambtus/hogwarts.html": Work(
        "Time Was, Time Is", "Sidra", ALL, ROWLING, 1, "Chapter 2: Hogwarts", "2005-11-04"
    ),
    "ambtus/ibiki.html": Work(
        "Ibiki's Apprentice", "May Wren", "K+", "Naruto", 1, "", "2011-02-27"
    ),
    "ambtus/one.html": Work(
        "Cold Water, Unsnuffed Torch", "LesbianOzoneLizard", TEEN, "Naruto", 1,
        "Chapter 1: One Torch, Burning Bright", "2022-03-14",
    ),
    "ambtus/part6.html": Work(
        "It's For a Good Cause, I Swear!", "Sarah1281", "T", "Naruto", 1, "Chapter 6: …",
        "2009-09-29",
    ),
    "ambtus/picture.html": Work(
        "I Guess It Was An Accident", "MusicLover19", TEEN, "Teen Wolf (TV)", 1,
        "Chapter 1: The Picture", "2017-01-18",
    ),
    "ambtus/stars1.html": Work(
        "Of Western Stars", "neutral", "K+", POTTER, 1, "Chapter 1: of blurry pictures",
        "2002-03-16",
    ),
    "ambtus/three.html": Work(
        "Cold Water, Unsnuffed Torch", "LesbianOzoneLizard", TEEN, "Naruto", 1,
        "Chapter 3: Run Boy Run", "2022-03-14",
    ),
    "ambtus/winlatin1.html": Work("latin1", "", "", "", 1, ""),
    "ambtus/yer.html": Work(
        "Yer a Wizard, Drizzt", "Merfilly", ALL, "Forgotten Realms", 1, "", "2021-12-01"
    ),
    f"{EBOOK3}incompleteWork.azw3": FIRE,
    f"{EBOOK3}incompleteWork.epub": FIRE,
    f"{EBOOK3}incompleteWork.html": FIRE,
    f"{EBOOK3}incompleteWork.mobi": FIRE,
    f"{EBOOK3}incompleteWork.pdf": FIRE,
    f"{EBOOK}azw3Test.azw3": AIM,
    f"{EBOOK}epubTest.epub": AIM,
    f"{EBOOK}htmlTest.html": AIM,
    f"{EBOOK}mobiTest.mobi": AIM,
    f"{EBOOK}pdfTest.pdf": AIM,
    f"{AO3}unlockedWork.html": Work(
        "so I open the window to hear sounds of people", "oriflamme", TEEN,
        "The Locked Tomb Series | Gideon the Ninth Series - Tamsyn Muir", 1, "", "2022-09-20",
    ),
    "ao3js/41289660_index.html": Work(
        "A Whole New world", "Fairyzilla (orphan_account)", TEEN, "Fairy Tail", 1,
        "Chapter 1: Letters and Secrets", "2022-08-26",
    ),
    "ao3js/4491333_index.html": Work(
        "[VID] Drop Dead Gorgeous", "astolat", TEEN, "Smallville", 1, "", "2004-08-18"
    ),
    "horseradish/A Funeral Shroud for.html": Work(
        "A Funeral Shroud for Laertes - A Preface to the Third Edition of A Wheel Inside a Wheel",
        "natsinator", ALL, GINGA, 1, "", "2021-11-16",
    ),
    "horseradish/Fu Sheng Ruo Ji.html": Work(
        "浮生若寄", "ChiefAccelerator", TEEN, GINGA, 15, "不顾一切的最初时光", "2022-10-09"
    ),
    "horseradish/Life Out of Balance.html": Work(
        "Life Out of Balance", "natsinator", TEEN, GINGA, 15, "First Few Desperate Hours",
        "2020-03-06",
    ),
    "horseradish/Talking Without Speaking.html": Work(
        "Talking Without Speaking", "natsinator", TEEN, GINGA, 14,
        "“The Trick Is Not Minding That It Hurts.”", "2020-10-15",
    ),
    "horseradish/The World In Its.html": Work(
        "The World In Its Circular Way", "natsinator", ALL, GINGA, 2, "Funeral Rites for Hector…",
        "2023-05-25",
    ),
    "horseradish/Will the Real Mr Bronner.html": Work(
        "Will the Real Mr. Bronner Please Stand Up?", "natsinator", ALL, GINGA, 1, "", "2022-09-02"
    ),
    "horseradish/Wu Yan Hui Yi.html": Work(
        "无言会意", "ChiefAccelerator", TEEN, GINGA, 14, "“秘诀就是不要在乎会痛。”", "2022-07-30"
    ),
    "resync/ffnet/s-13786171-21.html": Work(
        "Stranded", "Starfox5", "T", POTTER, 1, "Chapter 21: The Slipup", "2021-01-03"
    ),
    "resync/ffnet/s-13846282-1.html": Work(
        "A Surprise Visitor", "HeatherLovesCB", "T", POTTER, 1, "", "2021-03-22"
    ),
    "resync/ffnet/s-13992705-1.html": Work(
        "Yo Soy La Otra", "CeliaBeth16", "K+", POTTER, 1, "Chapter 1: Prologo", "2021-11-21"
    ),
    "stry/fanfiction/single-chapter.html": Work(
        "Little Cog", "quietwraith", "T", "Hunger Games", 1, "", "2020-01-05"
    ),
}  # fmt: skip
NO_STORIES = {
    f"{AO3}deletedWork.html": "does not exist or was deleted",
    f"{AO3}lockedWorkLoggedOut.html": "log-in page",
    "ao3js/41237499_index.html": "does not exist or was deleted",
    "ao3js/43703871_navigate.html": "chapter index",
    "resync/ffnet/s-cloudflare.html": "check for robots",
}
_FURNITURE = re.compile(
    r"""Archive\sof\sOur\sOwn|archiveofourown|fanfiction\.net|Posted\soriginally|
    See\sthe\send\sof\sthe|Chapter\s(?:Text|Management)|Follow/Fav|Rated:|Reviews:|Published:|
    Post\sReview|Terms\sof\sService|\bKudos\b|Entire\sWork|<script|function\s*\(|
    Drop\sby\sthe|googletag|\\n""",
    re.VERBOSE | re.IGNORECASE,
)


def told(chapter: Chapter) -> str:
    """A chapter without what is said to the readers."""
    return "".join(
        chapter.text[span.start : span.end]
        for span in segment(chapter)
        if span.kind is not Kind.NOTE
    )


def test_every_file_has_its_row(data_dir: Path) -> None:
    """The table below is the whole of the fixtures."""
    rows = (data_dir / "fixtures" / "INDEX.tsv").read_text().splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == WORKS.keys() | NO_STORIES.keys()


@pytest.mark.parametrize("name", WORKS)
def test_a_work(data_dir: Path, name: str) -> None:
    """Its metadata and its chapters are right, and nothing of the site is told."""
    story = read(data_dir / "fixtures" / name)
    about, wanted = story.metadata, WORKS[name]
    assert about.title == wanted.title
    assert (*about.authors, "")[0] == wanted.author
    assert about.rating == wanted.rating
    assert (*about.fandoms, "")[0] == wanted.fandom
    assert about.published == wanted.published
    assert len(story.chapters) == wanted.chapters
    assert story.chapters[0].title.startswith(wanted.first.rstrip("…"))
    for chapter in story.chapters:
        assert not _FURNITURE.search(told(chapter))


@pytest.mark.parametrize("name", NO_STORIES)
def test_no_story(data_dir: Path, name: str) -> None:
    """A page that is no story is told as what it is."""
    with pytest.raises(StoryError, match=NO_STORIES[name]):
        read(data_dir / "fixtures" / name)


@pytest.mark.parametrize(
    ("folder", "stem"), [(EBOOK, "23009290"), (EBOOK3, "218676")], ids=["one-shot", "chapters"]
)
def test_one_work_in_five_formats(data_dir: Path, folder: str, stem: str) -> None:
    """HTML, EPUB, PDF, MOBI and AZW3 of a work are one story, word for word."""
    files = sorted((data_dir / "fixtures" / folder).iterdir())
    stories = [read(path) for path in files]
    assert len(stories) == 5
    texts = {tuple(chapter.text for chapter in story.chapters) for story in stories}
    assert len(texts) == 1
    assert len({story.metadata for story in stories}) == 1
