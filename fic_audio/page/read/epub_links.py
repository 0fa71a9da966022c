"""Links between the files of a book -> links within one page."""

from __future__ import annotations

import posixpath

from fic_audio.page.read.package import resolve_link
from fic_audio.page.read.web.tree import Tree
from fic_audio.page.read.zip_archive import ZipArchive

_MOST = 5_000
"""Links of a file that are looked at."""


def localise(zipped: ZipArchive, dom: Tree, path: str, seen: set[str]) -> None:
    """Makes a file's links to places lead there once all files are one page.

    `seen` holds the ids of the files before, and takes this file's: many books number the
    footnotes of each chapter anew.
    """
    places = {node.attributes.get("id") or "": node for node in dom.css("[id]")}
    renamed: dict[str, str] = {}
    for link in dom.css("a[href]")[:_MOST]:
        href = link.attributes.get("href") or ""
        if "#" not in href or "://" in href:
            continue
        target, fragment = path, href[1:]
        if not href.startswith("#"):
            target, fragment = resolve_link(zipped, posixpath.dirname(path), href)
        if target == path and fragment in places and fragment in seen:
            name = renamed.setdefault(fragment, f"{fragment}--{len(seen)}")
            places[fragment].attrs["id"] = name
            fragment = name
        if zipped.find(target):
            link.attrs["href"] = f"#{fragment}"
    seen.update(places)
