"""FanFiction.net and FictionPress: a chapter's page as saved from the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fic_audio.model import Metadata, Story
from fic_audio.page.read.annotated_text import chapter
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_STORY = "#storytext, #storycontent, .storytext, .storycontent"
GENRES = frozenset(
    """adventure angst comfort crime drama family fantasy friendship general hurt/comfort hurt
    horror humor mystery parody poetry romance sci-fi spiritual supernatural suspense tragedy
    western""".split()
)
_LABEL = re.compile(r"([A-Z][a-z]+|id):\s*(.*)", re.DOTALL)
_PAIR = re.compile(r"\[([^\[\]]{0,300})\]")
_NUMBERED = re.compile(r"(\d{1,4})\.(?:\s+(.*))?", re.DOTALL)
_NAMED = re.compile(
    r"(?:chapter|chap\.?|ch\.?(?=\s*\d)|prologue|epilogue|part|interlude)(?![a-z])", re.IGNORECASE
)
"""How chapters' names begin that need no "Chapter 3" before them."""
_ID = re.compile(r"/[sr]/(\d{1,12})")
_SECTION = re.compile(r"/(?:anime|book|cartoon|comic|crossovers|game|misc|movie|play|tv)/?")
_LONGEST = 5000
"""Characters of a header."""
_DATE = re.compile(r"(\d\d)-(\d\d)-(\d\d)")


def knows(dom: Tree) -> bool:
    """Whether it is a story's page of theirs."""
    story = dom.css_first(_STORY)
    return story is not None and _header(dom) is not None


def read(dom: Tree) -> Story:
    """The one chapter of the page."""
    body = dom.css(_STORY)[0]
    title, number = _chapter(dom)
    story = mark_unlabelled_notes(extract_text([body], styles(dom)))
    return Story(_metadata(dom, number), (chapter(title, [story], headed=bool(title)),))


def _header(dom: Tree) -> Node | None:
    """The element that holds "Rated: Fiction T - English - …"."""
    if top := dom.css_first("#profile_top span.xgray"):
        return top
    # Other sites have a #content, too.
    top = dom.css_first("#content")
    if top is not None and "Rated:" in top.text():
        return top
    rating = dom.css_first('a[href*="fictionratings.com"]')
    return rating.parent if rating is not None else None


def _metadata(dom: Tree, number: str) -> Metadata:
    header = _header(dom)
    said = text_of(header)[:_LONGEST]
    rated = max(said.find("Rated:"), 0)
    if said[max(0, rated - 8) : rated].endswith("Fiction "):
        rated -= 8
    facts = _facts(said[rated:])
    id_ = _id(dom, said)
    count = re.sub(r"\D", "", facts.get("Chapters", ""))
    words = facts.get("Words", "")
    pairs = [_listed(pair) for pair in _PAIR.findall(facts["characters"])]
    people = _listed(_PAIR.sub(lambda pair: f"{pair[1]}, ", facts["characters"]))
    published, updated = (_date(header, facts.get(word, ""), word) for word in _WHEN)
    return Metadata(
        title=_title(dom),
        authors=tuple(filter(None, (text_of(dom.css_first('a[href*="/u/"]')),))),
        fandoms=_fandoms(dom),
        relationships=tuple("/".join(pair) for pair in pairs if len(pair) > 1),
        characters=tuple(dict.fromkeys(people)),
        rating=facts["rating"],
        tags=_genres(facts["genres"]),
        summary=text_of(dom.css_first('#profile_top > div[style*="margin-top:2px"]')),
        language=facts["language"],
        words=int(re.sub(r"\D", "", words)) if re.fullmatch(r"[\d,]+", words) else None,
        chapters=f"{number or 1}/{count or '?'}" if count or number else "1/1",
        status="Complete" if "complete" in facts.get("Status", "").casefold() else "In-Progress",
        published=published,
        updated=updated,
        url=f"{_site(dom)}/s/{id_}/{number or 1}" if id_ else "",
    )


_WHEN = ("Published", "Updated")


def _facts(line: str) -> dict[str, str]:
    """The parts of "Rated: Fiction T - English - Humor - Ron W. - Words: 12 - Complete"."""
    desktop = " - " in line
    parts = [
        part.strip(" -")
        for part in (line.split(" - ") if desktop else re.split(r",\s+(?![^\[]*\])", line))
    ]
    found = {"rating": "", "language": "", "genres": "", "characters": ""}
    rating = parts[0].rpartition("Rated:")[2].strip()
    found["rating"] = rating.removeprefix("Fiction").strip()
    found["language"] = parts[1] if len(parts) > 1 and ":" not in parts[1] else ""
    people: list[str] = []
    for part in parts[2:]:
        label = _LABEL.match(part)
        if label:
            # On the mobile page only a space stands between the two dates.
            found[label[1]] = label[2]
            if second := re.search(r"\bUpdated:\s*(.*)", label[2]):
                found["Updated"] = second[1]
        elif part.casefold().startswith(("complete", "in-progress")):
            found["Status"] = part
        elif not found["genres"] and _are_genres(part):
            found["genres"] = part
        elif part and not (found.keys() - {"rating", "language", "genres", "characters"}):
            people.append(part)
    found["characters"] = ", ".join(people)
    return found


def _are_genres(part: str) -> bool:
    return all(word in GENRES for word in re.split(r"/|\s&\s", part.casefold()))


def _genres(said: str) -> tuple[str, ...]:
    """One of the genres has a stroke in its name."""
    kept = said.replace("Hurt/Comfort", "Hurt\0Comfort")
    found = re.split(r"/|\s&\s", kept)
    return tuple(genre.replace("\0", "/") for genre in found if genre)


def _listed(people: str) -> list[str]:
    found = (person.strip() for person in re.split(r",|\s&\s", people.replace("]", ",")))
    return [person for person in found if person]


def _title(dom: Tree) -> str:
    for place in ("#profile_top > b", "#content b"):
        if title := text_of(dom.css_first(place)):
            return title
    for node in dom.css("td b"):
        above = node.parent
        if above is not None and "»" in above.text():
            return text_of(node)
    return ""


def _fandoms(dom: Tree) -> tuple[str, ...]:
    links = dom.css("#pre_story_links a") or [
        link
        for place in ("#content > a", "td > a")
        for link in dom.css(place)
        if _SECTION.match(_href(link))
    ]
    name = text_of(links[-1]) if links else ""
    crossed = name.removesuffix(" Crossover")
    return tuple(crossed.split(" + ")) if crossed != name else (name,) if name else ()


def _chapter(dom: Tree) -> tuple[str, str]:
    """The chapter's title and its number; both empty for a story of one chapter."""
    for option in dom.css("#chap_select option, select[name=chapter] option"):
        if "selected" in option.attributes:
            return split_number(text_of(option))
    content = dom.css_first("#content")
    if content is not None:
        # The story may stand inside of it, and has lines of its own.
        inside = {node.mem_id for node in dom.css(_STORY)}
        for node in content.traverse(include_text=True):
            if node.mem_id in inside:
                break
            said = node.text_content if node.is_text_node else None
            if found := re.fullmatch(r"\s*(Chapter (\d+)\b.*?)\s*", said or ""):
                return found[1], found[2]
    return "", ""


def split_number(name: str) -> tuple[str, str]:
    """A chapter's title and number, from a list of chapters.

    "3. The Flower" is "Chapter 3: The Flower"; "3. Chapter 3" is "Chapter 3".
    """
    match = _NUMBERED.match(name)
    if not match:
        return name, ""
    number, title = match[1], (match[2] or "").strip()
    if title in ("", number):
        return f"Chapter {number}", number
    if _NAMED.match(title):
        return title, number
    return f"Chapter {number}: {title}", number


def _date(header: Node | None, text: str, label: str) -> str:
    """A day as "2010-03-30"; what the page writes where it is no date."""
    stamps: Iterator[Node] = iter(header.css("span[data-xutime]") if header is not None else ())
    for stamp in stamps:
        before = stamp.prev
        if before is not None and label in (before.text_content or ""):
            seconds = stamp.attributes.get("data-xutime") or ""
            if re.fullmatch(r"\d{9,10}", seconds):
                return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    if match := _DATE.match(text):
        month, day, year = match.groups()
        return f"{'19' if int(year) > 90 else '20'}{year}-{month}-{day}"
    return text


def _id(dom: Tree, said: str) -> str:
    if match := re.search(r"\bid:\s*(\d{1,12})", said):
        return match[1]
    links = (_ID.search(_href(link)) for link in dom.css('a[href*="/r/"], a[href*="/s/"]'))
    return next((link[1] for link in links if link), "")


def _site(dom: Tree) -> str:
    press = any("fictionpress.com" in _href(link) for link in dom.css("head link"))
    return "https://www.fictionpress.com" if press else "https://www.fanfiction.net"


def _href(node: Node) -> str:
    return node.attributes.get("href") or ""
