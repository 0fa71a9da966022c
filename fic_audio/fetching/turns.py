"""Turns at a site: one request after the other over all processes, with a pause between them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from fic_audio.fetching.failures import FailureError, Why

LONGEST = 86_400.0
"""Seconds that no site is waited for; a clock that was set back must not shut it for ever."""

Tell = Callable[[str, float], None]
"""Called with the name of a site and the seconds that it is waited for."""


class Turns:
    """Gives out turns. `pause`: least seconds between two requests to a site; `patience`: most
    seconds to wait for one that asked to come back later."""

    def __init__(self, folder: Path, pause: float, patience: float, tell: Tell) -> None:
        self._folder = folder
        self.pause = pause
        self._patience = patience
        self._tell = tell

    @contextmanager
    def turn(self, site: str) -> Iterator[None]:
        """Waits for a turn, which lasts as long as the block. Raises FailureError if that would
        take too long."""
        with FileLock(self._place(site, ".lock")):
            self._wait(site)
            # Should this process end in the middle, the next one waits all the same.
            self.defer(site, self.pause)
            try:
                yield
            finally:
                self.defer(site, max(self.pause, self._left(site)))

    def defer(self, site: str, seconds: float) -> None:
        """Gives no turn before so many seconds are over."""
        self._place(site, ".free").write_text(f"{time.time() + min(seconds, LONGEST):.3f}")

    def _wait(self, site: str) -> None:
        left = self._left(site)
        if left > max(self._patience, self.pause):
            raise FailureError(Why.BUSY, site, time.time() + left)
        if left > self.pause:
            self._tell(site, left)
        time.sleep(left)

    def _left(self, site: str) -> float:
        with suppress(OSError, ValueError):
            free = float(self._place(site, ".free").read_text())
            return min(max(0.0, free - time.time()), LONGEST)
        return 0.0

    def _place(self, site: str, suffix: str) -> Path:
        name = re.sub(r"[^a-z0-9.-]", "_", site.lower().removeprefix("www."))
        return self._folder / f"site-{name[:120]}{suffix}"
