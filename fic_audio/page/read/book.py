"""A book's pages and table of contents -> Story: one chapter for each entry that holds story."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace

from fic_audio.model import Chapter, Mark, Metadata, Story
from fic_audio.page.plain_text.labels import read_label
from fic_audio.page.read.annotated_text import AnnotatedText, chapter, heading, join_texts, note
from fic_audio.page.read.front_matter import find_matter, plain
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.package import Document, Entry, Package
from fic_audio.page.read.web.html_text import BLOCKS, extract_text
from fic_audio.page.read.web.styles import Styles, styles
from fic_audio.page.read.web.tree import Node, Tree, children, text_of

_TO_READERS = re.compile(
    r"acknowledge?ments?|about the authors?|also by\b.*|more (?:books|works|stories) by\b.*",
    re.IGNORECASE,
)
_CUT = re.compile("\ufdd0(\\d+)\ufdd1\\s*")
"""Stands in the text where an entry of the table of contents points to; no text has these."""
_MOST_PLACES = 2_000
"""Entries that point into one page; a page with more is a dictionary's, or made to be slow."""
_HOLDERS = BLOCKS - frozenset("p h1 h2 h3 h4 h5 h6 li".split())
"""Elements that hold paragraphs, if only of lines with breaks between."""
_NUMBERED = re.compile(r"(\d{1,4})(?:[.:)]\s+|\s+[-–—]\s+)(\S.*)")


@dataclass(slots=True)
class _Piece:
    """A stretch of the book that one entry points to; `title` is None where none does."""

    title: str | None
    passage: AnnotatedText


@dataclass(slots=True)
class _Draft:
    """A chapter as it is gathered."""

    title: str
    above: list[AnnotatedText] = field(default_factory=list)
    """What stands before its heading: the title of a part, a dedication."""
    body: list[AnnotatedText] = field(default_factory=list)


def read_book(dom: Tree, package: Package, told: Metadata) -> Story:
    """The story in a merged page of a book, its metadata as `told` by the package."""
    looks = styles(dom)
    # By number: a path does not always come out of markup as it went in.
    documents = {str(number): document for number, document in enumerate(package.documents)}
    listed: dict[str, list[Entry]] = {}
    for entry in package.entries:
        listed.setdefault(entry.path, []).append(entry)
    front: list[str] = []
    pieces: list[_Piece] = []
    pages: list[AnnotatedText] = []
    for section in _sections(dom):
        document = documents.get(section.attributes["data-page"] or "", Document(""))
        entries = listed.get(document.path, [])
        passage = extract_text([section], looks)
        if not passage:
            continue
        pages.append(passage)
        if why := find_matter(section, document, entries, passage, told, first=not pieces):
            front += [passage.text] if why == "front" else []
        else:
            pieces += _pieces(section, entries, passage, looks)
    if sum(piece.title is not None for piece in pieces) < 2:
        pieces = [_by_itself(piece) for piece in pieces]
    if sum(piece.title is not None for piece in pieces) < 2:
        whole = of_passage(join_texts([piece.passage for piece in pieces] or pages))
        front += [whole.front] if whole.front else []
        return Story(_more(told, whole.metadata), whole.chapters, "\n\n".join(front))
    return Story(told, tuple(_chapters(pieces, told.title)), "\n\n".join(front))


def _sections(dom: Tree) -> Iterator[Node]:
    body = dom.body
    for node in children(body) if body is not None else ():
        if node.tag == "section" and node.attributes.get("data-page"):
            yield node


def _pieces(
    section: Node, entries: list[Entry], annotated: AnnotatedText, looks: Styles
) -> Iterator[_Piece]:
    """A page, cut where entries point into it."""
    places = {node.attributes.get("id"): node for node in section.css("[id]")}
    places |= {node.attributes.get("name"): node for node in section.css("a[name]")}
    inner = [entry for entry in entries if entry.fragment in places][:_MOST_PLACES]
    outer = [entry for entry in entries if entry.fragment not in places]
    title = outer[0].title if outer else None
    if not inner:
        yield _Piece(title, annotated)
        return
    for nth, entry in enumerate(inner):
        _start(places[entry.fragment], section).insert_before(f"\ufdd0{nth}\ufdd1")
    annotated = extract_text([section], looks)
    cuts = list(_CUT.finditer(annotated.text))
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(annotated.text)]
    told = [title, *(inner[int(cut[1])].title for cut in cuts)]
    parts = list(_parts(annotated, zip(edges[::2], edges[1::2], strict=True)))
    for nth, (name, part) in enumerate(zip(told, parts, strict=True)):
        again = nth + 1 < len(told) and name is not None and _same(name, told[nth + 1] or "")
        if part or (name is not None and not again):
            yield _Piece(name, part)


def _start(node: Node, section: Node) -> Node:
    """Where a chapter begins that an entry points into: the paragraph or heading of that place."""
    while (above := node.parent) is not None and above.mem_id != section.mem_id:
        before = node.prev
        while before is not None and not text_of(before):
            before = before.prev
        if before is not None and (node.tag in BLOCKS or above.tag in _HOLDERS):
            break
        node = above
    return node


def _parts(annotated: AnnotatedText, edges: Iterable[tuple[int, int]]) -> Iterator[AnnotatedText]:
    """The stretches between edges, which come in order, with what is marked in each."""
    marks = deque(annotated.marks)
    headings = deque(annotated.headings)
    over: list[Mark] = []
    for start, end in edges:
        text = annotated.text[start:end].rstrip()
        stop = start + len(text)
        while marks and marks[0].start < end:
            over.append(marks.popleft())
        own = [
            Mark(mark.kind, max(mark.start, start) - start, min(mark.end, stop) - start)
            for mark in over
            if mark.start < stop and mark.end > start
        ]
        over = [mark for mark in over if mark.end > end]
        titles: list[tuple[int, int, int]] = []
        while headings and headings[0][1] < end:
            depth, first, last = headings.popleft()
            if start <= first < last <= stop:
                titles.append((depth, first - start, last - start))
        yield AnnotatedText(text, tuple(own), tuple(titles))


def _by_itself(piece: _Piece) -> _Piece:
    """A page as its own headings divide the book, which has no table of contents."""
    lead, _ = _lead(piece.passage)
    return _Piece("" if lead else None, piece.passage)


def _chapters(pieces: Iterable[_Piece], book: str) -> Iterator[Chapter]:
    drafts: list[_Draft] = []
    above: list[AnnotatedText] = []
    for piece in pieces:
        title, body = _headed(piece, book, first=not drafts)
        if title and (_TO_READERS.fullmatch(title) or _is_note(title)):
            said = note(join_texts([heading(title), body]))
            (drafts[-1].body if drafts else above).append(said)
        elif piece.title is None and (drafts or not title):
            (drafts[-1].body if drafts else above).append(piece.passage)
        elif not body:
            above.append(heading(title))
        else:
            drafts.append(_Draft(title, above, [body]))
            above = []
    if above and drafts:
        drafts[-1].body += above
    for draft in drafts:
        told = [*draft.above, heading(draft.title), *draft.body]
        yield chapter(draft.title, told, headed=False)


def _is_note(title: str) -> bool:
    found = read_label(title)
    return found is not None and found.field == "notes" and not found.value


def _headed(piece: _Piece, book: str, *, first: bool) -> tuple[str, AnnotatedText]:
    """A chapter's title and what follows it; a page's headings often say what the entry says."""
    lead, ends = _lead(piece.passage)
    skipped = 0
    if first and lead and _same(lead[0], book) and (len(lead) > 1 or piece.title):
        skipped = 1
    own, title = lead[skipped:], piece.title or ""
    whole = _joined(own)
    if not own:
        rest = _part_after(piece.passage, ends[skipped - 1] if skipped else 0)
        return tidy_title(title), _part_after(rest, _again(rest.text, title))
    ours, theirs = set(plain(title).split()), set(plain(whole).split())
    if not title or ours <= theirs:
        return tidy_title(whole), _part_after(piece.passage, ends[-1])
    if theirs <= ours:
        return tidy_title(title), _part_after(piece.passage, ends[-1])
    if set(plain(own[0]).split()) <= ours:
        return tidy_title(title), _part_after(piece.passage, ends[skipped])
    return tidy_title(title), _part_after(piece.passage, ends[skipped - 1] if skipped else 0)


def _again(text: str, title: str) -> int:
    """Where the story begins below lines that say the title again; 0 where none do."""
    wanted, said = plain(title), ""
    for line in re.finditer(r"[^\n]+", text[:400]):
        said = f"{said} {plain(line[0])}".strip()
        if said == wanted and not line[0].endswith((".", "!", "?", "”", '"')):
            return line.end()
        if not wanted.startswith(f"{said} "):
            break
    return 0


def _part_after(annotated: AnnotatedText, start: int) -> AnnotatedText:
    start += len(annotated.text[start:]) - len(annotated.text[start:].lstrip())
    return next(_parts(annotated, [(start, len(annotated.text))]))


def _lead(annotated: AnnotatedText) -> tuple[list[str], list[int]]:
    """The headings that a page begins with, at most three, and where each ends."""
    found: list[str] = []
    ends: list[int] = []
    at = 0
    for _, start, end in annotated.headings:
        if annotated.text[at:start].strip() or len(found) == 3:
            break
        found.append(" ".join(annotated.text[start:end].split()))
        ends.append(end)
        at = end
    return found, ends


def _joined(lead: list[str]) -> str:
    """Headings below each other as one title: "Chapter 3", "The Long Night"."""
    return ": ".join(
        text.rstrip(":.") if n < len(lead) - 1 else text for n, text in enumerate(lead)
    )


def tidy_title(title: str) -> str:
    """A chapter's title as a listener wants it.

    >>> tidy_title("3. The Long Night"), tidy_title("7")
    ('Chapter 3: The Long Night', 'Chapter 7')
    >>> tidy_title("Chapter 2: Rain"), tidy_title("4. Chapter 4")
    ('Chapter 2: Rain', 'Chapter 4')
    """
    title = " ".join(title.split())
    if title.isdecimal() and len(title) < 5:
        return f"Chapter {title}"
    if match := _NUMBERED.fullmatch(title):
        named = match[2].casefold().startswith(("chapter", "prologue", "epilogue", "part "))
        return match[2] if named else f"Chapter {match[1]}: {match[2]}"
    return title


def _same(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def _more(known: Metadata, other: Metadata) -> Metadata:
    """Metadata with what only the other one knows."""
    names = [each.name for each in fields(Metadata)]
    return replace(
        known, **{name: getattr(other, name) for name in names if not getattr(known, name)}
    )
