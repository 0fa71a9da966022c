"""What a story says of itself -> the first page of its read-along."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from fic_audio.model import NARRATOR, Metadata
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.overlay.package import title, values
from fic_audio.shelf.text.overlay.pages import ENGLISH, Look, new_page
from fic_audio.shelf.text.text_cleaning import clean, name_speaker


def title_page(book: Manifest, cover: str, look: Look) -> ET.Element:
    """The cover (a file of the book, or none), what it is, who wrote it, who speaks as whom."""
    root, body = new_page(title(book), look)
    section = ET.SubElement(body, "section", {"epub:type": "titlepage"})
    if cover:
        alt = f"Cover of {title(book)}"
        ET.SubElement(section, "img", {"class": "cover", "src": cover, "alt": alt})
    ET.SubElement(section, "h1").text = title(book)
    if authors := ", ".join(values(book.metadata.authors)):
        ET.SubElement(section, "p", {"class": "creators"}).text = authors
    rows = [(label, text) for label, text in _about(book.metadata) if text]
    if rows:
        listed = ET.SubElement(section, "dl")
        for label, text in rows:
            ET.SubElement(listed, "dt", ENGLISH).text = label
            ET.SubElement(listed, "dd").text = text
    _voices(section, book, look)
    return root


def _about(metadata: Metadata) -> Iterator[tuple[str, str]]:
    part = clean(metadata.part) if clean(metadata.series) else ""
    yield "Series", clean(f"{metadata.series} #{part}" if part else metadata.series)
    yield "Fandom", "; ".join(values(metadata.fandoms))
    yield "Relationships", "; ".join(values(metadata.relationships))
    yield "Rating", clean(metadata.rating)
    yield "Warnings", "; ".join(values(metadata.warnings))
    yield "Summary", clean(metadata.summary)
    yield "Disclaimer", clean(metadata.disclaimer)
    yield "Source", clean(metadata.url)


def _voices(section: ET.Element, book: Manifest, look: Look) -> None:
    """A key to the colours: each speaker with the voice."""
    rows = {speaker: clean(voice) for speaker, voice in book.voices.items()}
    rows |= {speaker: "" for speaker in look.classes if speaker not in rows}
    if not rows:
        return
    ET.SubElement(section, "h2", ENGLISH).text = "Voices"
    listed = ET.SubElement(section, "ul")
    for speaker, voice in rows.items():
        row = ET.SubElement(listed, "li")
        name = ET.SubElement(row, "span")
        name.text = name_speaker(speaker)
        if speaker != NARRATOR:
            name.set("class", look.of(speaker))
        name.tail = f": {voice}" if voice else ""
