"""Web pages -> Stories: one file a site, chosen by what the page itself shows."""

from __future__ import annotations

import codecs
import re
from importlib import import_module
from types import ModuleType

from fic_audio.model import Story
from fic_audio.page.read.decode import decode
from fic_audio.page.read.web.tree import Tree, tree

SITES = ("ao3", "ffn", "fanficfare", "fichub", "wattpad", "siye", "royalroad")
"""Modules that know a site or a program: `knows(page)` tells its pages, `read(page)` reads them."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,30})", re.IGNORECASE)


def read_html(raw: bytes) -> Story:
    """The story in a web page; StoryError where it holds none."""
    from fic_audio.page.read.web.drop_caps import join_initials
    from fic_audio.page.read.web.footnotes import write_out
    from fic_audio.page.read.web.not_a_story import refuse
    from fic_audio.page.read.web.ruby import gloss

    dom = tree(_decoded(raw))
    refuse(dom)
    write_out(dom)
    join_initials(dom)
    gloss(dom)
    return read_page(dom)


def read_page(dom: Tree) -> Story:
    """The story in a page's tree, read by the site that knows it or as any page."""
    from fic_audio.page.read.web import generic

    site = next((site for site in map(_site, SITES) if site.knows(dom)), generic)
    story: Story = site.read(dom)
    return story


def _site(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


def _decoded(raw: bytes) -> str:
    html = _characters(raw)
    if html.count("\\n") > 10 and html.count("\\n") > html.count("\n"):
        # Saved out of a program's string, with the signs that it has for line ends.
        html = re.sub(r"\\([nrt])", " ", html).replace('\\"', '"').replace("\\/", "/")
    return html


def _characters(raw: bytes) -> str:
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(raw[:4096])
    name = declared[1].decode().lower() if declared else ""
    if name not in ("", "utf-8", "utf8", "utf-16"):
        try:
            # What pages call ISO-8859-1 is Windows-1252, to browsers too (WHATWG Encoding).
            return raw.decode("cp1252" if name in ("iso-8859-1", "latin1", "ascii") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw) or raw.decode("utf-8", "replace")
