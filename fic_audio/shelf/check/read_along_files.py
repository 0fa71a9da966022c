"""Read-along book and page: complete, and with the words that are spoken."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote

from fic_audio.shelf.check import shown_text
from fic_audio.shelf.check.opened import tag_size
from fic_audio.shelf.check.report import Verdict, verdict
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.caption_lines import drop_names, time_phrases

_TYPE = b"application/epub+zip"
_SMIL = "application/smil+xml"
_CONTAINER = "META-INF/container.xml"
_IN_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_IN_SMIL = "{http://www.w3.org/ns/SMIL}"
_DATA = re.compile(r'<script type="application/json" id="chapter-\d+">(.*?)</script>', re.S)
_LARGEST = 1 << 26
"""Most bytes of XML to read."""


def check_epub(
    path: Path, chapters: Sequence[Path], lines: Sequence[Sequence[TimedLine]] = ()
) -> Iterator[Verdict]:
    """Verdicts on an EPUB, compared with the chapters' MP3s and their timed lines."""
    try:
        with zipfile.ZipFile(path) as file:
            damaged = file.testzip()
            yield verdict(path.name, "whole", f"{damaged!r} is damaged" if damaged else "")
            yield verdict(path.name, "mimetype", _type_trouble(file))
            items = _items(file)
            missing = [name for name, _ in items if name not in file.namelist()]
            yield verdict(
                path.name, "files", f"without {', '.join(missing[:3])}" if missing else ""
            )
            if not missing:
                yield verdict(path.name, "audio", _audio_trouble(file, items, chapters))
                if lines:
                    yield verdict(path.name, "words", _words_trouble(file, items, lines))
            overlays = _overlays(items)
    except Exception as why:  # Whatever a reader stumbles over, players may, too.
        yield verdict(path.name, "opens", f"it is no EPUB: {why}")
        return
    count = f"{overlays} overlays for {len(chapters)} chapters"
    yield verdict(path.name, "overlays", count if overlays != len(chapters) else "", count)


def _type_trouble(file: zipfile.ZipFile) -> str:
    first = file.infolist()[0]
    right = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
    well = right and first.file_size == len(_TYPE) and file.read(first) == _TYPE
    return "" if well else "its first entry does not tell what it is"


def _items(file: zipfile.ZipFile) -> Sequence[tuple[str, Any]]:
    """Paths and manifest items in the package document."""
    container = _xml(file, _CONTAINER)
    package = container.find(f".//{_IN_CONTAINER}rootfile").get("full-path")
    here = str(PurePosixPath(package).parent)
    items = _xml(file, package).findall(f".//{_OPF}manifest/{_OPF}item")
    return [(normpath(join(here, unquote(item.get("href", "")))), item) for item in items]


def _overlays(items: Sequence[tuple[str, Any]]) -> int:
    """The number of chapters with a media overlay."""
    kinds = {item.get("id"): item.get("media-type") for _, item in items}
    overlays = {overlay for _, item in items if (overlay := item.get("media-overlay"))}
    return sum(kinds.get(each) == _SMIL for each in overlays)


def _audio_trouble(
    file: zipfile.ZipFile, items: Sequence[tuple[str, Any]], chapters: Sequence[Path]
) -> str:
    """What is wrong if its sound is not that of the folder; tags may differ."""
    inside = [name for name, item in items if item.get("media-type") == "audio/mpeg"]
    inside_digests = sorted(_digest(file.read(name)) for name in inside)
    same = inside_digests == sorted(_digest(path.read_bytes()) for path in chapters)
    return "" if same else "its sound is not that of the MP3s; make it again"


def _words_trouble(
    file: zipfile.ZipFile, items: Sequence[tuple[str, Any]], lines: Sequence[Sequence[TimedLine]]
) -> str:
    """What is wrong if a chapter does not show its words when they are spoken."""
    names = {item.get("id"): name for name, item in items}
    pairs = [
        (name, names.get(overlay, ""))
        for name, item in items
        if (overlay := item.get("media-overlay"))
    ]
    pairs.sort(key=lambda pair: (len(pair[0]), pair[0]))
    for number, ((page, overlay), spoken) in enumerate(zip(pairs, lines, strict=False), 1):
        texts = {
            each.get("id"): "".join(each.itertext())
            for each in _xml(file, page).iter(f"{_XHTML}span")
        }
        rows = []
        for par in _xml(file, overlay).iter(f"{_IN_SMIL}par"):
            text, audio = par.find(f"{_IN_SMIL}text"), par.find(f"{_IN_SMIL}audio")
            shown = texts.get(text.get("src", "").rpartition("#")[2], "")
            start, end = (_seconds(audio.get(name, "")) for name in ("clipBegin", "clipEnd"))
            rows.append(shown_text.ShownText(start, end, shown))
        if trouble := shown_text.trouble(rows, shown_text.shown_rows(time_phrases(spoken))):
            return f"chapter {number}: {trouble}"
    return ""


def check_page(path: Path, lines: Sequence[Sequence[TimedLine]]) -> Verdict:
    """A verdict on the page to read along."""
    try:
        texts = [json.loads(text) for text in _DATA.findall(path.read_text("utf-8"))]
        chapters = [list(_shown(blocks)) for blocks in texts]
    except Exception as why:  # Whatever a browser stumbles over.
        return verdict(path.name, "words", f"can't be read: {why!r}")
    if len(chapters) != len(lines):
        return verdict(path.name, "words", f"{len(chapters)} chapters, and {len(lines)} MP3s")
    for number, (rows, spoken) in enumerate(zip(chapters, lines, strict=True), 1):
        if trouble := shown_text.trouble(
            rows, shown_text.shown_rows(time_phrases(drop_names(spoken)))
        ):
            return verdict(path.name, "words", f"chapter {number}: {trouble}")
    return verdict(path.name, "words", "", f"{len(chapters)} chapters")


def _shown(blocks: Sequence[Any]) -> Iterator[shown_text.ShownText]:
    phrases = [part for _, *parts in blocks for part in parts if not isinstance(part, str)]
    for (start, _, text, *_), after in zip(phrases, [*phrases[1:], None], strict=False):
        end = after[0] if after else start
        yield shown_text.ShownText(start / 1000, end / 1000, text)


def _seconds(clock: str) -> float:
    """A time of SMIL in seconds."""
    seconds = 0.0
    for part in clock.removesuffix("s").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _digest(mp3: bytes) -> bytes:
    return blake2b(memoryview(mp3)[tag_size(mp3) :]).digest()


def _xml(file: zipfile.ZipFile, name: str) -> Any:
    from defusedxml import ElementTree

    if file.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is too large")
    return ElementTree.fromstring(file.read(name))
