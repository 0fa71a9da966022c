"""What stands in a feed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

URL = "https://example.org/fics/kettle/"
SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}


def channel(text: bytes) -> ET.Element:
    found = ET.fromstring(text).find("channel")
    assert found is not None
    return found


def items(text: bytes) -> list[ET.Element]:
    return channel(text).findall("item")


def said(element: ET.Element, name: str) -> list[str]:
    """The texts of all elements of a name in another."""
    return [found.text or "" for found in element.findall(name, SPACES)]
