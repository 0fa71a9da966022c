"""Real files of the Archive of Our Own, against another parser and against each other."""

from __future__ import annotations

import re
import zipfile
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fic_audio.model import Story
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.tree import Tree, xhtml
from tests.page.read.web.pages import read, told


class _Raw(HTMLParser):
    """The story's words and the table's rows, taken from a file by other means."""

    VOID = frozenset("area base br col hr img input link meta wbr".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.stories: list[list[str]] = []
        self.rows: dict[str, list[str]] = {}
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside and tag in ("p", "br", "div", "li", "td", "hr", "h3", "blockquote"):
            self.stories[-1].append(" ")
        if tag in self.VOID:
            return
        names = dict(attrs)
        kind, name = names.get("class") or "", names.get("id") or ""
        if not self.inside and self._is_story(tag, kind, name):
            self.stories.append([])
            kind = "STORY"
        self.open.append((tag, kind, name))
        if tag == "dt":
            self.label = ""
        elif tag == "dd":
            self.rows.setdefault(self.label.strip(" :\n").rstrip("s"), [])
        elif tag == "a" and self._above("dd"):
            self.rows[self.label.strip(" :\n").rstrip("s")].append("")

    def _is_story(self, tag: str, kind: str, name: str) -> bool:
        held = any(name == "chapters" for _, _, name in self.open)
        return tag == "div" and held and kind.startswith("userstuff") and name != "chapters"

    @property
    def inside(self) -> bool:
        return any(kind == "STORY" for _, kind, _ in self.open)

    def _above(self, tag: str) -> bool:
        return any(name == tag for name, _, _ in self.open)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag in ("p", "div", "li", "td", "h3", "blockquote"):
            self.stories[-1].append(" ")
        while tag not in self.VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.inside:
            if not any("landmark" in kind or tag == "script" for tag, kind, _ in self.open):
                self.stories[-1].append(data)
        elif self._above("dt"):
            self.label += data
        elif self._above("dd") and self._above("a"):
            self.rows[self.label.strip(" :\n").rstrip("s")][-1] += data

    def words(self) -> list[list[str]]:
        hidden = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\u2060"))
        return ["".join(story).translate(hidden).split() for story in self.stories]


PAGES = """horseradish/A Funeral Shroud for.html
horseradish/Fu Sheng Ruo Ji.html
horseradish/Life Out of Balance.html
horseradish/Talking Without Speaking.html
horseradish/The World In Its.html
horseradish/Will the Real Mr Bronner.html
horseradish/Wu Yan Hui Yi.html
ao3downloader/ebook/218676/current/incompleteWork.html
ao3downloader/ebook/23009290/current/htmlTest.html
ao3downloader/unlockedWork.html
ao3js/41289660_index.html
ao3js/4491333_index.html
ambtus/end_notes.html
ambtus/flower.html
ambtus/hogwarts.html
ambtus/one.html
ambtus/picture.html
ambtus/three.html
ambtus/yer.html""".splitlines()


def _fixture(data_dir: Path, name: str) -> tuple[_Raw, Story, str]:
    html = (data_dir / "fixtures" / name).read_text(encoding="utf-8")
    raw = _Raw()
    raw.feed(html)
    return raw, read(html), html


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_real_story(data_dir: Path, name: str) -> None:
    """Chapter by chapter the same words as another parser finds, in their order."""
    raw, story, _ = _fixture(data_dir, name)
    assert [told(chapter).split() for chapter in story.chapters] == raw.words()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_the_archive_is_said(data_dir: Path, name: str) -> None:
    """Its headings, links and pleas are in no chapter."""
    _, story, _ = _fixture(data_dir, name)
    for chapter in story.chapters:
        for words in ("Archive of Our Own", "kudos on this work", "See the end of the", "Kudos:"):
            assert words not in chapter.text
        lines = {line.strip() for line in chapter.text.splitlines()}
        assert not lines & {"Notes", "Notes:", "Chapter Notes", "End Notes", "Chapter Text"}
        assert not lines & {"Summary", "Work Text:", "Afterword", "Preface", "Chapter End Notes"}


@pytest.mark.parametrize("name", PAGES)
def test_what_a_real_page_says_of_its_work(data_dir: Path, name: str) -> None:
    """Every row of the table, as another parser finds it."""
    raw, story, html = _fixture(data_dir, name)
    found = story.metadata
    lists = {
        "Rating": (found.rating,),
        "Archive Warning": found.warnings,
        "Fandom": found.fandoms,
        "Relationship": found.relationships,
        "Character": found.characters,
        "Additional Tag": found.tags,
    }
    for label, values in lists.items():
        assert list(values) == [" ".join(v.split()) for v in raw.rows.get(label, [])]
    dates = re.findall(r"(?:Published|Updated|Completed):\D{0,60}?([\d-]{10})", html)
    assert [found.published, *filter(None, [found.updated])] == dates[:2]
    assert f"{found.words:,}" in html or str(found.words) in html
    assert found.chapters in html.replace("</a>", "")
    there, _, planned = found.chapters.partition("/")
    assert found.status == ("complete" if there == planned else "in progress")
    assert re.fullmatch(r"https://archiveofourown\.org/works/\d+", found.url)
    assert f"/works/{found.url.rsplit('/', 1)[1]}" in html
    assert found.title
    assert found.authors
    assert all(f">{escape(author)}</a>" in html for author in found.authors)


def _merged(path: Path) -> Tree:
    """The files of an e-book in one page, in the order of their names."""
    with zipfile.ZipFile(path) as book:
        files = {
            name: book.read(name).decode()
            for name in sorted(book.namelist())
            if name.endswith(".xhtml")
        }
    bodies = {n: text.partition("<body")[2].partition(">")[2] for n, text in files.items()}
    return xhtml(
        "".join(
            f'<section data-file="{escape(name)}">{body.rpartition("</body>")[0]}</section>'
            for name, body in bodies.items()
        )
    )


@pytest.mark.parametrize("name", ["218676/current/incompleteWork", "23009290/current/htmlTest"])
def test_a_work_as_html_and_as_an_ebook(data_dir: Path, name: str) -> None:
    """The same story, the same notes and the same facts about it."""
    folder = data_dir / "fixtures/ao3downloader/ebook"
    html = read((folder / f"{name}.html").read_text(encoding="utf-8"))
    page = _merged(folder / f"{name.replace('html', 'epub')}.epub")
    assert ao3.knows(page)
    book = ao3.read(page)
    assert book.metadata == html.metadata
    assert [(c.title, c.text) for c in book.chapters] == [(c.title, c.text) for c in html.chapters]
