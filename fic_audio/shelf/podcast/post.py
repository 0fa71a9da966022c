"""A finished story -> the HTML of a post for an archive or a community.

Podfic has its customs: a header with what it is, who wrote and who reads it, how long and how large
it is; a player for each chapter, and links. Only elements and attributes that Archive of Our Own
keeps are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from fic_audio.durations import clock
from fic_audio.errors import OutputError
from fic_audio.model import Ms
from fic_audio.shelf.files import COVER, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.shelf.podcast import urls
from fic_audio.shelf.text.text_cleaning import clean

PROGRAM = "fic-audio"
FILL_IN = "[to fill in: {}]"

# Minutes from which on each applies. These are the Archive's canonical tags.
_LENGTHS = (
    (0, "0-10 Minutes"),
    (10, "10-20 Minutes"),
    (20, "20-30 Minutes"),
    (30, "30-45 Minutes"),
    (45, "45-60 Minutes"),
    (60, "1-1.5 Hours"),
    (90, "1.5-2 Hours"),
    (120, "2-2.5 Hours"),
    (150, "2.5-3 Hours"),
    (180, "3-3.5 Hours"),
    (210, "3.5-4 Hours"),
    (240, "4-4.5 Hours"),
    (270, "4.5-5 Hours"),
    (300, "5-6 Hours"),
    (360, "6-7 Hours"),
    (420, "7-10 Hours"),
    (600, "10-15 Hours"),
    (900, "15-20 Hours"),
    (1200, "Over 20 Hours"),
)
_BESIDE: Mapping[str, str] = {Suffix.OPUS: "Opus", Suffix.VTT: "captions"}
_BOUND: Mapping[str, str] = {Suffix.M4B: "M4B", Suffix.EPUB: "EPUB to read along"}


def write_post(
    book: Manifest, *, url: str = "", cover: str = "", music: str = "none", permission: str = ""
) -> str:
    """The post as a piece of HTML; the same manifest and files give the same.

    `url`: public address of the folder; without it there are neither links nor players. `cover`:
    who made the cover; `permission`: how the author gave it; both are left to fill in if empty.
    Raises UsageError for a wrong `url`, OutputError for a missing MP3.
    """
    base = urls.base(url) if url else ""
    sizes = {episode.file: _size(book.path(episode)) for episode in book.episodes}
    bound = {
        path: _size(path)
        for suffix in _BOUND
        for path in sorted(book.bound(suffix).parent.glob(f"*{suffix}"))
    }
    credits = {"Cover by": cover, "Permission": permission}
    blocks = [
        *_picture(book, base),
        _paragraph(_header(book, credits, music, _formats(book, sizes, bound))),
        *_summary(book),
        *(_chapter(episode, sizes[episode.file], base) for episode in book.episodes),
        *(_download(path, size, base, book) for path, size in bound.items()),
        _paragraph([("Tags", escape(", ".join(tags(book, streams=bool(base)))))]),
        "<p>The story is its author's, who is asked before a recording of it is published. "
        f"Nobody's voice was recorded: this is synthetic speech, made with {PROGRAM}.</p>",
    ]
    return "\n".join(blocks) + "\n"


def as_page(book: Manifest, *, url: str = "") -> str:
    """The post as a page to look at; its body goes into an archive's form.

    Raises as `write_post`.
    """
    title = _text(book.metadata.title) or "Podfic"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>[Podfic] {title}</title>\n</head>\n<body>\n{write_post(book, url=url)}"
        f"</body>\n</html>\n"
    )


def tags(book: Manifest, *, streams: bool = False) -> tuple[str, ...]:
    """The additional tags of such a work.

    `streams`: whether the post has players.
    """
    bound = any(book.bound(Suffix.M4B).parent.glob(f"*{Suffix.M4B}"))
    formats = ["MP3", "M4B"] if bound else ["MP3"]
    formats += ["Streaming"] if streams else []
    return "Podfic", length_tag(book.length), *(f"Audio Format: {each}" for each in formats)


def length_tag(length: Ms) -> str:
    """The community's tag for a podfic of this length.

    >>> length_tag(Ms(599_000)), length_tag(Ms(600_000)), length_tag(Ms(90_000_000))
    ('Podfic Length: 0-10 Minutes', 'Podfic Length: 10-20 Minutes', 'Podfic Length: Over 20 Hours')
    """
    name = next(name for minutes, name in reversed(_LENGTHS) if length >= minutes * 60_000)
    return f"Podfic Length: {name}"


def _header(
    book: Manifest, credits: dict[str, str], music: str, formats: str
) -> Iterator[tuple[str, str]]:
    """Labels and the HTML after them."""
    metadata = book.metadata
    yield "Title", _text(metadata.title)
    yield "Author", _text(_listed(metadata.authors))
    voices = _listed(dict.fromkeys(book.voices.values()))
    made = f"synthetic speech, made with {PROGRAM}"
    yield "Reader", _text(f"{voices} ({made})" if voices else made)
    yield "Fandom", _text(_listed(metadata.fandoms))
    yield "Rating", _text(metadata.rating)
    yield "Warnings", _text(_listed(metadata.warnings))
    yield "Pairing", _text(_listed(metadata.relationships))
    yield (
        "Series",
        _text(f"{metadata.series} #{metadata.part}" if metadata.part else metadata.series),
    )
    yield "Length", _clock(book.length)
    yield "Format and size", formats
    link = escape(urls.link(metadata.url))
    text = f'<a href="{link}">{link}</a>' if link else FILL_IN.format("where the story stands")
    yield "Link to text", text
    yield "Cover by", _text(credits["Cover by"]) or FILL_IN.format("who made it")
    yield "Music", _text(music)
    how = "who gave it and where, or the author's statement about podfic"
    yield "Permission", _text(credits["Permission"]) or FILL_IN.format(how)


def _paragraph(fields: Iterable[tuple[str, str]]) -> str:
    """A line for each label; none for those that are empty."""
    return f"<p>{'<br>'.join(f'<b>{label}:</b> {html}' for label, html in fields if html)}</p>"


def _picture(book: Manifest, base: str) -> Iterator[str]:
    if base and (book.folder / COVER).is_file():
        about = _text(f"Cover of {book.metadata.title}")
        yield f'<p><img src="{_address(base, COVER)}" alt="{about}" width="300"></p>'


def _summary(book: Manifest) -> Iterator[str]:
    lines = list(filter(None, map(_text, book.metadata.summary.splitlines())))
    if lines:
        yield f"<p><b>Summary:</b></p>\n<blockquote><p>{'</p><p>'.join(lines)}</p></blockquote>"


def _chapter(episode: ChapterFile, size: int, base: str) -> str:
    about = f"{_clock(episode.length)}, {_megabytes(size)}"
    if not base:
        return f"<p><b>{_text(episode.title)}</b> ({about})</p>"
    there = _address(base, episode.file)
    player = f'<audio src="{there}" controls="controls" preload="none"></audio>'
    link = f'<a href="{there}">MP3</a>'
    return f"<p><b>{_text(episode.title)}</b> ({about}): {link}<br>{player}</p>"


def _download(path: Path, size: int, base: str, book: Manifest) -> str:
    name = _BOUND[path.suffix]
    where = base if path.parent == book.folder else f"{urls.file(base, book.apart)}/"
    link = f'<a href="{_address(where, path.name)}">{name}</a>' if base else name
    return f"<p><b>All chapters in one file:</b> {link} ({_megabytes(size)})</p>"


def _formats(book: Manifest, sizes: dict[str, int], bound: dict[Path, int]) -> str:
    count = len(sizes)
    files = f"{count} file{'' if count == 1 else 's'}"
    formats = [f"MP3 ({files}, {_megabytes(sum(sizes.values()))})"]
    for suffix, name in _BESIDE.items():
        there = [path for each in book.episodes if (path := book.path(each, suffix)).is_file()]
        if there:
            formats.append(f"{name} ({_megabytes(sum(map(_size, there)))})")
    formats += [f"{_BOUND[path.suffix]} ({_megabytes(size)})" for path, size in bound.items()]
    return "; ".join(formats)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError) as why:
        raise OutputError(f"{path}: is missing; run produce again") from why


def _address(base: str, name: str) -> str:
    """Of a file there, for an attribute."""
    return escape(urls.file(base, name))


def _text(text: str) -> str:
    return escape(clean(text))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(filter(None, map(clean, values)))


def _clock(length: Ms) -> str:
    return clock(length + 500, hours=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
