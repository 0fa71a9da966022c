"""The first lines of a text -> its title and author, where a page shows them without labels."""

from __future__ import annotations

import re

from fic_audio.model import Metadata
from fic_audio.page.plain_text.header import Block, HeaderFields, plain
from fic_audio.page.plain_text.labels import read_label
from fic_audio.text.sentences import ends_sentence

_NAME = r"[A-Z\d_][\w.'’&+!-]*"
_JOINTS = "and|&|de|von|van|of|in|the|a|la|le|du"
_HANDLE = re.compile(r"[*_~(]*(?:(?:story|fic|written)\s+)?[Bb][Yy][:\s]+(?P<name>[\w.-]+)[*_~)]*")
"""A byline by itself with a pen name: "by halfpennylight"."""
BYLINE = re.compile(
    rf"[*_~\s(-]*(?:(?:written|story|a\s+(?:story|fic|novel|fanfic(?:tion)?))\s+)?[Bb][Yy][:\s]+"
    rf"(?P<name>[*_]*{_NAME}(?:[ ,]+(?:(?:{_JOINTS})\s+)?{_NAME}){{0,5}})[*_~\s).]*",
)


_TITLE_PAGE = re.compile(
    r"[\s(\[]*(?:\d{4}|translated\s+by\b.*|in\s+\w+\s+(?:parts|volumes|acts)|illustrated\s+by\b.*|"
    r"edited\s+by\b.*|a\s+(?:novel|romance|study|story|tale|nightmare|fan\s*fic(?:tion)?\b.*|\w+\s+fic)|"
    r"by|contents|table\s+of\s+contents|chapters|index|the\s+text\s+is\s+that\s+of\b.*|"
    r"(?:a\s+)?[\w\s.:’'-]{2,40}\s+fan\s*fic(?:tion)?)[\s)\].:]*",
    re.IGNORECASE | re.DOTALL,
)


LINE = 500
"""Characters of a line that may stand on a title page."""


QUOTED = re.compile(r"[\"“”«]")


def title_page(blocks: list[Block], found: HeaderFields, *, headed: bool) -> int:
    """Takes a title and a byline at the very top; how many blocks they are."""
    lines = [(here, line) for here, block in enumerate(blocks[:6]) for line in block.lines[:5]]
    if not lines or read_label(lines[0][1]) or not _may_be_title(lines[0][1]):
        return 0
    if _on_title_page(lines[0][1]):
        return 0
    title = lines[0][1]
    for nth, (here, line) in enumerate(lines[1:5], 1):
        match = byline(line) or (_HANDLE.fullmatch(line) if len(line) <= LINE else None)
        name = match["name"] if match else ""
        if not match and line.casefold().strip("*_: ") == "by" and nth + 1 < len(lines):
            here, name = lines[nth + 1]
        if name and len(name) <= 60:
            found.title, found.author = plain(title), plain(name)
            return _past_byline(blocks, here, found)
        if not _may_be_title(line) and not _on_title_page(line):
            break
    if len(blocks[0].lines) == 1 and len(blocks) > 1 and read_label(blocks[1].lines[0]):
        found.title = plain(title)
        return 1
    if (
        len(blocks) > 2
        and len(blocks[0].lines) == len(blocks[1].lines) == 1
        and read_label(blocks[2].lines[0])
        and re.fullmatch(r"[\w.'’-]+(?: [\w.'’-]+){0,2}", blocks[1].lines[0])
    ):
        found.title, found.author = plain(title), plain(blocks[1].lines[0])
        return 2
    if headed and len(blocks) <= 6 and all(on_title_page(block) for block in blocks[1:]):
        found.title = plain(title)
        return len(blocks)
    if headed and len(blocks[0].lines) <= 2 and all(map(_may_be_title, blocks[0].lines)):
        found.title = plain(title)
        return 1
    return 0


def _past_byline(blocks: list[Block], here: int, found: HeaderFields) -> int:
    """The number of blocks up to the byline; what stands below it in its block is left there."""
    rest = blocks[here].lines
    last = next(nth for nth, line in enumerate(rest) if found.author in plain(line))
    blocks[here].drop(last + 1)
    return here if blocks[here].lines else here + 1


def on_title_page(block: Block) -> bool:
    return all(map(_on_title_page, block.lines)) or _on_title_page(" ".join(block.lines))


def byline(line: str) -> re.Match[str] | None:
    """The match of a line that tells who wrote the story."""
    return BYLINE.fullmatch(line) if len(line) <= LINE else None


def _on_title_page(line: str) -> bool:
    return len(line) <= LINE and _TITLE_PAGE.fullmatch(line) is not None


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= 80
        and any(char.isalpha() for char in line)
        and not line.endswith((",", ";", "."))
        and not QUOTED.search(line.strip('"“”'))
    )


def lone_title(blocks: list[Block]) -> Metadata:
    """A short first line by itself above longer paragraphs names the story, and stays in it."""
    if len(blocks) < 2 or len(blocks[0].lines) != 1:
        return Metadata()
    line = blocks[0].lines[0]
    weighty = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    titled = line.isupper() or (bool(weighty) and all(word[0].isupper() for word in weighty))
    longer = blocks[1].end - blocks[1].start > 2 * len(line)
    if titled and longer and len(line) <= 60 and _may_be_title(line) and not ends_sentence(line):
        return Metadata(title=plain(line))
    return Metadata()
