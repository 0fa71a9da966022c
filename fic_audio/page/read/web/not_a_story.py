"""Pages that hold no story, told by how they are built and never by a story's words."""

from __future__ import annotations

import re

from fic_audio.errors import StoryError
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import Tree, classes, text_of

_STORY = "#storytext, #storycontent, #storytextp"
"""Where other sites keep a story's text, whatever else is on the page."""
_ENTIRE = "open the work, choose 'Entire Work', and save that page or its HTML download"
_OPEN = "open the story in a browser, wait until its text shows, and save that page"
_ONE = "open one of its works, choose 'Entire Work', and save that page or its HTML download"

_ARCHIVE_PAGES = {
    "sessions-new": (
        "the log-in page of the Archive",
        f"log in in the browser, {_ENTIRE}",
    ),
    "works-navigate": ("a work's chapter index", _ENTIRE),
    "works-index": ("a list of works", _ONE),
    "works-search": ("a search for works", _ONE),
    "works-collected": ("a list of works", _ONE),
    "works-share": ("the share box of a work", _ENTIRE),
    "works-drafts": ("a list of drafts", _ONE),
    "bookmarks-index": ("a list of bookmarks", _ONE),
    "bookmarks-search": ("a search for bookmarks", _ONE),
    "bookmarks-show": ("a bookmark", _ENTIRE),
    "readings-index": ("a reading history", _ONE),
    "subscriptions-index": ("a list of subscriptions", _ONE),
    "users-show": ("a user's dashboard", _ONE),
    "pseuds-show": ("a user's dashboard", _ONE),
    "profile-show": ("a user's profile", _ONE),
    "profiles-show": ("a user's profile", _ONE),
    "gifts-index": ("a list of gifts", _ONE),
    "series-show": ("the page of a series", f"for each part, {_ENTIRE}"),
    "series-index": ("a list of series", _ONE),
    "collections-show": ("the page of a collection", _ONE),
    "collections-index": ("a list of collections", _ONE),
    "tags-show": ("the page of a tag", _ONE),
    "tags-index": ("a list of tags", _ONE),
    "fandoms-index": ("a list of fandoms", _ONE),
    "media-index": ("a list of fandoms", _ONE),
    "comments-index": ("a page of comments", _ENTIRE),
    "comments-show": ("a page of comments", _ENTIRE),
    "home-index": ("the Archive's front page", _ONE),
}
"""What the Archive calls a page of its own -> what that is, and what to do."""
_LISTS = (
    ("ol.chapter.index", "works-navigate"),
    ("li.bookmark.blurb", "bookmarks-index"),
    ("li.work.blurb", "works-index"),
    ("#signin, #loginform", "sessions-new"),
)
"""The same pages by what they hold, where their names were lost."""
_BOT_CHECKS = (
    ".cf-browser-verification, .cf-im-under-attack, #cf-challenge-running, #challenge-form, "
    "#challenge-running, #challenge-stage, #challenge-error-text, #challenge-success-text, "
    "#cf-error-details, #anubis_challenge, #ddg-challenge, #px-captcha, #sec-if-container"
)
_BOT_TITLES = re.compile(
    r"just a moment\W*|attention required\b.*|shields? (?:is|are) up\W*|"
    r"checking your browser\b.*|ddos[- ]guard|making sure you'?re not a bot\W*|"
    r"verif(?:y|ying) (?:that )?you are (?:a )?human\W*|one more step\W*|are you a robot\W*|"
    r"access (?:to this page has been )?denied\b.*",
    re.IGNORECASE,
)
_NAMES = (
    r"not found|page not found|file not found|bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time-?out|internal server error|forbidden|too many requests|unauthorized|"
    r"retry later|the page you were looking for doesn'?t exist"
)
_ERRORS = re.compile(
    rf"(?:http\s+)?(?:error\s+)?(?:(?P<code>[45]\d\d)\b)?[\s:|,.–—-]*(?:error\b)?[\s:|,.–—-]*"
    rf"(?P<name>{_NAMES})?[\s!.|–—-]*",
    re.IGNORECASE,
)
_LONGEST_HEAD = 80
"""Characters of a heading or a title that names an error."""
_FEW = 60
"""Words on a bare error page; a drabble has a hundred."""
_SOME = 250
"""Words on a page that only checks or asks for something."""


def refuse(dom: Tree) -> None:
    """Nothing for a page that may hold a story; StoryError, saying what it is, for any other."""
    if ao3.knows(dom) or dom.css_first(_STORY) is not None:
        return
    if why := _archive(dom) or _fanfiction_net(dom) or _bot_check(dom) or _bare(dom):
        what, do = why
        raise StoryError(f"this is {what}, not a story; {do}")


def is_bot_check(dom: Tree) -> bool:
    """Whether a page only checks whether a person is reading."""
    return _bot_check(dom) is not None


def _archive(dom: Tree) -> tuple[str, str] | None:
    """A page of the Archive of Our Own without a work on it."""
    main = dom.css_first("#main")
    names = classes(main) if main is not None else frozenset()
    head = _error_in(text_of(main.css_first("h2"))) if main is not None else None
    code = next((name[6:] for name in names if name.startswith("error-")), "")
    if "errors" in names or code or (head and head["code"]):
        return _error(code or (head["code"] if head else "") or "")
    for name in sorted(names & _ARCHIVE_PAGES.keys()):
        return _ARCHIVE_PAGES[name]
    if _asks_for_consent(dom):
        return (
            "the Archive's warning that a work may have adult content",
            f"choose 'Yes, Continue' there, {_ENTIRE}",
        )
    for selector, name in _LISTS:
        if dom.css_first(selector) is not None:
            return _ARCHIVE_PAGES[name]
    if names & {"works-show", "chapters-show"}:
        return (
            "the page of a work that is not shown",
            "it may be hidden, unrevealed or for registered users only: log in in the browser, "
            + _ENTIRE,
        )
    if "region" in names and dom.css_first("#header.region, #footer.region") is not None:
        return "a page of the Archive without a work on it", _ONE
    return None


def _asks_for_consent(dom: Tree) -> bool:
    link = dom.css_first("a[href*=view_adult]")
    return link is not None and dom.css_first(".userstuff") is None and _words(dom) < _SOME


def _fanfiction_net(dom: Tree) -> tuple[str, str] | None:
    """FanFiction.net's notes and lists, which have no story text beside them."""
    for warning in dom.css("span.gui_warning, div.panel_warning, .panel_warning"):
        text = text_of(warning)
        if re.match(r"(?:story|chapter|author|message)\b.{0,20}\bnot found", text, re.IGNORECASE):
            return (
                "FanFiction.net's note that a story or chapter was not found",
                "check its address, or look for a copy of it elsewhere",
            )
    if dom.css_first("div.z-list") is not None:
        return "a list of stories", _OPEN
    return None


def _bot_check(dom: Tree) -> tuple[str, str] | None:
    """A page that checks whether a person is reading."""
    title = text_of(dom.css_first("title"))
    if dom.css_first(_BOT_CHECKS) is None and not _BOT_TITLES.fullmatch(title[:200]):
        return None
    if _words(dom) > _SOME:
        return None
    return "a site's check for robots", _OPEN


def _bare(dom: Tree) -> tuple[str, str] | None:
    """An error or a log-in form with hardly a word besides."""
    if dom.css_first("input[type=password]") is not None and _words(dom) < _SOME:
        return "a log-in page", f"log in in the browser, {_OPEN}"
    title = text_of(dom.css_first("title"))
    heads = [title, *(text_of(dom.css_first(tag)) for tag in ("h1", "h2"))]
    told = [match for head in heads if (match := _error_in(head))]
    code = next((match["code"] for match in told if match["code"]), "")
    if any(match["name"] for match in told) or (len(told) > 1 and code):
        return _error(code) if _words(dom) <= _FEW else None
    if text_of(dom.body).casefold().strip(" .\n") == "retry later":
        return _error("429")
    return None


def _error(code: str) -> tuple[str, str]:
    if code in ("404", "410"):
        return (
            f"a site's page for what does not exist or was deleted (error {code})",
            "check its address, or look for a copy of the story elsewhere",
        )
    number = f" {code}" if code else ""
    return f"a site's error page (error{number})" if code else "a site's error page", _OPEN


def _error_in(head: str) -> re.Match[str] | None:
    # Only what is short is matched: the pattern's time grows faster than the text.
    return _ERRORS.fullmatch(head) if 0 < len(head) <= _LONGEST_HEAD else None


def _words(dom: Tree) -> int:
    """How many words the page shows."""
    return len(extract_text([dom.body]).text.split()) if dom.body is not None else 0
