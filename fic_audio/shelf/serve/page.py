"""The pages of the server: a shelf of stories, and a story with its chapters to play.

Built as a tree, so that no word of a story becomes markup; nothing is fetched from elsewhere.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import segno

from fic_audio.durations import in_minutes
from fic_audio.language import tag_of
from fic_audio.model import Metadata
from fic_audio.shelf.files import COVER, READ_ALONG, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.shelf.podcast import urls
from fic_audio.shelf.podcast.feed import gone_since
from fic_audio.shelf.text.text_cleaning import clean
from fic_audio.web.policy import allow_inline

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1b20; --soft: #5b5663; --page: #faf8f5;
  --card: #fff; --line: #d9d3cb; --link: #6b2fa0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7f1; --soft: #b3abbd; --page: #17141b;
  --card: #221e28; --line: #3d3746; --link: #cfa8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: var(--ink);
  background: var(--page); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
.top, .story { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
.top > div { flex: 1 1 16rem; min-width: 0; }
.cover { width: 11rem; max-width: 100%; height: auto; aspect-ratio: 1; border-radius: .5rem; }
.story .cover { width: 4.5rem; }
.story > div { flex: 1; min-width: 0; }
ol, ul { list-style: none; margin: 0; padding: 0; }
li, .card { margin: 0 0 .75rem; padding: .75rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; }
audio { display: block; width: 100%; margin: .5rem 0; }
.links { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1.2rem; }
.links a { padding: .3rem 0; }
.story h2 { margin: 0; }
.card { display: flex; flex-wrap: wrap; gap: 1rem; }
.card > div { flex: 1 1 14rem; min-width: 0; }
.code { width: 11rem; max-width: 100%; height: auto; background: #fff; border-radius: .3rem; }
code { user-select: all; -webkit-user-select: all; }
"""
POLICY = (
    f"default-src 'none'; style-src {allow_inline([_STYLE])}; "
    "img-src 'self' data:; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of both pages."""


def write_shelf(stories: Sequence[tuple[str, Manifest]]) -> str:
    """The page of several stories, each with the place of its own page: "Author/Title/"."""
    page = _Page("Stories")
    _add(_add(page.body, "header"), "h1", "Stories")
    main = _add(page.body, "main")
    rows = _add(main, "ul")
    for place, book in stories:
        story = _add(_add(rows, "li"), "div", **{"class": "story"})
        inner = "".join(f"{urls.file('', part)}/" for part in place.split("/") if part)
        _cover(story, book, inner)
        about = _add(story, "div")
        language = tag_of(book.metadata.language)
        name = _add(about, "h2")
        _add(name, "a", _title(book), href=inner, dir="auto", lang=language)
        _byline(about, book.metadata)
        count = len(book.episodes)
        chapters = f"{count} chapter" + ("" if count == 1 else "s")
        _add(about, "p", f"{chapters}, {in_minutes(book.length)}", **{"class": "soft"})
    return str(page)


def write_story(book: Manifest, feed_url: str) -> str:
    """The page of a story: what it is, its chapters to play, and how a phone gets them all."""
    metadata = book.metadata
    language = tag_of(metadata.language)
    page = _Page(_title(book))
    top = _add(page.body, "header", **{"class": "top"})
    _cover(top, book, "")
    about = _add(top, "div")
    _add(about, "h1", _title(book), dir="auto", lang=language)
    _byline(about, metadata)
    for line in filter(None, map(clean, metadata.summary.splitlines())):
        _add(about, "p", line, dir="auto", lang=language)
    for name, text in _facts(metadata):
        _add(about, "p", f"{name}: {text}", **{"class": "soft", "dir": "auto"})
    main = _add(page.body, "main")
    _files(main, book)
    _add(main, "h2", "Chapters")
    chapters = _add(main, "ol")
    for episode in book.episodes:
        _chapter(chapters, book, episode, language)
    _podcast(main, feed_url)
    return str(page)


def _chapter(chapters: ET.Element, book: Manifest, episode: ChapterFile, language: str) -> None:
    title = clean(episode.title) or f"Chapter {episode.number}"
    row = _add(chapters, "li")
    numbered = re.search(rf"\b{episode.number}\b", title)
    name = _add(row, "h3", "" if numbered else f"{episode.number}. ")
    _add(name, "span", title, dir="auto", lang=language)
    # One by one: a shelf of a hundred chapters asks for none of them by itself.
    sound = _add(row, "audio", src=urls.file("", episode.file), controls="", preload="none")
    sound.set("aria-label", f"Chapter {episode.number}: {title}")
    if gone := gone_since(episode):
        _add(row, "p", gone, **{"class": "soft"})
    about = _add(row, "p", in_minutes(episode.length), **{"class": "soft links"})
    if (path := book.path(episode, Suffix.TRANSCRIPT)).is_file():
        link = _add(about, "a", "Transcript", href=urls.file("", path.name))
        link.set("aria-label", f"Transcript of chapter {episode.number}")


def _files(main: ET.Element, book: Manifest) -> None:
    """Links to the whole story in other forms, if they are there."""
    links = [("Read along", "text and sound in step, in this browser", READ_ALONG)]
    links += [
        (name, about, path.relative_to(book.folder).as_posix())
        for suffix, name, about in (
            (Suffix.M4B, "M4B", "one audiobook with chapters"),
            (Suffix.EPUB, "EPUB", "for reading apps that speak it"),
        )
        for path in sorted(book.bound(suffix).parent.glob(f"[!.]*{suffix}"))
    ]
    there = [each for each in links if (book.folder / each[2]).is_file()]
    if not there:
        return
    _add(main, "h2", "The whole story")
    rows = _add(main, "ul")
    for name, about, file in there:
        row = _add(rows, "li")
        inner = "/".join(urls.file("", part) for part in file.split("/"))
        link = _add(row, "a", name, href=inner)
        if file != READ_ALONG:
            link.set("download", "")
        _add(row, "span", f" – {about}", **{"class": "soft"})


def _podcast(main: ET.Element, url: str) -> None:
    _add(main, "h2", "In a podcast app")
    card = _add(main, "div", **{"class": "card"})
    code = segno.make(url, error="m", micro=False)
    drawn = ET.fromstring(code.svg_inline(omitsize=True, light="#fff"))
    drawn.attrib.update({"class": "code", "role": "img", "aria-label": "QR code of the feed"})
    card.append(drawn)
    about = _add(card, "div")
    _add(about, "p", "Scan this with the phone, or give its podcast app this address:")
    _add(_add(_add(about, "p"), "a", href=url), "code", url)
    if _is_loopback(url):
        _add(
            about,
            "p",
            "This address works on this computer alone. For a phone, serve at "
            "this computer’s address on your network.",
            **{"class": "soft"},
        )


def _facts(metadata: Metadata) -> Iterator[tuple[str, str]]:
    facts = {
        "Fandom": metadata.fandoms,
        "Rating": (metadata.rating,),
        "Warnings": metadata.warnings,
        "Relationships": metadata.relationships,
    }
    for name, values in facts.items():
        if text := ", ".join(filter(None, map(clean, values))):
            yield name, text


def _byline(parent: ET.Element, metadata: Metadata) -> None:
    if authors := ", ".join(filter(None, map(clean, metadata.authors))):
        _add(parent, "p", f"by {authors}", dir="auto")


def _cover(parent: ET.Element, book: Manifest, place: str) -> None:
    if (book.folder / COVER).is_file():
        # Its words are those beside it.
        _add(parent, "img", src=f"{place}{COVER}", alt="", **{"class": "cover"})


def _title(book: Manifest) -> str:
    return clean(book.metadata.title) or "Story"


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Page:
    """A page that is begun."""

    def __init__(self, title: str) -> None:
        self._root = ET.Element("html", lang="en")
        head = _add(self._root, "head")
        _add(head, "meta", charset="utf-8")
        _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
        _add(head, "meta", name="color-scheme", content="light dark")
        # Or browsers ask for one where the token isn't.
        _add(head, "link", rel="icon", href="data:,")
        _add(head, "title", title)
        _add(head, "style", _STYLE)
        self.body = _add(self._root, "body")

    def __str__(self) -> str:
        return "<!DOCTYPE html>\n" + ET.tostring(self._root, encoding="unicode", method="html")


def _add(parent: ET.Element, tag: str, words: str = "", /, **attributes: str) -> ET.Element:
    """An element under its parent; attributes that are empty are left out, but for flags."""
    flags = ("alt", "controls", "download")
    known = {name: value for name, value in attributes.items() if value or name in flags}
    element = ET.SubElement(parent, tag, known)
    element.text = words or None
    return element
