"""RTF -> Story, by way of HTML: a reader of its own, because libraries lose the italics."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from html import escape

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.web.html_text import extract_text
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
    """What the words tell of the document: its title, its author."""
    note: bool = False
    """Whether they are a footnote's."""


def read_rtf(raw: bytes) -> Story:
    """The story in an RTF document; StoryError where it nests without end."""
    html, told = _read(raw)
    body = tree(html).body
    story = of_passage(extract_text([body] if body is not None else []))
    title, author = (" ".join(told.get(key, "").split()) for key in ("title", "author"))
    known = story.metadata
    authors = known.authors or ((author,) if author else ())
    return replace(story, metadata=replace(known, title=known.title or title, authors=authors))


class _HtmlBuilder:
    """The HTML of a document as it is written, note by note and paragraph by paragraph."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        self._pieces = ["<p>"]
        self._noted: list[str] = []
        """The note that is being read."""
        self._notes: list[str] = []
        """Notes that wait for the end of the paragraph that refers to them."""
        self._count = 0

    def say(self, text: str, state: _State) -> None:
        if state.told:
            self.told[state.told] = self.told.get(state.told, "") + text
        elif not state.silent:
            html = escape(text)
            html = f"<b>{html}</b>" if state.bold else html
            html = f"<i>{html}</i>" if state.italic else html
            (self._noted if state.note else self._pieces).append(html)

    def note(self) -> None:
        """Ends a note; where it stood there is its sign."""
        if words := " ".join("".join(self._noted).split()):
            self._count += 1
            self._pieces.append(f"[{self._count}]")
            self._notes.append(f"<p>[{self._count}] {words}</p>")
        self._noted.clear()

    def end(self, state: _State, how: str = "</p><p>") -> None:
        """Ends a paragraph, or a line."""
        if state.note:
            self._noted.append(" ")
        elif not state.silent:
            self._pieces.append(how)
            if self._notes and how != "<br>":
                self._pieces.append("".join(self._notes) + "<p>")
                self._notes.clear()

    def html(self) -> str:
        self.note()
        self.end(_State())
        # Characters beyond the first 65,536 are written as two halves, each with its own mark-up.
        page = re.sub(
            "([\ud800-\udbff])(?:</[ib]>|<[ib]>)*([\udc00-\udfff])", r"\1\2", "".join(self._pieces)
        )
        return page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read(raw: bytes) -> tuple[str, dict[str, str]]:
    """The document as HTML, and what it tells of itself."""
    page = _HtmlBuilder()
    state, stack = _State(), list[_State]()
    encoding, skip, pending = "cp1252", 0, b""
    for token in _TOKEN.finditer(raw):
        word, number, code, symbol, brace, text = token.groups()
        if code and skip:
            skip -= 1
            continue
        if pending and not code:
            page.say(pending.decode(encoding, "replace"), state)
            pending = b""
        if code:
            pending += bytes.fromhex(code.decode())
        elif brace == b"{":
            stack.append(state)
            skip = 0
            if len(stack) > MOST_DEPTH:
                raise StoryError("the document is nested too deeply; save it again as DOCX")
        elif brace:
            inner, state = state, stack.pop() if stack else state
            skip = 0
            if inner.note and not state.note:
                page.note()
        elif text:
            text, skip = text[skip:], max(0, skip - len(text))
            page.say(text.decode(encoding, "replace"), state)
        elif symbol == b"*":
            state = replace(state, silent=True)
        elif symbol and symbol in b"\r\n":
            page.end(state)
        elif symbol:
            page.say(_SYMBOLS.get(symbol, ""), state)
        elif word:
            name, value = word.decode(), int(number) if number else None
            if name == "u" and value is not None:
                page.say(chr(value & 0xFFFF), state)
                skip = state.skip
            elif name == "ansicpg":
                encoding = _encoding(value or 1252)
            elif name in ("par", "sect", "page", "row"):
                page.end(state)
            elif name == "line":
                page.end(state, "<br>")
            elif name in _CHARS:
                page.say(_CHARS[name], state)
            else:
                state = _changed(state, name, value)
    page.say(pending.decode(encoding, "replace"), state)
    return page.html(), page.told


def _changed(state: _State, name: str, value: int | None) -> _State:
    """The state behind a control word."""
    match name:
        case "uc":
            return replace(state, skip=min(value or 0, 8))
        case "i":
            return replace(state, italic=value != 0)
        case "b":
            return replace(state, bold=value != 0)
        case "plain":
            return replace(state, italic=False, bold=False)
        case "footnote":
            return replace(state, note=True)
        case "title" | "author" if state.silent:
            return replace(state, told=name)
        case "v" | "deleted":
            return replace(state, silent=True) if value != 0 else state
    return replace(state, silent=True) if name in _SILENT else state


def _encoding(page: int) -> str:
    name = {10000: "mac-roman", 65001: "utf-8"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
