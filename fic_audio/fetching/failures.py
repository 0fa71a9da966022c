"""Why a story could not be fetched: told by the process that fetches, put into words here."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from fic_audio.errors import (
    AddressError,
    AdultError,
    BusyError,
    FetchError,
    GoneError,
    LoginError,
    Remedy,
    RobotCheckError,
)

WAY_OUT = "save the page from your browser (on the Archive: Entire Work), then give that file"


class Why(StrEnum):
    """Reasons."""

    ADULT = "adult"
    """It may have adult content, and nobody said that this is all right."""
    BROKEN = "broken"
    """FanFicFare made nothing of the page."""
    BUSY = "busy"
    """The site asks to come back later."""
    GONE = "gone"
    """There is no such story."""
    HOME = "home"
    """The address leads into a private network."""
    LARGE = "large"
    """A page, or all pages together, are larger than any story."""
    LOGIN = "login"
    """Only who has logged in may read it."""
    NOT_ASKED = "not asked"
    """The site asks programs to keep away from this address."""
    REFUSED = "refused"
    """The site answered with an error."""
    ROBOTS = "robots"
    """The site lets no programs in."""
    UNFIT = "unfit"
    """The address is not that of a story."""
    UNKNOWN = "unknown"
    """FanFicFare does not know the site."""
    UNREACHABLE = "unreachable"
    """There is no answer."""


class FailureError(Exception):
    """A fetch that failed."""

    def __init__(self, why: Why, detail: str = "", until: float = 0.0) -> None:
        super().__init__(why, detail, until)
        self.why = why
        self.detail = detail
        """What the site or FanFicFare said, an example, or an address."""
        self.until = until
        """When the site may be asked again, in seconds since 1970."""


_LIST = re.compile(
    r"/(?:series|users?|profiles?|u|j|~\w+|authors?|tags?|search|browse|bookmarks|collections?|fandoms"
    r"|communit(?:y|ies)|lists?|reading-?lists?|forums?|media|works|members?|c)(?:[/?#]|$)"
    r"|view(?:user|series)\.|(?:browse|search|titles|authors|member\w*)\.(?:php|asp)|seriesid=",
    re.IGNORECASE,
)
"""Addresses of pages that list stories."""


def is_list(address: str) -> bool:
    """Whether an address looks like that of a list, if it is not that of a story.

    >>> is_list("https://archiveofourown.org/series/12"), is_list("https://archiveofourown.org/works/12")
    (True, True)
    >>> is_list("https://example.org/the-long-road")
    False
    """
    return bool(_LIST.search(address))


def to_error(failed: dict[str, Any], address: str, program: str) -> FetchError:
    """What a failed fetch says of itself -> the error for the reader. `program`: FanFicFare and its
    version."""
    why, detail = Why(failed["why"]), shorten(str(failed["detail"]))
    site = urlsplit(address).hostname or address
    kind, words = _words(why, detail, site, float(failed["until"]))
    chapter = failed.get("chapter")
    if chapter:
        words = f"chapter {chapter[0]} of {chapter[1]}: {words}"
    if failed["kept"]:
        words += "; what has come is kept, and the next try goes on from there"
    remedies = [Remedy.ADULT] if kind is AdultError else []
    return kind(f"{address}: {words} ({program})", remedies=remedies)


def _words(why: Why, detail: str, site: str, until: float) -> tuple[type[FetchError], str]:
    said = f" ({detail})" if detail else ""
    match why:
        case Why.ADULT:
            return AdultError, (
                "this work may have adult content; it is fetched after you say that you are "
                "willing to see it"
            )
        case Why.BUSY:
            return BusyError, (
                f"{site} is busy and asks to come back later; try again after {clock(until)}"
            )
        case Why.GONE:
            return GoneError, (
                f"there is no such story at {site}: its author may have taken it down, or hidden "
                "it; check the address in your browser"
            )
        case Why.HOME:
            return FetchError, (
                f"it leads to {detail}, where nothing is fetched from: only http and https on the "
                "internet are allowed"
            )
        case Why.LARGE:
            return FetchError, f"what comes from {site} is larger than any story{said}; {WAY_OUT}"
        case Why.LOGIN:
            return LoginError, (
                f"{site} shows this story only to readers who have logged in, and fic-audio never "
                f"asks for a password; log in in your browser, and {WAY_OUT}"
            )
        case Why.NOT_ASKED:
            return FetchError, f"{site} asks programs to keep away from {detail}; {WAY_OUT}"
        case Why.REFUSED:
            return FetchError, f"{site} answered with an error{said}; try again later, or {WAY_OUT}"
        case Why.ROBOTS:
            return RobotCheckError, f"{site} lets no programs in{said}; {WAY_OUT}"
        case Why.UNFIT:
            example = f"; the address of a story there looks like {detail}" if detail else ""
            return AddressError, f"this is not the address of one story{example}"
        case Why.UNKNOWN:
            return AddressError, f"stories of {site} can't be fetched; {WAY_OUT}"
        case Why.UNREACHABLE:
            return FetchError, (
                f"{site} can't be reached{said}; check the address and your connection"
            )
        case Why.BROKEN:
            return FetchError, (
                f"FanFicFare can make nothing of the page{said}; try later, or with a newer one "
                f"(pip install --upgrade FanFicFare), or {WAY_OUT}"
            )


def a_list(address: str, program: str) -> AddressError:
    """The error for the address of a list."""
    return AddressError(
        f"{address}: this is a list of stories (a series, a search, somebody's page), and one "
        f"story is fetched at a time; open the story, and give its address ({program})"
    )


def clock(moment: float) -> str:
    """A time today as people say it, or with its date."""
    then = datetime.fromtimestamp(moment)
    same_day = then.date() == datetime.now().date()
    return then.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")


def shorten(text: str) -> str:
    """What a stranger's server said, on one line without control characters."""
    words = " ".join("".join(filter(str.isprintable, " ".join(text.split()))).split())
    return words if len(words) <= 160 else f"{words[:159]}…"
