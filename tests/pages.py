"""The README and the pages of `docs/`, taken apart: blocks, tables, links."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *DOCS.glob("*.md"))
)
by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str = "") -> list[str]:
    """The fenced blocks of a page, of one language or of all."""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text_of(page), re.M | re.S)
    return [text for name, text in found if language in ("", name)]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", text_of(page), flags=re.M | re.S)


def spans(page: Path) -> list[str]:
    """What stands in code font in a page's prose."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def section(page: Path, title: str) -> str:
    """What follows a heading, down to the next one."""
    parts = re.split(r"^#+ (.+)$", text_of(page), flags=re.M)
    found = [
        text for heading, text in zip(parts[1::2], parts[2::2], strict=True) if heading == title
    ]
    assert len(found) == 1, f"{page.name}: {len(found)} sections are called {title!r}"
    return found[0]


def rows(text: str, first: str) -> list[list[str]]:
    """The cells of the table whose first heading is `first`."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(f"| {first} |"):
            next(lines)
            table = takewhile(lambda each: each.startswith("|"), lines)
            return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]
    return []


def anchors(page: Path) -> set[str]:
    """The headings of a page, as GitHub makes addresses of them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def links(page: Path) -> list[str]:
    """The links to this repository's own files."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    return [each for each in found if not each.startswith(("http:", "https:", "mailto:"))]
