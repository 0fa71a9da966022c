"""RTF -> Story, by way of HTML: a reader of its own, because libraries lose the italics."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from html import escape

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read.document import of_passage
from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.tree import tree

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)"
)
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr "
    "footerf object themedata listtable listoverridetable fldinst annotation atnid atnauthor "
    "xmlnstbl generator datastore rsidtbl latentstyles nonshppict shppict".split()
)
_CHARS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": " ", "cell": " ", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
MOST_DEPTH = 10_000


@dataclass(frozen=True, slots=True)
class _State:
    italic: bool = False
    bold: bool = False
    silent: bool = False
    skip: int = 1
    """How many bytes stand in for a character of Unicode."""
    told: str = ""


def read_rtf(raw: bytes) -> Story:
    """The story in an RTF document; StoryError where it nests without end."""
    html, told = _read(raw)
    body = tree(html).body
    story = of_passage(flow([body] if body is not None else []))
    title, author = (" ".join(told.get(key, "").split()) for key in ("title", "author"))
    known = story.metadata
    authors = known.authors or ((author,) if author else ())
    return replace(story, metadata=replace(known, title=known.title or title, authors=authors))


def _read(raw: bytes) -> tuple[str, dict[str, str]]:
    state, stack = _State(), list[_State]()
    pieces, told = ["<p>"], dict[str, str]()
    encoding, skip, pending = "cp1252", 0, b""

    def say(text: str) -> None:
        if state.told:
            told[state.told] = told.get(state.told, "") + text
        elif not state.silent:
            html = escape(text)
            html = f"<b>{html}</b>" if state.bold else html
            pieces.append(f"<i>{html}</i>" if state.italic else html)

    for token in _TOKEN.finditer(raw):
        word, number, code, symbol, brace, text = token.groups()
        if code and skip:
            skip -= 1
            continue
        if pending and not code:
            say(pending.decode(encoding, "replace"))
            pending = b""
        if code:
            pending += bytes.fromhex(code.decode())
        elif brace == b"{":
            stack.append(state)
            skip = 0
            if len(stack) > MOST_DEPTH:
                raise StoryError("the document nests too deep to be read; save it again as DOCX")
        elif brace:
            state = stack.pop() if stack else state
            skip = 0
        elif text:
            text, skip = text[skip:], max(0, skip - len(text))
            say(text.decode(encoding, "replace"))
        elif symbol:
            if symbol == b"*":
                state = replace(state, silent=True)
            elif symbol in b"\r\n":
                pieces.append("" if state.silent else "</p><p>")
            elif symbol in _SYMBOLS:
                say(_SYMBOLS[symbol])
        elif word:
            name, value = word.decode(), int(number) if number else None
            if name == "u" and value is not None:
                say(_surrogate(value))
                skip = state.skip
            elif name == "ansicpg":
                encoding = _encoding(value or 1252)
            elif name == "uc":
                state = replace(state, skip=min(value or 0, 8))
            elif name in ("i", "b"):
                on = value != 0
                state = replace(state, italic=on) if name == "i" else replace(state, bold=on)
            elif name == "plain":
                state = replace(state, italic=False, bold=False)
            elif name in ("title", "author") and state.silent:
                state = replace(state, told=name)
            elif name in _SILENT or (name in ("v", "deleted") and value != 0):
                state = replace(state, silent=True)
            elif name in ("par", "sect", "page", "row") and not state.silent:
                pieces.append("</p><p>")
            elif name == "line" and not state.silent:
                pieces.append("<br>")
            elif name in _CHARS:
                say(_CHARS[name])
    if pending:
        say(pending.decode(encoding, "replace"))
    page = "".join(pieces)
    # Characters beyond the first 65,536 are written as two halves, each with its own mark-up.
    page = re.sub("([\ud800-\udbff])(?:</[ib]>|<[ib]>)*([\udc00-\udfff])", r"\1\2", page)
    return page.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), told


def _surrogate(value: int) -> str:
    return chr(value & 0xFFFF)


def _encoding(page: int) -> str:
    name = {10000: "mac-roman", 65001: "utf-8"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
