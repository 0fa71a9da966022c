from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from fic_audio.errors import OutputError
from fic_audio.model import Kind, Metadata, Ms
from fic_audio.shelf.files import READ_ALONG
from fic_audio.shelf.manifest import CREDITS, Manifest, TimedLine
from fic_audio.shelf.text import read_along
from fic_audio.shelf.text.caption_lines import time_phrases
from fic_audio.shelf.text.text_cleaning import clean
from tests.shelf.colours import contrast
from tests.shelf.shelves import HOSTILE, LINES, STORY, filled, hostile, kettle

Tree = LexborHTMLParser


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A page never looks into its sound."""
    path = tmp_path / "any.mp3"
    path.write_bytes(b"sound")
    return path


def tree(book: Manifest) -> Tree:
    return Tree(read_along.html(book))


def first(parsed: Tree, selector: str) -> Any:
    found = parsed.css_first(selector)
    assert found, selector
    return found


def data(parsed: Tree, name: str) -> Any:
    """What stands in one of the page's elements of JSON."""
    return json.loads(first(parsed, f"script#{name}").text())


def of(
    folder: Path, sound: Path, *lines: TimedLine, title: str = "One", story: Metadata = STORY
) -> Manifest:
    return filled(folder, sound, story, {title: lines})


def blocks(book: Manifest) -> Any:
    return data(tree(book), "chapter-1")


def test_the_page_is_written_beside_the_sound(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path / "a", sound)
    assert read_along.write(book) == tmp_path / "a" / "read-along.html"
    assert (tmp_path / "a" / "read-along.html").read_text(encoding="utf-8") == read_along.html(book)


def test_a_chapter_is_its_title_paragraphs_scenes_and_credits(tmp_path: Path, sound: Path) -> None:
    assert blocks(kettle(tmp_path, sound)) == [
        ["credits", [700, 0, "Kettle & Co, by Aki."]],
        ["title", [2000, 0, "The Kettle"]],
        [
            "paragraph",
            [2600, 1, "“It boils,”"],
            " ",
            [3100, 0, "she said."],
            " ",
            [3600, 1, "“Tea?”"],
        ],
        ["paragraph", [4000, 2, "“Tea.”"]],
        ["break"],
        ["paragraph", [4900, 0, "Later, it rained."]],
        ["paragraph", [5250, 2, "I want cake,", "thought"], " ", [5400, 0, "he thought."]],
    ]


def test_credits_behind_a_scene_break_nothing(tmp_path: Path, sound: Path) -> None:
    told = TimedLine(Ms(0), Ms(9), "By Aki.", paragraph=CREDITS)
    lines = (
        told,
        TimedLine(Ms(10), Ms(19), "Rain.", scene=3),
        replace(told, start=Ms(20), end=Ms(29)),
    )
    assert [kind for kind, *_ in blocks(of(tmp_path, sound, *lines))] == [
        "credits",
        "paragraph",
        "credits",
    ]


@pytest.mark.parametrize(
    ("kinds", "block"),
    [
        ((Kind.LETTER, Kind.LETTER), "letter"),
        ((Kind.MESSAGE, Kind.MESSAGE), "letter"),
        ((Kind.LETTER, Kind.NARRATION), "paragraph"),
        ((Kind.NOTE, Kind.NOTE), "note"),
        ((Kind.HEADING, Kind.HEADING), "heading"),
        ((Kind.DIALOGUE, Kind.DIALOGUE), "paragraph"),
    ],
)
def test_a_paragraph_is_set_as_what_it_is(
    tmp_path: Path, sound: Path, kinds: tuple[Kind, ...], block: str
) -> None:
    lines = (
        TimedLine(Ms(9 * n), Ms(9 * n + 9), "Rain.", kind=kind) for n, kind in enumerate(kinds)
    )
    assert [kind for kind, *_ in blocks(of(tmp_path, sound, *lines))] == [block]


def test_a_heading_is_the_title_though_the_title_was_made_unlike_others(
    tmp_path: Path, sound: Path
) -> None:
    heading = TimedLine(Ms(0), Ms(9), "Interlude", kind=Kind.HEADING)
    assert blocks(of(tmp_path, sound, heading, title="Interlude (2)"))[0][0] == "title"


def test_the_list_of_chapters_leads_to_the_sound(tmp_path: Path, sound: Path) -> None:
    """Without a script as well: the names of files are what an address needs."""
    book = kettle(tmp_path, sound, 2)
    odd = replace(book.episodes[1], file="002 - 50% #1? a:b.mp3", length=Ms(3_723_900))
    (tmp_path / ".fic-audio" / "002 - x.json").rename(
        tmp_path / ".fic-audio" / "002 - 50% #1? a:b.json"
    )
    parsed = tree(replace(book, episodes=(book.episodes[0], odd)))
    links = parsed.css("#chapters a")
    assert [unquote(link.attributes["href"] or "") for link in links] == ["001 - x.mp3", odd.file]
    assert [link.text() for link in links] == ["The Kettle 1 0:06", "The Kettle 2 1:02:03"]
    assert not re.search(r"[:/?#]", links[1].attributes["href"] or "")


def test_nothing_is_asked_of_the_net(tmp_path: Path, sound: Path) -> None:
    """No element names an address but the links to the chapters and to the story's own page."""
    parsed = tree(kettle(tmp_path, sound))
    assert not parsed.css("[src], [srcset], [data], [style], link, img, iframe, object, base")
    assert {link.attributes["href"] for link in parsed.css("a")} == {
        "#story",
        "#player",
        "001%20-%20x.mp3",
        STORY.url,
    }
    style = "".join(each.text() for each in parsed.css("style"))
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_lets_in_the_pages_own_scripts_and_styles_alone(
    tmp_path: Path, sound: Path
) -> None:
    parsed = tree(hostile(tmp_path, sound))
    policy = first(parsed, "meta[http-equiv]").attributes["content"] or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("script-src") == hashes(parsed, "script:not([type])")
    assert rules.pop("style-src") == hashes(parsed, "style")
    assert rules == {
        "default-src": "'none'",
        "media-src": "'self' file:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashes(parsed: Tree, selector: str) -> str:
    texts = (each.text(deep=True) for each in parsed.css(selector))
    made = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{each}'" for each in made)


def test_hostile_words_stay_words(tmp_path: Path, sound: Path) -> None:
    """A page of hostile words has the elements of a harmless one, and shows every word."""
    book = hostile(tmp_path / "a", sound)
    harmless = filled(
        tmp_path / "b",
        sound,
        STORY,
        {str(number): LINES for number, _ in enumerate(book.episodes)},
    )
    parsed = tree(book)
    assert {node.tag for node in parsed.css("*")} == {node.tag for node in tree(harmless).css("*")}
    assert len(parsed.css("script")) == len(tree(harmless).css("script"))
    for number, episode in enumerate(book.episodes, 1):
        found = [
            part[2]
            for _, *parts in data(parsed, f"chapter-{number}")
            for part in parts
            if isinstance(part, list)
        ]
        assert found == [line.text for line in time_phrases(book.lines(episode))]
    titles = [each.text() for each in parsed.css("#chapters bdi")]
    assert titles[1:] == [clean(HOSTILE[n]) for n in (2, 3, 5, 6, 7, 8)]
    assert titles[0] == "Chapter 1"
    assert first(parsed, "h1").text() == HOSTILE[2]


def test_no_word_ends_or_comments_its_element(tmp_path: Path, sound: Path) -> None:
    words = "</script><!-- <script> ]]> </SCRIPT \u2028"
    parsed = tree(of(tmp_path, sound, TimedLine(Ms(0), Ms(9), words), title=words))
    assert data(parsed, "chapter-1") == [["paragraph", [0, 0, words.rstrip("\u2028 ")]]]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "data:text/html,x"]
)
def test_only_addresses_of_the_web_are_links(tmp_path: Path, sound: Path, url: str) -> None:
    parsed = tree(of(tmp_path, sound, *LINES, story=replace(STORY, url=url)))
    assert not parsed.css(".about a")


def test_places_are_kept_though_the_story_grows(tmp_path: Path, sound: Path) -> None:
    """The key of what the page remembers is the story's own, and no other's."""

    def key(book: Manifest) -> str:
        return str(data(tree(book), "book")["id"])

    now = kettle(tmp_path / "a", sound)
    assert key(now) == key(kettle(tmp_path / "b", sound, 3))
    assert key(now) != key(replace(now, metadata=replace(STORY, url="https://example.org/2")))
    untold = Metadata("Kettle", ("Aki",))
    assert key(replace(now, metadata=untold)) != key(
        replace(now, metadata=replace(untold, authors=("Ino",)))
    )


def test_a_story_from_right_to_left_runs_so(tmp_path: Path, sound: Path) -> None:
    """Its text, and the keys for sentences; the player's controls stay as players have them."""
    line = TimedLine(Ms(0), Ms(9), "שלום")
    parsed = tree(of(tmp_path, sound, line, story=replace(STORY, language="he")))
    assert first(parsed, "main").attributes["dir"] == "rtl"
    assert first(parsed, "main").attributes["lang"] == "he"
    assert [key.text() for key in parsed.css("kbd")][1:3] == ["→", "←"]
    assert "dir" not in first(parsed, "html").attributes


def test_who_reads_whom_is_told(tmp_path: Path, sound: Path) -> None:
    """In the colours of their lines."""
    parsed = tree(kettle(tmp_path, sound))
    rows = [each.text() for each in parsed.css(".about li")]
    assert rows == ["Narrator Ada", "Petra Cora", "Mo Kip"]
    assert [each.attributes.get("class") for each in parsed.css(".about b")] == [None, "c1", "c2"]


def test_a_book_without_chapters_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="has no chapter"):
        read_along.write(Manifest(tmp_path))


def test_a_chapter_that_cant_be_read_leaves_the_old_page(tmp_path: Path, sound: Path) -> None:
    book = kettle(tmp_path, sound, 2)
    read_along.write(book)
    before = (tmp_path / READ_ALONG).read_bytes()
    (tmp_path / ".fic-audio" / "002 - x.json").unlink()
    with pytest.raises(OutputError, match=r"002 - x\.json"):
        read_along.write(book)
    assert (tmp_path / READ_ALONG).read_bytes() == before


def test_a_long_story_is_little_more_than_its_words(tmp_path: Path, sound: Path) -> None:
    """A hundred chapters of three thousand words: the page adds less than a third to the text."""
    words = "The lamp on the stair had been out for nine winters, as Petra knew."
    said = tuple(
        TimedLine(
            Ms(4000 * n),
            Ms(4000 * n + 3500),
            words,
            "Petra" if n % 2 else "narrator",
            paragraph=n // 3,
        )
        for n in range(3000 // len(words.split()))
    )
    book = filled(tmp_path, sound, STORY, {f"Chapter {n}": said for n in range(100)})
    spoken = 100 * len(said) * len(words)
    assert spoken < len(read_along.html(book)) < 1.33 * spoken + 60_000


def test_colours_can_be_read() -> None:
    """In both of its dresses every colour of text has a contrast of 4.5 and more to every ground it
    stands on: WCAG 2.2, 1.4.3."""
    parts = files("fic_audio") / "data" / "read-along"
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6})", (parts / name).read_text(encoding="utf-8")))
        for name in ("style.css", "dark.css")
    )
    assert light.keys() == dark.keys()
    for dress in (light, dark):
        texts = ["ink", "quiet", "accent", "alarm", *(f"c{n}" for n in range(1, 13))]
        for text in texts:
            grounds = ["paper", "sheet"] + (["now"] if text not in ("accent", "alarm") else [])
            for ground in grounds:
                assert contrast(dress[text], dress[ground]) >= 4.5, (text, ground)
        assert contrast(dress["on-accent"], dress["accent"]) >= 4.5
        assert contrast(dress["now-edge"], dress["paper"]) >= 3


@pytest.mark.parametrize("make", [kettle, hostile])
def test_the_checker_of_html_finds_no_error(tmp_path: Path, sound: Path, make: Any) -> None:
    if shutil.which("vnu") is None or shutil.which("java") is None:
        pytest.skip("vnu or Java is missing: npm install --global vnu-jar")
    path = read_along.write(make(tmp_path, sound))
    told = subprocess.run(
        ["vnu", "--format", "json", path], check=False, stderr=subprocess.PIPE
    ).stderr
    messages = json.loads(told)["messages"]
    # It does not work out the hashes of scripts and styles; a browser does.
    assert [each for each in messages if "Content Security Policy" not in each["message"]] == []
