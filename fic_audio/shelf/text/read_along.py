"""A story as one HTML page beside its MP3s, which plays them and follows the text.

The page asks for nothing but the MP3s, from a disk or from a server. The text comes from strangers:
it stands in the page as data that only a script reads, and what little is written into the page
itself is escaped; the page's own policy lets no other script or style run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from html import escape
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote, urlsplit

from fic_audio import atomic
from fic_audio.durations import clock
from fic_audio.errors import OutputError
from fic_audio.language import tag_of
from fic_audio.model import NARRATOR, Kind, Metadata
from fic_audio.shelf.files import READ_ALONG
from fic_audio.shelf.manifest import CREDITS, ChapterFile, Manifest, TimedLine
from fic_audio.shelf.text.caption_lines import drop_names, time_phrases
from fic_audio.shelf.text.text_cleaning import clean, is_rtl, joint, name_speaker
from fic_audio.web.policy import allow_inline

_PARTS = files("fic_audio") / "data" / "read-along"
_SCRIPTS = ("keep.js", "text.js", "player.js", "hands.js")
_COLOURS = 12
_MANNERS = frozenset({Kind.THOUGHT, Kind.LETTER, Kind.MESSAGE})
_LONGEST_URL = 2000


def write(book: Manifest) -> Path:
    """Writes the page of all chapters into the story's folder; gives its path.

    Raises OutputError, also where there is no chapter.
    """
    path = book.folder / READ_ALONG
    text = html(book)
    atomic.write_text(path, text)
    return path


def html(book: Manifest) -> str:
    """The page of all chapters. Raises OutputError where there is none, or one can't be read."""
    if not book.episodes:
        raise OutputError(f"{book.folder}: has no chapter to read along; run produce again")
    chapters = [time_phrases(drop_names(book.lines(episode))) for episode in book.episodes]
    speakers = _speakers(book, chapters)
    number_of = {speaker: number for number, speaker in enumerate(speakers)}
    language = tag_of(book.metadata.language)
    rtl = is_rtl(language, (line.text for lines in chapters for line in lines))
    style, dark, script = _part("style.css"), _part("dark.css"), "".join(map(_part, _SCRIPTS))
    texts = (
        _data(f"chapter-{number}", _blocks(lines, episode.title, number_of, language))
        for number, (episode, lines) in enumerate(zip(book.episodes, chapters, strict=True), 1)
    )
    return Template(_part("page.html")).substitute(
        policy=_policy((script,), (style, dark)),
        title=_text(_title(book.metadata)),
        byline=_byline(book.metadata),
        about=_about(book, speakers),
        chapters="\n".join(map(_item, book.episodes)),
        language=language or "en",
        direction="rtl" if rtl else "ltr",
        back="→" if rtl else "←",
        on="←" if rtl else "→",
        style=style,
        dark=dark,
        script=script,
        book=_json(_book_data(book, speakers)),
        texts="\n".join(texts),
    )


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A Content-Security-Policy: nothing but these scripts and styles, and sound beside the page.

    >>> _policy([""], [])[:57]
    "default-src 'none'; script-src 'sha256-47DEQpj8HBSa+/TImW"
    """
    rules = {
        "default-src": "'none'",
        "script-src": allow_inline(scripts),
        "style-src": allow_inline(styles),
        # 'self' is nothing where the page is a file.
        "media-src": "'self' file:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _speakers(book: Manifest, chapters: Iterable[Sequence[TimedLine]]) -> tuple[str, ...]:
    """All who speak, the narrator first, then as in the cast; their numbers give the colours."""
    speakers = (line.speaker for lines in chapters for line in lines)
    return tuple(dict.fromkeys((NARRATOR, *book.voices, *speakers)))


def _book_data(book: Manifest, speakers: Iterable[str]) -> dict[str, Any]:
    """What the page's script knows of the story besides its text."""
    metadata = book.metadata
    key = "\0".join((metadata.url,) if metadata.url else (metadata.title, *metadata.authors))
    return {
        # Tells the place of this story from that of others; the same when chapters are added.
        "id": blake2b(key.encode(errors="surrogatepass"), digest_size=12).hexdigest(),
        "title": _title(metadata),
        "authors": ", ".join(filter(None, map(clean, metadata.authors))),
        "speakers": [name_speaker(speaker) for speaker in speakers],
        "chapters": [
            {
                "guid": clean(episode.guid) or clean(episode.file),
                "title": clean(episode.title),
                "file": _address(episode.file),
                "length": episode.length,
            }
            for episode in book.episodes
        ],
    }


def _blocks(
    lines: Iterable[TimedLine], title: str, number_of: Mapping[str, int], language: str
) -> list[list[Any]]:
    """A chapter's paragraphs and scene breaks, as `text.js` reads them: the kind of each, then its
    sentences and the white space between them."""
    blocks: list[list[Any]] = []
    scene: int | None = None
    titled = False
    for key, group in groupby(lines, key=lambda line: (line.paragraph, line.scene, _head(line))):
        block = list(group)
        if key[0] != CREDITS:
            if scene not in (None, key[1]):
                blocks.append(["break"])
            scene = key[1]
        kind = _kind(block)
        if kind == "heading" and not titled and _same(block, title):
            kind, titled = "title", True
        if kind == "break":
            continue
        row: list[Any] = [kind]
        for number, line in enumerate(block):
            if number and (between := joint(block[number - 1].text, line.text, language)):
                row.append(between)
            manner = [line.kind.value] if line.kind in _MANNERS else []
            row.append([line.start, number_of[line.speaker], line.text, *manner])
        blocks.append(row)
    return blocks


def _head(line: TimedLine) -> bool:
    return line.kind == Kind.HEADING


def _kind(block: Sequence[TimedLine]) -> str:
    kinds = {line.kind for line in block}
    if block[0].paragraph == CREDITS:
        return "credits"
    if kinds <= {Kind.LETTER, Kind.MESSAGE}:
        return "letter"
    only = kinds.pop() if len(kinds) == 1 else None
    return only.value if only in (Kind.HEADING, Kind.NOTE, Kind.BREAK) else "paragraph"


def _same(block: Iterable[TimedLine], title: str) -> bool:
    """Whether a heading is the chapter's title, which may have a "(2)" to tell it from others."""
    heading = _letters(line.text for line in block)
    return bool(heading) and _letters([title]).startswith(heading)


def _letters(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text.casefold() if char.isalnum())


def _item(episode: ChapterFile) -> str:
    """An entry of the list of chapters; without a script it is a link to the sound."""
    title, address = _text(episode.title) or f"Chapter {episode.number}", _address(episode.file)
    return (
        f'<li><a href="{address}"><bdi>{title}</bdi> <span>{clock(episode.length)}</span></a></li>'
    )


def _byline(metadata: Metadata) -> str:
    authors = ", ".join(
        f"<bdi>{text}</bdi>" for author in metadata.authors if (text := _text(author))
    )
    series = f"<bdi>{_text(metadata.series)}</bdi>" if _text(metadata.series) else ""
    if series and _text(metadata.part):
        series += f", part {_text(metadata.part)}"
    parts = " · ".join(filter(None, (f"by {authors}" if authors else "", series)))
    return f'<p class="byline">{parts}</p>' if parts else ""


def _about(book: Manifest, speakers: Sequence[str]) -> str:
    """What the header of the story says, and whose voices read it."""
    metadata = book.metadata
    rows = {
        "Fandom": metadata.fandoms,
        "Relationships": metadata.relationships,
        "Rating": (metadata.rating,),
        "Warnings": metadata.warnings,
        "Tags": metadata.tags,
        "Disclaimer": (metadata.disclaimer,),
    }
    parts = [f'<p dir="auto">{_text(metadata.summary)}</p>'] if _text(metadata.summary) else []
    parts += _list((label, _joined(values)) for label, values in rows.items())
    if address := _web(metadata.url):
        parts.append(f'<p><a href="{_text(address)}" rel="noreferrer">Where it is from</a></p>')
    parts += ["<h2>Voices</h2>", "<ul>", *_cast(book.voices, speakers), "</ul>"]
    parts.append("<p>Read by synthetic speech, made with fic-audio.</p>")
    return "\n".join(
        (
            '<details class="about">',
            "<summary>About this story</summary>",
            *parts,
            "</details>",
        )
    )


def _cast(voices: Mapping[str, str], speakers: Iterable[str]) -> Iterator[str]:
    for number, speaker in enumerate(speakers):
        if voice := _text(voices.get(speaker, "")):
            colour = f' class="c{(number - 1) % _COLOURS + 1}"' if number else ""
            yield f"<li><b{colour}>{_text(name_speaker(speaker))}</b> <bdi>{voice}</bdi></li>"


def _list(rows: Iterable[tuple[str, str]]) -> list[str]:
    made = [
        f'<div><dt>{label}</dt><dd dir="auto">{text}</dd></div>' for label, text in rows if text
    ]
    return ["<dl>", *made, "</dl>"] if made else []


def _joined(values: Iterable[str]) -> str:
    return ", ".join(filter(None, map(_text, values)))


def _web(url: str) -> str:
    """An address as it stands, if it is one of the web."""
    url = clean(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    right = parts.scheme in ("http", "https") and parts.hostname and len(url) <= _LONGEST_URL
    return url if right else ""


def _title(metadata: Metadata) -> str:
    return clean(metadata.title) or "Untitled"


def _address(file: str) -> str:
    """A file beside the page as a relative URL; never one with a scheme or a folder.

    >>> _address("001 - Who? #2.mp3")
    '001%20-%20Who%3F%20%232.mp3'
    """
    return quote(file, safe="", errors="replace")


def _text(text: str) -> str:
    """Text of the story as HTML that shows it, also within an attribute's quotation marks."""
    return escape(clean(text))


def _data(name: str, value: object) -> str:
    return f'<script type="application/json" id="{name}">{_json(value)}</script>'


def _json(value: object) -> str:
    """JSON that no HTML parser takes for the end of its element, or for a comment in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")
