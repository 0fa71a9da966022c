"""The rows of a sheet: what is shown of a line, and how it is recognised again.

A row begins with what it is, so that no text of a story can be taken for anything else:

    == 1. A title ==        a heading
    # words                 a remark
    | words                 what the narrator reads
    ? Name: words           what somebody says; "?" is unsure, "!" is the listener's word
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s

from fic_audio.model import Chapter, Kind, Span

HEADING, REMARK, NARRATION = "==", "#", "|"
LEADS = frozenset("=#|?!:\\")
"""What would change the meaning of a name that begins with it."""
JOINERS = "\u200c\u200d"
"""Format characters that are part of words and emoji."""

_WORDS = re.compile(r"\w+")
_NAMED = re.compile(r"((?:\\.|[^\\:])+?)\s*:(.*)", re.DOTALL)


class Mark(StrEnum):
    """What stands in front of a name."""

    NONE = ""
    UNSURE = "?"
    YOURS = "!"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a story as a sheet sees it."""

    chapter: int
    """From 0."""
    span: Span
    text: str
    """As shown: on one row."""

    @property
    def at(self) -> tuple[int, int]:
        """Chapter and start, as `attribution` knows a line."""
        return self.chapter, self.span.start


def places(chapters: Sequence[Chapter], spans: Iterable[Iterable[Span]]) -> Iterator[Place]:
    """Every line that a sheet shows, in reading order: all but notes, a chapter's own heading, and
    what holds nothing to be seen."""
    for number, (chapter, parts) in enumerate(zip(chapters, spans, strict=True)):
        opening = True
        for span in parts:
            text = show_text(chapter.text[span.start : span.end])
            own_heading = opening and span.kind is Kind.HEADING
            opening = opening and (own_heading or not text)
            if text and span.kind is not Kind.NOTE and not own_heading:
                yield Place(number, span, text)


def show_text(text: str) -> str:
    """A text on one row, without white space at its ends or codes that steer an editor.

    >>> show_text(' "Come\\n   in," ')
    '"Come in,"'
    """
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join("".join(map(_seen, text)).split())
    return text


def key(text: str) -> str:
    """What stays of a text when its case, punctuation and spacing do not matter.

    >>> key("“Don’t!”") == key('"don\\'t."')
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(plain)) or "".join(plain.split())


def fold(name: str) -> str:
    """A name as it is compared with others."""
    return show_text(name).casefold()


def digest(text: str) -> str:
    """Five letters that stand for a text."""
    return blake2s(text.encode(errors="surrogatepass"), digest_size=3).hexdigest()[:5]


def spoken_row(mark: Mark, name: str, text: str) -> str:
    return f"{mark} {write_name(name)}: {text}".strip()


def narration_row(text: str) -> str:
    return f"{NARRATION} {text}".rstrip()


def read_spoken(row: str) -> tuple[Mark, str, str] | None:
    """Mark, name and text of a row; None where no name and colon stand before a text.

    >>> read_spoken('?Ines:  "Well?"')
    (<Mark.UNSURE: '?'>, 'Ines', '"Well?"')
    """
    rest = row.lstrip("?! \t")
    marks = row[: len(row) - len(rest)]
    mark = Mark.YOURS if "!" in marks else Mark.UNSURE if "?" in marks else Mark.NONE
    match = _NAMED.fullmatch(rest)
    return (mark, read_name(match[1]), match[2].strip()) if match else None


def write_name(name: str) -> str:
    """A name so that it can be told from what stands around it.

    >>> write_name("Dr: No"), write_name("# 5")
    ('Dr\\\\: No', '\\\\# 5')
    """
    name = show_text(name).replace("\\", "\\\\").replace(":", "\\:")
    return f"\\{name}" if name[:1] in LEADS - set("\\:") else name


def read_name(name: str) -> str:
    """The name that was written so."""
    return re.sub(r"\\(.)", r"\1", name).strip()


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    steers = unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in JOINERS
    return "" if steers else char
