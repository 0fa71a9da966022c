"""EPUBs made for tests, of little stories of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from fic_audio.model import Story

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"'
TITLE = "<dc:title>The Late Tram</dc:title><dc:creator>Ada Moss</dc:creator>"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def page(body: str, *, attributes: str = "", head: str = "") -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>A page</title>{head}</head><body{attributes}>{body}</body></html>"
    )


def ncx(entries: Iterable[tuple[str, str]]) -> str:
    points = "".join(
        f'<navPoint id="p{n}"><navLabel><text>{title}</text></navLabel><content src="{to}"/>'
        "</navPoint>"
        for n, (title, to) in enumerate(entries)
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
        '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    )


def nav(entries: Iterable[tuple[str, str]], landmarks: str = "") -> str:
    items = "".join(f'<li><a href="{to}">{title}</a></li>' for title, to in entries)
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>{landmarks}')


def opf(
    pages: Iterable[str],
    *,
    metadata: str = TITLE,
    items: str = "",
    spine: str = "",
    end: str = "",
) -> str:
    """A package document whose reading order is `pages`, or `spine` where that is given."""
    pages = list(pages)
    listed = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    order = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    return (
        '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" '
        f'version="2.0"><metadata {DC}>{metadata}</metadata><manifest>{listed}{items}'
        f'<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f'<spine toc="ncx">{order}</spine>{end}</package>'
    )


def epub(
    pages: Mapping[str, str | bytes],
    entries: Iterable[tuple[str, str]] = (),
    *,
    package: str = "",
    more: Mapping[str, str | bytes] | None = None,
    metadata: str = TITLE,
) -> bytes:
    """An EPUB 2 of pages by name, in order, all below OEBPS/."""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER.format("OEBPS/content.opf"),
            "OEBPS/content.opf": package or opf(pages, metadata=metadata),
            "OEBPS/toc.ncx": ncx(entries),
            **{f"OEBPS/{name}": content for name, content in pages.items()},
            **(more or {}),
        }
    )


ONE = "<h2>Rain</h2><p>The tram was late, and Ida counted the puddles.</p>"
TWO = "<h2>Rails</h2><p>“You again,” said the driver, and rang the bell.</p>"
RAIN = "Rain\n\nThe tram was late, and Ida counted the puddles."
RAILS = "Rails\n\n“You again,” said the driver, and rang the bell."
PAGES = {"one.xhtml": page(ONE), "two.xhtml": page(TWO)}
ENTRIES = (("Rain", "one.xhtml"), ("Rails", "two.xhtml"))


def texts(story: Story) -> list[str]:
    return [chapter.text for chapter in story.chapters]


def titles(story: Story) -> list[str]:
    return [chapter.title for chapter in story.chapters]
