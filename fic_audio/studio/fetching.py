"""Fetches stories by their address in the background, one at a time."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fic_audio.errors import AdultError, FicAudioError, OutputError, StoppedError, UsageError
from fic_audio.studio import newer
from fic_audio.studio.hub import Hub
from fic_audio.studio.records import Record, Records
from fic_audio.studio.sentences import as_sentence

if TYPE_CHECKING:
    from fic_audio.fetching import Awaited, Coming, Fetched

FOLDER = "fetched"
"""Folder of the fetched books. Stories get copies, which may be taken away; the next fetch needs
what has come before."""


class Fetching:
    """What is being fetched, or was last.

    A fetch that was stopped ends at its next report; nothing is heard of it any more.
    """

    def __init__(self, records: Records, hub: Hub) -> None:
        self._records = records
        self._hub = hub
        self._lock = threading.RLock()
        self._turn = 0
        self.state: Mapping[str, Any] = {}
        """The last fetch: `status` (`running`, `done`, `adult` if it waits for a yes, or `failed`),
        `address`, `story` (its id; 0 while it has none), `newer` (whether it was known, and what
        came waits to be compared), `chapter`, `chapters`, `site`, `wait` (seconds for which that is
        waited for), `asked` (when, if it was not asked again), `error`; empty if there is none."""

    def start(self, address: str, *, story: int = 0, adult: bool = False) -> None:
        """Fetches the story at an address, or new chapters of a known one. Raises UsageError for
        what is no address, and while another is being fetched."""
        from fic_audio.fetching import as_address

        given = as_address(address) or as_address(f"https://{address.strip()}")
        if not given:
            raise UsageError("This is not the address of a story; copy it from your browser.")
        with self._lock:
            if self.state.get("status") == "running":
                raise UsageError("Another story is being fetched; wait for it, or stop it.")
            self._turn += 1
            self.state = {
                "status": "running",
                "address": given,
                "site": urlsplit(given).hostname or given,
                "story": story,
                "newer": bool(story),
                **dict.fromkeys(("chapter", "chapters", "wait"), 0),
                "asked": None,
                "error": "",
            }
            self._tell(self._turn)
            threading.Thread(
                target=self._work, args=(self._turn, given, story, adult), daemon=True
            ).start()

    def stop(self) -> None:
        """Stops the fetch, or forgets how the last one ended."""
        with self._lock:
            self._turn += 1
            self.state = {}
            self._tell(self._turn)

    def _work(self, turn: int, address: str, story: int, adult: bool) -> None:
        from fic_audio.fetching import Coming, fetch_story

        def listen(event: Awaited | Coming) -> None:
            if turn != self._turn:
                raise StoppedError("stopped")
            if isinstance(event, Coming):
                self._tell(turn, chapter=event.chapter, chapters=event.chapters, wait=0)
            else:
                self._tell(turn, site=event.site, wait=round(event.seconds))

        try:
            folder = self._records.own / FOLDER
            got = fetch_story(address, folder, adult=adult, listen=listen)
            with self._lock:
                if turn == self._turn:
                    self._tell(turn, status="done", asked=got.asked, **self._take(got, story))
        except AdultError:
            self._tell(turn, status="adult")
        except Exception as error:
            if not isinstance(error, FicAudioError):
                error = FicAudioError(f"this should not have happened: {error}")
            why = as_sentence(str(error).removeprefix(f"{address}: "))
            self._tell(turn, status="failed", error=why)

    def _take(self, got: Fetched, story: int) -> dict[str, Any]:
        """Puts a book in the list, or, if its story is there, where newer files wait."""
        record = self._records.story(story) if story else self._find(got.address)
        name = got.path.name
        try:
            if record:
                shutil.copyfile(got.path, newer.place(self._records, record.id, name))
                return {"story": record.id, "newer": True}
            path = self._records.new_folder(name) / name
            shutil.copyfile(got.path, path)
        except OSError as error:
            raise OutputError(
                f"{self._records.folder}: can't be written: {error.strerror}"
            ) from error
        record = self._records.add([path])
        self._records.update(record.id, title=got.title, address=got.address)
        return {"story": record.id}

    def _find(self, address: str) -> Record | None:
        """The story with this address, if its file is there."""
        for each in self._records.stories():
            if each.address and _bare(each.address) == _bare(address) and each.path.exists():
                return each
        return None

    def _tell(self, turn: int, **news: Any) -> None:
        with self._lock:
            if turn == self._turn:
                self.state = {**self.state, **news}
                self._hub.post("fetching", self.state or None)


def _bare(address: str) -> str:
    """An address without what sites write now so, now so.

    >>> _bare("http://www.example.org/works/1/"), _bare("https://example.org/works/1")
    ('example.org/works/1', 'example.org/works/1')
    """
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
