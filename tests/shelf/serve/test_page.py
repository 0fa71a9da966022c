from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fic_audio.model import Ms
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text import captions
from fic_audio.shelf.text.text_cleaning import clean
from tests.shelf.shelves import hostile, kettle

pytest.importorskip("segno")
from fic_audio.shelf.serve import page

FEED = "http://192.168.1.5:8080/t/tea-and-cake/feed.xml"


@pytest.fixture(params=["common", "hostile"])
def told(request: pytest.FixtureRequest, tmp_path: Path, sound: Path) -> Manifest:
    make = kettle if request.param == "common" else hostile
    made = make(tmp_path / "x", sound)
    captions.write(made, made.episodes[0])
    for name in ("cover.jpg", "read-along.html", "A & B #1.m4b", "<x>.epub", ".secret.m4b"):
        (made.folder / name).write_bytes(b"x")
    return made


class Read(HTMLParser):
    """What a browser makes of a page: its elements and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str, name: str) -> list[str | None]:
        return [attrs[name] for found, attrs in self.tags if found == tag and name in attrs]


def test_each_chapter_has_its_player(told: Manifest) -> None:
    """Named for screen readers, and none asks for its file by itself."""
    found = Read(page.write_story(told, FEED))
    sounds = [attrs for tag, attrs in found.tags if tag == "audio"]
    assert [each["src"] for each in sounds] == [
        each.file.replace(" ", "%20") for each in told.episodes
    ]
    assert {each["preload"] for each in sounds} == {"none"}
    for each, episode in zip(sounds, told.episodes, strict=True):
        title = clean(episode.title) or f"Chapter {episode.number}"
        assert each["aria-label"] == f"Chapter {episode.number}: {title}"
        assert title in found.words


def test_the_page_leads_to_the_whole_story_in_other_forms(told: Manifest) -> None:
    links = Read(page.write_story(told, FEED)).all("a", "href")
    assert links == [
        "read-along.html",
        "A%20%26%20B%20%231.m4b",
        "%3Cx%3E.epub",
        "001%20-%20x.transcript.html",
        FEED,
    ]


def test_no_word_of_a_story_becomes_markup(told: Manifest) -> None:
    """Whatever it says, the elements are ours, and none fetches or runs anything else."""
    for text in (page.write_story(told, FEED), page.write_shelf([("A & B/<c>/", told)])):
        found = Read(text)
        assert {tag for tag, _ in found.tags} <= set(
            "html head meta link title style body header main div h1 h2 h3 p ul ol li a span "
            "code img audio svg path".split()
        )
        names = {name for _, attrs in found.tags for name in attrs}
        assert not {name for name in names if name.startswith("on") or name == "style"}
        assert clean(told.metadata.title) in found.words
        for link in (*found.all("a", "href"), *found.all("img", "src"), *found.all("audio", "src")):
            assert link == FEED or not re.match(r"\w+:|/", link or "/")


def test_the_code_is_that_of_the_feed(tmp_path: Path, told: Manifest) -> None:
    """As another program reads it from the picture on the page."""
    if shutil.which("zbarimg") is None or shutil.which("rsvg-convert") is None:
        pytest.skip("zbarimg or rsvg-convert is missing: apt install zbar-tools librsvg2-bin")
    svg = re.search(r"<svg.*</svg>", page.write_story(told, FEED), re.DOTALL)
    assert svg is not None
    (tmp_path / "code.svg").write_text(
        svg[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    drawn = ["rsvg-convert", "-w", "400", "-b", "white", "-o", str(tmp_path / "code.png")]
    subprocess.run([*drawn, str(tmp_path / "code.svg")], check=True)
    read = ["zbarimg", "-q", "--raw", str(tmp_path / "code.png")]
    done = subprocess.run(read, check=True, stdout=subprocess.PIPE, text=True)
    assert done.stdout.strip() == FEED


@pytest.mark.parametrize(
    ("url", "alone"),
    [
        (FEED, False),
        ("http://127.0.0.1:8080/feed.xml", True),
        ("http://[::1]:8080/feed.xml", True),
        ("http://localhost/feed.xml", True),
        ("http://kettle.local/feed.xml", False),
    ],
)
def test_an_address_that_no_phone_reaches_is_told(told: Manifest, url: str, alone: bool) -> None:
    assert ("on this computer alone" in Read(page.write_story(told, url)).words) is alone


def test_the_shelf_shows_each_story(told: Manifest) -> None:
    found = Read(page.write_shelf([("A & B/", told), ("C/D/", replace(told, episodes=()))]))
    assert found.all("a", "href") == ["A%20%26%20B/", "C/D/"]
    assert found.all("img", "src") == ["A%20%26%20B/cover.jpg", "C/D/cover.jpg"]
    assert "0 chapters" in found.words


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (0, "1 s"),
        (29_000, "29 s"),
        (60_000, "1 min"),
        (3_599_999, "1 h 00 min"),
        (7_380_000, "2 h 03 min"),
    ],
)
def test_a_length_is_told_in_words(told: Manifest, length: int, shown: str) -> None:
    book = replace(told, episodes=(replace(told.episodes[0], length=Ms(length)),))
    assert f", {shown}" in Read(page.write_shelf([("x/", book)])).words


def test_the_policy_allows_the_style_of_the_page_alone(told: Manifest) -> None:
    """A change of the style would show here as a page without any."""
    import base64
    import hashlib

    style = re.search(r"<style>(.*)</style>", page.write_story(told, FEED), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.POLICY


def test_the_validator_of_html_finds_nothing(told: Manifest, tmp_path: Path) -> None:
    if shutil.which("vnu") is None or shutil.which("java") is None:
        pytest.skip("vnu or Java is missing: npm install --global vnu-jar")
    paths = [tmp_path / "story.html", tmp_path / "shelf.html"]
    paths[0].write_text(page.write_story(told, FEED), encoding="utf-8")
    paths[1].write_text(page.write_shelf([("A & B/", told)]), encoding="utf-8")
    # It wonders, too, about the language of words that are of none.
    check = ["vnu", "--errors-only", *map(str, paths)]
    done = subprocess.run(check, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == ""
