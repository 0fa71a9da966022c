"""Fetches one work: the process in which FanFicFare runs, as a library and with our settings alone.

No personal.ini is read, no command of one is run, and nothing of a browser is looked at.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import requests
from fanficfare import adapters, exceptions, writers
from fanficfare.configurable import Configuration
from fanficfare.epubutils import get_update_data
from fanficfare.fetchers import BasicCacheDecorator

from fic_audio.fetching.failures import FailureError, Why, shorten
from fic_audio.fetching.guard import check_address, stay_outside
from fic_audio.fetching.memory import Asked, partial_path, recall
from fic_audio.fetching.polite import USER_AGENT, PoliteFetcher
from fic_audio.fetching.turns import Turns

OFF = (
    "use_cloudscraper",
    "use_flaresolverr_proxy",
    "use_nsapa_proxy",
    "use_browser_cache",
    "use_browser_cache_only",
    "open_pages_in_browser",
    "use_ssl_unverified_context",
    "always_login",
    "include_images",
    "continue_on_chapter_error",
    "username",
    "password",
    "http_proxy",
    "https_proxy",
)
"""Settings of FanFicFare that are off whatever its own say."""
SHUT = frozenset(("www.fanfiction.net", "www.fictionpress.com"))
"""Sites that let no programs in, though FanFicFare knows them."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to fetch, and how."""

    address: str
    book: str
    """Path to write the book to."""
    old: str
    """Path of the work's earlier book, whose chapters are not fetched again; may be empty."""
    memory: str
    """Folder of what is remembered of sites and works."""
    adult: bool
    """Whether the reader is willing to see adult content."""
    again: bool
    """Whether the work is asked even if it was just now, and all of its chapters."""
    pause: float
    patience: float
    """See `Turns`."""
    fresh: float
    """Seconds in which a work is not asked again."""


def fetch(data: bytes, report: Callable[[Mapping[str, Any]], None]) -> dict[str, Any]:
    """Does what an order in JSON says, for `sandbox.follow`. Reports each chapter and each wait.

    The answer has "address", "adult" and "fetched", the number of chapters that came; "file" and
    "asked" if the work was asked just now. Of a failure, it has "why", "detail" and "until";
    "chapter", its number and how many there are, if it was one; and "kept", whether others are.
    """
    order = Order(**json.loads(data))
    stay_outside()
    work = _Work(order, report)
    try:
        return work.fetch()
    except FailureError as failed:
        why = failed
    except requests.RequestException as error:
        why = FailureError(Why.UNREACHABLE, shorten(str(error)))
    except Exception as error:
        why = _understand(error)
    chapter = work.chapter
    if chapter and why.why is Why.GONE:
        why = FailureError(Why.REFUSED, "error 404")
    told = {"why": why.why, "detail": why.detail, "until": why.until}
    return {**told, "chapter": chapter, "kept": work.keep_partly()}


class _Work:
    """A work on its way."""

    def __init__(self, order: Order, report: Callable[[Mapping[str, Any]], None]) -> None:
        self._order = order
        self._report = report
        self._memory = Path(order.memory)
        self._adapter: Any = None
        self._writer: Any = None
        self._at = 0
        self._fetched = 0

    def fetch(self) -> dict[str, Any]:
        """See `fetch`."""
        order = self._order
        check_address(order.address)
        conf = _Polite(adapters.getConfigSectionsFor(order.address), self._turns(0))
        adapter = _find_adapter(conf, order.address)
        if adapter.getSiteDomain() in SHUT or conf.needs_tricks:
            raise FailureError(Why.ROBOTS, "FanFicFare gets in only by posing as a browser")
        if not order.again and (known := self._just_now(adapter.url)):
            return known
        work = recall(self._memory, adapter.url)
        adult = order.adult or (work is not None and work.adult)
        conf.set_ours(adult=adult)
        conf.turns = self._turns(float(conf.getConfig("slow_down_sleep_time") or 0))
        _never_log_in(adapter)
        adapter.getStoryMetadataOnly(get_cover=False)
        self._take_old(adapter, work)
        self._count(adapter)
        self._adapter, self._writer = adapter, writers.getWriter("epub", conf, adapter)
        self._write(Path(order.book))
        return {"address": adapter.url, "fetched": self._fetched, "adult": adult}

    @property
    def chapter(self) -> tuple[int, int] | None:
        """The number of the chapter that was fetched last, and how many there are."""
        return (self._at, self._adapter.num_chapters()) if self._at else None

    def keep_partly(self) -> bool:
        """Keeps the chapters that came before a failure, so that the next try goes on there."""
        if (adapter := self._adapter) is None:
            return False
        partial = partial_path(self._memory, adapter.url)
        if self._fetched:
            # The failure is what the reader has to know, and not that of a further attempt.
            with suppress(Exception):
                del adapter.chapterUrls[len(adapter.story.chapters) :]
                adapter.storyDone = True
                self._write(partial)
        return partial.is_file()

    def _write(self, path: Path) -> None:
        book = BytesIO()
        self._writer.writeStory(outstream=book)
        path.write_bytes(book.getvalue())

    def _turns(self, wanted: float) -> Turns:
        """`wanted`: the pause that FanFicFare keeps at this site."""

        def tell(site: str, seconds: float) -> None:
            self._report({"site": site, "seconds": seconds})

        pause = max(self._order.pause, wanted)
        return Turns(self._memory, pause, self._order.patience, tell)

    def _just_now(self, address: str) -> dict[str, Any] | None:
        """The answer for a work that need not be asked."""
        for known in (self._order.address, address):
            work = recall(self._memory, known)
            if work and 0 <= time.time() - work.asked < self._order.fresh:
                return {**asdict(work), "fetched": 0}
        return None

    def _take_old(self, adapter: Any, work: Asked | None) -> None:
        """Takes chapters out of an earlier book, so that they need not be fetched."""
        if self._order.again:
            return
        for path in (partial_path(self._memory, adapter.url), self._order.old, work and work.file):
            if path and Path(path).is_file():
                old = get_update_data(str(path))
                adapter.oldchaptersmap, adapter.oldchaptersdata = old[7:9]
                return

    def _count(self, adapter: Any) -> None:
        """Reports each chapter before it is fetched."""
        get = adapter.getChapterTextNum

        def counted(url: str, index: int) -> Any:
            self._at = index + 1
            self._report({"chapter": self._at, "of": adapter.num_chapters()})
            text = get(url, index)
            self._fetched += 1
            return text

        adapter.getChapterTextNum = counted


class _Polite(Configuration):  # type: ignore[misc]
    """FanFicFare's own settings for a site, with ours above them."""

    def __init__(self, sections: list[str], turns: Turns) -> None:
        super().__init__(sections, "epub")
        self.fetcher: PoliteFetcher | None = None
        self.turns = turns
        self.read_string((files("fanficfare") / "defaults.ini").read_text("utf-8"))
        self.needs_tricks = bool(self.getConfig("use_cloudscraper"))
        """Whether the site is read only by a program that poses as a browser."""

    def set_ours(self, *, adult: bool) -> None:
        if not self.has_section("overrides"):
            self.add_section("overrides")
        ours = {**dict.fromkeys(OFF, "false"), "user_agent": USER_AGENT, "keep_img_tags": "true"}
        for name, value in {**ours, "is_adult": str(adult).lower()}.items():
            self.set("overrides", name, value.replace("%", "%%"))
        self.reset_cached_config()

    def get_fetcher(self, make_new: bool = False) -> PoliteFetcher:
        if self.fetcher is None:
            self.fetcher = PoliteFetcher(self.getConfig, self.getConfigList, self.turns)
            # No page is asked twice.
            BasicCacheDecorator(self.basic_cache).decorate_fetcher(self.fetcher)
        return self.fetcher


def _find_adapter(conf: _Polite, address: str) -> Any:
    """The adapter that reads a site's stories. Raises FailureError for no story's address."""
    try:
        return adapters.getAdapter(conf, address)
    except exceptions.InvalidStoryURL as error:
        raise FailureError(Why.UNFIT, str(error.example).split(" ")[0]) from error
    except Exception as error:  # whatever it finds missing in the address
        raise FailureError(Why.UNFIT) from error


def _never_log_in(adapter: Any) -> None:
    """Has the adapter fail where it would log in."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise exceptions.FailedToLogin(adapter.url, "")

    if hasattr(adapter, "performLogin"):
        adapter.performLogin = refuse


def _understand(error: Exception) -> FailureError:
    """What FanFicFare raised, as one of our reasons."""
    match error:
        case exceptions.AdultCheckRequired():
            return FailureError(Why.ADULT)
        case exceptions.StoryDoesNotExist():
            return FailureError(Why.GONE)
        case exceptions.FailedToLogin() | exceptions.NeedTimedOneTimePassword():
            return FailureError(Why.LOGIN)
        case exceptions.InvalidStoryURL():
            return FailureError(Why.UNFIT)
        case exceptions.UnknownSite():
            return FailureError(Why.UNKNOWN)
        case exceptions.HTTPErrorFFF() if error.status_code in (404, 410):
            return FailureError(Why.GONE)
        case exceptions.HTTPErrorFFF():
            return FailureError(Why.REFUSED, f"error {error.status_code}")
        case exceptions.AccessDenied() | exceptions.FailedToDownload():
            return FailureError(Why.BROKEN, shorten(str(error)))
        case _:
            return FailureError(Why.BROKEN, shorten(f"{type(error).__name__}: {error}"))
