"""Chapters -> the pages of a read-along (XHTML) and what is heard with them (SMIL)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

from fic_audio.durations import timecode
from fic_audio.model import NARRATOR, Kind, Ms
from fic_audio.shelf.manifest import ChapterFile, TimedLine
from fic_audio.shelf.text.caption_lines import announces
from fic_audio.shelf.text.overlay.style import LINKS
from fic_audio.shelf.text.text_cleaning import clean, joint, name_speaker

ENGLISH = {"lang": "en", "xml:lang": "en", "dir": "ltr"}
"""Of our own words on a page in any language."""

_SHOWN = frozenset({Kind.THOUGHT, Kind.LETTER, Kind.MESSAGE, Kind.NOTE})
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Look:
    """What all pages share."""

    language: str
    """An IETF tag; "und" if nobody knows."""
    rtl: bool
    classes: dict[str, str]
    """Speaker -> CSS class. Grows as speakers come up; the narrator has none."""

    def of(self, speaker: str) -> str:
        if speaker == NARRATOR:
            return ""
        return self.classes.setdefault(speaker, f"v{len(self.classes) + 1}")


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a chapter's MP3 and the element it is heard with."""

    id: str
    start: Ms
    end: Ms


def xml(root: ET.Element) -> bytes:
    """A document as it stands in the file."""
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    head += b"<!DOCTYPE html>\n" if root.tag == "html" else b""
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return head + text + b"\n"


def new_page(title: str, look: Look) -> tuple[ET.Element, ET.Element]:
    """An empty page, and its body."""
    # ElementTree holds prefixes of namespaces for the whole program: here they are mere names.
    root = ET.Element(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": look.language,
            "xml:lang": look.language,
            "dir": "rtl" if look.rtl else "ltr",
        },
    )
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = title
    for rel, href, name in LINKS:
        link = ET.SubElement(head, "link", {"rel": rel, "href": href, "type": "text/css"})
        if name:
            link.set("title", name)
    return root, ET.SubElement(root, "body")


def title_of(episode: ChapterFile) -> str:
    return clean(episode.title) or f"Chapter {episode.number}"


def write_chapter(
    episode: ChapterFile, lines: Sequence[TimedLine], look: Look
) -> tuple[ET.Element, tuple[Clip, ...]]:
    """A chapter's page, and its clips: together they are the whole MP3, pauses included.

    The lines come as `phrases.timed` gives them.
    """
    root, body = new_page(title_of(episode), look)
    section = ET.SubElement(
        body,
        "section",
        {"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": _TITLE},
    )
    groups = [list(group) for _, group in groupby(lines, key=_block)]
    story = [group for group in groups if group[0].paragraph >= 0]
    spoken_title = story[0] if story and _is_heading(story[0]) else None
    if spoken_title is None:
        ET.SubElement(section, "h1", id=_TITLE).text = title_of(episode)
    starts: list[tuple[str, Ms]] = []
    last = ""
    scene = story[0][0].scene if story else 0
    for group in groups:
        if group[0].paragraph >= 0 and group[0].scene != scene:
            scene, last = group[0].scene, ""
            ET.SubElement(section, "hr")
        block = _element(section, group, group is spoken_title)
        last = _fill(block, group, look, last, starts)
    return root, _clips(starts or [(_TITLE, Ms(0))], lines, episode.length)


def smil(page_name: str, audio: str, clips: Sequence[Clip]) -> ET.Element:
    """The overlay of a page: each element with its part of the sound."""
    root = ET.Element(
        "smil",
        {
            "xmlns": "http://www.w3.org/ns/SMIL",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "version": "3.0",
        },
    )
    body = ET.SubElement(root, "body")
    sequence = ET.SubElement(
        body, "seq", {"id": "chapter", "epub:textref": page_name, "epub:type": "chapter"}
    )
    for clip in clips:
        par = ET.SubElement(sequence, "par", id=f"p-{clip.id}")
        ET.SubElement(par, "text", src=f"{page_name}#{clip.id}")
        times = {"clipBegin": timecode(clip.start), "clipEnd": timecode(clip.end)}
        ET.SubElement(par, "audio", {"src": audio, **times})
    return root


def nav(chapters: Mapping[str, str], look: Look) -> ET.Element:
    """The table of contents, from the pages' files -> titles."""
    root, body = new_page("Contents", look)
    toc = ET.SubElement(body, "nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"})
    ET.SubElement(toc, "h1", ENGLISH).text = "Contents"
    first = next(iter(chapters))
    _list(toc, {name: {"href": name, "text": text} for name, text in chapters.items()})
    marks = ET.SubElement(body, "nav", {"epub:type": "landmarks", "hidden": "hidden"})
    ET.SubElement(marks, "h2", ENGLISH).text = "Landmarks"
    _list(
        marks,
        {
            "titlepage": {"href": "title.xhtml", "text": "Title page"},
            "bodymatter": {"href": first, "text": "Story"},
        },
        typed=True,
    )
    return root


def _list(parent: ET.Element, rows: Mapping[str, Mapping[str, str]], typed: bool = False) -> None:
    ordered = ET.SubElement(parent, "ol")
    for name, row in rows.items():
        link = ET.SubElement(ET.SubElement(ordered, "li"), "a", href=row["href"])
        link.text = row["text"]
        if typed:
            link.attrib |= {"epub:type": name, **ENGLISH}


def _block(line: TimedLine) -> tuple[int, int, int]:
    """What lines of one paragraph have in common; each line of the credits stands alone."""
    return (line.scene, line.paragraph, line.start if line.paragraph < 0 else 0)


def _is_heading(group: Sequence[TimedLine]) -> bool:
    return all(line.kind == Kind.HEADING for line in group)


def _element(section: ET.Element, group: Sequence[TimedLine], is_title: bool) -> ET.Element:
    if is_title:
        return ET.SubElement(section, "h1", id=_TITLE)
    if group[0].paragraph < 0:
        return ET.SubElement(section, "p", {"class": "credits"})
    return ET.SubElement(section, "h2" if _is_heading(group) else "p")


def _fill(
    block: ET.Element,
    group: Sequence[TimedLine],
    look: Look,
    last: str,
    starts: list[tuple[str, Ms]],
) -> str:
    """Puts the lines of a paragraph into its element; gives who was labelled last."""
    for line, after in zip(group, [*group[1:], None], strict=True):
        name = f"s{len(starts) + 1}"
        starts.append((name, line.start))
        span = ET.SubElement(block, "span", id=name)
        span.text = line.text
        if after is not None:
            span.tail = joint(line.text, after.text, look.language)
        classes = [line.kind.value] if line.kind in _SHOWN else []
        if colour := look.of(line.speaker):
            span.set("data-speaker", name_speaker(line.speaker))
            classes += [colour, "turn"] if line.speaker != last else [colour]
            last = line.speaker
        elif after is not None and announces(line, after):
            last = after.speaker  # its name stands there
        if classes:
            span.set("class", " ".join(classes))
    return last


def _clips(
    starts: Sequence[tuple[str, Ms]], lines: Sequence[TimedLine], length: Ms
) -> tuple[Clip, ...]:
    """Each lasts until the next begins: between two clips a player would skip the pause."""
    end = max(length, lines[-1].end if lines else 1)
    times: Iterator[int] = iter([0, *(start for _, start in starts[1:]), end])
    return tuple(
        Clip(name, Ms(start), Ms(stop))
        for (name, _), (start, stop) in zip(starts, pairwise(times), strict=True)
    )
